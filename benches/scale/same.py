#!/usr/bin/env python3
"""Whether two folders hold the same marts, row by row: `same.py ONE OTHER`."""

import csv
import sys
from pathlib import Path


def rows(path):
    def plain(cell):
        try:
            return f"{float(cell):.4f}"
        except ValueError:
            return cell

    with path.open(newline="") as file:
        return sorted([plain(cell) for cell in row] for row in csv.reader(file))


different = 0
for path in sorted(Path(sys.argv[1]).glob("*.csv")):
    one, other = rows(path), rows(Path(sys.argv[2]) / path.name)
    print(f"{path.name}: {len(one)} rows, {'the same' if one == other else 'DIFFERENT'}")
    different += one != other
    for ours, theirs in zip(one, other):
        if ours != theirs:
            print("  first difference:", ours, theirs)
            break
sys.exit(1 if different else 0)
