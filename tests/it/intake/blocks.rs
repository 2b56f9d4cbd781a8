//! A text read in blocks on many threads gives what one block over the whole file gives: rows, refused rows, findings,
//! receipts, places, and the refusal of a file.

use std::path::Path;
use std::sync::Arc;
use std::sync::LazyLock;

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
    let hash = sha256(bytes);
    let (content, profile) = (DeliveryContent::Text(bytes), &*sample.profile);
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

const ONE: ChunkSizes = ChunkSizes { block: usize::MAX, batch: 1 };

static THREADS: LazyLock<ThreadPool> = LazyLock::new(|| ThreadPoolBuilder::new().num_threads(6).build().unwrap());

fn assert_same_in_blocks(sample: &Sample, bytes: &[u8]) {
    let whole = outcome(sample, bytes, ONE);
    for (block, batch) in [(1, 3), (17, 1), (90, 5), (400, 64)] {
        let in_blocks = THREADS.install(|| outcome(sample, bytes, ChunkSizes { block, batch }));
        assert!(in_blocks == whole, "blocks of {block}: {}\n{in_blocks}\n{whole}", String::from_utf8_lossy(bytes));
    }
}

proptest! {
    #[test]
    fn blocks_of_any_size_give_what_one_block_gives(at in 0..9_usize, lines in lines(), mixed: bool) {
        let sample = &SAMPLES[at];
        assert_same_in_blocks(sample, &text(sample, &lines, mixed));
    }
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
    let (content, profile) = (DeliveryContent::Text(text.as_bytes()), &*sample.profile);
    let delivery =
        Delivery { file: "a.csv", sha256: "", size: text.len(), content, profile, received: 1, dates: DateStyle::Iso };
    let heard = std::cell::RefCell::new(Vec::new());
    with_rules(|rules| {
        let sizes = ChunkSizes { block: sample.rows[0].len() * 10, batch: 4 };
        read::read_in(sizes, (0, &delivery), rules, &|bytes| heard.borrow_mut().push(bytes)).unwrap();
    });
    let heard = heard.into_inner();
    assert!((20..=30).contains(&heard.len()), "{heard:?}");
    assert!(heard.is_sorted() && heard.last() == Some(&(text.len() as u64)), "{heard:?}");
}
