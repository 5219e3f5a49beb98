//! Armoured signatures: the bytes up to the first zero are the payload, the rest is the signature. None but the
//! signature of the seed, to the letter, is good for its payload.

#![no_main]

use caitien::approval::PublicKey;
use caitien::signing::{Checked, check};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some(at) = bytes.iter().position(|byte| *byte == 0) else { return };
    let (payload, rest) = bytes.split_at(at);
    let Ok(armoured) = std::str::from_utf8(&rest[1..]) else { return };
    if let Checked::Good(key) = check(payload, armoured) {
        assert_eq!(PublicKey::parse(&key.to_line()), Some(key.clone()));
        let changed = [payload, b"x"].concat();
        assert_eq!(check(&changed, armoured), Checked::Broken, "good for two payloads");
        assert_eq!(check(payload, &format!("{armoured}\n")), Checked::Broken, "two spellings");
    }
});
