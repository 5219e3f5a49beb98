//! What GnuPG said about a signature in its status lines, read strictly and without any program.
//!
//! Good is only what has exactly one signature, made over a document by one known key with a digest that holds. That a
//! key or a certificate has run out is no reason: dates decide nothing here, the trust record does.

use super::armour::DIGESTS;
use crate::approval::KeyKind;

/// What the lines mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// Made by the key of this name (see `PublicKey::gnupg_name`).
    Good {
        name: String,
    },
    /// By a key that the program was not given.
    UnknownKey,
    Bad,
}

/// Words after which nothing is good. `ERRSIG` is among them: it says that nothing was checked.
const REFUSALS: [&str; 10] = [
    "BADSIG",
    "ERRSIG",
    "EXPSIG",
    "REVKEYSIG",
    "KEYREVOKED",
    "NODATA",
    "UNEXPECTED",
    "BADARMOR",
    "FAILURE",
    "ERROR",
];

/// Reads all that was said about one object.
pub(super) fn read(said: &str, kind: KeyKind) -> Status {
    let words: Vec<Vec<&str>> =
        said.lines().filter_map(|line| Some(line.strip_prefix("[GNUPG:] ")?.split(' ').collect())).collect();
    let all = |wanted: &str| -> Vec<&[&str]> {
        let of = words.iter().filter(|words| words.first() == Some(&wanted));
        of.map(|words| words.get(1..).unwrap_or_default()).collect()
    };
    let lacks_key = match all("ERROR").as_slice() {
        [[place, ..]] => *place == "verify.findkey",
        _ => !all("NO_PUBKEY").is_empty(),
    };
    if lacks_key && all("VALIDSIG").is_empty() {
        return Status::UnknownKey;
    }
    if REFUSALS.iter().any(|word| !all(word).is_empty()) || all("NEWSIG").len() != 1 {
        return Status::Bad;
    }
    let by = [all("GOODSIG"), all("EXPKEYSIG")].concat();
    match (by.as_slice(), all("VALIDSIG").as_slice()) {
        ([[by, ..]], [valid]) => good(by, valid, kind).map_or(Status::Bad, |name| Status::Good { name }),
        _ => Status::Bad,
    }
}

/// The key's name, where both lines agree and the signature is of the kind that was asked for.
fn good(by: &str, valid: &[&str], kind: KeyKind) -> Option<String> {
    let holds = |digest: &str| digest.parse().is_ok_and(|digest: u8| DIGESTS.contains(&digest));
    match (kind, valid) {
        // No end is set to the signature itself: whether it still held would hang on the clock.
        (KeyKind::OpenPgp, [signer, _, _, "0", "4", _, _, digest, "00", primary]) => {
            (signer.ends_with(by) && by.len() >= 16 && holds(digest)).then(|| (*primary).to_owned())
        }
        (KeyKind::X509, [signer, _, _, _, _, _, _, digest, "00"]) => {
            (by == *signer && holds(digest)).then(|| (*signer).to_owned())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "F35A76A0EC70100004B82C34162C4B2153C2212B";

    fn openpgp() -> String {
        format!(
            "[GNUPG:] NEWSIG\n[GNUPG:] KEY_CONSIDERED {NAME} 0\n[GNUPG:] SIG_ID x 2026-11-29 1\n\
             [GNUPG:] GOODSIG 162C4B2153C2212B An <an@example.org>\n\
             [GNUPG:] VALIDSIG {NAME} 2026-11-29 1795936628 0 4 0 22 8 00 {NAME}\n"
        )
    }

    const X509: &str = "[GNUPG:] NEWSIG\n[GNUPG:] GOODSIG C1E8 /CN=An Test\n\
        [GNUPG:] VALIDSIG C1E8 2026-11-29 20261129T071708 20630405T170000 0 0 1 8 00\n[GNUPG:] TRUST_UNDEFINED 77\n";

    #[test]
    fn one_good_signature() {
        let good = Status::Good { name: NAME.into() };
        assert_eq!(read(&openpgp(), KeyKind::OpenPgp), good);
        let expired = openpgp().replace("GOODSIG", "EXPKEYSIG") + "[GNUPG:] KEYEXPIRED 1\n";
        assert_eq!(read(&expired, KeyKind::OpenPgp), good, "dates decide nothing");
        assert_eq!(read(X509, KeyKind::X509), Status::Good { name: "C1E8".into() });
        assert_eq!(read(X509, KeyKind::OpenPgp), Status::Bad);
        assert_eq!(read(&openpgp(), KeyKind::X509), Status::Bad);
    }

    #[test]
    fn anything_else_is_bad() {
        let good = openpgp();
        for word in REFUSALS {
            assert_ne!(
                read(&format!("{good}[GNUPG:] {word} x\n"), KeyKind::OpenPgp),
                Status::Good { name: NAME.into() }
            );
        }
        for (from, to) in [
            ("[GNUPG:] NEWSIG\n", ""),
            ("[GNUPG:] NEWSIG\n", "[GNUPG:] NEWSIG\n[GNUPG:] NEWSIG\n"),
            ("GOODSIG 162C4B2153C2212B", "GOODSIG 262C4B2153C2212B"),
            ("GOODSIG 162C4B2153C2212B", "GOODSIG"),
            ("22 8 00", "22 2 00"),
            ("22 8 00", "22 8 01"),
            (" 0 4 0 ", " 1800000000 4 0 "),
            (" 0 4 0 ", " 0 3 0 "),
            ("VALIDSIG", "VALIDSIGN"),
        ] {
            assert_ne!(good.replacen(from, to, 1), good, "{from}");
            assert_eq!(read(&good.replacen(from, to, 1), KeyKind::OpenPgp), Status::Bad, "{to}");
        }
        assert_eq!(read(&format!("{good}{good}"), KeyKind::OpenPgp), Status::Bad);
        assert_eq!(read("", KeyKind::OpenPgp), Status::Bad);
    }

    #[test]
    fn a_key_that_was_not_given() {
        let said = format!(
            "[GNUPG:] NEWSIG\n[GNUPG:] ERRSIG 162C4B2153C2212B 22 8 00 1 9 {NAME}\n[GNUPG:] NO_PUBKEY 162C\n"
        );
        assert_eq!(read(&said, KeyKind::OpenPgp), Status::UnknownKey);
        let said = "[GNUPG:] NEWSIG\n[GNUPG:] ERROR verify.findkey 50331657\n";
        assert_eq!(read(said, KeyKind::X509), Status::UnknownKey);
        let said = "[GNUPG:] ERROR verify.leave 151011327\n";
        assert_eq!(read(said, KeyKind::X509), Status::Bad);
        let said = "[GNUPG:] NEWSIG\n[GNUPG:] ERRSIG 162C4B2153C2212B 22 8 00 1 4 -\n";
        assert_eq!(read(said, KeyKind::OpenPgp), Status::Bad, "an algorithm that the program does not know");
    }
}
