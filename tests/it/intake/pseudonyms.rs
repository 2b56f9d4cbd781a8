//! Pseudonyms: what they are made of, that a key is needed for them, and where the key lies (H8).

use std::collections::BTreeSet;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use beddays::domain::PersonKey;
use beddays::domain::nhs_number::{NhsNumber, Pseudonyms};
use beddays::key::Key;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::store::child::have;
use crate::support::harness::Folder;

/// The numbers of the range that is never issued whose first nine digits are so many after 999000000.
fn numbers(of: impl Iterator<Item = u32>) -> impl Iterator<Item = NhsNumber> {
    of.filter_map(|at| {
        let head = format!("999{at:06}");
        (0..10).find_map(|check| NhsNumber::parse(&format!("{head}{check}")).ok())
    })
}

/// Goal: the pseudonym is HMAC-SHA-256 of the ten digits and nothing else. Method: the test cases of RFC 4231 for the crate, and
/// 1,000 numbers beside Python's own HMAC.
#[test]
fn a_pseudonym_is_the_hmac_of_the_ten_digits() {
    for (key, data, wanted) in [
        (vec![0x0b; 20], b"Hi There".to_vec(), "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
        (
            b"Jefe".to_vec(),
            b"what do ya want for nothing?".to_vec(),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        ),
        (vec![0xaa; 20], vec![0xdd; 50], "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
        (
            vec![0xaa; 131],
            b"Test Using Larger Than Block-Size Key - Hash Key First".to_vec(),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
        ),
    ] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
        mac.update(&data);
        assert_eq!(beddays::domain::nhs_number::hexadecimal(&mac.finalize().into_bytes()), wanted);
    }
    if !have("python3", "a_pseudonym_is_the_hmac_of_the_ten_digits") {
        return;
    }
    let key = [7_u8; 32];
    let some: Vec<NhsNumber> = numbers(0..1_200).take(1_000).collect();
    let script = "import hmac,sys\nfor line in sys.stdin: print(hmac.new(bytes([7])*32, line.strip().encode(), 'sha256').hexdigest())";
    let mut python = Command::new("python3");
    let mut python = python.args(["-c", script]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let lines: String = some.iter().map(|number| number.clear() + "\n").collect();
    python.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let other = String::from_utf8(python.wait_with_output().unwrap().stdout).unwrap();
    let ours: Vec<PersonKey> = some.iter().map(|number| PersonKey::of(number, &key)).collect();
    assert_eq!(ours.iter().map(|key| &*key.0).collect::<Vec<_>>(), other.lines().collect::<Vec<_>>());
}

/// A project with stays of 200 people, and their pseudonyms.
fn project() -> (Folder, BTreeSet<String>) {
    let folder = Folder::new();
    let people = numbers((0..).map(|at| at * 4_099 % 1_000_000)).take(200);
    let stay = |(at, number): (usize, NhsNumber)| {
        format!("S{at},{},RZZ01,Norfolk,2018-03-01T09:00,2018-03-07,2018-03-09T16:00,81\n", number.clear())
    };
    let header =
        "stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at,age_at_admission\n";
    folder.put("inbox/stays.csv", format!("{header}{}", people.enumerate().map(stay).collect::<String>()));
    folder.march().exits(0);
    let keys = folder.run(&["query", "select person_key from stay", "--format", "csv"]).exits(0).stdout;
    let keys: BTreeSet<String> = keys.lines().skip(1).map(str::to_owned).collect();
    assert_eq!(keys.len(), 200);
    (folder, keys)
}

/// Goal: who has the store and not the key finds no person. Method: every number that any of the people can have (all 909,091 of
/// the range that is never issued), by each way that needs no key; with the key the same search finds everybody.
#[test]
fn without_the_key_no_number_leads_to_a_pseudonym() {
    let (folder, keys) = project();
    let key = Key::read(&folder.project()).unwrap();
    let stored: BTreeSet<[u8; 32]> = keys
        .iter()
        .map(|key| std::array::from_fn(|at| u8::from_str_radix(&key[2 * at..2 * at + 2], 16).unwrap()))
        .collect();
    // What stands in the store: the name of the key, which is no key; and keys that somebody may have left as they are.
    let id = key.id();
    let guesses: Vec<Pseudonyms> = [id.as_bytes(), b"", &[0; 32]].map(Pseudonyms::new).into();
    let own = Pseudonyms::new(key.bytes());
    let (mut tried, mut found) = (0, 0);
    for number in numbers(0..1_000_000) {
        let clear = number.clear();
        let plain: [u8; 32] = Sha256::digest(clear.as_bytes()).into();
        assert!(!stored.contains(&plain), "the SHA-256 of a number");
        tried += 1;
        // Each further way costs as much again, and a wrong one would fit all of them: every 20th number.
        if tried % 20 == 0 {
            let spaced = format!("{} {} {}", &clear[..3], &clear[3..6], &clear[6..]);
            let keyed = Sha256::digest([id.as_bytes(), clear.as_bytes()].concat()).into();
            let salted = Sha256::digest([clear.as_bytes(), id.as_bytes()].concat()).into();
            let mut others =
                vec![Sha256::digest(spaced.as_bytes()).into(), Sha256::digest(plain).into(), keyed, salted];
            others.extend(guesses.iter().map(|guess| guess.of(&number)));
            assert!(others.iter().all(|other| !stored.contains(other)), "a way without the key");
        }
        // The search can find: with the key it does, for the numbers of the people.
        let is_of_project = tried <= 10_000 && stored.contains(&own.of(&number));
        found += usize::from(is_of_project);
    }
    assert!(tried == 909_091 || tried == 909_090, "{tried}");
    assert!(found >= 1, "{found}");
}

/// Goal: one person is one pseudonym under a key, and another under another key; the key lies outside the store for its user
/// alone, and in no other file.
#[test]
fn another_key_makes_other_pseudonyms_and_the_key_is_in_no_other_file() {
    let ((one, keys), (two, other)) = (project(), project());
    assert!(keys.is_disjoint(&other), "two projects have a pseudonym in common");
    one.put("inbox/stays_2.csv", one.read("inbox/stays.csv").replace("\nS", "\nT"));
    one.march();
    let again = one.run(&["query", "select distinct person_key from stay", "--format", "csv"]).exits(0).stdout;
    assert_eq!(again.lines().skip(1).map(str::to_owned).collect::<BTreeSet<_>>(), keys, "one person, one pseudonym");

    assert_eq!(one.path("beddays.key").metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let text = one.read("beddays.key").trim().to_owned();
    let key = Key::read(&one.project()).unwrap();
    assert_ne!(text, two.read("beddays.key").trim());
    one.run(&["publish"]);
    let (mut files, mut packs) = (0, 0);
    for (path, bytes) in one.files("") {
        let holds = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
        if path.to_str() != Some("beddays.key") {
            assert!(!holds(text.as_bytes()) && !holds(key.bytes()), "{} holds the key", path.display());
            files += 1;
        }
        // A release to the public has no pseudonym at all, so that no two of them can be joined by one.
        if path.starts_with("public") {
            assert!(keys.iter().all(|key| !holds(key.as_bytes())), "{} holds a pseudonym", path.display());
            packs += 1;
        }
    }
    assert!(files > 30 && packs > 3, "{files} files, {packs} of a pack");
}
