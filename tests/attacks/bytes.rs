//! What a tag object can hold besides one statement and one signature.

use super::approval_story::*;
use super::story::*;
use super::world::{SCHOOL, Who, World};

/// The parts of cô Mai's first approval: what she signed, and her signature.
fn parts(world: &World) -> (String, String) {
    let tag = caitien::git::tag::split(raw(world, &tag(1)).as_bytes()).unwrap();
    (String::from_utf8(tag.payload).unwrap(), tag.signature.unwrap())
}

/// Tùng's own headers for the second version, over the same commit.
fn headers(world: &World, message: &str) -> String {
    let commit = world.git(["rev-parse", "HEAD"]).trim().parse().unwrap();
    let tagger = caitien::git::tag::Tagger { name: "x".into(), email: "x".into(), seconds: 1, offset: 0 };
    caitien::git::tag::build(commit, &tag(2), &tagger, message)
}

/// Stores any bytes as a tag object, even such as git would not write.
fn place_anyhow(world: &World, tag: &str, bytes: &[u8]) {
    let path = world.home().join("bytes");
    std::fs::write(&path, bytes).unwrap();
    let arguments = ["hash-object", "-w", "-t", "tag", "--literally", path.to_str().unwrap()];
    let id = world.git(arguments);
    world.write(&format!(".git/refs/tags/{tag}"), &id);
}

/// Cô Mai's signature, taken from her approval, stands in the message or in front of it; at the end stands Tùng's, or
/// the other way round.
#[test]
fn a_second_signature_block() {
    let world = approved();
    let (payload, signature) = parts(&world);
    let first = id(&world, &tag(1));
    let mut own = statement(&world, &tag(1));
    own.name = tag(2).parse().unwrap();
    (own.sequence, own.previous) = (2, Some(first));
    let message = own.message("Trường");
    // In the message, before Tùng's own signature.
    let both = headers(&world, &format!("{message}{signature}"));
    let signed = signer(&world, Who::Stranger).sign(both.as_bytes()).unwrap();
    place_anyhow(&world, &tag(2), format!("{both}{signed}").as_bytes());
    refused(&world, &tag(2), "content-mismatch", Git::Accepts);
    // Behind Tùng's words and his signature.
    let mine = headers(&world, &message);
    let signed = signer(&world, Who::Stranger).sign(mine.as_bytes()).unwrap();
    place_anyhow(&world, &tag(2), format!("{mine}{signed}{signature}").as_bytes());
    refused(&world, &tag(2), "bad-signature", Git::Refuses);
    // In front of the message, where the headers end.
    let front = headers(&world, &format!("{signature}\n{message}"));
    let signed = signer(&world, Who::Stranger).sign(front.as_bytes()).unwrap();
    place_anyhow(&world, &tag(2), format!("{front}{signed}").as_bytes());
    refused(&world, &tag(2), "content-mismatch", Git::Accepts);
    // Her whole approval, with Tùng's words behind her signature.
    let extended = format!("{payload}{signature}{message}");
    place_anyhow(&world, &tag(1), extended.as_bytes());
    refused(&world, &tag(1), "bad-signature", Git::Accepts);
    // Two of her signatures, one behind the other: git takes the last for the signature, and the first as words.
    place_anyhow(&world, &tag(1), format!("{payload}{signature}{signature}").as_bytes());
    refused(&world, &tag(1), "bad-signature", Git::Refuses);
}

/// Another kind of signature behind a good one: git asks another program, and it is none.
#[test]
fn a_block_of_another_kind_of_signature() {
    let world = approved();
    let (payload, signature) = parts(&world);
    for marker in ["PGP SIGNATURE", "PGP MESSAGE", "SIGNED MESSAGE"] {
        let block = format!("-----BEGIN {marker}-----\n\nabc\n-----END {marker}-----\n");
        place_anyhow(&world, &tag(1), format!("{payload}{signature}{block}").as_bytes());
        refused(&world, &tag(1), "bad-signature", Git::Refuses);
        place_anyhow(&world, &tag(1), format!("{payload}{block}{signature}").as_bytes());
        refused(&world, &tag(1), "bad-signature", Git::Refuses);
    }
}

/// Line ends of another system, blanks at the ends of lines, words behind the signature, a name with a blank.
#[test]
fn crlf_and_trailing_blanks() {
    let world = approved();
    let (payload, signature) = parts(&world);
    let text = format!("{payload}{signature}");
    for (changed, code) in [
        (text.replace('\n', "\r\n"), "not-a-commit"),
        (format!("{}{signature}", payload.replace('\n', "\r\n")), "not-a-commit"),
        (format!("{payload}{}", signature.replace('\n', "\r\n")), "bad-signature"),
        (format!("{payload}{}", signature.replace('\n', " \n")), "bad-signature"),
        (format!("{payload}{}", signature.replacen('\n', " \n", 1)), "bad-signature"),
        (format!("{payload}{signature}\n"), "bad-signature"),
        (format!("{payload}{}", signature.trim_end()), "bad-signature"),
        (format!("{payload}{signature} "), "bad-signature"),
        (format!("{payload}\n{signature}"), "bad-signature"),
        (format!("{payload} {signature}"), "unsigned"),
        (text.replacen(&tag(1), &format!("{} ", tag(1)), 1), "bad-signature"),
        (text.replacen("type commit", "type commit ", 1), "not-a-commit"),
        (text.replacen("tagger", "tagger\u{a0}", 1), "not-a-commit"),
        (format!("\u{feff}{text}"), "not-a-commit"),
        (text.replacen("\n\n", "\n\0\n", 1), "not-a-commit"),
    ] {
        place_anyhow(&world, &tag(1), changed.as_bytes());
        let begin: String = changed.chars().take(160).collect();
        assert_eq!(verdict(&world, &tag(1)), code, "{begin:?}");
    }
    // An empty line behind the signature is another object with the same good signature, for git.
    place_anyhow(&world, &tag(1), format!("{text}\n").as_bytes());
    refused(&world, &tag(1), "bad-signature", Git::Accepts);
    // Bytes that are no text.
    place_anyhow(&world, &tag(1), &[text.as_bytes(), b"\xff\xfe\0"].concat());
    refused(&world, &tag(1), "not-a-commit", Git::Accepts);
}

/// Cô Mai is talked into signing a message that two programs could read in two ways. It says nothing.
#[test]
fn a_statement_with_two_meanings() {
    let world = approved();
    let good = statement(&world, &tag(1)).message("Trường");
    let good = good.replace("version = 1", "version = 2").replace("sequence = 1", "sequence = 2");
    let block = good.split_once("+++\n").unwrap().1;
    let deep = format!("items = {}\n", "[".repeat(100_000));
    let keys = format!("items = {{ {} }}\n", "a.".repeat(50_000));
    let items = good.lines().find(|line| line.starts_with("items")).unwrap();
    for message in [
        good.replace("carried = 0", "carried = 0\ncarried = 1"),
        good.replace("carried = 0", "carried = 0\ncarry = 1"),
        good.replace("carried = 0", "carried = \"0\""),
        good.replace("carried = 0", "carried = 0.0"),
        good.replace("carried = 0", "carried = -0.5e3"),
        good.replace("version = 2", "version = 2.0"),
        good.replace("version = 2", "version = \"2\""),
        good.replace("sequence = 2", "sequence = -2"),
        good.replace("sequence = 2", "sequence = 99999999999999999999999999"),
        good.replace("schema = 1", "schema = 2"),
        good.replace("schema = 1", "schema = \"1\""),
        good.replace("school = ", "school = [\"x\"] #"),
        good.replace("reviews = []", "reviews = { a = 1 }"),
        good.replace("reviews = []", "[reviews]\na = 1"),
        good.replace("carried = 0", "carried = 0\n[x]\ny = 1"),
        good.replace("school = ", "\"school\" = \"x\"\nschool = "),
        good.replace("plan-sha256", "plan_sha256"),
        good.replace(items, "items = {}\nitems.a = \"x\""),
        good.replace(items, deep.trim_end()),
        good.replace(items, keys.trim_end()),
        format!("{good}\n+++\n{block}"),
        format!("{good}+++\n{block}"),
        good.replace("carried = 0", "carried = 0\n+++\n+++"),
        good.replace("+++\n", "---\n"),
        good.replace("\n\n+++", "\n\n\n+++"),
        good.replacen('\n', "\n\n+++\nschema = 1\n+++\n", 1),
        good.replace("carried = 0", "carried = 0\r"),
        good.replace("carried = 0", "carried = 0\u{2028}"),
    ] {
        assert_ne!(message, good);
        world.git(["update-ref", "-d", &format!("refs/tags/{}", tag(2))]);
        sign(&world, &tag(2), &message, Who::Principal);
        let found = verdict(&world, &tag(2));
        if message.contains("carried = 0\r\n") {
            // An end of line in another form means the same, and what is missing is the predecessor.
            assert_eq!(found, "broken-chain");
            continue;
        }
        assert_eq!(found, "content-mismatch", "{}", message.chars().take(400).collect::<String>());
    }
    assert!(git_accepts(&world, &tag(2)));
    assert_eq!(verdict(&world, &tag(1)), "valid", "{SCHOOL}");
}
