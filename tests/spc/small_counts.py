"""P charts and T charts, computed apart from the program: python3 tests/spc/small_counts.py > tests/spc/small_counts.csv

A P chart has the share of all counts as its centre and three binomial standard errors of each denominator as its limits. A T chart
is an XmR chart of the 3.6th roots, shown on the scale of the times themselves. The rules are those of baselines.py.
"""

import csv
import sys

from baselines import HEAD, pairs, runs, sign, trends

MORE = ["chart", "denominator"]
CLOSE = 1e-12


def compare(value, line):
    return 0 if abs(value - line) <= CLOSE * max(1.0, abs(line)) else sign(value - line)


def limits_of_share(counts, of, base):
    centre = sum(counts[at] for at in base) / sum(of[at] for at in base)
    found = []
    for size in of:
        sigma = (centre * (1 - centre) / size) ** 0.5
        found.append([centre, "", centre - 3 * sigma, centre + 3 * sigma, centre - 2 * sigma, centre + 2 * sigma])
    return [count / size for count, size in zip(counts, of)], found


def limits_of_times(times, base):
    roots = [time ** (1 / 3.6) for time in times]
    mean = sum(roots[at] for at in base) / len(base)
    ranges = [abs(roots[b] - roots[a]) for a, b in zip(base, base[1:])]
    all_ranges = sum(ranges) / len(ranges)
    kept = [one for one in ranges if one < 3.267 * all_ranges] or ranges
    reach = 2.66 * sum(kept) / len(kept)
    lines = [mean, mean - reach, mean + reach, mean - reach * 2 / 3, mean + reach * 2 / 3]
    mean, lower, upper, low2, high2 = (max(line, 0.0) ** 3.6 for line in lines)
    return roots, [[mean, "", lower, upper, low2, high2]] * len(times), lines


def charted(name, kind, values, of=None, ghosts=None, fix=None, better="decrease", target=None):
    ghosts = ghosts or {}
    kept = [at for at in range(len(values)) if at not in ghosts]
    base = kept[: fix or len(kept)]
    if kind == "p":
        measured, limits = limits_of_share(values, of, base)
        shown, scale = measured, [[one[0], one[2], one[3], one[4], one[5]] for one in limits]
    else:
        measured, limits, lines = limits_of_times(values, base)
        shown, scale = values, [lines] * len(values)
    sides = [compare(measured[at], scale[at][0]) for at in kept]
    outside = [(compare(measured[at], scale[at][2]) > 0) - (compare(measured[at], scale[at][1]) < 0) for at in kept]
    beyond = [(compare(measured[at], scale[at][4]) > 0) - (compare(measured[at], scale[at][3]) < 0) for at in kept]
    near = [b - o for b, o in zip(beyond, outside)]
    found = zip(sides, beyond, outside, trends([measured[at] for at in kept]), pairs(near, sides), runs(sides))
    rows, icon = {}, "common_cause"
    short = int(len(kept) < 13 or (len(base) < len(kept) and len(base) < 12))
    for at, (side, two, out, trend, pair, shift) in zip(kept, found):
        words = (("above_upl", "below_lpl"), ("trend_up", "trend_down"), ("two_of_three_high", "two_of_three_low"), ("shift_high", "shift_low"))
        cause = next(((up if way > 0 else down, way) for (up, down), way in zip(words, (out, trend, pair, shift)) if way), ("none", 0))
        good = 1 if better == "increase" else -1
        kinds = {0: "common", good: "improvement", -good: "concern"}
        icon = "common_cause" if not cause[1] else kinds[cause[1]] + ("_high" if cause[1] > 0 else "_low")
        rows[at] = [side, abs(two), abs(out), trend, abs(pair), abs(shift), cause[0], kinds[cause[1]], short]
    last = [one for one in limits[-1] if one != ""]
    aimed = ""
    if target is not None:
        above, below = target > last[2], target < last[1]
        met, missed = (below, above) if better == "increase" else (above, below)
        aimed = "pass" if met else "fail" if missed else "inconsistent"
    for at in range(len(values)):
        is_last = at + 1 == len(values)
        settings = ["2.66", "strict", "1", fix or "", "", better, "" if target is None else target, "", ghosts.get(at, "")]
        own = rows.get(at, [""] * 8 + [short])
        icons = [icon, aimed] if is_last else ["", ""]
        given = [name, at + 1, "", shown[at], 0] + limits[at]
        yield given + own + icons + settings + [kind, of[at] if of else ""], values[at]


SIZES = [40, 55, 38, 61, 47, 52, 44, 58, 36, 49, 63, 41, 50, 45, 57, 39, 60, 43, 48, 54]
COUNTS = [4, 7, 3, 8, 5, 6, 2, 9, 4, 5, 7, 3, 6, 4, 8, 3, 7, 5, 4, 6]
CASES = [
    ("P-USUAL", "p", COUNTS, {"of": SIZES, "target": 0.12}),
    ("P-ONE-HIGH", "p", COUNTS[:12] + [19] + COUNTS[13:], {"of": SIZES, "ghosts": {3: "one ward did not report"}}),
    ("P-SHIFT", "p", [5, 6, 4, 7, 5, 6, 5, 6, 4, 5, 7, 4, 1, 1, 2, 1, 2, 1, 1, 2], {"of": SIZES, "fix": 12, "target": 0.5}),
    ("P-SMALL-AND-LARGE", "p", [1, 30, 2, 40, 0, 33, 1, 90, 2, 35, 1, 38, 2, 31], {"of": [8, 300, 12, 410, 5, 320, 9, 390, 14, 350, 10, 400, 11, 330]}),
    ("P-NONE", "p", [0] * 14, {"of": SIZES[:14]}),
    ("T-USUAL", "t", [12, 3, 40, 7, 1, 22, 9, 55, 4, 16, 2, 31, 8, 19, 5, 27], {"better": "increase"}),
    ("T-ZERO-DAYS", "t", [12, 0, 40, 7, 0, 22, 9, 55, 4, 16, 0, 31, 8, 19, 5, 27], {"better": "increase", "target": 1}),
    ("T-LONG-AT-LAST", "t", [6, 9, 5, 8, 7, 6, 9, 8, 5, 7, 8, 6, 7, 9, 300], {"better": "increase", "fix": 12}),
    ("T-RARER", "t", [3, 2, 4, 1, 3, 5, 2, 4, 3, 2, 1, 4, 8, 9, 12, 7, 11, 10, 9], {"better": "increase", "fix": 12, "ghosts": {5: "books closed"}}),
]

if __name__ == "__main__":
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(HEAD + MORE + ["given"])
    for name, kind, values, settings in CASES:
        for row, given in charted(name, kind, values, **settings):
            writer.writerow(row + [given])
