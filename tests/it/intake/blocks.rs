//! A text read in blocks on many threads gives what one block over the whole file gives: rows, refused rows, findings,
//! receipts, places, and the refusal of a file.

use std::path::Path;
use std::sync::Arc;
use std::sync::LazyLock;

use beddays::files::encoding::Encoding;
use beddays::files::text::Text;
use beddays::files::text_parts::TextParts;
use beddays::files::text_source::{FileOnDisk, ReadProblem, TextSource};
use beddays::intake::profile::layout::Layout;
use beddays::intake::profile::{self, DateStyle, Profile};
use beddays::intake::validate::blocks::ChunkSizes;
use beddays::intake::{Delivery, DeliveryContent, read};
use beddays::store::sha256;
use proptest::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::settle::client_level_data;
use crate::settle::messages_support::with_rules;

const WARD: &str = "[profile]\nname = \"ward\"\nabout = \"x\"\nrecord = \"stay\"\ndates = \"dd/mm/yyyy\"\ndelimiter = \";\"\n\
    null_values = [\"NULL\"]\nnull_dates = [\"01/01/1900\"]\nskip_rows = 2\nfooter = \"Total\"\nunknown_columns = \"warn\"\n\
    [columns]\nstay_id = { header = \"stay\", required = true }\nnhs_number = \"number\"\n\
    provider_code = { header = \"code\", required = true }\nauthority_code = { header = \"council\", required = true }\n\
    admitted_at = { header = \"in\", required = true }\ndischarged_at = \"out\"\nready_on = \"ready\"\n[checks]\nnote = \"text\"\n";

/// A profile, the header of its files, rows, and the sign between cells.
struct Sample {
    profile: Arc<Profile>,
    header: String,
    rows: Vec<String>,
    delimiter: char,
}

fn sample(profile: Arc<Profile>, text: &str) -> Sample {
    let mut lines = text.lines().map(str::to_owned);
    let delimiter = char::from(profile.delimiter);
    let header = lines.next().unwrap();
    Sample { profile, header, rows: lines.take(12).collect(), delimiter }
}

static SAMPLES: LazyLock<Vec<Sample>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = |path: &str| std::fs::read_to_string(root.join("data-samples").join(path)).unwrap();
    let stays = "stay_id,nhs_number,provider_code,site_code,authority_code,admitted_at,ready_on,discharged_at\n\
        S1,9990000018,RX1,,Norfolk,2018-03-01T10:00,2018-03-05,2018-03-09T12:00\nS2,,rx1,RX101,E10000020,2018-03-01,,\n\
        S3,9990000026,RX1,,Norfolk,2018-02-30,2018-03-05,\n";
    let claims = "claim_id,stay_id,nhs_number,admitted_on,from_on,to_on,days,amount_minor,currency,payee_code,payer_code\n\
        C1,S1,,,2018-03-06,2018-03-08,3,39000,GBP,RX1,Norfolk\nC2,,9990000018,2018-03-01,2018-03-06,2018-03-08,3,-100,GBP,RX1,x\n";
    let ward = "stay;number;code;council;in;out;ready;note\nof the ward;;;;;;;\n;x\nE-1;9990000018;RX1;Norfolk;01/03/2018 09:30;\
        NULL;01/01/1900;a note\nE-2;;RX1;Suffolk;02/03/2018;05/03/2018 11:00;04/03/2018;\nE-3;9990000018;RX1;Kent;31/02/2018;;;\n";
    vec![
        sample(profile::named("native-stay").unwrap(), stays),
        sample(profile::named("native-stay").unwrap(), &file("stories/plain-delay/stays.csv")),
        sample(profile::named("native-event").unwrap(), &file("stories/other-causes/events.csv")),
        sample(profile::named("native-reason").unwrap(), &file("stories/plain-delay/reasons.csv")),
        sample(profile::named("native-claim").unwrap(), claims),
        sample(profile::named("hes-apc").unwrap(), &file("hes-artificial/episodes.csv")),
        sample(profile::named("cld-r2").unwrap(), &client_level_data::good("cld-r2")),
        sample(profile::named("phs-submission").unwrap(), &crate::published::phs::good()),
        sample(profile::read(Path::new("ward.toml"), WARD).unwrap(), ward),
    ]
});

/// What is put in place of a cell of a row.
const CELLS: [&str; 22] = [
    "",
    " ",
    "NULL",
    "n/a",
    " Norfolk ",
    "norfolk",
    "2018-02-30",
    "2018-03-04",
    "04/03/2018",
    "01/01/1900",
    "9990000019",
    "\"a, b; c\"",
    "\"a\nb\"",
    "\"a\r\nb\"",
    "\"a\rb\"",
    "\"say \"\"x\"\"\"",
    "\"a\"b",
    "a\"b",
    "\"",
    "\"\n\"",
    "=1+1",
    "\u{200b}x",
];
/// What stands between rows.
const LINES: [&str; 12] =
    ["", "   ", ",,,,,,,", ";;;", "x", "\"", "\"\"", "a,\"b", "b\",c", "Total;2", "Total,2", "\u{a0}"];
const ENDINGS: [&str; 12] = ["\n", "\n", "\n", "\n", "\n", "\n", "\n", "\n", "\r\n", "\r\n", "\r", ""];

/// One line of a file: a row with changed cells, or another line; and how it ends.
type Line = (Option<(usize, Vec<(usize, usize)>)>, usize, usize);

fn lines() -> impl Strategy<Value = Vec<Line>> {
    let changes = prop_oneof![
        4 => Just(Vec::new()),
        2 => prop::collection::vec((0..12_usize, 0..CELLS.len()), 1..3),
    ];
    let row = prop_oneof![9 => (0..12_usize, changes).prop_map(Some), 1 => Just(None)];
    prop::collection::vec((row, 0..LINES.len() + 1, 0..ENDINGS.len()), 0..40)
}

/// A file of these lines. Ends of lines are mixed only where `mixed`.
fn text(sample: &Sample, lines: &[Line], mixed: bool) -> Vec<u8> {
    let mut text = format!("{}\n", sample.header).into_bytes();
    for (row, line, ending) in lines {
        match row {
            Some((row, changes)) => {
                let row = &sample.rows[row % sample.rows.len()];
                let mut cells: Vec<&str> = row.split(sample.delimiter).collect();
                for (place, cell) in changes {
                    let width = cells.len();
                    cells[place % width] = CELLS[*cell];
                }
                text.extend(cells.join(&sample.delimiter.to_string()).bytes());
            }
            None if *line == LINES.len() => text.extend(b"not UTF-8: \xFF, and a NUL: \0"),
            None => text.extend(LINES[*line].bytes()),
        }
        text.extend(if mixed { ENDINGS[*ending] } else { "\n" }.bytes());
    }
    text
}

/// Everything that reading gives, in words.
fn outcome(sample: &Sample, bytes: &[u8], sizes: ChunkSizes) -> String {
    outcome_of(sample, (DeliveryContent::Text(TextSource::Memory(bytes)), bytes), sizes)
}

fn outcome_of(sample: &Sample, (content, bytes): (DeliveryContent<'_>, &[u8]), sizes: ChunkSizes) -> String {
    let (hash, profile) = (sha256(bytes), &*sample.profile);
    let delivery = Delivery {
        file: "a.csv",
        sha256: &hash,
        size: bytes.len(),
        content,
        profile,
        received: 1,
        dates: profile.dates,
    };
    with_rules(|rules| format!("{:#?}", read::read_in(sizes, (0, &delivery), rules, &|_| ())))
}

const ONE: ChunkSizes = ChunkSizes { block: usize::MAX, batch: 1, part: usize::MAX };

static THREADS: LazyLock<ThreadPool> = LazyLock::new(|| ThreadPoolBuilder::new().num_threads(6).build().unwrap());

fn assert_same_in_blocks(sample: &Sample, bytes: &[u8]) {
    let whole = outcome(sample, bytes, ONE);
    let sizes =
        [(1, 3, usize::MAX), (17, 1, usize::MAX), (90, 5, 1), (400, 64, 2_000), (usize::MAX, 1, 300), (60, 2, 700)];
    for (block, batch, part) in sizes {
        let in_blocks = THREADS.install(|| outcome(sample, bytes, ChunkSizes { block, batch, part }));
        assert!(
            in_blocks == whole,
            "blocks of {block}, parts of {part}: {}\n{in_blocks}\n{whole}",
            String::from_utf8_lossy(bytes)
        );
    }
}

proptest! {
    #[test]
    fn blocks_of_any_size_give_what_one_block_gives(at in 0..9_usize, lines in lines(), mixed: bool) {
        let sample = &SAMPLES[at];
        assert_same_in_blocks(sample, &text(sample, &lines, mixed));
    }

    #[test]
    fn parts_of_utf_16_and_windows_1252_give_what_the_whole_gives(at in 0..9_usize, lines in lines(), big: bool) {
        let sample = &SAMPLES[at];
        let text = String::from_utf8_lossy(&text(sample, &lines, true)).into_owned();
        let units = text.encode_utf16();
        let utf_16: Vec<u8> = match big {
            true => [0xFE, 0xFF].into_iter().chain(units.flat_map(u16::to_be_bytes)).collect(),
            false => [0xFF, 0xFE].into_iter().chain(units.flat_map(u16::to_le_bytes)).collect(),
        };
        assert_same_in_blocks(sample, &utf_16);
        let profile = Profile { layout: Layout { encoding: Encoding::Windows1252, ..sample.profile.layout.clone() }, ..Profile::clone(&sample.profile) };
        let western = Sample { profile: Arc::new(profile), header: sample.header.clone(), rows: Vec::new(), delimiter: ',' };
        let mut bytes: Vec<u8> = text.chars().map(|letter| u8::try_from(letter).unwrap_or(0x95)).collect();
        bytes.extend(b"\xE9\x81,\xFC\n");
        assert_same_in_blocks(&western, &bytes);
    }
}

/// Bytes that matter to how a text is encoded.
const BYTES: [&[u8]; 12] =
    [b"a,b", b"\n", b"\r", b"\r\n", b"\xC3\xA9", b"\xE9", b"\xC3", b"\x95", b"\x81", b"\0", b"\xEF\xBB\xBF", b"\x1A"];

proptest! {
    #[test]
    fn a_text_that_is_looked_through_in_pieces_is_what_the_whole_is(
        head in any::<bool>(),
        some in prop::collection::vec(0..BYTES.len(), 1..5),
        rest in prop::collection::vec((0..4_usize, any::<bool>()), 0..600),
        declared in prop_oneof![Just(Encoding::Utf8), Just(Encoding::Windows1252)],
    ) {
        let start = if head { "a,b\n".repeat(200) } else { "a,b ".repeat(200) };
        let rest = rest.iter().flat_map(|(at, plain)| if *plain { BYTES[0] } else { BYTES[some[at % some.len()]] });
        let bytes: Vec<u8> = start.bytes().chain(rest.copied()).collect();
        let said = |opened: Result<(TextParts<'_>, _), _>| {
            let text = opened.and_then(|(parts, notes)| Ok((parts.part(parts.start, usize::MAX, 0)?, notes)));
            format!("{text:?}")
        };
        let whole = said(TextParts::open(TextSource::Memory(&bytes), declared));
        assert_eq!(whole, format!("{:?}", Text::open_as(&bytes, declared)));
        for piece in [600, 750, 1_200] {
            assert_eq!(said(TextParts::open_in(piece, TextSource::Memory(&bytes), declared)), whole);
        }
    }
}

#[test]
fn a_text_on_disk_is_read_as_one_in_memory_and_a_change_of_it_is_seen() {
    let (sample, folder) = (&SAMPLES[0], tempfile::tempdir().unwrap());
    let bytes =
        format!("\u{feff}{}\n{}", sample.header, format!("{}\n", sample.rows.join("\n")).repeat(50)).into_bytes();
    let path = folder.path().join("a.csv");
    std::fs::write(&path, &bytes).unwrap();
    let file = FileOnDisk::new(&path, &std::fs::File::open(&path).unwrap()).unwrap();
    let sizes = ChunkSizes { block: 300, batch: 2, part: 1_000 };
    let (in_memory, on_disk) =
        (DeliveryContent::Text(TextSource::Memory(&bytes)), DeliveryContent::Text(TextSource::Disk(&file)));
    assert_eq!(outcome_of(sample, (on_disk, &bytes), sizes), outcome_of(sample, (in_memory, &bytes), ONE));
    assert!(file.problem().is_none());
    std::fs::OpenOptions::new().append(true).open(&path).unwrap().set_len(bytes.len() as u64 - 1).unwrap();
    assert!(outcome_of(sample, (on_disk, &bytes), sizes).contains("F_CHANGED"));
    assert!(matches!(file.problem(), Some(ReadProblem::Changed)));
    std::fs::remove_file(&path).unwrap();
    let gone = FileOnDisk::new(&path, &tempfile::tempfile().unwrap()).unwrap();
    assert!(outcome_of(sample, (DeliveryContent::Text(TextSource::Disk(&gone)), &bytes), sizes).contains("F_"));
    assert!(matches!(gone.problem(), Some(ReadProblem::Io(_))));
}

#[test]
fn a_quoted_cell_over_many_blocks_and_a_refusal_behind_it_are_the_same() {
    let sample = &SAMPLES[8];
    let row = |note: &str| format!("E-1;9990000018;RX1;Norfolk;01/03/2018 09:30;;;{note}\n");
    let file = |rows: &[String]| format!("{}\nx\nx\n{}", sample.header, rows.concat());
    let long = row(&format!("\"{}\"", "a line of a note\n\"\"; and more\n".repeat(60)));
    assert_same_in_blocks(sample, file(&[row(""), long.clone(), row("b"), long.clone(), long.clone()]).as_bytes());
    let unclosed = file(&[row("a"), long.clone(), row("\"never closed"), row("b"), row("c")]);
    assert!(outcome(sample, unclosed.as_bytes(), ONE).contains("F_UNCLOSED_QUOTE"));
    assert_same_in_blocks(sample, unclosed.as_bytes());
    let below = file(&[row("a"), long, "Total;3\n".to_owned(), "x\n".to_owned(), row("b"), row("\"never closed")]);
    assert!(outcome(sample, below.as_bytes(), ONE).contains("F_FOOTER"));
    assert_same_in_blocks(sample, below.as_bytes());
}

#[test]
fn a_column_of_days_in_another_form_is_refused_with_its_first_day() {
    let sample = &SAMPLES[0];
    let row = |day: &str| format!("S1,9990000018,RX1,,Norfolk,{day},,\n");
    let rows: String = (1..29).map(|day| row(&format!("{day:02}/03/2018"))).collect();
    let text = format!("{}\n\n\"S1\n\",,,,,,,\n{rows}", sample.header);
    let whole = outcome(sample, text.as_bytes(), ONE);
    assert!(whole.contains("F_DATE_FORMAT") && whole.contains("01/03/2018"), "{whole}");
    assert!(whole.contains("5,\n                28,"), "line and column of the first day: {whole}");
    assert_same_in_blocks(sample, text.as_bytes());
}

#[test]
fn the_parts_of_a_file_are_reported_batch_by_batch() {
    let sample = &SAMPLES[0];
    let rows = format!("{}\n", sample.rows[0]).repeat(1000);
    let text = format!("{}\n{rows}", sample.header);
    let (content, profile) = (DeliveryContent::Text(TextSource::Memory(text.as_bytes())), &*sample.profile);
    let delivery =
        Delivery { file: "a.csv", sha256: "", size: text.len(), content, profile, received: 1, dates: DateStyle::Iso };
    let heard = std::cell::RefCell::new(Vec::new());
    with_rules(|rules| {
        let sizes = ChunkSizes { block: sample.rows[0].len() * 10, batch: 4, part: usize::MAX };
        read::read_in(sizes, (0, &delivery), rules, &|bytes| heard.borrow_mut().push(bytes)).unwrap();
    });
    let heard = heard.into_inner();
    assert!((20..=30).contains(&heard.len()), "{heard:?}");
    assert!(heard.is_sorted() && heard.last() == Some(&(text.len() as u64)), "{heard:?}");
}
