//! `caitien.toml`: written form to valid form.
