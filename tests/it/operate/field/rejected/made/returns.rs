//! Rejected rows of returns: social care (Client Level Data) and episodes of hospitals (HES, SUS).

use super::{EVENTS, Made, STAYS, charged, csv, id, nhs_number, norfolk, stay, table};

/// A row of Client Level Data by what matters here; the other cells are those of a service or an assessment.
#[derive(Clone, Copy)]
pub struct Care<'a> {
    pub council: &'a str,
    pub period: [&'a str; 2],
    pub number: &'a str,
    pub own: &'a str,
    pub died: &'a str,
    pub kind: &'a str,
    pub reference: &'a str,
    pub days: [&'a str; 2],
    pub description: &'a str,
}

pub const QUARTER: [&str; 2] = ["01/04/2018", "30/06/2018"];
pub const NEXT_QUARTER: [&str; 2] = ["01/07/2018", "30/09/2018"];

impl<'a> Care<'a> {
    pub fn of(number: &'a str, kind: &'a str, reference: &'a str, days: [&'a str; 2]) -> Self {
        let (council, own, died, description) = ("E10000020", "", "", "");
        Self { council, period: QUARTER, number, own, died, kind, reference, days, description }
    }

    pub fn text(&self) -> String {
        let Self { council, period: [first, last], number, own, died, kind, reference, days: [from, to], description } =
            self;
        let own = if own.is_empty() { format!("L-{number}") } else { (*own).to_owned() };
        let (route, assessment, method, service) = match *kind {
            "Service" => ("", "", "", "Short term support: ST-Max,Reablement"),
            "Request" => ("Discharge from hospital", "", "", ","),
            _ => ("", "Long term assessment", "Face to face", ","),
        };
        format!(
            "{council},{first},{last},{number},{own},,Female,Not stated,01/02/1940,{died},Service user,\
             Physical Support: Personal care support,NR1 1AA,Tenant,,No,,,,,Fully Funded,{kind},{reference},{from},{to},\
             {description},Continuation of support or services,{route},{assessment},,{method},,,,,,{service},,,,,,,,\n"
        )
    }
}

/// A file of a return, with a row of somebody else that can be read.
pub fn file(rows: &[Care<'_>]) -> String {
    let sample = include_str!("../../../../../field-cases/18-corrected-care/cld-q1.csv");
    let number = nhs_number(60);
    let mut other = Care::of(&number, "Service", "O-1", ["01/06/2018", ""]);
    other.period = rows.iter().map(|row| row.period).find(|[first, _]| first.len() == 10).unwrap_or(QUARTER);
    let rows: String = rows.iter().chain([&other]).map(Care::text).collect();
    format!("{}\n{rows}", sample.lines().next().unwrap())
}

pub const CARE: &str = "[sources.stays]\nfiles = \"inbox/stays*\"\nprofile = \"native-stay\"\n\
                        [sources.events]\nfiles = \"inbox/events*\"\nprofile = \"native-event\"\n\
                        [sources.care]\nfiles = \"inbox/cld*\"\nprofile = \"cld-r2\"\n";

/// A project with these charged stays, each of another person, and a source of social care.
pub fn care_project(stays: &[String], ids: &[String]) -> super::Case {
    let case = norfolk(CARE);
    case.put("p/inbox/stays.csv", csv(&table(STAYS, stays)));
    let events: Vec<String> = ids.iter().flat_map(|id| charged(id)).collect();
    case.put("p/inbox/events.csv", csv(&table(EVENTS, &events)));
    case
}

pub fn care() -> Made {
    let kinds = ["assessed", "services_ready", "died", "unreadable_kind"];
    let ids: Vec<String> = kinds.iter().map(|kind| id(kind)).collect();
    let stays: Vec<String> = ids.iter().enumerate().map(|(at, id)| stay(id, at, "")).collect();
    let case = care_project(&stays, &ids);
    let numbers: Vec<String> = (0..kinds.len()).map(nhs_number).collect();
    let mut request = Care::of(&numbers[2], "Request", "C-3", ["2018-06-31", "12/06/2018"]);
    request.died = "12/06/2018";
    let rows = [
        Care::of(&numbers[0], "Assessment", "C-1", ["10/06/2018", "2018-06-31"]),
        Care::of(&numbers[1], "Service", "C-2", ["2018-06-31", ""]),
        request,
        Care::of(&numbers[3], "Sevrice", "C-4", ["12/06/2018", ""]),
    ];
    case.put("p/inbox/cld-q1.csv", file(&rows));
    case.beddays("run --project p --month 2018-06").exits(1);
    Made { case, stays: kinds.iter().zip(ids).map(|(kind, id)| ((*kind).to_owned(), id)).collect() }
}

/// An episode of which a later delivery has a discharge that cannot be read.
fn episode(profile: &str, header: &str, row: &str) -> Made {
    let case = norfolk(&format!(
        "[sources.stays]\nfiles = \"inbox/stays*\"\nprofile = \"{profile}\"\n\
         [sources.events]\nfiles = \"inbox/events*\"\nprofile = \"native-event\"\noptional = true\n"
    ));
    let with = |left: &str, key: &str| row.replace("LEFT", left).replace("KEY", key);
    case.put("p/inbox/stays_2018-06-20.csv", format!("{header}\n{}\n", with("", "2000001")));
    case.beddays("run --project p --month 2018-06");
    let found = case.beddays("query --project p \"select stay_id from stay\" --format csv").exits(0);
    let stay = found.stdout.lines().nth(1).unwrap().to_owned();
    case.put("p/inbox/events.csv", csv(&table(EVENTS, &charged(&stay))));
    let other = with("", "2000002").replace("TESTAAAA0021", "TESTAAAA0022").replace(&nhs_number(1), &nhs_number(2));
    case.put("p/inbox/stays_2018-07-01.csv", format!("{header}\n{}\n{other}\n", with("12.06.2018", "2000001")));
    case.beddays("run --project p --month 2018-06").exits(1);
    Made { case, stays: vec![("stay_row".to_owned(), stay)] }
}

pub fn hes() -> Made {
    let header = "EPIKEY,PSEUDO_HESID,PROCODE3,RESLADST_ONS,ADMIDATE,ADMIMETH,DISDATE,DISMETH,DISDEST,DISREADYDATE,EPISTART,\
                  EPIEND,EPIORDER,EPISTAT,EPITYPE,CLASSPAT,SPELEND,STARTAGE";
    episode(
        "hes-apc",
        header,
        "KEY,TESTAAAA0021,RZZ,E10000020,2018-06-01,21,LEFT,8,98,2018-06-08,2018-06-01,,1,1,1,1,N,79",
    )
}

pub fn sus() -> Made {
    let header = "Generated_Record_ID,NHS_Number,Der_Provider_Code,Provider_Code,Local_Authority_Code,Admission_Date,\
                  Admission_Method,Discharge_Date,Discharge_Method,Discharge_Ready_Date,Episode_Start_Date,Episode_End_Date,\
                  Episode_Number";
    let row = format!("KEY,{},RZZ,RZZ01,E10000020,2018-06-01,21,LEFT,8,2018-06-08,2018-06-01,,1", nhs_number(1));
    episode("sus-apc", header, &row)
}
