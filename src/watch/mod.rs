//! Follow the working tree and answer each save once.
