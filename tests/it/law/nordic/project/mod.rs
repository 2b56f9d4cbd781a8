//! Projects under the laws of Norway, Sweden and Denmark, run as a user would: deliveries in, ledger and statement out.

mod agreed;
mod cases;
mod demos;
mod people;
mod prices;
mod refused;
mod shown_days;
mod time_stamps;
mod words_of_care;

use crate::support::harness::Folder;

/// The project file of a made-up municipality.
pub fn project_file(regimes: &str, more: &str) -> String {
    format!(
        "[project]\nname = \"Storvik kommune\"\nview = \"system\"\nauthorities = \"kommuner.csv\"\nregimes = [{regimes}]\n{more}\n\
         [sources.stays]\nfiles = \"inbox/stays*.csv\"\nprofile = \"native-stay\"\nexpects = \"nothing\"\n\
         [sources.events]\nfiles = \"inbox/events*.csv\"\nprofile = \"native-event\"\noptional = true\n"
    )
}

/// The same in the view of one municipality.
pub fn of_storvik(regimes: &str) -> String {
    project_file(regimes, "authority = \"9901\"").replace("view = \"system\"", "view = \"authority\"")
}

pub const MUNICIPALITIES: &str = "code,name,from,to,succeeded_by\n9901,Storvik,,,\n9902,Lillehavn,,,\n\
    9903,Gammelåsen,,2019-12-31,9904\n9904,Nyåsen,2020-01-01,,\n0301,Øyby,,,\n";

/// A project of Norway with two stays that are ready for four days each in August 2023.
pub fn norway() -> Folder {
    let folder = Folder::new();
    folder.put("beddays.toml", project_file("\"norway-2012\", \"norway-2019\"", ""));
    folder.put("kommuner.csv", MUNICIPALITIES);
    folder.put("inbox/stays.csv", stays(&[("A-1", "9901"), ("A-2", "Lillehavn")], "2023"));
    folder.put("inbox/events.csv", events(&["A-1", "A-2"], "2023", ""));
    folder
}

/// Stays of August of a year, ready from the 7th to the 11th.
pub fn stays(of: &[(&str, &str)], year: &str) -> String {
    let row = |(id, municipality): &(&str, &str)| {
        format!(
            "{id},883971752,{municipality},{year}-08-01T10:00,{year}-08-07,{year}-08-11T12:00,somatic,public_hospital\n"
        )
    };
    let header = "stay_id,provider_code,authority_code,admitted_at,ready_on,discharged_at,care_type,setting\n";
    header.to_owned() + &of.iter().map(row).collect::<String>()
}

/// The messages that these stays need, and more rows.
pub fn events(of: &[&str], year: &str, more: &str) -> String {
    let rows =
        |id: &&str| format!("{id},admission_notice,{year}-08-01T18:00,,\n{id},readiness_notice,{year}-08-07T09:30,,\n");
    "stay_id,kind,at,until,value\n".to_owned() + &of.iter().map(rows).collect::<String>() + more
}
