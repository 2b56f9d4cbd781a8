//! What is withheld in random packs, kept whole in `tests/disclosure/packs.txt`: the attacks hold packs to be safe, and here stands that no
//! more is withheld than was. And a record of a pack that somebody edited is noticed, whatever figure of it was changed.

use std::fmt::Write as _;

use beddays::disclosure::{Pack, PackMeasure, ShownFigure, audit, protect};

use crate::house::documents::generated;
use crate::report::disclosure_made::{Chance, Shape, draft, month, parts, rule, year};

fn withheld(text: &mut String, pack: &Pack) {
    for cell in &pack.cells {
        let hidden = PackMeasure::ALL.iter().filter(|one| *cell.shown.get(**one) == ShownFigure::SecondarySuppressed);
        let hidden: Vec<String> = hidden.map(|measure| format!("{measure:?}")).collect();
        if !hidden.is_empty() {
            let _ = writeln!(text, "  {}: {}", cell.place, hidden.join(", "));
        }
    }
}

/// Goal: what is withheld beside what must be does not grow unseen. Method: 60 packs by themselves, and two years of packs that are held
/// against each other, with the pack of each edition.
#[test]
fn no_more_is_withheld_than_was() {
    let rule = rule();
    let mut text = String::new();
    for seed in 0..60 {
        let mut chance = Chance::new(seed);
        let shape = if seed % 3 == 0 { Shape::any(&mut chance) } else { Shape::small(&mut chance) };
        let made = parts(&mut chance, &shape, &[], 31);
        let _ = writeln!(text, "pack {seed}");
        match protect(&rule, &[], &draft(&[(month("2018-03"), made)]), 1) {
            Ok(pack) => withheld(&mut text, &pack),
            Err(opened) => {
                let _ = writeln!(text, "  refused: {} figures would be opened", opened.len());
            }
        }
    }
    for seed in 0..2 {
        let year = year(seed, Shape::small, true);
        for pack in &year.packs {
            let _ = writeln!(text, "year {seed}, {} edition {}", pack.month, pack.edition);
            withheld(&mut text, pack);
        }
        for (edition, opened) in &year.refused {
            let _ = writeln!(
                text,
                "year {seed}: an edition {edition} was refused: {} figures would be opened",
                opened.len()
            );
        }
    }
    generated("tests/disclosure/packs.txt", &text);
}

/// Goal: a kept pack that does not agree with itself is noticed. Method: each figure of a pack is changed, as it is and as it is shown.
#[test]
fn a_pack_that_was_edited_does_not_agree_with_itself() {
    let rule = rule();
    let mut chance = Chance::new(5);
    let shape = Shape::small(&mut chance);
    let made = parts(&mut chance, &shape, &[], 31);
    let pack = protect(&rule, &[], &draft(&[(month("2018-03"), made)]), 1).unwrap();
    assert!(pack.agrees(&rule) && audit(&rule, &[], &pack).is_empty());
    let mut tried = 0;
    for at in 0..pack.cells.len() {
        for measure in PackMeasure::ALL {
            let was = *pack.cells[at].shown.get(measure);
            let people = pack.cells[at].exact.of(measure.people());
            let figure = pack.cells[at].exact.of(measure);
            let other_figures = [
                ShownFigure::Number(figure + 10),
                ShownFigure::Number(0),
                ShownFigure::Unknown,
                ShownFigure::PrimarySuppressed,
                ShownFigure::Number(rule.rounded(figure)),
            ];
            for shown in other_figures.into_iter().filter(|shown| *shown != was) {
                let mut edited = pack.clone();
                *edited.cells[at].shown.get_mut(measure) = shown;
                let holds = match shown {
                    ShownFigure::Number(0) => figure == 0 && people == 0,
                    ShownFigure::Number(number) => !(1..=7).contains(&people) && (number - figure).abs() <= 2,
                    ShownFigure::PrimarySuppressed => (1..=7).contains(&people) && figure > 0,
                    _ => false,
                };
                assert_eq!(edited.agrees(&rule), holds, "{} {measure:?}: {was:?} as {shown:?}", pack.cells[at].place);
                tried += 1;
            }
            // People that are withheld are in no sum that must hold.
            if was == ShownFigure::SecondarySuppressed && measure == measure.people() {
                continue;
            }
            let mut edited = pack.clone();
            *edited.cells[at].exact.figures.get_mut(measure) += 8;
            assert!(!edited.agrees(&rule), "{} {measure:?}: 8 more", pack.cells[at].place);
        }
    }
    assert!(tried > 100, "{tried}");
    let mut turned = pack.clone();
    turned.cells.swap(0, 1);
    assert!(!turned.agrees(&rule));
    let mut less = pack;
    less.cells.pop();
    assert!(!less.agrees(&rule));
}
