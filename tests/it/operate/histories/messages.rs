//! Random messages and rows of returns of social care.

use beddays::domain::Day;
use beddays::intake::records::scci2075::NoticeKind;

use super::made::{World, nhs_number};
use crate::settle::messages_hl7::Adt;
use crate::settle::messages_notices::{Message, order};

/// A day as 01/02/2018.
pub fn slashed(day: Day) -> String {
    let text = day.to_string();
    format!("{}/{}/{}", &text[8..], &text[5..7], &text[..4])
}

/// A day as 20180201.
fn compact(day: Day) -> String {
    day.to_string().replace('-', "")
}

pub fn cld_header() -> &'static str {
    include_str!("../../../field-cases/18-corrected-care/cld-q1.csv").lines().next().unwrap()
}

/// A row of a council's return; the return is that of the quarter or, now and then, of another.
pub fn care(world: &mut World) -> String {
    let person = world.person();
    let (number, own) =
        (world.number(person), if world.chance.once_in(5) { String::new() } else { format!("L-{person}") });
    let quarter = match world.chance.below(5) {
        0 => ["01/01/2018", "31/03/2018"],
        1 => ["01/10/2017", "31/12/2017"],
        _ => [
            ["01/01/2018", "31/03/2018"],
            ["01/04/2018", "30/06/2018"],
            ["01/07/2018", "30/09/2018"],
            ["01/10/2018", "31/12/2018"],
        ][(world.month.first().to_string()[5..7].parse::<usize>().unwrap() - 1) / 3],
    };
    let council = world.chance.of(&["E10000020", "E10000020", "E10000029"]);
    let from = world.near();
    let to = if world.chance.once_in(2) { slashed(world.after(from)) } else { String::new() };
    let died = if world.chance.once_in(8) { slashed(world.near()) } else { String::new() };
    let kind = world.chance.of(&["Service", "Assessment", "Request", "Service"]);
    let reference = if world.chance.once_in(4) { String::new() } else { format!("R-{}", world.chance.below(3)) };
    let parts = [council, quarter[0], quarter[1], &number, &own, &died, kind, &reference, &slashed(from), &to];
    care_row(parts)
}

/// A row by its council, period, number, own number, death, kind, reference and days.
pub fn care_row([council, first, last, number, own, died, kind, reference, from, to]: [&str; 10]) -> String {
    let (route, assessment, method, service) = match kind {
        "Service" => ("", "", "", "Short term support: ST-Max,Reablement"),
        "Request" => ("Discharge from hospital", "", "", ","),
        _ => ("", "Long term assessment", "Face to face", ","),
    };
    format!(
        "{council},{first},{last},{number},{own},,Female,Not stated,01/02/1940,{died},Service user,\
         Physical Support: Personal care support,NR1 1AA,Tenant,,No,,,,,Fully Funded,{kind},{reference},{from},{to},\
         ,Continuation of support or services,{route},{assessment},,{method},,,,,,{service},,,,,,,,"
    )
}

/// A message of an admission, a transfer, a discharge, a correction of one, a merge or a death.
pub fn adt(world: &mut World) -> String {
    const TRIGGERS: [&str; 16] = [
        "A01", "A01", "A01", "A02", "A03", "A03", "A08", "A08", "A11", "A12", "A13", "A16", "A25", "A40", "A31", "A21",
    ];
    let trigger = world.chance.of(&TRIGGERS);
    let (visit, at, person) = (format!("V{}", world.chance.below(4)), world.near(), world.person());
    let id = if world.chance.once_in(9) {
        world.chance.below(4)
    } else {
        world.messages + world.rows.len() * 7 + world.chance.below(5)
    };
    let (id, number) = (format!("M{id}"), world.number(person));
    let recorded = format!("{}{:02}0000", compact(at), 8 + world.chance.below(9));
    let admitted = match world.chance.below(3) {
        0 => String::new(),
        1 => format!("{}083000", compact(at)),
        _ => format!("{}083000", compact(at + -(world.chance.below(12) as i32))),
    };
    let discharged = match trigger {
        "A03" if world.chance.once_in(2) => format!("{}150000", compact(at)),
        "A08" if world.chance.once_in(5) => "\"\"".to_owned(),
        _ => String::new(),
    };
    let more = if trigger == "A40" { format!("MRG|{}^^^NHS\r", nhs_number(world.person())) } else { String::new() };
    let visit = if matches!(trigger, "A40" | "A31") || world.chance.once_in(25) { String::new() } else { visit };
    let admitted = if visit.is_empty() { String::new() } else { admitted };
    let message = Adt {
        trigger,
        id: &id,
        recorded: &recorded,
        visit: &visit,
        number: &number,
        admitted: &admitted,
        discharged: &discharged,
        ward: world.chance.of(&["W1", "W2"]),
        more: &more,
    };
    let text = message.text();
    // Patients have numbers of the hospital too; here each person its own.
    let text = text.replace("H77^^^RZZ", &format!("H{person}^^^RZZ"));
    let is_dead = trigger == "A31" || matches!(trigger, "A08" | "A03") && world.chance.once_in(5);
    if !is_dead {
        return text;
    }
    let died = if world.chance.once_in(4) { String::new() } else { compact(world.near()) };
    let is_dead = if died.is_empty() { "Y" } else { "" };
    text.replace("||19400315", &format!("||19400315{}{died}|{is_dead}", "|".repeat(22)))
}

/// An encounter, a part of one, or a patient, as a line.
pub fn encounter(world: &mut World) -> String {
    let person = world.person();
    let updated = format!("{}T{:02}:00:00Z", world.near(), 8 + world.chance.below(3));
    let number = nhs_number(person);
    let identifier = format!("{{\"system\": \"https://fhir.nhs.uk/Id/nhs-number\", \"value\": \"{number}\"}}");
    if world.chance.once_in(5) {
        let died = match world.chance.below(3) {
            0 => format!(", \"deceasedDateTime\": \"{}\"", world.near()),
            1 => ", \"deceasedBoolean\": true".to_owned(),
            _ => String::new(),
        };
        return format!(
            "{{\"resourceType\": \"Patient\", \"id\": \"p{person}\", \"meta\": {{\"lastUpdated\": \"{updated}\"}}, \"identifier\": [{identifier}]{died}}}\n"
        );
    }
    let id = format!("E{}", world.chance.below(5));
    let subject = match world.chance.below(3) {
        0 => format!("{{\"reference\": \"Patient/p{person}\"}}"),
        1 => format!("{{\"reference\": \"Patient/p{person}\", \"identifier\": {identifier}}}"),
        _ => format!("{{\"identifier\": {identifier}}}"),
    };
    let start = world.near();
    let end = world.chance.once_in(2).then(|| world.after(start));
    let status = match end {
        Some(_) => "finished",
        None => world.chance.of(&["in-progress", "in-progress", "cancelled", "entered-in-error"]),
    };
    let end = end.map(|end| format!(", \"end\": \"{end}T15:00:00Z\"")).unwrap_or_default();
    let part = if world.chance.once_in(6) {
        format!(", \"partOf\": {{\"reference\": \"Encounter/E{}\"}}", world.chance.below(5))
    } else {
        String::new()
    };
    let visit = if world.chance.once_in(3) {
        format!(", \"identifier\": [{{\"system\": \"urn:visits\", \"value\": \"E{}\"}}]", world.chance.below(5))
    } else {
        String::new()
    };
    let class = world.chance.of(&["IMP", "IMP", "IMP", "AMB"]);
    format!(
        "{{\"resourceType\": \"Encounter\", \"id\": \"{id}\", \"meta\": {{\"lastUpdated\": \"{updated}\"}}, \"status\": \"{status}\", \
         \"class\": {{\"code\": \"{class}\"}}, \"subject\": {subject}, \"serviceProvider\": {{\"identifier\": {{\"value\": \
         \"RZZ01\"}}}}, \"period\": {{\"start\": \"{start}T09:00:00Z\"{end}}}{part}{visit}}}\n"
    )
}

/// A notice, a reply or a withdrawal.
pub fn notice(world: &mut World) -> String {
    let kind = NoticeKind::ALL[world.chance.below(NoticeKind::ALL.len())];
    let (number, encounter) =
        (nhs_number(world.person()), if world.chance.once_in(3) { String::new() } else { world.any_stay() });
    let at = world.day_of(&encounter);
    let issued = format!("{at}T{:02}:00:00Z", 8 + world.chance.below(9));
    let id = format!("N{}", world.chance.below(12));
    let answers = if kind.is_reply() { format!("N{}", world.chance.below(12)) } else { String::new() };
    let referral = if world.chance.once_in(4) { String::new() } else { format!("R{}", world.chance.below(4)) };
    let (admitted, proposed) = ((at + -3).to_string(), world.after(at).to_string());
    let plain = order(kind, "", "");
    Message {
        id: &id,
        issued: &issued,
        answers: &answers,
        referral: &referral,
        encounter: &encounter,
        number: &number,
        period: (&admitted, &proposed),
        ..plain
    }
    .xml()
}
