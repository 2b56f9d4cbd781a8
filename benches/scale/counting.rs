//! Counting and its marts over many stays: the files, and the library at work on them.

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use arrow_array::builder::{Date32Builder, Int32Builder, Int64Builder, StringBuilder, TimestampMicrosecondBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use beddays::domain::{Authorities, Day, Month};
use beddays::operate::counting::counted_days::{ToCount, count};
use beddays::query::{AnswerValue, Engine};
use beddays::regime::Convention;
use beddays::sample::seeded_rng::SeededRng;
use beddays::store::schema::{POPULATION, REASON, STAY, Table, Type};
use beddays::store::{CountedTables, GROUP_ROWS, StoredStays};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

/// The marts that are asked.
const MARTS: [&str; 4] = ["delayed_days_by_month", "length_bands", "census", "rates"];
/// The twelve months.
const FIRST: &str = "2018-04-01";
const MONTHS: i32 = 365;

/// The columns of a table, being filled.
struct Rows {
    table: &'static Table,
    columns: Vec<Column>,
    writer: ArrowWriter<File>,
    rows: usize,
}

enum Column {
    Text(StringBuilder),
    Day(Date32Builder),
    Moment(TimestampMicrosecondBuilder),
    Int32(Int32Builder),
    Int64(Int64Builder),
}

/// One cell on its way.
enum Cell<'a> {
    Nothing,
    Text(&'a str),
    Number(i64),
}

impl Rows {
    fn create(table: &'static Table, path: &Path) -> Result<Self, Box<dyn Error>> {
        let mut columns: Vec<Column> = table.columns.iter().map(|column| Column::of(column.holds)).collect();
        let schema = batch(table, &mut columns)?.schema();
        let mut properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
            .set_max_row_group_row_count(Some(GROUP_ROWS));
        for column in table.columns.iter().filter(|column| column.holds == Type::Text) {
            properties = properties.set_column_dictionary_enabled(column.name.into(), false);
        }
        let options = ArrowWriterOptions::new().with_properties(properties.build()).with_skip_arrow_metadata(true);
        let writer = ArrowWriter::try_new_with_options(File::create(path)?, schema, options)?;
        Ok(Self { table, columns, writer, rows: 0 })
    }

    fn push(&mut self, cells: &[Cell<'_>]) -> Result<(), Box<dyn Error>> {
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.add(cell);
        }
        self.rows += 1;
        if self.rows.is_multiple_of(GROUP_ROWS) {
            self.writer.write(&batch(self.table, &mut self.columns)?)?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<(), Box<dyn Error>> {
        self.writer.write(&batch(self.table, &mut self.columns)?)?;
        self.writer.close()?;
        Ok(())
    }
}

fn batch(table: &Table, columns: &mut [Column]) -> Result<RecordBatch, Box<dyn Error>> {
    let arrays = table.columns.iter().zip(columns).map(|(of, column)| (of.name, column.array(), of.null));
    Ok(RecordBatch::try_from_iter_with_nullable(arrays)?)
}

impl Column {
    fn of(holds: Type) -> Self {
        match holds {
            Type::Text | Type::Word => Self::Text(StringBuilder::new()),
            Type::Day => Self::Day(Date32Builder::new()),
            Type::Moment => Self::Moment(TimestampMicrosecondBuilder::new()),
            Type::Int32 => Self::Int32(Int32Builder::new()),
            Type::Int64 | Type::Number | Type::Rising | Type::Bytes | Type::Money => Self::Int64(Int64Builder::new()),
        }
    }

    fn add(&mut self, cell: &Cell<'_>) {
        let number = if let Cell::Number(number) = cell { Some(*number) } else { None };
        match self {
            Self::Text(text) => text.append_option(if let Cell::Text(word) = cell { Some(*word) } else { None }),
            Self::Day(days) => days.append_option(number.map(|day| day as i32)),
            Self::Moment(moments) => moments.append_option(number.map(|seconds| seconds * 1_000_000)),
            Self::Int32(numbers) => numbers.append_option(number.map(|number| number as i32)),
            Self::Int64(numbers) => numbers.append_option(number),
        }
    }

    fn array(&mut self) -> ArrayRef {
        match self {
            Self::Text(text) => Arc::new(text.finish()),
            Self::Day(days) => Arc::new(days.finish()),
            Self::Moment(moments) => Arc::new(moments.finish()),
            Self::Int32(numbers) => Arc::new(numbers.finish()),
            Self::Int64(numbers) => Arc::new(numbers.finish()),
        }
    }
}

/// Made-up stays of twelve months, so many of them with a delay; reasons of the delays; populations.
pub fn make(stays: u32, delays: u32, folder: &Path) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(folder)?;
    let mut into_stays = Rows::create(&STAY, &folder.join("stay.parquet"))?;
    let mut into_reasons = Rows::create(&REASON, &folder.join("reason.parquet"))?;
    let authorities: Vec<&str> = Authorities::england().iter().map(|(_, one)| one.code.as_str()).collect();
    let providers: Vec<String> = (0..140).map(|number| format!("RZ{number:03}")).collect();
    let first: Day = FIRST.parse()?;
    let mut chance = SeededRng::new(20);
    let reasons = ["A", "B", "C", "Di", "Dii", "E", "F", "G", "H", "I", "O", "26X", "100"];
    let sides = ["nhs", "social_care", "both"];
    let mut made = 0_u64;
    for number in 0..stays {
        let id = format!("S{number:08}");
        // Every authority has three hospitals, the first of them the most.
        let authority = chance.below(authorities.len() as u32) as usize;
        let near = [0, 0, 0, 1, 1, 2][chance.below(6) as usize];
        let provider = &providers[(authority * 7 + near * 31) % providers.len()];
        let is_delayed = (u64::from(number) + 1) * u64::from(delays) / u64::from(stays) > made;
        let admitted = first + chance.between(-30, MONTHS - 1);
        let ready = admitted + chance.between(1, 20);
        let length = chance.between(0, 6) + chance.between(0, 6) * chance.between(0, 4);
        let left = if is_delayed { ready + length } else { ready };
        let is_open = chance.in_100(1);
        let seconds = |day: Day, hour: i64| i64::from(day.number()) * 86_400 + hour * 3_600;
        let mut cells: Vec<Cell<'_>> = STAY.columns.iter().map(|_| Cell::Nothing).collect();
        let mut set = |name: &str, cell| {
            if let Some(at) = STAY.columns.iter().position(|column| column.name == name) {
                cells[at] = cell;
            }
        };
        set("stay_id", Cell::Text(&id));
        set("provider_code", Cell::Text(provider));
        set("authority_code", Cell::Text(authorities[authority]));
        set("admitted_at", Cell::Number(seconds(admitted, 9)));
        if is_delayed {
            set("ready_on", Cell::Number(ready.number().into()));
        }
        if !is_open {
            set("discharged_at", Cell::Number(seconds(left, 15)));
        }
        set("care_type", if chance.in_100(40) { Cell::Text("rehabilitation") } else { Cell::Text("acute") });
        set("age_at_admission", Cell::Number(chance.between(16, 98).into()));
        set("source_id", Cell::Text("0123456789abcdef"));
        set("source_record", Cell::Number(i64::from(number) + 1));
        into_stays.push(&cells)?;
        if is_delayed {
            made += 1;
            let switch = (length > 4 && chance.in_100(30)).then(|| ready + chance.between(2, length - 1));
            for (from, to) in [(Some(ready), switch), (switch, None)] {
                let Some(from) = from else { continue };
                into_reasons.push(&[
                    Cell::Text(&id),
                    Cell::Number(from.number().into()),
                    to.map_or(Cell::Nothing, |day| Cell::Number(day.previous().number().into())),
                    Cell::Text(reasons[chance.below(reasons.len() as u32) as usize]),
                    Cell::Text(sides[chance.below(3) as usize]),
                    Cell::Text("0123456789abcdef"),
                    Cell::Number(i64::from(number) + 1),
                ])?;
            }
        }
    }
    into_stays.finish()?;
    into_reasons.finish()?;
    let mut population = Rows::create(&POPULATION, &folder.join("population.parquet"))?;
    let mut codes = authorities.clone();
    codes.sort_unstable();
    for code in codes {
        for year in [2018, 2019] {
            let adults = i64::from(chance.between(40_000, 1_200_000));
            population.push(&[Cell::Text(code), Cell::Number(year), Cell::Number(adults), Cell::Text("0123")])?;
        }
    }
    population.finish()?;
    println!("{stays} stays, {made} with a delay");
    Ok(())
}

/// Counts the stays of a folder by a convention, writes the tables of counting and asks every mart.
pub fn run(folder: &Path, convention: &str, into: &Path) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(into)?;
    let conventions = [Convention::named(convention)?];
    let stays = StoredStays::at(folder.join("stay.parquet"), None, Some(folder.join("reason.parquet")));
    let month: Month = "2019-03".parse()?;
    let wanted = ToCount {
        conventions: &conventions,
        stays: &stays,
        month,
        followed_to: month.last(),
        own: &|_| true,
        rows_to: month.last(),
    };
    let begun = Instant::now();
    let file = |table: &Table| into.join(format!("{}.parquet", table.name));
    let mut tables = CountedTables::create(|table| {
        File::create(file(table))
            .map(BufWriter::new)
            .map_err(|source| beddays::error::Error::io("write the table", &file(table), &source))
    })?;
    let found = count(&wanted, &mut |rows| tables.push(rows))?;
    let mut paths: Vec<(&str, PathBuf)> = vec![("population", folder.join("population.parquet"))];
    for (table, output, rows) in tables.finish()? {
        output.into_inner().map_err(|error| error.into_error())?;
        println!("{}: {rows} rows", table.name);
        paths.push((table.name, file(table)));
    }
    let counted = begun.elapsed().as_secs_f64();
    let paths: Vec<(&str, &Path)> = paths.iter().map(|(name, path)| (*name, path.as_path())).collect();
    // The largest beside the others, which is what two cores can do.
    let ask_all = |marts: &[&str]| {
        let asked = marts.iter().try_for_each(|mart| ask(mart, &paths, &conventions, into));
        asked.map_err(|error| error.to_string())
    };
    std::thread::scope(|scope| {
        let largest = scope.spawn(|| ask_all(&MARTS[..1]));
        let others = ask_all(&MARTS[1..]);
        largest.join().map_err(|_| "a mart stopped".to_owned())?.and(others)
    })?;
    println!(
        "{}: {} days in {month}",
        found.months[0].convention,
        found.months[0].days.map_or_else(|| "no".to_owned(), |days| days.to_string())
    );
    println!("counting {counted:.2} s, with marts {:.2} s", begun.elapsed().as_secs_f64());
    Ok(())
}

fn ask(mart: &str, paths: &[(&str, &Path)], conventions: &[Convention], into: &Path) -> Result<(), Box<dyn Error>> {
    let begun = Instant::now();
    let tables: Vec<(&str, Vec<PathBuf>)> =
        paths.iter().map(|(name, path)| (*name, vec![path.to_path_buf()])).collect();
    let mut engine = Engine::open(&tables)?;
    engine.add_conventions(conventions)?;
    let answer = engine.ask(mart)?;
    let mut csv = BufWriter::new(File::create(into.join(format!("{mart}.csv")))?);
    for row in &answer.rows {
        for (place, value) in row.iter().enumerate() {
            csv.write_all(if place == 0 { b"" } else { b"," })?;
            write_cell(&mut csv, value)?;
        }
        csv.write_all(b"\n")?;
    }
    csv.flush()?;
    println!("{mart}: {} rows, {:.2} s", answer.rows.len(), begun.elapsed().as_secs_f64());
    Ok(())
}

fn write_cell(csv: &mut impl std::io::Write, value: &AnswerValue) -> std::io::Result<()> {
    match value {
        AnswerValue::Null => Ok(()),
        AnswerValue::Integer(number) => write!(csv, "{number}"),
        AnswerValue::Number(number) => write!(csv, "{number:.9}"),
        AnswerValue::Text(text) => csv.write_all(text.as_bytes()),
        AnswerValue::Day(day) => write!(csv, "{day}"),
        AnswerValue::Flag(flag) => write!(csv, "{flag}"),
    }
}
