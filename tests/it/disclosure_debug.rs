use crate::disclosure_made::*;
use beddays::disclosure::*;
#[test]
fn dbg_stats() {
    let rule = rule();
    let (mut cells, mut few, mut withheld, mut wfew, mut bad) = (0, 0, 0, 0, 0);
    let start = std::time::Instant::now();
    for seed in (0..2_000).step_by(20) {
        let mut chance = Chance::new(seed);
        let shape = Shape::any(&mut chance);
        let made = parts(&mut chance, &shape, &[], 31);
        let draft = draft(&[(month("2018-03"), made)]);
        match protect(&rule, &[], &draft, 1) {
            Err(opened) => {
                bad += 1;
                println!("seed {seed}: {opened:?}");
            }
            Ok(pack) => {
                for cell in &pack.cells {
                    for m in Measure::ALL {
                        cells += 1;
                        let isfew = rule.is_few(cell.exact.of(m.people()));
                        few += usize::from(isfew);
                        let w = *cell.shown.get(m) == Figure::Withheld;
                        withheld += usize::from(w && !isfew);
                        wfew += usize::from(w && isfew);
                    }
                }
            }
        }
    }
    println!(
        "figures {cells} few {few} (withheld {wfew}) many withheld {withheld} refused {bad} {:?}",
        start.elapsed()
    );
}
