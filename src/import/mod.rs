//! Foreign text into plans; nothing is lost.
