//! The disclosure rule on one figure and on random tables, and what is withheld on small worked tables.

use beddays::disclosure::{CellPlace, DisclosureRule, Four, Pack, PackMeasure, ShownFigure, audit, primary, protect};

use crate::report::disclosure_made::{Chance, Shape, draft, exact, grid, month, parts, rule};

#[test]
fn a_figure_is_shown_as_the_rule_says() {
    let rule = rule();
    let cases = [
        (0, ShownFigure::Number(0)),
        (1, ShownFigure::PrimarySuppressed),
        (7, ShownFigure::PrimarySuppressed),
        (8, ShownFigure::Number(10)),
    ];
    for (people, shown) in cases {
        assert_eq!(rule.show(Some(people), Some(people)), shown, "{people}");
    }
    for (people, shown) in [(12, 10), (13, 15), (16, 15), (57, 55), (10_023, 10_025)] {
        assert_eq!(rule.show(Some(people), Some(people)), ShownFigure::Number(shown), "{people}");
    }
    assert_eq!(rule.show(Some(217), Some(7)), ShownFigure::PrimarySuppressed, "days that rest on few people");
    assert_eq!(rule.show(Some(217), Some(8)), ShownFigure::Number(215));
    assert_eq!(rule.show(None, Some(8)), ShownFigure::Unknown);
    assert_eq!(rule.show(Some(3), None), ShownFigure::Unknown, "unknown people are not few and not none");
}

#[test]
fn a_rule_file_is_checked() {
    let text = include_str!("../../../regimes/disclosure/hes-2018.toml");
    let path = std::path::Path::new("own.toml");
    DisclosureRule::parse(path, text).unwrap();
    for (from, to, says) in [
        ("to = 7", "upto = 7", "unknown field"),
        ("to = 5", "to = 4", "odd"),
        ("to = 5", "to = 1", "odd"),
        ("from = 1", "from = 2", "few must begin at 1"),
        ("from = 1", "from = 0", "few must begin at 1"),
        ("from = 1\nto = 7", "from = 1\nto = 0", "few must begin at 1"),
        ("least_width = 5", "least_width = 0", "least_width must be at least 1"),
        ("mark = \"*\"", "mark = \" \"", "differ"),
        ("mark = \"*\"", "mark = \"7\"", "differ"),
        ("grade = \"verified\"", "to = \"2018-09-12\"\ngrade = \"verified\"", "used ends before it begins"),
        ("to = 7", "to = 1", "rounded to 0"),
        ("mark = \"[c]\"", "mark = \"*\"", "differ"),
        ("least_width = 5", "least_width = 7", "least_width"),
        ("value = \"hidden\"", "value = \"shown\"", "unknown variant"),
        ("beddays-disclosure/1", "beddays-disclosure/2", "schema"),
        ("cite = \"same page: at national", "cite = \"\" # ", "citation"),
        ("grade = \"reading\"", "grade = \"sure\"", "unknown variant"),
    ] {
        assert!(text.contains(from), "{from}");
        let error = DisclosureRule::parse(path, &text.replacen(from, to, 1)).unwrap_err();
        assert_eq!(error.exit() as u8, 78);
        assert!(error.to_string().contains(says), "{from} → {to}: {error}");
    }
    for (from, to) in [
        ("to = 5", "to = 3"),
        ("to = 5", "to = 15"),
        ("least_width = 5", "least_width = 1"),
        ("least_width = 5", "least_width = 6"),
        ("grade = \"verified\"", "to = \"2018-09-13\"\ngrade = \"verified\""),
    ] {
        assert!(text.contains(from), "{from}");
        DisclosureRule::parse(path, &text.replacen(from, to, 1)).unwrap_or_else(|error| panic!("{to}: {error}"));
    }
    assert!(DisclosureRule::named("hes-2017").unwrap_err().to_string().contains("hes-2018"));
}

/// H6: whatever is withheld besides, no figure from few people is shown, and all else is a multiple of 5.
#[test]
fn no_figure_that_rests_on_1_to_7_people_is_shown_in_10_000_random_tables() {
    let rule = rule();
    let (mut hidden, mut shown, mut withheld) = (0, 0, 0);
    for seed in 0..10_000 {
        let mut chance = Chance::new(seed);
        let shape = if seed % 10 == 0 { Shape::any(&mut chance) } else { Shape::small(&mut chance) };
        let made = parts(&mut chance, &shape, &[], 31);
        let draft = draft(&[(month("2018-03"), made)]);
        let pack = if seed % 100 == 0 { protect(&rule, &[], &draft, 1).unwrap() } else { primary(&rule, &draft, 1) };
        assert_eq!(pack.cells.len(), draft.cells.len());
        for cell in &pack.cells {
            for measure in PackMeasure::ALL {
                let (figure, people) = (cell.exact.of(measure), cell.exact.of(measure.people()));
                match *cell.shown.get(measure) {
                    ShownFigure::Number(0) => assert_eq!((figure, people), (0, 0), "seed {seed}"),
                    ShownFigure::Number(number) => {
                        assert!(people > 7, "seed {seed}: {people} people shown at {}", cell.place);
                        assert!(number % 5 == 0 && (number - figure).abs() <= 2, "seed {seed}: {figure} as {number}");
                        shown += 1;
                    }
                    ShownFigure::PrimarySuppressed => {
                        assert!((1..=7).contains(&people), "seed {seed}: `*` for {people} people");
                        hidden += 1;
                    }
                    ShownFigure::SecondarySuppressed => {
                        assert!(figure > 0 && seed % 100 == 0, "seed {seed}: {figure} withheld");
                        withheld += 1;
                    }
                    ShownFigure::Unknown => panic!("seed {seed}: everything here is known"),
                }
            }
        }
    }
    assert!(hidden > 100_000 && shown > 50_000 && withheld > 200, "{hidden} {shown} {withheld}");
}

fn at(pack: &Pack, row: Option<usize>, column: Option<usize>) -> Four<ShownFigure> {
    let mut place = CellPlace::of(&[("period", "2018-03")]);
    place = row.map_or(place.clone(), |row| place.with("hospital", &format!("R{row}")));
    place = column.map_or(place.clone(), |column| place.with("reason", &format!("C{column}")));
    pack.at(&place).unwrap().shown
}

#[test]
fn a_hidden_cell_that_its_row_gives_away_makes_one_more_cell_disappear() {
    let rule = rule();
    // 20 - 15 leaves 1 to 7, which `*` says anyway; 15 - 15 leaves at most 4, which it does not.
    for (figures, opened) in [([(4, 40), (14, 90)], false), ([(2, 40), (15, 90)], true)] {
        let draft = grid(1, 2, &figures);
        let plain = primary(&rule, &draft, 1);
        let found = audit(&rule, &[], &plain).iter().any(|found| found.measure == PackMeasure::People);
        assert_eq!(found, opened, "{figures:?}");
        let pack = protect(&rule, &[], &draft, 1).unwrap();
        assert!(audit(&rule, &[], &pack).is_empty());
        let people = |row, column| at(&pack, row, column).people;
        let numbers = [(Some(0), None), (Some(0), Some(1)), (None, None), (None, Some(1))];
        let withheld =
            numbers.iter().filter(|(row, column)| people(*row, *column) == ShownFigure::SecondarySuppressed).count();
        assert!(opened || withheld == 0, "{figures:?}");
    }
}

#[test]
fn days_do_not_tell_people() {
    let rule = rule();
    // 5 people with 150 of 155 possible days: if the days can be worked out to within 4, fewer than 5 people cannot be.
    let draft = grid(2, 2, &[(5, 150), (60, 400), (40, 300), (70, 500)]);
    let plain = primary(&rule, &draft, 1);
    assert!(!audit(&rule, &[], &plain).is_empty());
    let pack = protect(&rule, &[], &draft, 1).unwrap();
    assert!(pack.withheld() > 0);
}

#[test]
fn nothing_is_withheld_where_rounding_is_enough() {
    let rule = rule();
    let pack = protect(&rule, &[], &grid(2, 2, &[(20, 100), (30, 120), (0, 0), (40, 130)]), 1).unwrap();
    assert_eq!(pack.withheld(), 0);
    assert_eq!(at(&pack, Some(1), Some(0)).people, ShownFigure::Number(0));
    // Totals are computed and then rounded: 12 and 12 are shown as 10 and 10, their sum as 25.
    let pack = protect(&rule, &[], &grid(1, 2, &[(12, 12), (12, 12)]), 1).unwrap();
    assert_eq!(at(&pack, Some(0), None).people, ShownFigure::Number(25));
    assert_eq!(at(&pack, Some(0), Some(1)).people, ShownFigure::Number(10));
}

#[test]
fn what_an_earlier_pack_gives_away_is_refused_by_name() {
    let rule = rule();
    let careless = primary(&rule, &grid(1, 2, &[(2, 40), (15, 90)]), 1);
    let later = grid(1, 2, &[(2, 40), (15, 90)]);
    let opened = protect(&rule, &[&careless], &later, 2).unwrap_err();
    assert!(opened.iter().any(|found| found.place.get("hospital") == Some("R0")), "{opened:?}");
    assert!(opened.iter().all(|found| found.high - found.low < 5));
}

#[test]
fn a_month_published_again_hides_what_the_difference_would_show() {
    let rule = rule();
    let first =
        protect(&rule, &[], &grid(2, 3, &[(9, 50), (20, 90), (30, 80), (12, 30), (25, 70), (31, 99)]), 1).unwrap();
    // Somebody turned out not to have been delayed; all else is as it was.
    let draft = grid(2, 3, &[(7, 45), (20, 90), (30, 80), (12, 30), (25, 70), (31, 99)]);
    let again = protect(&rule, &[&first], &draft, 2).unwrap();
    assert!(!matches!(at(&again, Some(0), Some(0)).people, ShownFigure::Number(_)));
    assert!(audit(&rule, &[&first], &again).is_empty());
    let alone = protect(&rule, &[], &draft, 2).unwrap();
    assert!(again.withheld() >= alone.withheld(), "the first edition can only make it harder");
}

#[test]
fn the_same_draft_gives_the_same_pack() {
    let rule = rule();
    let mut chance = Chance::new(5);
    let shape = Shape::any(&mut chance);
    let made = parts(&mut chance, &shape, &[], 31);
    let mut turned = made.clone();
    turned.reverse();
    let packs = [made, turned].map(|made| protect(&rule, &[], &draft(&[(month("2018-03"), made)]), 1).unwrap());
    assert_eq!(packs[0], packs[1]);
    assert_eq!(exact(3, 4).of(PackMeasure::Days), 4);
}
