//! Random histories: deliveries of every reader, month by month, about few persons and few ids, so that records collide.

use beddays::domain::{Day, Month};

use super::messages;

/// Numbers by chance, the same for the same seed.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5DEE_CE66)
    }

    pub fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below.max(1)
    }

    /// True once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub fn of<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }
}

/// A made-up number of the 999 range with its check digit.
pub fn nhs_number(number: usize) -> String {
    let digits = format!("99908{:04}", 1000 + number);
    let sum: u32 = digits.bytes().zip((2..=10).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    match 11 - sum % 11 {
        11 => format!("{digits}0"),
        10 => nhs_number(number + 500),
        check => format!("{digits}{check}"),
    }
}

/// One run of a history: the files that came before it, and what is asked.
pub struct Step {
    pub files: Vec<(String, String)>,
    pub month: Month,
    pub as_of: Option<Day>,
    /// How many of the files are taken by `ingest` before the run, and up to which day.
    pub ingested: (usize, Option<Day>),
}

/// What a stay was last said to be.
#[derive(Clone)]
pub struct KnownStay {
    pub id: String,
    pub person: usize,
    pub provider: &'static str,
    pub admitted: Day,
    pub ready: Option<Day>,
    pub left: Option<Day>,
}

/// What the senders of one history know.
pub struct World {
    pub chance: Chance,
    pub month: Month,
    pub stays: Vec<KnownStay>,
    pub whole: Vec<KnownStay>,
    pub episodes: Vec<KnownStay>,
    pub rows: Vec<String>,
    pub messages: usize,
    pub files: usize,
    pub is_clean: bool,
}

pub const PERSONS: usize = 5;
pub const STAYS: &str =
    "stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at,age_at_admission";
const EVENTS: &str = "stay_id,kind,at,until,value";
const REASONS: &str = "stay_id,from_on,to_on,reason_code,attributed_to";
const CLAIMS: &str =
    "claim_id,from_on,to_on,amount_minor,currency,payee_code,payer_code,stay_id,nhs_number,admitted_on,days";
const SUS: &str = "Generated_Record_ID,NHS_Number,Der_Provider_Code,Provider_Code,Local_Authority_Code,Admission_Date,\
Admission_Method,Discharge_Date,Discharge_Method,Discharge_Ready_Date,Episode_Start_Date,Episode_End_Date,Episode_Number";
const HES: &str = "EPIKEY,PSEUDO_HESID,PROCODE3,RESLADST_ONS,ADMIDATE,ADMIMETH,DISDATE,DISMETH,DISDEST,DISREADYDATE,EPISTART,\
EPIEND,EPIORDER,EPISTAT,EPITYPE,CLASSPAT,SPELEND,STARTAGE";
pub const PHS: &str = "month,chi,patient_postcode,sex,date_of_birth,health_board,local_authority,out_of_area,location_code,\
specialty_code,delay_reason_1,delay_reason_2,admission_date,referral_date,ready_for_discharge_date,discharge_date,discharge_reason";

/// The readers of a history, by the start of the names of their files.
pub const KINDS: [&str; 12] =
    ["stays", "events", "reasons", "claims", "sus", "hes", "phs", "cld", "adt", "enc", "not", "whole"];

/// A whole history.
pub fn history(seed: u64) -> Vec<Step> {
    let mut steps = with_inbox(seed);
    let mut chance = Chance::new(seed.wrapping_add(1 << 40));
    for step in &mut steps {
        if chance.once_in(2) {
            let as_of = if chance.once_in(4) { None } else { step.as_of };
            step.ingested = (chance.below(step.files.len() + 1), as_of);
        }
    }
    steps
}

/// A history all files of which lie in the inbox of the runs.
pub fn with_inbox(seed: u64) -> Vec<Step> {
    let mut world = World::new(seed);
    let start = 2018 * 12 + world.chance.below(8);
    let count = 3 + world.chance.below(6);
    let kinds = world.kinds();
    let (mut at, mut steps, mut run) = (start, Vec::new(), Vec::new());
    while run.len() < count {
        world.month = month(at);
        at += if world.chance.once_in(8) { 2 + world.chance.below(3) } else { 1 };
        let files = world.month_of(&kinds);
        let as_of = world.as_of();
        steps.push(Step { files, month: world.month, as_of, ingested: (0, None) });
        run.push(world.month);
        if world.chance.once_in(6) {
            let files = if world.chance.once_in(2) { world.month_of(&kinds) } else { Vec::new() };
            let again = run[world.chance.below(run.len())];
            steps.push(Step { files, month: again, as_of: None, ingested: (0, None) });
        }
    }
    steps
}

fn month(number: usize) -> Month {
    format!("{:04}-{:02}", number / 12, number % 12 + 1).parse().unwrap()
}

impl World {
    pub fn new(seed: u64) -> Self {
        let mut chance = Chance::new(seed);
        let is_clean = chance.once_in(4);
        Self {
            chance,
            month: month(2018 * 12),
            stays: Vec::new(),
            whole: Vec::new(),
            episodes: Vec::new(),
            rows: Vec::new(),
            messages: 0,
            files: 0,
            is_clean,
        }
    }

    /// Two to five readers; native stays are among them more often than not.
    fn kinds(&mut self) -> Vec<&'static str> {
        let count = 2 + self.chance.below(4);
        let mut kinds: Vec<&str> = (0..count).map(|_| self.chance.of(&KINDS)).collect();
        if !self.chance.once_in(4) {
            kinds.push("stays");
        }
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    fn as_of(&mut self) -> Option<Day> {
        let day = self.month.first() + self.chance.below(45) as i32;
        self.chance.once_in(7).then_some(day)
    }

    /// The files of one month.
    fn month_of(&mut self, kinds: &[&str]) -> Vec<(String, String)> {
        let mut files = Vec::new();
        for kind in kinds {
            if self.chance.once_in(4) {
                continue;
            }
            let mut rows = self.records(kind);
            if rows.is_empty() {
                continue;
            }
            self.shuffle(&mut rows);
            let rest =
                if rows.len() > 1 && self.chance.once_in(4) { rows.split_off(rows.len() / 2) } else { Vec::new() };
            let date = self.near();
            for rows in [rows, rest].into_iter().filter(|rows| !rows.is_empty()) {
                files.extend(self.file(kind, date, &rows));
            }
        }
        files
    }

    fn shuffle(&mut self, rows: &mut [String]) {
        for at in (1..rows.len()).rev() {
            let other = self.chance.below(at + 1);
            rows.swap(at, other);
        }
    }

    fn file(&mut self, kind: &str, date: Day, rows: &[String]) -> Vec<(String, String)> {
        let mut name = |ending: &str| {
            self.files += 1;
            let (letter, number) = ((b'a' + (self.files * 7 % 26) as u8) as char, self.files);
            match number % 6 {
                // The same name again, with other bytes.
                5 => format!("inbox/{kind}_all.{ending}"),
                0 => format!("inbox/{kind}_{letter}x{number}.{ending}"),
                _ => format!("inbox/{kind}_{date}_{letter}x{number}.{ending}"),
            }
        };
        // One row that is right leads each file, so that a column of wrong days does not refuse the whole.
        let (number, on, next) = (self.messages, self.month.first(), self.month.first().next());
        let lead = |text: String| format!("{text}\n{}", rows.iter().map(|row| format!("{row}\n")).collect::<String>());
        let csv = |header: &str, row: String| lead(format!("{header}\n{row}"));
        self.messages += 1;
        match kind {
            "stays" | "whole" => {
                let row = format!("L{number},,RZZ09,Norfolk,{on}T09:00,,{next}T10:00,70");
                vec![(name("csv"), csv(STAYS, row))]
            }
            "events" => vec![(name("csv"), csv(EVENTS, format!("L{number},ready,{on}T09:00,,")))],
            "reasons" => vec![(name("csv"), csv(REASONS, format!("L{number},{on},{next},A,nhs")))],
            "claims" => {
                let row = format!("L{number},{on},{next},100,GBP,RZZ09,Norfolk,L{number},,,2");
                vec![(name("csv"), csv(CLAIMS, row))]
            }
            "sus" => vec![(name("csv"), lead(SUS.to_owned()))],
            "hes" => vec![(name("csv"), lead(HES.to_owned()))],
            "phs" => vec![(name("csv"), lead(PHS.to_owned()))],
            "cld" => vec![(name("csv"), lead(messages::cld_header().to_owned()))],
            "adt" => vec![(name("hl7"), rows.concat())],
            "enc" => vec![(name("ndjson"), rows.concat())],
            _ => rows.iter().map(|row| (name("xml"), row.clone())).collect(),
        }
    }

    fn records(&mut self, kind: &str) -> Vec<String> {
        let count = 1 + self.chance.below(4);
        let mut rows: Vec<String> = match kind {
            "whole" => self.whole_feed(),
            "not" => (0..1 + self.chance.below(2)).map(|_| messages::notice(self)).collect(),
            _ => (0..count).map(|_| self.record(kind)).collect(),
        };
        // An exact repeat, of now or of before.
        if !self.rows.is_empty() && self.chance.once_in(3) {
            let before: Vec<String> =
                self.rows.iter().filter_map(|row| row.strip_prefix(&format!("{kind} "))).map(str::to_owned).collect();
            if !before.is_empty() && kind != "whole" {
                rows.push(before[self.chance.below(before.len())].clone());
            }
        }
        self.rows.extend(rows.iter().map(|row| format!("{kind} {row}")));
        rows
    }

    fn record(&mut self, kind: &str) -> String {
        let row = match kind {
            "stays" => self.stay(),
            "events" => self.event(),
            "reasons" => self.reason(),
            "claims" => self.claim(),
            "sus" | "hes" => self.episode(kind == "hes"),
            "phs" => self.submission(),
            "cld" => messages::care(self),
            "adt" => messages::adt(self),
            _ => messages::encounter(self),
        };
        if self.is_clean || !self.chance.once_in(12) { row } else { self.spoiled(&row) }
    }

    /// A row with a day that does not exist, or without its first cell.
    fn spoiled(&mut self, row: &str) -> String {
        match self.chance.below(3) {
            0 => row.replacen("2018-", "2018-13-", 1).replacen("/2018", "/13/2018", 1),
            1 => row.replacen(":00", ":77", 1),
            _ => row.split_once(',').map_or_else(|| row.to_owned(), |(_, rest)| format!(",{rest}")),
        }
    }

    /// A day: mostly of this month, sometimes of one before, now and then of years before.
    pub fn near(&mut self) -> Day {
        let first = self.month.first();
        match self.chance.below(12) {
            0 => first + -(360 + self.chance.below(500) as i32),
            1 | 2 => first + -(self.chance.below(70) as i32),
            3 => first + 28 + self.chance.below(30) as i32,
            _ => first + self.chance.below(28) as i32,
        }
    }

    pub fn after(&mut self, day: Day) -> Day {
        day + self.chance.below(20) as i32
    }

    /// The number of a person; sometimes none.
    pub fn number(&mut self, person: usize) -> String {
        if self.chance.once_in(7) { String::new() } else { nhs_number(person) }
    }

    pub fn person(&mut self) -> usize {
        self.chance.below(PERSONS)
    }

    /// The id of a stay that is or may come.
    pub fn any_stay(&mut self) -> String {
        match self.chance.below(8) {
            0 => format!("V{}", self.chance.below(4)),
            1 => format!("E{}", self.chance.below(4)),
            2 => format!("W{}", self.chance.below(5)),
            _ => format!("S{}", self.chance.below(9)),
        }
    }

    /// A day within or near what is known of a stay.
    pub fn day_of(&mut self, id: &str) -> Day {
        let known = self.stays.iter().chain(&self.whole).find(|stay| stay.id == id).map(|stay| stay.admitted);
        match known {
            Some(day) if !self.chance.once_in(6) => self.after(day),
            _ => self.near(),
        }
    }

    fn new_stay(&mut self, id: String) -> KnownStay {
        let admitted = self.near();
        let (person, provider) = (self.person(), self.chance.of(&["RZZ01", "RZZ02"]));
        let ready = self.chance.once_in(2).then(|| self.after(admitted));
        let left = if self.chance.once_in(3) { None } else { Some(self.after(ready.unwrap_or(admitted))) };
        KnownStay { id, person, provider, admitted, ready, left }
    }

    /// The same stay with one thing changed, or with none.
    fn changed(&mut self, stay: &mut KnownStay) {
        match self.chance.below(8) {
            0 => stay.admitted = stay.admitted + self.chance.below(5) as i32 - 2,
            1 => stay.person = self.person(),
            2 => stay.left = None,
            3 | 4 => {
                let first = stay.ready.unwrap_or(stay.admitted).max(self.month.first());
                stay.left = Some(self.after(first));
            }
            5 => stay.ready = Some(self.after(stay.admitted)),
            6 => stay.provider = self.chance.of(&["RZZ01", "RZZ02"]),
            _ => {}
        }
    }

    fn stay(&mut self) -> String {
        let id = format!("S{}", self.chance.below(9));
        let at = self.stays.iter().position(|stay| stay.id == id);
        let mut stay = match at {
            Some(at) if !self.chance.once_in(8) => self.stays[at].clone(),
            _ => self.new_stay(id),
        };
        if at.is_some() {
            self.changed(&mut stay);
        }
        match at {
            Some(at) => self.stays[at] = stay.clone(),
            None => self.stays.push(stay.clone()),
        }
        self.stay_row(&stay)
    }

    fn stay_row(&mut self, stay: &KnownStay) -> String {
        let KnownStay { id, person, provider, admitted, ready, left } = stay;
        // Whether a person is named hangs on the stay, so that its rows agree.
        let number = if (admitted.year() as usize + id.len() + person).is_multiple_of(6) {
            String::new()
        } else {
            nhs_number(*person)
        };
        let (ready, left) = (text(*ready), left.map(|day| format!("{day}T16:00")).unwrap_or_default());
        let council = if provider.ends_with('1') { "Norfolk" } else { "Suffolk" };
        format!("{id},{number},{provider},{council},{admitted}T09:00,{ready},{left},81")
    }

    /// All stays that the feed has now: some came, some changed, some are no longer in it.
    fn whole_feed(&mut self) -> Vec<String> {
        if self.chance.once_in(3) && !self.whole.is_empty() {
            let gone = self.chance.below(self.whole.len());
            self.whole.remove(gone);
        }
        for _ in 0..self.chance.below(3) {
            let id = format!("W{}", self.chance.below(5));
            let stay = self.new_stay(id.clone());
            self.whole.retain(|stay| stay.id != id);
            self.whole.push(stay);
        }
        let mut stays = self.whole.clone();
        for stay in &mut stays {
            if self.chance.once_in(3) {
                self.changed(stay);
            }
        }
        self.whole.clone_from(&stays);
        stays.iter().map(|stay| self.stay_row(stay)).collect()
    }

    fn event(&mut self) -> String {
        const KINDS: [&str; 16] = [
            "assessment_notice",
            "discharge_notice",
            "assessed",
            "services_ready",
            "ready",
            "died",
            "nhs_cause",
            "deterioration",
            "relapse",
            "discharge_notice_withdrawn",
            "assessment_notice_withdrawn",
            "authority_redirect",
            "self_discharge",
            "further_treatment",
            "residence_moved",
            "assessment_notice",
        ];
        let (id, kind) = (self.any_stay(), self.chance.of(&KINDS));
        let at = self.day_of(&id);
        let until = match kind {
            "nhs_cause" | "deterioration" if self.chance.once_in(2) => format!("{}T10:00", self.after(at)),
            _ => String::new(),
        };
        let value = match kind {
            "discharge_notice" => self.after(at).to_string(),
            "authority_redirect" | "residence_moved" => self.chance.of(&["Suffolk", "Norfolk"]).to_owned(),
            _ => String::new(),
        };
        let hour = 8 + self.chance.below(10);
        format!("{id},{kind},{at}T{hour:02}:00,{until},{value}")
    }

    fn reason(&mut self) -> String {
        let id = self.any_stay();
        let from = self.day_of(&id);
        let to = if self.chance.once_in(3) { String::new() } else { self.after(from).to_string() };
        let (code, side) = (self.chance.of(&["A", "B", "DI"]), self.chance.of(&["nhs", "social_care", "both"]));
        format!("{id},{from},{to},{code},{side}")
    }

    fn claim(&mut self) -> String {
        let (claim, id) = (self.chance.below(6), self.any_stay());
        let (from, person) = (self.day_of(&id), self.person());
        let to = self.after(from);
        let days = to - from + 1;
        let sign = if self.chance.once_in(4) { -1 } else { 1 };
        let amount = sign * 13_000 * i64::from(days);
        let (id, admitted) =
            if self.chance.once_in(2) { (id, String::new()) } else { (String::new(), text(Some(from + -2))) };
        let number = if id.is_empty() || self.chance.once_in(3) { nhs_number(person) } else { String::new() };
        let payee = self.chance.of(&["RZZ01", "RZZ02"]);
        format!("C{claim},{from},{to},{amount},GBP,{payee},Norfolk,{id},{number},{admitted},{days}")
    }

    /// An episode of a spell, or the spell as one episode.
    fn episode(&mut self, is_hes: bool) -> String {
        if self.episodes.is_empty() || self.chance.once_in(2) {
            let stay = self.new_stay(format!("P{}", self.episodes.len()));
            self.episodes.push(stay);
        }
        let at = self.chance.below(self.episodes.len());
        let mut spell = self.episodes[at].clone();
        if self.chance.once_in(2) {
            self.changed(&mut spell);
            self.episodes[at] = spell.clone();
        }
        let provider = &spell.provider[..3];
        let (key, order) = (
            if self.chance.once_in(6) { String::new() } else { format!("20000{at}{}", self.chance.below(2)) },
            1 + self.chance.below(2),
        );
        let begin = if order == 1 { spell.admitted } else { self.after(spell.admitted) };
        let end = if self.chance.once_in(2) { spell.left } else { None };
        let (ready, left) = (text(spell.ready), text(spell.left));
        let (method, destination) = if left.is_empty() { ("", "") } else { ("1", "19") };
        let (admitted, end) = (spell.admitted, text(end));
        if is_hes {
            let (dismeth, destination) = if left.is_empty() { ("8", "98") } else { (method, destination) };
            let is_last = if left.is_empty() { "N" } else { "Y" };
            let person = format!("TESTAAAA00{:02}", spell.person);
            let status = if end.is_empty() { 1 } else { 3 };
            return format!(
                "{key},{person},{provider},E10000020,{admitted},21,{left},{dismeth},{destination},{ready},{begin},{end},{order},{status},1,1,{is_last},79"
            );
        }
        let number = self.number(spell.person);
        format!(
            "{key},{number},{provider},{provider}01,E10000020,{admitted},21,{left},{method},{ready},{begin},{end},{order}"
        )
    }

    /// A month of Scotland's return.
    fn submission(&mut self) -> String {
        let (person, ago) = (self.chance.below(3), self.chance.below(3) as i32);
        let number = chi(person);
        let first = (self.month.first() + -28 * ago).month().first();
        let (admitted, ready) = (first + -20 - self.chance.below(2) as i32, first + self.chance.below(9) as i32 - 3);
        let left = self.chance.once_in(3).then(|| ready + 1 + self.chance.below(12) as i32);
        let why = if left.is_some() { "01" } else { "" };
        let reason = self.chance.of(&["11A", "24C", "11A"]);
        let month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
            [first.to_string()[5..7].parse::<usize>().unwrap() - 1];
        let slashed = |day: Day| messages::slashed(day);
        let left = left.map(slashed).unwrap_or_default();
        format!(
            "{month} {},{number},EH1 1AA,F,01/02/1940,NHS Lothian,14,N,S314H,A1,{reason},,{},{},{},{left},{why}",
            first.year(),
            slashed(admitted),
            slashed(admitted + 2),
            slashed(ready)
        )
    }
}

fn text(day: Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// A made-up number of a woman born on 1 February 1940.
fn chi(person: usize) -> String {
    let with_check = |nine: String| {
        let sum: u32 = nine.bytes().zip((2..=10).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
        let check = (11 - sum % 11) % 11;
        (check < 10).then(|| format!("{nine}{check}"))
    };
    (100..999).step_by(2).filter_map(|number| with_check(format!("010240{number}"))).nth(person).unwrap()
}
