#!/usr/bin/env python3
"""Answers of tests/slt by a second engine, DuckDB. `answers.py` checks what the files say, `answers.py --write` writes it.

Nothing here is shared with the program: the types of columns come from docs/tables.md, bands from regimes/counting, the
calendar and the published names are made anew. `pip install duckdb`; the tests themselves need none of it.
"""

import csv
import re
import sys
import tomllib
from pathlib import Path

import duckdb

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CONVENTIONS = ["england-drd", "england-msitdt", "scotland-2016"]
PARAMETERS = {"view": "system", "code": "", "first_on": "2018-03-01", "last_on": "2018-03-31"}
TYPES = {"text": "varchar", "date": "date", "timestamp": "timestamp", "int32": "integer", "int64": "bigint",
         "float64": "double"}

DELAYS = ["No delay", "a 1 day delay", "a 2-3 day delay", "a 4-6 day delay", "a 7-13 day delay", "a 14-20 day delay",
          "a delay of 21 days or more"]
WITHIN = ["1 day", "2-3 days", "4-6 days", "7-13 days", "14-20 days", "21 days or more"]
OTHERS = [
    ("Number of providers submitting acceptable data", "acceptable_providers"),
    ("% of providers submitting acceptable data", "acceptable_providers_share"),
    ("Number of patients discharged in total", "discharges"),
    ("Total bed days lost due to delayed discharge", "bed_days"),
    ("Date of discharge is same as Discharge Ready Date", "discharged_same_day"),
    ("Date of Discharge is 1+ days after Discharge Ready Date", "discharged_later"),
    ("Average days from Discharge Ready Date to date of discharge (inc 0 day delays)", "average_days_of_all"),
    ("Average days from Discharge Ready Date to date of discharge (exc 0 day delays)", "average_days_of_delayed"),
    ("Total Discharges for UTLA from acceptable trusts", "council_discharges"),
    ("% of all UTLA discharges that are from acceptable trusts", "council_discharges_share"),
    ("Total Discharges of UTLA patients from provider", "council_discharges_from_provider"),
    ("% trust contributes to UTLA discharges", "council_discharges_from_provider_share"),
]


def schemas():
    """Name of a table -> [(column, type, may be empty)], from docs/tables.md."""
    tables = {}
    for line in (ROOT / "docs" / "tables.md").read_text().splitlines():
        if found := re.match(r"## `(\w+)`:", line):
            columns = tables.setdefault(found[1], [])
        elif found := re.match(r"\| `(\w+)` \| (\w+) \| (.*?) \|", line):
            columns.append((found[1], TYPES[found[2]], "may be" in found[3]))
    tables["every_ledger_day"] = tables["ledger_day"]
    return tables


def measures():
    where = "patients discharged where, between the Discharge Ready Date and Discharge Date, there is"
    rows = [(words, what, 0) for words, what in OTHERS]
    for place, delay in enumerate(DELAYS, 1):
        rows.append((f"Number of {where} {delay}", "discharges", place))
        rows.append((f"% of {where} {delay}", "discharges_share", place))
    for place, within in enumerate(WITHIN, 2):
        words = f"% of patients discharged after their Discharge Ready Date but discharged within {within}"
        rows.append((words, "delayed_discharges_share", place))
        words = f"Total bed days after Discharge Ready Date for patients discharged within {within}"
        rows.append((words, "bed_days", place))
    assert len(rows) == 38
    return [(number, *row) for number, row in enumerate(rows, 1)]


def open_fixtures(name):
    engine = duckdb.connect()
    known = schemas()
    for path in sorted((HERE / "fixtures" / name).glob("*.csv")):
        columns = known[path.stem]
        # A column may bear a word of SQL.
        quoted = ", ".join(f'"{column}" {kind}' for column, kind, _ in columns)
        engine.execute(f"create table {path.stem} ({quoted})")
        with path.open(newline="") as file:
            reader = csv.DictReader(file)
            assert reader.fieldnames == [column for column, _, _ in columns], path
            for row in reader:
                cells = [None if row[column] == "" and null else row[column] for column, _, null in columns]
                engine.execute(f"insert into {path.stem} values ({', '.join('?' * len(cells))})", cells)
    engine.execute("create table parameters as select " + ", ".join(f"'{v}' as {k}" for k, v in PARAMETERS.items()))
    engine.execute("""
        create table calendar_month as
        select strftime(first, '%Y-%m') as month, strftime(first, '%Y-%m-%d') as first_on,
            strftime(last_day(first), '%Y-%m-%d') as last_on, day(last_day(first)) as days, year(first) as year,
            month(first) as month_of_year, strftime(first - interval 1 year, '%Y-%m') as month_last_year,
            strftime(first - interval 3 month, '%Y') || '-' || strftime(first + interval 9 month, '%y') as financial_year,
            month(first - interval 3 month) as month_of_financial_year
        from (select cast(unnest(generate_series(date '1990-01-01', date '2069-12-01', interval 1 month)) as date) as first)
    """)
    engine.execute("create table band (convention text, bands_of text, place bigint, band text, from_days bigint)")
    for convention in CONVENTIONS:
        bands = tomllib.loads((ROOT / f"regimes/counting/{convention}.toml").read_text()).get("bands")
        for place, band in enumerate(bands["list"] if bands else [], 1):
            row = [convention, bands["of"], place, band["name"], band["from"]]
            engine.execute("insert into band values (?, ?, ?, ?, ?)", row)
    engine.execute("create table drd_measure (number bigint, measure text, what text, place bigint)")
    engine.executemany("insert into drd_measure values (?, ?, ?, ?)", measures())
    waiting = {path.stem: path.read_text() for path in sorted((ROOT / "queries").glob("*/*.sql"))}
    while waiting:
        done = set()
        for model, sql in waiting.items():
            try:
                engine.execute(f"create view {model} as {sql}")
                done.add(model)
            except duckdb.CatalogException:
                pass
        if not done:
            break
        waiting = {model: sql for model, sql in waiting.items() if model not in done}
    return engine


def shown(value, kind):
    if value is None:
        return "NULL"
    if kind == "R":
        text = f"{value:.9f}".rstrip("0").rstrip(".")
        return "0" if text == "-0" else text
    if kind == "I":
        assert value == int(value), value
        return str(int(value))
    return str(value) if str(value) else "(empty)"


def answer(engine, kinds, sql):
    rows = engine.execute(sql).fetchall()
    for row in rows:
        assert len(row) == len(kinds), f"{len(row)} columns, {len(kinds)} kinds: {sql}"
    return sorted("\t".join(shown(value, kind) for value, kind in zip(row, kinds)) for row in rows)


def main():
    wrong = 0
    for path in sorted(HERE.glob("*.slt")):
        blocks = path.read_text().split("\n\n")
        name = next(re.search(r"^fixtures (\w+)$", block, re.M)[1] for block in blocks if "fixtures " in block)
        engine = open_fixtures(name)
        for at, block in enumerate(blocks):
            if not block.startswith("query"):
                continue
            head, _, before = block.strip("\n").partition("\n----")
            first, sql = head.split("\n", 1)
            found = answer(engine, first.split()[1], sql)
            if "--write" in sys.argv:
                blocks[at] = "\n".join([head, "----", *found])
            elif before.strip("\n").split("\n") != (found or [""]):
                wrong += 1
                print(f"{path.name}: {sql}\n" + "\n".join(found))
        if "--write" in sys.argv:
            path.write_text("\n\n".join(blocks).rstrip("\n") + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
