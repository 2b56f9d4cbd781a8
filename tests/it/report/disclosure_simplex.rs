//! A small simplex with bounded variables, for the attacker only.

const TINY: f64 = 1e-9;

/// Variables with their factors, the least that their sum can be and the greatest.
pub type Line = (Vec<(usize, f64)>, f64, f64);

struct Table {
    /// One line a row: the factors of all variables, then the value of the basic one.
    lines: Vec<Vec<f64>>,
    basis: Vec<usize>,
    /// Every variable lies from 0 to its room; one at its upper end is counted from there.
    rooms: Vec<f64>,
    flipped: Vec<bool>,
}

/// The greatest value of `sign` times a variable under rows (low ≤ sum ≤ high) and ranges. There must be a solution.
pub fn greatest(rows: &[Line], ranges: &[(f64, f64)], variable: usize, sign: f64) -> f64 {
    let slacks = rows.iter().filter(|(_, low, high)| low < high).count();
    let (own, all) = (ranges.len(), ranges.len() + slacks + rows.len());
    let mut rooms: Vec<f64> = ranges.iter().map(|(low, high)| high - low).collect();
    rooms.extend(rows.iter().filter(|(_, low, high)| low < high).map(|(_, low, high)| high - low));
    rooms.resize(all, f64::INFINITY);
    let (mut lines, mut slack) = (Vec::new(), own);
    for (at, (terms, low, high)) in rows.iter().enumerate() {
        // sum - slack = low, with every variable counted from its lower end
        let mut line = vec![0.0; all + 1];
        let mut value = *low;
        for (variable, factor) in terms {
            line[*variable] += factor;
            value -= factor * ranges[*variable].0;
        }
        if low < high {
            line[slack] = -1.0;
            slack += 1;
        }
        line[all] = value;
        if value < 0.0 {
            line.iter_mut().for_each(|factor| *factor = -*factor);
        }
        line[own + slacks + at] = 1.0;
        lines.push(line);
    }
    let basis: Vec<usize> = (own + slacks..all).collect();
    let mut table = Table { lines, basis, rooms, flipped: vec![false; all] };
    // First all artificial variables down to 0, then the wanted one up.
    let mut cost = vec![0.0; all + 1];
    for line in &table.lines {
        cost.iter_mut().zip(line).for_each(|(cost, factor)| *cost += factor);
    }
    cost[own + slacks..all].fill(0.0);
    table.climb(&mut cost, own + slacks);
    assert!(cost[all].abs() < 1e-5, "there is no solution: {}", cost[all]);
    table.rooms[own + slacks..].fill(0.0);
    let mut cost = vec![0.0; all + 1];
    cost[variable] = if table.flipped[variable] { -sign } else { sign };
    if let Some(at) = table.basis.iter().position(|basic| *basic == variable) {
        let factor = cost[variable];
        let line = table.lines[at].clone();
        cost.iter_mut().zip(&line).for_each(|(cost, own)| *cost -= factor * own);
    }
    table.climb(&mut cost, own + slacks);
    let value = table.basis.iter().position(|basic| *basic == variable).map_or(0.0, |at| table.lines[at][all]);
    let counted = if table.flipped[variable] { table.rooms[variable] - value } else { value };
    sign * (ranges[variable].0 + counted)
}

impl Table {
    /// Moves variables into the basis while one of them raises the cost.
    fn climb(&mut self, cost: &mut [f64], movable: usize) {
        for round in 0..20_000 {
            let raising =
                (0..movable).filter(|at| cost[*at] > TINY && self.rooms[*at] > TINY && !self.basis.contains(at));
            // The steepest one; after many rounds the first one, which cannot go round in circles.
            let entering = if round < 500 {
                raising.max_by(|one, other| cost[*one].total_cmp(&cost[*other]))
            } else {
                raising.into_iter().next()
            };
            let Some(entering) = entering else { return };
            self.enter(cost, entering);
        }
        panic!("the simplex does not end");
    }

    fn enter(&mut self, cost: &mut [f64], entering: usize) {
        let last = cost.len() - 1;
        let (mut step, mut leaving) = (self.rooms[entering], None);
        for (at, line) in self.lines.iter().enumerate() {
            let (factor, value) = (line[entering], line[last].max(0.0));
            let (limit, at_upper) = if factor > TINY {
                (value / factor, false)
            } else if factor < -TINY {
                ((self.rooms[self.basis[at]] - value).max(0.0) / -factor, true)
            } else {
                continue;
            };
            if limit < step - TINY || (leaving.is_none() && limit <= step && limit.is_finite()) {
                (step, leaving) = (limit, Some((at, at_upper)));
            }
        }
        let Some((at, at_upper)) = leaving else { return self.flip(cost, entering) };
        if at_upper {
            // The leaving variable is counted from its upper end from now on.
            let basic = self.basis[at];
            let room = self.rooms[basic];
            let line = &mut self.lines[at];
            line.iter_mut().for_each(|factor| *factor = -*factor);
            line[last] += room;
            line[basic] = 1.0;
            self.flipped[basic] = !self.flipped[basic];
        }
        self.pivot(cost, at, entering);
    }

    /// The entering variable goes all the way to its other end.
    fn flip(&mut self, cost: &mut [f64], variable: usize) {
        let last = cost.len() - 1;
        let room = self.rooms[variable];
        assert!(room.is_finite(), "unbounded");
        for line in self.lines.iter_mut().map(Vec::as_mut_slice).chain([cost]) {
            line[last] -= line[variable] * room;
            line[variable] = -line[variable];
        }
        self.flipped[variable] = !self.flipped[variable];
    }

    fn pivot(&mut self, cost: &mut [f64], at: usize, entering: usize) {
        let factor = self.lines[at][entering];
        self.lines[at].iter_mut().for_each(|own| *own /= factor);
        let pivot = self.lines[at].clone();
        for (other, line) in self.lines.iter_mut().map(Vec::as_mut_slice).chain([cost]).enumerate() {
            let factor = line[entering];
            if other != at && factor != 0.0 {
                line.iter_mut().zip(&pivot).for_each(|(own, pivot)| *own -= factor * pivot);
            }
        }
        self.basis[at] = entering;
    }
}
