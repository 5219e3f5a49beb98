//! OpenPGP as far as a record needs it: an exported public key taken apart into packets, its
//! fingerprint, and what of it may stand in a record. No signature is checked here.

use sha1::{Digest, Sha1};

const PUBLIC_KEY: u8 = 6;
const SIGNATURE: u8 = 2;
const USER_ID: u8 = 13;
const SUBKEY: u8 = 14;

/// Kinds of signatures within a key: certifications, bindings of subkeys, and on the key itself.
const BINDINGS: [u8; 6] = [0x10, 0x11, 0x12, 0x13, 0x18, 0x1f];

/// Longer than this no key is read.
const LONGEST: usize = 32_768;

/// One packet of a key or a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packet<'b> {
    pub tag: u8,
    pub body: &'b [u8],
    whole: &'b [u8],
}

/// Takes bytes apart into packets of known length; None where that does not come out even.
pub fn packets(mut bytes: &[u8]) -> Option<Vec<Packet<'_>>> {
    let mut packets = Vec::new();
    while let [first, rest @ ..] = bytes {
        let (tag, length, head) = match (first & 0xc0, first & 3, rest) {
            (0x80, 0, [one, ..]) => ((first >> 2) & 15, u32::from(*one), 2),
            (0x80, 1, [a, b, ..]) => ((first >> 2) & 15, u32::from_be_bytes([0, 0, *a, *b]), 3),
            (0x80, 2, [a, b, c, d, ..]) => ((first >> 2) & 15, u32::from_be_bytes([*a, *b, *c, *d]), 5),
            (0xc0, _, [one @ 0..=191, ..]) => (first & 63, u32::from(*one), 2),
            (0xc0, _, [a @ 192..=223, b, ..]) => {
                (first & 63, (u32::from(*a) - 192) * 256 + u32::from(*b) + 192, 3)
            }
            (0xc0, _, [255, a, b, c, d, ..]) => (first & 63, u32::from_be_bytes([*a, *b, *c, *d]), 6),
            _ => return None,
        };
        let end = usize::try_from(length).ok()?.checked_add(head)?;
        let whole = bytes.get(..end)?;
        packets.push(Packet { tag, body: whole.get(head..)?, whole });
        bytes = bytes.get(end..)?;
    }
    Some(packets)
}

impl Packet<'_> {
    /// The kind of a signature of version 4.
    fn binding(&self) -> Option<u8> {
        match self.body {
            [4, kind, ..] if self.tag == SIGNATURE => Some(*kind),
            _ => None,
        }
    }

    /// What a signature of version 4 was made over, and with which digest; None for other packets.
    pub fn signature(&self) -> Option<(u8, u8)> {
        match self.body {
            [4, kind, _, digest, ..] if self.tag == SIGNATURE => Some((*kind, *digest)),
            _ => None,
        }
    }
}

/// The fingerprint of an exported key's primary key, where the bytes are one key of version 4 that
/// holds nothing but names, subkeys and what binds them. A revocation is no part of it: the
/// record says which key no longer counts, and from when.
pub(super) fn fingerprint(bytes: &[u8]) -> Option<[u8; 20]> {
    if bytes.len() > LONGEST {
        return None;
    }
    let packets = packets(bytes)?;
    let (primary, others) = packets.split_first()?;
    let fits = |packet: &Packet<'_>| match (packet.tag, packet.body) {
        (USER_ID, _) | (SUBKEY, [4, ..]) => true,
        _ => packet.binding().is_some_and(|kind| BINDINGS.contains(&kind)),
    };
    let is_key = primary.tag == PUBLIC_KEY && primary.body.first() == Some(&4);
    // GnuPG takes no key without a name.
    let is_named = others.iter().any(|packet| packet.tag == USER_ID);
    if !is_key || !is_named || !others.iter().all(fits) {
        return None;
    }
    let length = u16::try_from(primary.body.len()).ok()?;
    let mut hash = Sha1::new();
    hash.update([0x99]);
    hash.update(length.to_be_bytes());
    hash.update(primary.body);
    Some(hash.finalize().into())
}

/// What of an exported key may stand in a record: without pictures, and without names and subkeys
/// that their owner revoked. None where the key itself is revoked, or is no public key.
pub(super) fn tidy(bytes: &[u8]) -> Option<Vec<u8>> {
    let packets = packets(bytes)?;
    let mut groups: Vec<Vec<Packet<'_>>> = Vec::new();
    for packet in packets {
        match packet.tag {
            SIGNATURE => groups.last_mut()?.push(packet),
            _ => groups.push(vec![packet]),
        }
    }
    let has = |group: &[Packet<'_>], kind: u8| group.iter().any(|packet| packet.binding() == Some(kind));
    if groups.first().is_none_or(|primary| has(primary, 0x20)) {
        return None;
    }
    let keeps = |group: &&Vec<Packet<'_>>| {
        let tag = group.first().map(|packet| packet.tag);
        let known = matches!(tag, Some(PUBLIC_KEY | USER_ID | SUBKEY));
        known && !has(group, 0x28) && !has(group, 0x30)
    };
    let kept = groups.iter().filter(keeps).flatten();
    let kept = kept.filter(|packet| {
        packet.tag != SIGNATURE || packet.binding().is_some_and(|kind| BINDINGS.contains(&kind))
    });
    let tidied: Vec<u8> = kept.flat_map(|packet| packet.whole).copied().collect();
    fingerprint(&tidied).map(|_| tidied)
}

/// The bytes within an armoured block of text, where there is exactly one; headers and the checksum are passed
/// over.
pub(super) fn unarmour(text: &str) -> Option<Vec<u8>> {
    let (_, rest) = text.split_once("-----BEGIN PGP PUBLIC KEY BLOCK-----")?;
    let (block, after) = rest.split_once("-----END PGP PUBLIC KEY BLOCK-----")?;
    if after.contains("-----BEGIN ") {
        return None;
    }
    let lines = block.lines().map(str::trim).skip(1).skip_while(|line| line.contains(": "));
    let digits: String = lines.filter(|line| !line.starts_with('=')).collect();
    super::base64::decode(&digits)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::approval::key::base64;

    /// A key of Ed25519, made with GnuPG for these tests alone.
    pub(crate) const KEY: &str = "mDMEawvRNRYJKwYBBAHaRw8BAQdAzGQxLwyNVgBqvyhPS8qO5zlOP7CvccENJo08G/BQ1MG0E0FuIDxhbkBleGFtcGxlLm9yZz6I\
        kAQTFggAOBYhBPNadqDscBAABLgsNBYsSyFTwiErBQJrC9E1AhsDBQsJCAcCBhUKCQgLAgQWAgMBAh4BAheAAAoJEBYsSyFTwiEr\
        MHwBANxQzeZ+Esonx+OwNOOQNVx6lqUi7JgXZg1BpWfBTVs7AP9cTyGqU5MwDySYeC/tbPB1rMzSdiioR3JP6hCuiK5GCw==";
    pub(crate) const FINGERPRINT: &str = "F35A76A0EC70100004B82C34162C4B2153C2212B";

    fn key() -> Vec<u8> {
        base64::decode(KEY).unwrap()
    }

    #[test]
    fn a_key_has_the_fingerprint_that_gnupg_shows() {
        let hex: String = fingerprint(&key()).unwrap().iter().map(|byte| format!("{byte:02X}")).collect();
        assert_eq!(hex, FINGERPRINT);
        assert_eq!(tidy(&key()), Some(key()));
    }

    #[test]
    fn anything_else_is_no_key() {
        let key = key();
        for end in 0..key.len() {
            let named_only = packets(&key[..end]).is_some_and(|packets| packets.len() == 2);
            assert_eq!(fingerprint(&key[..end]).is_some(), named_only, "cut at {end}");
        }
        let twice = [key.clone(), key.clone()].concat();
        assert_eq!(fingerprint(&twice), None, "two keys");
        let secret = [&[0x94][..], &key[1..]].concat();
        assert_eq!(fingerprint(&secret), None, "a secret key");
        assert_eq!(fingerprint(b""), None);
    }

    /// A signature packet of this kind, too short to be one.
    fn packet(tag: u8, body: &[u8]) -> Vec<u8> {
        [&[0xc0 | tag, u8::try_from(body.len()).unwrap()][..], body].concat()
    }

    #[test]
    fn what_was_revoked_is_no_part_of_a_record() {
        let revoked = |kind: u8| packet(SIGNATURE, &[4, kind, 22, 8, 0, 0]);
        let subkey = [packet(SUBKEY, &[4, 9, 9]), revoked(0x18), revoked(0x28)].concat();
        let name = [packet(USER_ID, b"x"), revoked(0x13), revoked(0x30)].concat();
        let picture = [packet(17, b"x"), revoked(0x13)].concat();
        for more in [subkey, name, picture] {
            let whole = [key(), more].concat();
            assert_eq!(fingerprint(&whole), None);
            assert_eq!(tidy(&whole), Some(key()));
        }
        let packets = packets(&key()).unwrap().len();
        assert_eq!(packets, 3, "key, name, binding");
        let primary = super::packets(&key()).unwrap()[0].whole.len();
        let whole = [&key()[..primary], &revoked(0x20), &key()[primary..]].concat();
        assert_eq!(tidy(&whole), None, "the key itself");
    }
}
