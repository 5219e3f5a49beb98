//! Keys: sign and verify.
