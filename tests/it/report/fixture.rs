//! A rich made-up report, a hostile one, and ways to walk every value of a report.

use beddays::domain::{Currency, Day, Language, Minor};
use beddays::report::model::{
    ChartBar, ColumnKind, Drawing, KeyFigure, Report, ReportCell, ReportChart, ReportColumn, ReportFact, ReportTable,
    Section, StackedSeries,
};

/// One escaped payload a line, as Python's `unicode_escape` writes them.
pub fn payloads(file: &str) -> Vec<String> {
    file.lines().map(unescaped).collect()
}

pub const FORMULAS: &str = include_str!("payloads/formula.txt");
pub const SCRIPTS: &str = include_str!("payloads/xss.txt");
pub const LOGS: &str = include_str!("payloads/logs.txt");

fn unescaped(line: &str) -> String {
    let mut text = String::new();
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            text.push(letter);
            continue;
        }
        let kind = letters.next().unwrap();
        let mut code_of = |digits: usize| {
            let hex: String = letters.by_ref().take(digits).collect();
            char::from_u32(u32::from_str_radix(&hex, 16).unwrap()).unwrap()
        };
        text.push(match kind {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'x' => code_of(2),
            'u' => code_of(4),
            other => other,
        });
    }
    text
}

/// What a report is filled with.
struct Words<'a> {
    hospitals: [&'a str; 3],
    reasons: [&'a str; 6],
    extra: Vec<String>,
}

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn pounds(whole: i64) -> ReportCell {
    ReportCell::money(Minor(whole * 100), Currency::Gbp)
}

fn column(name: &'static str, title: &'static str, kind: ColumnKind) -> ReportColumn {
    ReportColumn { name, title, kind }
}

/// A statement as a finance officer would get it, with 212 stays.
pub fn statement() -> Report {
    let hospitals = ["Northfield General Hospital", "St Agnes Infirmary", "Royal Lowmoor Hospital"];
    let reasons = [
        "Care package at home not yet arranged",
        "Waiting for a place in a nursing home",
        "Assessment not finished",
        "Waiting for a place in a residential home",
        "Community equipment or adaptations",
        "Funding not yet agreed",
    ];
    let mut report = filled(&Words { hospitals, reasons, extra: Vec::new() });
    report.title = "Delayed discharge: what Example County Council owes for March 2018".into();
    report
}

/// The same shape with the given strings in every field that data can reach.
pub fn hostile(strings: &[String]) -> Report {
    let at = |index: usize| strings[index % strings.len()].as_str();
    let words = Words {
        hospitals: [at(0), at(1), at(2)],
        reasons: [at(3), at(4), at(5), at(6), at(7), at(8)],
        extra: strings.to_vec(),
    };
    let mut report = filled(&words);
    let mut next = strings.iter().cycle().cloned();
    let mut take = || next.next().unwrap();
    report.title = take();
    report.standing = take();
    report.notice = Some(take());
    report.summary.iter_mut().for_each(|sentence| *sentence = take());
    for figure in &mut report.figures {
        (figure.label, figure.note) = (take(), take());
    }
    for section in &mut report.sections {
        section.title = take();
        section.text = vec![take(), take()];
        section.tables.iter_mut().for_each(|table| table.title = take());
        if let Some(chart) = &mut section.chart {
            (chart.title, chart.description) = (take(), take());
            match &mut chart.drawing {
                Drawing::Bridge(bars) | Drawing::Bars(bars) => bars.iter_mut().for_each(|bar| bar.label = take()),
                Drawing::Daily { series, .. } => series.iter_mut().for_each(|one| one.label = take()),
                Drawing::Control(panels) => panels.iter_mut().for_each(|panel| panel.label = take()),
                Drawing::Heat { .. } | Drawing::Icons(_) => {}
            }
        }
    }
    report.provenance.extend(strings.iter().map(|text| ReportFact { name: text.clone(), value: text.clone() }));
    report
}

fn filled(words: &Words<'_>) -> Report {
    let stays = stays(words);
    let charged: i64 = stays.rows.iter().filter_map(|row| row[7].count()).sum();
    let bridge = bridge(charged);
    let delayed = bridge.total.as_ref().unwrap()[1].count().unwrap();
    let owed = ReportCell::money(Minor(charged * 15_500), Currency::Gbp);
    Report {
        name: "statement",
        class: "internal",
        language: Language::English,
        title: String::new(),
        standing: "Provisional. Edition 2018-03.1, as of 16 April 2018.".into(),
        notice: None,
        summary: vec![
            format!("Example County Council owes {} for {charged} chargeable days in March 2018.", owed.shown(Language::English)),
            format!("Of {delayed} delayed days, {} are not charged; the largest part because no valid notice had been given.", delayed - charged),
            "Four stays are doubtful and are shown with their reason; 7 of 1,212 records were rejected.".into(),
        ],
        figures: vec![
            KeyFigure { label: "Owed for March 2018".into(), value: owed, note: "to three hospitals".into(), link: None },
            KeyFigure { label: "Chargeable days".into(), value: ReportCell::Count(charged), note: format!("of {delayed} delayed days"), link: None },
            KeyFigure { label: "Change on February".into(), value: pounds(-4_185), note: "27 days fewer".into(), link: None },
            KeyFigure { label: "Rejected records".into(), value: ReportCell::Count(7), note: "of 1,212 read".into(), link: None },
        ],
        sections: vec![
            owed_section(words, &stays),
            bridge_section(bridge),
            daily_section(charged),
            Section {
                id: "stays",
                title: "Which stays are charged?".into(),
                text: vec!["One line a stay, in the order of the hospital and the stay's number. First and last chargeable day are inside the month.".into()],
                chart: None,
                tables: vec![stays],
            },
            data_section(words),
            law_section(),
        ],
        provenance: provenance(),
    }
}

fn stays(words: &Words<'_>) -> ReportTable {
    let mut rows = Vec::new();
    for at in 0..212_i64 {
        let hospital = words.hospitals[(at % 3) as usize];
        let days = (at * 7) % 11;
        let first = Day::from_ymd(2018, 3, (1 + at % 18) as i8).unwrap();
        let (from, to) = if days == 0 {
            (ReportCell::Missing { missing: "not charged" }, ReportCell::Missing { missing: "not charged" })
        } else {
            (ReportCell::Day(first), ReportCell::Day(first + (days as i32 - 1)))
        };
        let ended = if at % 9 == 4 { None } else { Some(first + days as i32 + 1) };
        let reason = words.extra.get(at as usize).map_or(words.reasons[(at % 6) as usize], String::as_str);
        rows.push(vec![
            ReportCell::text(format!("ST{:05}", 10_000 + at * 13)),
            ReportCell::text(hospital),
            ReportCell::Day(first - 9),
            ReportCell::Day(first - 2),
            ReportCell::day(ended, "still in hospital"),
            from,
            to,
            ReportCell::Count(days),
            if days == 0 { ReportCell::Missing { missing: "no rate" } } else { pounds(155) },
            pounds(days * 155),
            ReportCell::text(reason),
        ]);
    }
    let charged: i64 = rows.iter().filter_map(|row| row[7].count()).sum();
    let blank = || ReportCell::text("");
    ReportTable {
        id: "by_stay",
        title: "Each stay with delayed days in March 2018: chargeable days and amount".into(),
        columns: vec![
            column("stay_id", "Stay", ColumnKind::Text),
            column("provider_name", "Hospital", ColumnKind::Text),
            column("admitted_on", "Admitted", ColumnKind::Day),
            column("ready_on", "Ready to leave", ColumnKind::Day),
            column("discharged_on", "Left hospital", ColumnKind::Day),
            column("first_chargeable_on", "First chargeable day", ColumnKind::Day),
            column("last_chargeable_on", "Last chargeable day", ColumnKind::Day),
            column("chargeable_days", "Chargeable days", ColumnKind::Count),
            column("rate_minor", "Rate a day", ColumnKind::Money),
            column("amount_minor", "Amount", ColumnKind::Money),
            column("reason", "Reason for the delay", ColumnKind::Text),
        ],
        rows,
        total: Some(vec![
            ReportCell::text("All stays"),
            blank(),
            blank(),
            blank(),
            blank(),
            blank(),
            blank(),
            ReportCell::Count(charged),
            blank(),
            ReportCell::money(Minor(charged * 15_500), Currency::Gbp),
            blank(),
        ]),
        empty: "No stay was charged.",
    }
}

fn owed_section(words: &Words<'_>, stays: &ReportTable) -> Section {
    let of = |hospital: &str| -> (i64, i64) {
        let own = stays.rows.iter().filter(|row| row[1] == ReportCell::text(hospital));
        own.fold((0, 0), |(count, days), row| (count + 1, days + row[7].count().unwrap()))
    };
    let rows: Vec<_> = words.hospitals.iter().map(|hospital| (*hospital, of(hospital))).collect();
    let (count, days) = rows.iter().fold((0, 0), |(count, days), (_, own)| (count + own.0, days + own.1));
    let row = |name: ReportCell, (count, days): (i64, i64)| {
        vec![name, ReportCell::Count(count), ReportCell::Count(days), pounds(days * 155)]
    };
    Section {
        id: "owed",
        title: "What do we owe, and to whom?".into(),
        text: vec![
            "The payee is the body that manages the hospital. Amounts are sums of the days below at the rate in force on each day (Care Act 2014, Schedule 3, paragraph 4; SI 2014/2823, regulation 10).".into(),
        ],
        chart: Some(ReportChart {
            id: "by_hospital",
            title: "Chargeable days by hospital, March 2018".into(),
            description: "Bars for three hospitals; the longest belongs to the first.".into(),
            unit: "days",
            drawing: Drawing::Bars(rows.iter().map(|(name, own)| ChartBar { label: (*name).into(), value: own.1, strong: true }).collect()),
        }),
        tables: vec![ReportTable {
            id: "by_hospital",
            title: "Amount owed to each hospital, March 2018".into(),
            columns: vec![
                column("provider_name", "Hospital", ColumnKind::Text),
                column("stays", "Stays", ColumnKind::Count),
                column("chargeable_days", "Chargeable days", ColumnKind::Count),
                column("amount", "Amount", ColumnKind::Money),
            ],
            rows: rows.iter().map(|(name, own)| row(ReportCell::text(*name), *own)).collect(),
            total: Some(row(ReportCell::text("All hospitals"), (count, days))),
            empty: "Nothing is owed.",
        }],
    }
}

fn bridge(charged: i64) -> ReportTable {
    let statuses = [
        ("No valid notice had been given", 613, "Sch 3 para 1(1)"),
        ("Within the minimum interval", 402, "SI 2014/2823 reg 8"),
        ("The delay had another cause than social care", 377, "Sch 3 para 4(1)"),
        ("Services were in place and the patient could have left", 96, "Sch 3 para 4(2)"),
        ("Patient too ill to leave on that day", 31, "reg 9(1)(b)"),
        ("Outside the scope of the Act (mental health, palliative, intermediate care)", 12, "reg 3"),
        ("Not claimed", 0, "Sch 3 para 4(4)"),
    ];
    let mut rows: Vec<Vec<ReportCell>> = statuses
        .iter()
        .map(|(name, days, cite)| vec![ReportCell::text(*name), ReportCell::Count(*days), ReportCell::text(*cite)])
        .collect();
    rows.push(vec![
        ReportCell::text("Chargeable"),
        ReportCell::Count(charged),
        ReportCell::text("Sch 3 para 4(4); reg 10"),
    ]);
    let total = statuses.iter().map(|(_, days, _)| days).sum::<i64>() + charged;
    ReportTable {
        id: "by_status",
        title: "Delayed days by what became of them, March 2018".into(),
        columns: vec![
            column("status", "Status", ColumnKind::Text),
            column("delayed_days", "Days", ColumnKind::Count),
            column("cite", "Law", ColumnKind::Text),
        ],
        rows,
        total: Some(vec![ReportCell::text("Delayed days"), ReportCell::Count(total), ReportCell::text("")]),
        empty: "There are no delayed days.",
    }
}

fn bridge_section(table: ReportTable) -> Section {
    let bar = |row: &Vec<ReportCell>| ChartBar {
        label: row[0].shown(Language::English),
        value: row[1].count().unwrap(),
        strong: false,
    };
    let mut bars = vec![bar(table.total.as_ref().unwrap())];
    bars.extend(table.rows.iter().map(bar));
    bars.last_mut().unwrap().strong = true;
    Section {
        id: "bridge",
        title: "How does that follow from the delayed days?".into(),
        text: vec!["Every delayed day has exactly one status. Days that are not charged are listed with the rule that frees them; what is left is charged.".into()],
        chart: Some(ReportChart {
            id: "bridge",
            title: "From delayed days to chargeable days, March 2018".into(),
            description: "A bridge from all delayed days down to the chargeable days. The largest step is the lack of a valid notice.".into(),
            unit: "days",
            drawing: Drawing::Bridge(bars),
        }),
        tables: vec![table],
    }
}

fn daily_section(charged: i64) -> Section {
    let names = ["Chargeable", "No valid notice", "Other cause"];
    let value = |series: i64, at: i64| match series {
        0 => charged / 31 + (at * 5) % 9 + if at == 30 { charged % 31 } else { 0 },
        1 => 14 + (at * 11) % 13,
        _ => 6 + (at * 3) % 7,
    };
    let series = |number: i64| StackedSeries {
        label: names[number as usize].into(),
        values: (0..31).map(|at| value(number, at)).collect(),
        strong: number == 0,
    };
    let first = day("2018-03-01");
    let rows: Vec<Vec<ReportCell>> = (0..31)
        .map(|at| {
            let mut row = vec![ReportCell::Day(first + at as i32)];
            row.extend((0..3).map(|number| ReportCell::Count(value(number, at))));
            row
        })
        .collect();
    let mut total = vec![ReportCell::text("March 2018")];
    total.extend((1..4).map(|at: usize| ReportCell::Count(rows.iter().filter_map(|row| row[at].count()).sum())));
    Section {
        id: "daily",
        title: "On which days did patients wait?".into(),
        text: vec![],
        chart: Some(ReportChart {
            id: "daily",
            title: "Delayed patients on each day of March 2018, by status of the day".into(),
            description: "Stacked columns for 31 days. Chargeable days vary little over the month.".into(),
            unit: "patients",
            drawing: Drawing::Daily { first, series: (0..3).map(series).collect() },
        }),
        tables: vec![ReportTable {
            id: "by_day",
            title: "Delayed patients on each day of March 2018, by status of the day".into(),
            columns: vec![
                column("day", "Day", ColumnKind::Day),
                column("chargeable_days", "Chargeable", ColumnKind::Count),
                column("notice_missing_days", "No valid notice", ColumnKind::Count),
                column("other_cause_days", "Other cause", ColumnKind::Count),
            ],
            rows,
            total: Some(total),
            empty: "No patient was delayed.",
        }],
    }
}

fn data_section(words: &Words<'_>) -> Section {
    let codes = ["R_DATE", "R_NHS_NUMBER", "R_ORDER"];
    let rows = (0..7).map(|at: i64| {
        vec![
            ReportCell::text(format!("inbox/stays_2018-03_{}.csv", at % 3)),
            ReportCell::Count(at * 41 + 2),
            ReportCell::text(codes[(at % 3) as usize]),
            ReportCell::text("discharged_at"),
            ReportCell::text(words.extra.get(at as usize).map_or("999***0018", String::as_str)),
            if at % 2 == 0 {
                ReportCell::Missing { missing: "no stay found" }
            } else {
                ReportCell::text(format!("ST{:05}", at))
            },
        ]
    });
    Section {
        id: "data",
        title: "What was rejected or doubtful in the data?".into(),
        text: vec!["Rejected records are not in any figure above. Values are masked.".into()],
        chart: None,
        tables: vec![
            ReportTable {
                id: "rejected",
                title: "Rejected records, with the place in the file".into(),
                columns: vec![
                    column("file", "File", ColumnKind::Text),
                    column("line", "Line", ColumnKind::Count),
                    column("code", "Code", ColumnKind::Text),
                    column("column", "Column", ColumnKind::Text),
                    column("value", "Value", ColumnKind::Text),
                    column("stay_id", "Stay", ColumnKind::Text),
                ],
                rows: rows.collect(),
                total: None,
                empty: "No record was rejected.",
            },
            ReportTable {
                id: "doubtful",
                title: "Stays that were read but are doubtful".into(),
                columns: vec![column("stay_id", "Stay", ColumnKind::Text), column("why", "Why", ColumnKind::Text)],
                rows: vec![],
                total: None,
                empty: "No stay is doubtful.",
            },
        ],
    }
}

fn law_section() -> Section {
    let rows = [
        (
            "limb_a_causation",
            "none",
            "A day is charged whether or not the authority caused the delay on it",
            "[R] secondary",
        ),
        ("day_of_death", "not counted", "The day of death is not a chargeable day", "verified"),
        (
            "notice_on_holiday",
            "next working day",
            "A notice on a public holiday counts from the next day that is not one",
            "verified",
        ),
    ];
    Section {
        id: "law",
        title: "Which law and which readings?".into(),
        text: vec![
            "Regime england-2014: Care Act 2014, section 74 and Schedule 3, with SI 2014/2823; in force for hospital stays from 1 April 2015 to 30 June 2022.".into(),
            "Where the text leaves a gap, one defensible reading is used and named here.".into(),
        ],
        chart: None,
        tables: vec![ReportTable {
            id: "readings",
            title: "Readings used".into(),
            columns: vec![
                column("reading", "Reading", ColumnKind::Text),
                column("choice", "Choice", ColumnKind::Text),
                column("meaning", "What it means", ColumnKind::Text),
                column("grade", "Grade", ColumnKind::Text),
            ],
            rows: rows.iter().map(|(a, b, c, d)| [a, b, c, d].map(|text| ReportCell::text(*text)).to_vec()).collect(),
            total: None,
            empty: "No reading was needed.",
        }],
    }
}

fn provenance() -> Vec<ReportFact> {
    let fact = |name: &str, value: &str| ReportFact { name: name.into(), value: value.into() };
    let hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    vec![
        fact("Month", "2018-03"),
        fact("As of", "2018-04-16"),
        fact("Edition", "2018-03.1, provisional"),
        fact("Regime england-2014, SHA-256", hash),
        fact("Readings, SHA-256", "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"),
        fact("inbox/stays_2018-03.csv", "fd61a03af4f77d870fc21e05e7e80678095c92d808cfb3b5c279ee04c74aca13"),
        fact("inbox/notices_2018-03.csv", "a4e624d686e03ed2767c0abd85c14426b0b1157d2ce81d27bb4fe4f6f01d688a"),
        fact("Lowest grade used", "secondary"),
    ]
}

/// Every cell of a report that holds a figure: of tables, totals and the large figures.
pub fn figures(report: &Report) -> Vec<&ReportCell> {
    let tables = report.tables().flat_map(|table| table.rows.iter().chain(&table.total).flatten());
    tables
        .chain(report.figures.iter().map(|figure| &figure.value))
        .filter(|cell| !matches!(cell, ReportCell::Text(_)))
        .collect()
}

/// Every sentence, title, name and word of a report that data can reach.
pub fn words(report: &Report) -> Vec<&str> {
    let mut all = vec![report.title.as_str(), &report.standing];
    all.extend(report.summary.iter().map(String::as_str));
    all.extend(report.figures.iter().flat_map(|figure| [figure.label.as_str(), &figure.note]));
    for section in &report.sections {
        all.push(&section.title);
        all.extend(section.text.iter().map(String::as_str));
        all.extend(section.chart.iter().flat_map(|chart| [chart.title.as_str(), &chart.description]));
        for table in &section.tables {
            all.push(&table.title);
            let cells = table.rows.iter().chain(&table.total).flatten();
            all.extend(
                cells.filter_map(|cell| if let ReportCell::Text(words) = cell { Some(words.as_str()) } else { None }),
            );
        }
    }
    all.extend(report.provenance.iter().flat_map(|fact| [fact.name.as_str(), &fact.value]));
    all
}
