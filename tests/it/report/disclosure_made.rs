//! Made-up years of packs: months of stays with few and many people, late news, months published again, running totals.

use beddays::disclosure::{
    CellPlace, Disclosive, DisclosureRule, Exact, Four, Pack, PackDraft, PackSum, PersonPart, primary, protect,
};
use beddays::domain::Month;

/// A small generator with a seed, so that one number replays a case.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0xd1b5_4a32_d192_ed03)
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % end.max(1)
    }

    pub fn one_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }
}

pub fn rule() -> DisclosureRule {
    DisclosureRule::named("hes-2018").unwrap()
}

pub fn month(text: &str) -> Month {
    text.parse().unwrap()
}

/// How a made-up year is cut.
pub struct Shape {
    hospitals: u64,
    authorities: u64,
    reasons: u64,
    people: u64,
}

impl Shape {
    /// Few places, so that a year is quick to go through.
    pub fn small(chance: &mut Chance) -> Self {
        Self {
            hospitals: 1 + chance.below(2),
            authorities: 1 + chance.below(2),
            reasons: 2 + chance.below(2),
            people: 4 + chance.below(60),
        }
    }

    pub fn any(chance: &mut Chance) -> Self {
        Self {
            hospitals: 1 + chance.below(4),
            authorities: 1 + chance.below(3),
            reasons: 2 + chance.below(4),
            people: 4 + chance.below(90),
        }
    }
}

/// Skewed: the first values are frequent, the last ones rare.
fn skewed(chance: &mut Chance, end: u64) -> u64 {
    let (one, other) = (chance.below(end), chance.below(end));
    one.min(other)
}

fn part(chance: &mut Chance, shape: &Shape, person: u32, span: i64) -> PersonPart {
    let days = 1 + chance.below(span as u64) as i64;
    let days = if chance.one_in(2) { 1 + days % 4 } else { days };
    let charged_days = if chance.one_in(2) { 0 } else { 1 + chance.below(days as u64) as i64 };
    let place = CellPlace::of(&[
        ("hospital", &format!("RZZ0{}", skewed(chance, shape.hospitals))),
        ("authority", &format!("E1000000{}", skewed(chance, shape.authorities))),
        ("reason", &format!("{}", ['A', 'B', 'C', 'D', 'E'][skewed(chance, shape.reasons) as usize])),
    ]);
    PersonPart { person, place, days, charged_days, rate_minor: (charged_days > 0).then_some(13_000) }
}

/// The stays of one month. Some people were there in the month before; some have two reasons.
pub fn parts(chance: &mut Chance, shape: &Shape, before: &[PersonPart], span: i64) -> Vec<PersonPart> {
    let mut parts = Vec::new();
    for at in 0..1 + shape.people / 2 + chance.below(1 + shape.people / 2) {
        let known = before.get(at as usize).filter(|_| chance.one_in(4)).map(|part| part.person);
        let person = known.unwrap_or(1000 + chance.below(1 << 30) as u32);
        parts.push(part(chance, shape, person, span));
        if chance.one_in(6) {
            // A second reason at the same hospital for the days that are left.
            let mut more = part(chance, shape, person, span);
            let first = parts.last().unwrap();
            more.days = more.days.min(span - first.days);
            more.charged_days = more.charged_days.min(more.days);
            for name in ["hospital", "authority"] {
                more.place = more.place.with(name, first.place.get(name).unwrap());
            }
            if more.days > 0 {
                parts.push(more);
            }
        }
    }
    parts
}

/// The tables of a month: hospitals by authorities, hospitals by reasons, the months so far and the running total.
pub fn draft(months: &[(Month, Vec<PersonPart>)]) -> PackDraft {
    let (month, parts) = months.last().unwrap();
    let mut draft = PackDraft::new(*month);
    let span = i64::from(month.days());
    draft.add_table(&month.to_string(), span, &["hospital", "authority"], parts);
    draft.add_table(&month.to_string(), span, &["hospital", "reason"], parts);
    for (earlier, parts) in &months[..months.len() - 1] {
        draft.add_table(&earlier.to_string(), i64::from(earlier.days()), &[], parts);
    }
    if months.len() > 1 {
        let names: Vec<String> = months.iter().map(|(month, _)| month.to_string()).collect();
        let whole = format!("{} to {}", names[0], names[names.len() - 1]);
        let all: Vec<PersonPart> = months.iter().flat_map(|(_, parts)| parts.clone()).collect();
        draft.add_table(&whole, months.iter().map(|(month, _)| i64::from(month.days())).sum(), &[], &all);
        draft.add_periods(&whole, &names);
    }
    draft
}

/// A year of packs, and those that were refused and so never went out.
#[derive(Default)]
pub struct Year {
    pub packs: Vec<Pack>,
    pub refused: Vec<(u32, Vec<Disclosive>)>,
}

/// Thirteen months of packs, some of them published again because of late news.
pub fn year(seed: u64, shape: fn(&mut Chance) -> Shape, protected: bool) -> Year {
    let rule = rule();
    let mut chance = Chance::new(seed);
    let shape = shape(&mut chance);
    let (mut months, mut year): (Vec<(Month, Vec<PersonPart>)>, Year) = (Vec::new(), Year::default());
    let mut next = month("2018-04");
    for _ in 0..13 {
        if next.first() == month("2019-04").first() {
            months.clear();
        }
        let before = months.last().map_or(&[][..], |(_, parts)| parts);
        let made = parts(&mut chance, &shape, before, i64::from(next.days()));
        months.push((next, made));
        year.publish(&rule, &draft(&months), protected);
        // Late news: somebody more, somebody less, in this month or an earlier one.
        if chance.one_in(3) {
            let at = months.len() - 1 - chance.below(months.len().min(3) as u64) as usize;
            let span = i64::from(months[at].0.days());
            let late = part(&mut chance, &shape, 7, span);
            if chance.one_in(3) && months[at].1.len() > 1 {
                months[at].1.pop();
            } else {
                months[at].1.push(late);
            }
            year.publish(&rule, &draft(&months[..=at]), protected);
        }
        next = next.next();
    }
    year
}

impl Year {
    fn publish(&mut self, rule: &DisclosureRule, draft: &PackDraft, protected: bool) {
        let edition = 1 + self.packs.iter().filter(|pack| pack.month == draft.month).count() as u32;
        let earlier: Vec<&Pack> = self.packs.iter().collect();
        if !protected {
            return self.packs.push(primary(rule, draft, edition));
        }
        match protect(rule, &earlier, draft, edition) {
            Ok(pack) => self.packs.push(pack),
            Err(opened) => self.refused.push((edition, opened)),
        }
    }
}

/// A draft of a plain grid of people and days, with its totals.
pub fn grid(rows: usize, columns: usize, figures: &[(i64, i64)]) -> PackDraft {
    let mut draft = PackDraft::new(month("2018-03"));
    let place = |row: Option<usize>, column: Option<usize>| {
        let mut place = CellPlace::of(&[("period", "2018-03")]);
        place = row.map_or(place.clone(), |row| place.with("hospital", &format!("R{row}")));
        column.map_or(place.clone(), |column| place.with("reason", &format!("C{column}")))
    };
    let sum = |draft: &mut PackDraft, whole: CellPlace, cells: Vec<(CellPlace, (i64, i64))>| {
        let added = cells.iter().fold((0, 0), |(people, days), (_, own)| (people + own.0, days + own.1));
        draft.cells.insert(whole.clone(), exact(added.0, added.1));
        draft.sums.insert(PackSum { whole, parts: cells.into_iter().map(|(place, _)| place).collect() });
    };
    let at = |row: usize, column: usize| figures[row * columns + column];
    for row in 0..rows {
        for column in 0..columns {
            let (people, days) = at(row, column);
            draft.cells.insert(place(Some(row), Some(column)), exact(people, days));
        }
    }
    for row in 0..rows {
        let cells = (0..columns).map(|column| (place(Some(row), Some(column)), at(row, column))).collect();
        sum(&mut draft, place(Some(row), None), cells);
    }
    for column in 0..columns {
        let cells = (0..rows).map(|row| (place(Some(row), Some(column)), at(row, column))).collect();
        sum(&mut draft, place(None, Some(column)), cells);
    }
    let totals = |draft: &PackDraft, places: Vec<CellPlace>| -> Vec<(CellPlace, (i64, i64))> {
        let own = |place: &CellPlace| (draft.cells[place].figures.people, draft.cells[place].figures.days);
        places.into_iter().map(|place| (place.clone(), own(&place))).collect()
    };
    for places in [
        (0..rows).map(|row| place(Some(row), None)).collect::<Vec<_>>(),
        (0..columns).map(|column| place(None, Some(column))).collect(),
    ] {
        let cells = totals(&draft, places);
        sum(&mut draft, place(None, None), cells);
    }
    draft
}

pub fn exact(people: i64, days: i64) -> Exact {
    let figures = Four { people, days, charged_people: 0, charged_days: 0 };
    Exact { span_days: 31, figures, rate_minor: None }
}
