#!/usr/bin/env python3
"""Compares rows of benches/instructions.csv: compare.py [BEFORE [AFTER]].

Each is a date or a commit as in the file; the first and the last in it where not given. Where several
rows fit, the last counts.
"""
import csv
import sys
from pathlib import Path

rows = list(csv.DictReader(open(Path(__file__).with_name("instructions.csv"), encoding="utf-8")))
states = [(row["date"], row["commit"]) for row in rows]


def state(name):
    for date, commit in reversed(states):
        if name in (date, commit):
            return date, commit
    sys.exit(f"no row has the date or commit {name}; there are: " + ", ".join(
        f"{date} ({commit})" for date, commit in dict.fromkeys(states)))


names = sys.argv[1:]
before = state(names[0]) if names else states[0]
after = state(names[1]) if len(names) > 1 else states[-1]


def of(wanted):
    return {row["path"]: row for row in rows if (row["date"], row["commit"]) == wanted}


old, new = of(before), of(after)
print(f"{'path':24}{before[0] + ' ' + before[1]:>22}{after[0] + ' ' + after[1]:>22}{'ratio':>8}{'a byte':>10}")
for path, row in new.items():
    now = int(row["instructions"])
    was = int(old[path]["instructions"]) if path in old else None
    ratio = f"{now / was:.3f}" if was else "-"
    each = "-" if path == "start-up" else f"{now / int(row['bytes']):.1f}"
    print(f"{path:24}{f'{was:,}' if was else '-':>22}{now:>22,}{ratio:>8}{each:>10}")
