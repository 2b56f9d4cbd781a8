"""Series with fixed baselines and ghost points, computed apart from the program: python3 tests/spc/baselines.py > tests/spc/baselines.csv

The rules are those of NHSRplotthedots. A ghost point is taken out of the list first; what is left is charted as if it had never
been there. Limits come from the points of the baseline alone and hold for its whole segment.
"""

import csv
import sys
from fractions import Fraction

HEAD = (
    "series_id,seq,period,value,segment,mean,mean_mr,lpl,upl,lower_2s,upper_2s,side,beyond_2s,outside,in_trend,in_two_of_three,"
    "in_shift,cause,point_type,short_baseline,variation_icon,assurance_icon,k3,two_of_three_mode,screen_outliers,fix_after_n,"
    "rebase_at,improvement_direction,target,baseline,ghost"
).split(",")


def month(at, first=2016 * 12 + 3):
    return f"{(first + at) // 12}-{(first + at) % 12 + 1:02}"


def sign(number):
    return (number > 0) - (number < 0)


def runs(marks):
    """Every point of seven or more equal marks other than 0."""
    part = [0] * len(marks)
    for first in range(len(marks) - 6):
        window = marks[first : first + 7]
        if window[0] and len(set(window)) == 1:
            part[first : first + 7] = window
    return part


def trends(values):
    part = [0] * len(values)
    for first in range(len(values) - 6):
        steps = {sign(b - a) for a, b in zip(values[first : first + 6], values[first + 1 : first + 7])}
        if steps in ({1}, {-1}):
            part[first : first + 7] = [steps.pop()] * 7
    return part


def pairs(near, sides):
    part = [0] * len(near)
    for first in range(len(near) - 2):
        for side in (1, -1):
            if all(one == side for one in sides[first : first + 3]) and near[first : first + 3].count(side) >= 2:
                for at in range(first, first + 3):
                    part[at] = side if near[at] == side else part[at]
    return part


def charted(name, values, fix=None, span=None, ghosts=None, rebase=None, target=None):
    values, ghosts = [Fraction(str(value)) for value in values], ghosts or {}
    cuts = [0] + ([rebase] if rebase else []) + [len(values)]
    rows, icon, last_limits = {}, None, None
    for number, (start, end) in enumerate(zip(cuts, cuts[1:])):
        kept = [at for at in range(start, end) if at not in ghosts]
        base = [at for at in kept if span and span[0] <= at <= span[1]] if span and start <= span[0] < end else kept[: fix or len(kept)]
        mean = sum(values[at] for at in base) / len(base)
        ranges = [abs(values[b] - values[a]) for a, b in zip(base, base[1:])]
        all_ranges = sum(ranges) / len(ranges)
        screened = [one for one in ranges if one < Fraction("3.267") * all_ranges] or ranges
        mean_mr = sum(screened) / len(screened)
        reach = Fraction("2.66") * mean_mr
        lower, upper, low2, high2 = mean - reach, mean + reach, mean - reach * 2 / 3, mean + reach * 2 / 3
        part = [values[at] for at in kept]
        sides = [sign(value - mean) for value in part]
        outside = [(value > upper) - (value < lower) for value in part]
        beyond = [(value > high2) - (value < low2) for value in part]
        near = [b - o for b, o in zip(beyond, outside)]
        found = list(zip(sides, beyond, outside, trends(part), pairs(near, sides), runs(sides)))
        short = int(len(kept) < 13 or (len(base) < len(kept) and len(base) < 12))
        limits = [number] + [float(one) for one in (mean, mean_mr, lower, upper, low2, high2)]
        for at in range(start, end):
            rows[at] = limits + [""] * 8 + [short]
        for at, (side, two, out, trend, pair, shift) in zip(kept, found):
            words = (("above_upl", "below_lpl"), ("trend_up", "trend_down"), ("two_of_three_high", "two_of_three_low"), ("shift_high", "shift_low"))
            cause = next(((up if way > 0 else down, way) for (up, down), way in zip(words, (out, trend, pair, shift)) if way), ("none", 0))
            kind = {0: "common", 1: "concern", -1: "improvement"}[cause[1]]
            icon = "common_cause" if not cause[1] else kind + ("_high" if cause[1] > 0 else "_low")
            rows[at] = limits + [side, abs(two), abs(out), trend, abs(pair), abs(shift), cause[0], kind, short]
        last_limits = (lower, upper)
    aimed = ""
    if target is not None:
        aimed = "pass" if target > last_limits[1] else "fail" if target < last_limits[0] else "inconsistent"
    for at, value in enumerate(values):
        is_last = at + 1 == len(values)
        settings = ["2.66", "strict", "1", fix or "", month(rebase) if rebase else "", "decrease", "" if target is None else target]
        span_words = f"{month(span[0])}..{month(span[1])}" if span else ""
        icons = [icon, aimed] if is_last else ["", ""]
        yield [name, at + 1, month(at), float(value)] + rows[at] + icons + settings + [span_words, ghosts.get(at, "")]


def wave(count, level=100, step=0, at=0):
    return [level + (at + place) * 7 % 11 - 5 + step for place in range(count)]


CASES = [
    ("SPAN-FIRST-YEAR", wave(36), {"span": (0, 11)}),
    ("SPAN-IN-THE-MIDDLE", wave(12, 90) + wave(12) + wave(18, 104), {"span": (12, 23), "target": 111}),
    ("SPAN-BEFORE-A-SHIFT", wave(15) + wave(14, 92), {"span": (0, 14), "target": 60}),
    ("SPAN-SHORT", wave(20), {"span": (3, 10)}),
    ("SPAN-IN-THE-LATER-SEGMENT", wave(16, 120) + wave(24), {"span": (16, 27), "rebase": 16}),
    ("SPAN-IN-THE-EARLIER-SEGMENT", wave(16, 120) + wave(24), {"span": (2, 13), "rebase": 16, "target": 130}),
    ("FIX-15-AND-A-GHOST", wave(5) + [400] + wave(20, 103), {"fix": 15, "ghosts": {5: "strike"}}),
    ("GHOST-IN-A-SHIFT", wave(13) + [93, 94, 93, 300, 92, 94, 93, 92], {"span": (0, 12), "ghosts": {16: "ward closed, beds counted twice"}}),
    ("GHOST-IN-A-RISE", wave(14) + [101, 102, 103, 20, 104, 105, 106, 107], {"ghosts": {17: "no returns for a week"}}),
    ("GHOST-FIRST-AND-LAST", [500] + wave(20) + [2], {"ghosts": {0: "new system", 21: "half the wards"}, "target": 90}),
    ("GHOST-IN-THE-BASELINE", wave(4) + [250, 260] + wave(24), {"span": (0, 13), "ghosts": {4: "first wave", 5: "first wave"}}),
    ("GHOST-NEAR-LIMITS", [10, 12, 11, 13, 10, 12, 11, 13, 10, 12, 11, 13, 11, 14.5, 40, 14.4], {"fix": 12, "ghosts": {14: "double entry"}}),
    ("GHOST-FLAT", [7] * 9 + [70] + [7] * 6, {"ghosts": {9: "typing error, not corrected"}}),
    ("GHOST-SEVERAL-AND-A-REBASE", wave(14) + wave(16, 60, at=3), {"rebase": 14, "ghosts": {2: "strike", 14: "move", 29: "provisional"}}),
]

if __name__ == "__main__":
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(HEAD)
    for name, values, settings in CASES:
        writer.writerows(charted(name, values, **settings))
