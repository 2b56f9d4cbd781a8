"""The same ledger out of every kind of frame, and that of the program."""

import hashlib
import random
import struct

import beddays
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import nested


def rows(table):
    return pa.table(table).cast(plain(pa.table(table).schema)).to_pylist()


def plain(schema):
    """The schema with text in the place of dictionaries."""
    return pa.schema([(f.name, f.type.value_type if pa.types.is_dictionary(f.type) else f.type) for f in schema])


@pytest.fixture(scope="module")
def whole(demo):
    return beddays.ledger(demo.stays, demo.events, demo.reasons, **demo.law)


def test_the_ledger_is_that_of_the_program_row_for_row(demo, whole):
    assert len(whole.rows) == demo.stored.num_rows == sum(demo.month["days_by_status"].values()) > 1000
    assert rows(whole.rows) == demo.stored.to_pylist()
    assert beddays.fingerprint(whole.rows) == beddays.fingerprint(demo.stored)
    assert sum(demo.month["amount_minor"].values()) == beddays.fingerprint(whole.rows).amount_minor


@pytest.mark.parametrize("kind", ["polars", "pandas", "pandas_arrow", "duckdb", "reader", "dictionaries", "chunks"])
def test_every_kind_of_frame_gives_the_same_rows(demo, whole, kind):
    def frame(table):
        if kind == "polars":
            return pl.DataFrame(table)
        if kind == "pandas":
            frame = table.to_pandas()
            frame["source_record"] = frame["source_record"].astype("int32")
            if "age_at_admission" in frame:
                frame["age_at_admission"] = frame["age_at_admission"].astype("Int64")
            return frame
        if kind == "pandas_arrow":
            return table.to_pandas(types_mapper=pd.ArrowDtype)
        if kind == "duckdb":
            relation = table  # DuckDB finds frames by the names of variables
            return duckdb.sql("select * from relation")
        if kind == "reader":
            return pa.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=7))
        if kind == "dictionaries":
            text = [f.name for f in table.schema if pa.types.is_string(f.type)]
            for name in text:
                at = table.schema.get_field_index(name)
                table = table.set_column(at, name, table[name].combine_chunks().dictionary_encode())
            return table
        return pa.concat_tables([table.slice(0, 3), table.slice(3, 0), table.slice(3)])

    found = beddays.ledger(frame(demo.stays), frame(demo.events), frame(demo.reasons), **demo.law)
    assert rows(found.rows) == rows(whole.rows)
    assert rows(found.doubts) == rows(whole.doubts)
    assert len(found.unjudged) == len(whole.unjudged)


def test_what_comes_back_is_a_frame_of_every_kind(whole):
    count = len(whole.rows)
    assert whole.rows.to_pyarrow().num_rows == whole.rows.to_polars().height == len(whole.rows.to_pandas()) == count
    ledger_day = whole.rows
    assert duckdb.sql("select count(*) from ledger_day").fetchall() == [(count,)]
    charged = whole.rows.to_polars().filter(pl.col("status") == "chargeable")["amount_minor"].sum()
    assert charged == beddays.fingerprint(whole.rows).amount_minor
    assert "amount_minor" in whole.rows.column_names and f"{count} rows" in repr(whole.rows)


def test_plain_words_are_text(demo, whole):
    found = beddays.ledger(demo.stays, demo.events, **demo.law, words="plain")
    assert not any(pa.types.is_dictionary(field.type) for field in pa.table(found.rows).schema)
    assert rows(found.rows) == rows(whole.rows)


def test_batches_cut_at_random_give_the_same_rows(demo, whole):
    stays = nested(demo)
    for seed in range(5):
        chance, cuts, at = random.Random(seed), [], 0
        while at < stays.num_rows:
            length = chance.randrange(1, 60)
            cuts.append(stays.slice(at, length))
            at += length
        found = list(beddays.ledger_batches(cuts, **demo.law))
        joined = pa.concat_tables(pa.table(part.rows) for part in found)
        assert beddays.fingerprint(joined) == beddays.fingerprint(whole.rows)
    assert len(pa.table(beddays.ledger(stays, **demo.law).rows)) == len(whole.rows)


def test_a_fingerprint_is_as_its_description_says(whole):
    low = high = 0
    for row in rows(whole.rows):
        cells = b""
        for cell in row.values():
            if cell is None:
                cells += b"\x00"
            elif isinstance(cell, str):
                cells += b"\x01" + cell.encode() + b"\xff"
            else:
                number = cell if isinstance(cell, int) else (cell - cell.__class__(1970, 1, 1)).days
                cells += b"\x02" + struct.pack("<q", number)
        one, other = struct.unpack("<QQ", hashlib.sha256(cells).digest()[:16])
        low, high = (low + one) % 2**64, (high + other) % 2**64
    found = beddays.fingerprint(whole.rows)
    assert (found.low, found.high) == (low, high)
    backwards = pa.table(whole.rows).take(list(reversed(range(len(whole.rows)))))
    assert beddays.fingerprint(backwards) == found


def test_days_are_counted_as_the_program_counts_them(demo):
    conventions = pl.DataFrame(demo.table("counted_day"))
    names = conventions["convention"].unique().to_list()
    found = beddays.counted_days(
        demo.stays, demo.events, demo.reasons, conventions=names, followed_to=demo.manifest["counted_to"], words="plain"
    )
    key = ["convention", "delay_id", "day"]
    assert found.rows.to_polars().sort(key).equals(conventions.sort(key))
    assert len(found.rows) > 100


def test_series_of_a_frame_are_charted():
    months = pl.date_range(pl.date(2022, 1, 1), pl.date(2023, 12, 1), "1mo", eager=True)
    values = [100.0 + (at * 7) % 5 for at in range(23)] + [400.0]
    series = pl.DataFrame({"series_id": "beds", "period": months.dt.strftime("%Y-%m"), "value": values})
    charts = beddays.spc(series)
    last = charts.points.to_polars().row(-1, named=True)
    assert (last["outside"], last["cause"], last["period"]) == (1, "above_upl", "2023-12")
    assert last["lpl"] < last["mean"] < last["upl"] < last["value"]
    assert len(charts.failed) == 0
    # pandas writes a month as a timestamp: as text it is one.
    other = series.to_pandas().assign(period=lambda frame: frame["period"].astype(str))
    assert beddays.spc(other).points.to_polars().equals(charts.points.to_polars())


def test_what_is_built_in_is_listed():
    known = beddays.regimes().to_polars()
    assert {"england-2014", "england-2003"} <= set(known.filter(kind="liability")["id"])
    assert (known["sha256"].str.len_chars() == 64).all()
    assert "select" in beddays.model(beddays.models()[0])
