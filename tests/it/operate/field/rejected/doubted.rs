//! Projects in which something was taken with a warning that leaves a stay in doubt: rows, workbooks, messages, notices,
//! returns and episodes.

use rust_xlsxwriter::{Format, Workbook};

use super::super::Case;
use super::super::messages::{ADMIT, ADT, Message, notices, project as messages_project};
use super::made::returns::{Care, NEXT_QUARTER, care_project, file};
use super::made::rows::SOURCES;
use super::made::{EVENTS, STAYS, charged, csv, nhs_number, norfolk, stay, table};
use crate::settle::messages_notices::order;
use beddays::intake::records::scci2075::NoticeKind;

pub fn projects() -> Vec<(&'static str, Case)> {
    vec![
        ("rows", of_rows()),
        ("whole extract", whole_extract()),
        ("workbook", workbook()),
        ("messages", of_messages()),
        ("notices", of_notices()),
        ("returns", of_returns()),
        ("episodes", episodes()),
    ]
}

fn of_rows() -> Case {
    let case = norfolk(&SOURCES.replace("native-stay", "wide.toml"));
    let names = STAYS.split(',').map(|name| format!("{name} = \"{name}\"\n")).collect::<String>();
    case.put(
        "p/wide.toml",
        format!(
            "[profile]\nname = \"wide\"\nabout = \"stays with events\"\nrecord = \"stay\"\ndates = \"yyyy-mm-dd\"\n[columns]\n{names}\
             [events]\nservices_ready = {{ at = \"services_ready\" }}\n"
        ),
    );
    let ids: Vec<String> = (1..=6).map(|number| format!("N-{number}")).collect();
    let left = |number: usize, left: &str| stay(&ids[number - 1], number, left);
    let rows = [
        left(1, "2018-06-12T15:00") + ",",
        left(2, "") + ",",
        left(3, "") + ",",
        left(4, "2018-06-12") + ",",
        left(5, "2018-06-12T15:00").replace("2018-06-01T08:30", "2015-06-01T08:30") + ",",
        left(6, "2018-06-12T15:00") + ",2018-06-20T10:00",
    ];
    case.put("p/inbox/stays.csv", csv(&table(&format!("{STAYS},services_ready"), &rows)));
    let mut events: Vec<String> = ids.iter().flat_map(|id| charged(id)).collect();
    events.push("N-1,services_ready,2018-06-20T15:00,,".to_owned());
    events.push("N-2,services_ready,2018-05-20T15:00,,".to_owned());
    events.push("N-3,relapse,2018-06-12T15:00,,".to_owned());
    case.put("p/inbox/events.csv", csv(&table(EVENTS, &events)));
    case
}

fn whole_extract() -> Case {
    let case = norfolk(&SOURCES.replace("native-stay", "whole.toml"));
    let profile = include_str!("../../../../../profiles/native-stay.toml").replace("native-stay", "whole");
    case.put("p/whole.toml", profile.replace("record = \"stay\"", "record = \"stay\"\nwhole = true"));
    let rows = [stay("G-1", 1, ""), stay("G-2", 2, "")];
    case.put("p/inbox/stays_2018-06-20.csv", csv(&table(STAYS, &rows)));
    case.put("p/inbox/stays_2018-07-01.csv", csv(&table(STAYS, &rows[..1])));
    case.put("p/inbox/events.csv", csv(&table(EVENTS, &[charged("G-1"), charged("G-2")].concat())));
    case
}

/// A discharge that is merged over two stays.
fn workbook() -> Case {
    let case = norfolk(SOURCES);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let rows = table(STAYS, &[stay("M-1", 1, "2018-06-12T15:00"), stay("M-2", 2, ""), stay("M-3", 3, "")]);
    for (at, row) in rows.iter().enumerate() {
        for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(at as u32, column as u16, cell).unwrap();
        }
    }
    sheet.merge_range(1, 6, 2, 6, "2018-06-12T15:00", &Format::new()).unwrap();
    case.put("p/inbox/stays.xlsx", book.save_to_buffer().unwrap());
    let events: Vec<String> = ["M-1", "M-2", "M-3"].iter().flat_map(|id| charged(id)).collect();
    case.put("p/inbox/events.csv", csv(&table(EVENTS, &events)));
    case
}

fn of_messages() -> Case {
    let case = Case::empty();
    messages_project(&case, &ADT, "");
    let visits: Vec<String> = (1..=7).map(|number| format!("V-{number}")).collect();
    let numbers: Vec<String> = (1..=7).map(nhs_number).collect();
    let of = |number: usize| Message { visit: &visits[number - 1], number: &numbers[number - 1], ..ADMIT };
    let left = |number: usize, discharged| Message { trigger: "A03", sent: "20180620150000", discharged, ..of(number) };
    let cancelled = Message { trigger: "A11", sent: "20180602083000", ..of(1) };
    let told = Message { trigger: "A08", sent: "20180603083000", ..of(1) };
    let leave = Message { trigger: "A21", sent: "20180612083000", ..of(2) };
    let mut feed: String = (1..=7).filter(|number| *number != 3).map(|number| of(number).text()).collect();
    // No class; two times of discharge; a day without a time; a sign of death that is none; ordinary traffic with an end.
    feed += &of(3).text().replace("PV1|1|I|", "PV1|1||");
    for message in [cancelled, told, leave, left(4, "20180612150000~20180616150000"), left(5, "20180612")] {
        feed += &message.text();
    }
    feed += &Message { trigger: "A08", sent: "20180612083000", death: "|X", ..of(6) }.text();
    feed += &Message { trigger: "A31", sent: "20180612083000", discharged: "20180612150000", ..of(7) }.text();
    case.put("p/inbox/adt/adt.hl7", feed);
    case.put("p/inbox/events.csv", notices(&visits.iter().map(String::as_str).collect::<Vec<_>>()));
    case
}

fn of_notices() -> Case {
    use NoticeKind as K;
    let case = Case::empty();
    case.beddays("init p --authority Norfolk").exits(0);
    let ids: Vec<String> = (1..=9).map(|number| format!("S-{number}")).collect();
    let numbers: Vec<String> = (1..=9).map(nhs_number).collect();
    let stays: Vec<String> = ids.iter().enumerate().map(|(at, id)| stay(id, at + 1, "")).collect();
    case.put("p/inbox/stays.csv", csv(&table(STAYS, &stays)));
    let assessed: Vec<String> = ids.iter().map(|id| format!("{id},assessed,2018-06-08T10:00,,")).collect();
    case.put("p/inbox/events.csv", csv(&table(EVENTS, &assessed)));
    let put = |number: usize,
               kind,
               name: &'static str,
               issued: &'static str,
               change: &dyn Fn(&mut crate::settle::messages_notices::Message<'_>)| {
        let (referral, id) = (format!("R{number}"), format!("{number}{name}"));
        let mut message = order(kind, "", issued);
        (message.id, message.referral) = (&id, &referral);
        (message.number, message.encounter) = (&numbers[number - 1], &ids[number - 1]);
        (message.council, message.period) = ("E10000020", ("2018-06-01", "2018-06-08"));
        change(&mut message);
        // The same patient, known by the days of the stay alone.
        if number == 9 {
            (message.encounter, message.period.0) = ("", "2018-05-31");
        }
        let text = message.xml();
        let text = if id == "8w" { text.replace("RZZ01", "RZZ02") } else { text };
        case.put(&format!("p/inbox/notices/{id}.xml"), text);
    };
    let (asked, told) = ("2018-06-06T10:00:00+01:00", "2018-06-07T10:00:00+01:00");
    for number in 1..=9 {
        if number != 3 {
            put(number, K::AssessmentNotice, "a", asked, &|_| {});
        }
        let proposed = if number == 4 { "2018-06-03" } else { "2018-06-08" };
        put(number, K::DischargeNotice, "d", told, &|message| message.period.1 = proposed);
    }
    put(1, K::DischargeNotice, "s", "2018-06-12T10:00:00+01:00", &|message| message.period.1 = "2018-06-13");
    put(2, K::DischargeDisagreed, "r", "2018-06-08T10:00:00+01:00", &|message| {
        (message.answers, message.profile) = ("2d", "");
    });
    let withdrawn = "2018-06-12T10:00:00+01:00";
    put(5, K::DischargeWithdrawn, "w", withdrawn, &|message| message.number = "9990000018");
    put(6, K::DischargeWithdrawn, "w", withdrawn, &|message| message.encounter = "S-none");
    put(7, K::DischargeWithdrawn, "w", withdrawn, &|message| message.council = "E10000029");
    put(8, K::DischargeWithdrawn, "w", withdrawn, &|_| {});
    case
}

fn of_returns() -> Case {
    let ids: Vec<String> = (1..=5).map(|number| format!("C-{number}")).collect();
    let numbers: Vec<String> = (1..=5).map(nhs_number).collect();
    let stays: Vec<String> = ids.iter().enumerate().map(|(at, id)| stay(id, at + 1, "")).collect();
    let case = care_project(&stays, &ids);
    let service = |number: usize, reference: &'static str, from: &'static str| {
        Care::of(&numbers[number - 1], "Service", reference, [from, ""])
    };
    let mut dead = Care::of(&numbers[3], "Request", "D-4", ["10/06/2018", "12/06/2018"]);
    dead.died = "31/06/2018";
    let late = service(1, "A-1", "12/06/2018");
    let goes_on = Care { period: NEXT_QUARTER, ..late };
    let first =
        [late, service(2, "A-2", "12/06/2018"), service(3, "A-3", "12/06/2018"), service(3, "A-3", "16/06/2018"), dead];
    case.put("p/inbox/cld-q1.csv", file(&first));
    case.put("p/inbox/cld-q2.csv", file(&[goes_on]));
    case
}

const HEADER: &str = "EPIKEY,PSEUDO_HESID,PROCODE3,RESLADST_ONS,ADMIDATE,ADMIMETH,DISDATE,DISMETH,DISDEST,DISREADYDATE,EPISTART,EPIEND,\
     EPIORDER,EPISTAT,EPITYPE,CLASSPAT,SPELEND,STARTAGE,TRETSPEF";

/// One episode of a person: residence, admission, discharge, method, first and last day, order, function.
fn episode(key: usize, person: usize, cells: [&str; 8]) -> String {
    let [residence, admitted, left, method, start, end, order, function] = cells;
    format!(
        "20000000{key:02},TESTAAAA00{person:02},RZZ,{residence},{admitted},21,{left},{method},98,2018-06-08,{start},{end},{order},3,1,1,N,79,{function}"
    )
}

fn episodes() -> Case {
    let case = norfolk(
        "[sources.stays]\nfiles = \"inbox/stays*\"\nprofile = \"own.toml\"\n\
         [sources.events]\nfiles = \"inbox/events*\"\nprofile = \"native-event\"\noptional = true\n",
    );
    let profile = include_str!("../../../../../profiles/hes-apc.toml").replace("name = \"hes-apc\"", "name = \"own\"");
    let (head, defaults) = profile.split_once("[defaults]").map_or((profile.as_str(), ""), |(head, more)| (head, more));
    case.put("p/own.toml", format!("{head}\n[defaults]\nauthority_code = \"E10000020\"\n{defaults}"));
    const N: &str = "E10000020";
    let (day, days) = ("2018-06-01", ["2018-06-01", "2018-06-05"]);
    let rows = [
        // Cut; another end; a gap; another admission; other care; no residence; left by the method alone.
        episode(1, 1, [N, day, "", "8", days[0], days[1], "1", "300"]),
        episode(2, 2, [N, day, "2018-06-05", "1", days[0], days[1], "1", "300"]),
        episode(3, 2, [N, day, "2018-06-25", "1", days[1], "2018-06-25", "2", "300"]),
        episode(4, 3, [N, day, "", "8", days[0], "2018-06-10", "1", "300"]),
        episode(5, 3, [N, day, "2018-06-25", "1", "2018-06-20", "2018-06-25", "2", "300"]),
        episode(6, 4, [N, day, "", "8", days[0], days[1], "1", "300"]),
        episode(7, 4, [N, "2018-06-02", "2018-06-25", "1", days[1], "2018-06-25", "2", "300"]),
        episode(8, 5, [N, day, "", "8", days[0], days[1], "1", "300"]),
        episode(9, 5, [N, day, "2018-06-25", "1", days[1], "2018-06-25", "2", "314"]),
        episode(10, 6, ["", day, "2018-06-25", "1", days[0], "2018-06-25", "1", "300"]),
        episode(11, 7, [N, day, "", "1", days[0], "2018-06-25", "1", "300"]),
        // One whose other episode cannot be placed.
        episode(12, 8, [N, day, "2018-06-25", "1", days[0], "2018-06-25", "1", "300"]),
        episode(13, 8, [N, "", "", "8", "1801-01-01", "", "2", "300"]),
    ];
    case.put("p/inbox/stays.csv", format!("{HEADER}\n{}\n", rows.join("\n")));
    case.beddays("run --project p --month 2018-06");
    let found = case.beddays("query --project p \"select stay_id from stay\" --format csv").exits(0);
    let events: Vec<String> = found.stdout.lines().skip(1).flat_map(charged).collect();
    case.put("p/inbox/events.csv", csv(&table(EVENTS, &events)));
    case
}
