"""What is refused, by name; and the lock on threads."""

import concurrent.futures
import datetime
import multiprocessing
import threading
import time

import beddays
import polars as pl
import pyarrow as pa
import pytest

LAW = {"regimes": "england-2014", "span": "2018-03"}
AT = datetime.datetime


def frames():
    stays = pl.DataFrame(
        {
            "stay_id": ["S1", "S2"],
            "provider_code": ["RZZ01", "RZZ01"],
            "authority_code": ["E10000020", "E10000020"],
            "admitted_at": [AT(2018, 3, 1, 9), AT(2018, 3, 2, 9)],
            "ready_on": [datetime.date(2018, 3, 7), datetime.date(2018, 3, 5)],
            "discharged_at": [AT(2018, 3, 9, 16), AT(2018, 3, 5, 15)],
        }
    )
    events = pl.DataFrame(
        {
            "stay_id": ["S1"] * 4,
            "kind": ["assessment_notice", "discharge_notice", "assessed", "services_ready"],
            "at": [AT(2018, 3, 5, 10), AT(2018, 3, 6, 10), AT(2018, 3, 6, 16), AT(2018, 3, 9, 14)],
            "value": [None, "2018-03-07", None, None],
        }
    )
    return stays, events


def test_a_first_ledger():
    found = beddays.ledger(*frames(), **LAW)
    charged = found.rows.to_polars().filter(pl.col("status") == "chargeable")
    assert charged["amount_minor"].to_list() == [13000, 13000]
    assert charged["payer_code"].unique().to_list() == ["E10000020"]
    assert len(found.unjudged) == 0


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        (lambda s: s.drop("admitted_at"), "X_FRAME_COLUMN", "`admitted_at`"),
        (lambda s: s.rename({"admitted_at": "admited_at"}), "X_FRAME_COLUMN", "did you mean `admited_at`?"),
        (lambda s: s.with_columns(pl.col("ready_on").cast(str)), "X_FRAME_TYPE", "`ready_on`"),
        (lambda s: s.with_columns(pl.col("admitted_at").dt.replace_time_zone("Europe/London")), "X_FRAME_ZONE", "London"),
        (lambda s: s.with_columns(stay_id=pl.lit(None, str)), "X_FRAME_CELL", "row 0"),
    ],
)
def test_a_frame_that_is_no_table_is_refused_by_name(change, code, says):
    stays, events = frames()
    with pytest.raises(beddays.BeddaysError, match=code) as raised:
        beddays.ledger(change(stays), events, **LAW)
    assert raised.value.code == code and says in str(raised.value) and raised.value.hint


def test_unsorted_batches_are_refused():
    stays, _ = frames()
    with pytest.raises(beddays.BeddaysError, match="not sorted"):
        list(beddays.ledger_batches([stays.reverse()], **LAW))


def test_what_is_no_frame_law_or_day_is_refused():
    stays, events = frames()
    with pytest.raises(beddays.BeddaysError, match="england-2014"):
        beddays.ledger(stays, events, regimes="england-2041", span="2018-03")
    with pytest.raises(beddays.BeddaysError, match="X_FOLLOWED_TO"):
        beddays.ledger(stays, events, regimes="england-2014")
    with pytest.raises(ValueError, match="2018-13"):
        beddays.ledger(stays, events, regimes="england-2014", span="2018-13")
    with pytest.raises((TypeError, ValueError), match="__arrow_c_stream__"):
        beddays.ledger({"stay_id": ["S1"]}, events, **LAW)
    with pytest.raises(beddays.BeddaysError, match="before it begins"):
        beddays.ledger(stays, events, regimes="england-2014", span=("2018-03-31", "2018-03-01"))
    with pytest.raises(beddays.BeddaysError, match="no column `stay_id`"):
        beddays.ledger(pl.DataFrame(), events, **LAW)
    for wrong in ({"threads": 0}, {"threads": -1}, {"edition": 0}, {"edition": 2**31}):
        with pytest.raises(ValueError, match=next(iter(wrong))):
            beddays.ledger(stays, events, **LAW, **wrong)
    with pytest.raises(ValueError, match="plain"):
        beddays.ledger(stays, events, **LAW, words="text")
    with pytest.raises(beddays.BeddaysError, match="did you mean"):
        beddays.model("liability_by_mont")


def test_more_threads_than_processors_are_as_many_as_processors():
    found = beddays.ledger(*frames(), **LAW, threads=1_000_000)
    assert len(found.rows) == 3


def test_a_column_without_a_type_is_taken_or_refused_with_what_to_do():
    stays, events = frames()
    try:
        found = beddays.ledger(stays.with_columns(site_code=pl.lit(None)), events, **LAW)
        assert len(found.rows) == 3
    except beddays.BeddaysError as error:
        assert "X_FRAME_ARROW" in str(error) and "cast it" in str(error)
    assert len(beddays.ledger(stays.to_arrow().append_column("site_code", pa.nulls(2)), events, **LAW).rows) == 3


def test_a_stay_that_cannot_be_judged_is_a_row_of_unjudged():
    stays, events = frames()
    unknown = stays.with_columns(authority_code=pl.when(pl.col("stay_id") == "S2").then(pl.lit("X1")).otherwise("authority_code"))
    found = beddays.ledger(unknown, events, **LAW)
    (row,) = found.unjudged.to_polars().iter_rows(named=True)
    assert (row["stay_id"], row["cause"]) == ("S2", "unreadable") and "X1" in row["why"]
    assert set(found.rows.to_polars()["stay_id"]) == {"S1"}


def test_other_threads_run_while_a_ledger_is_made():
    stays, events = frames()
    stays = pl.concat([stays.with_columns(pl.col("stay_id") + f"-{n}") for n in range(3000)])
    events = pl.concat([events.with_columns(pl.col("stay_id") + f"-{n}") for n in range(3000)])
    beats, done = [], threading.Event()

    def beat():
        while not done.is_set():
            beats.append(time.perf_counter())
            time.sleep(0.001)

    thread = threading.Thread(target=beat)
    thread.start()
    start = time.perf_counter()
    beddays.ledger(stays, events, **LAW, threads=1)
    end = time.perf_counter()
    done.set()
    thread.join()
    # With the lock held, nothing would have been counted between start and end.
    assert sum(start < at < end for at in beats) >= 3, (end - start, len(beats))


def a_ledger(_):
    return beddays.fingerprint(beddays.ledger(*frames(), **LAW).rows)


def test_a_process_that_forks_after_a_ledger_makes_one_too():
    first = a_ledger(0)
    with concurrent.futures.ProcessPoolExecutor(2, multiprocessing.get_context("fork")) as pool:
        assert list(pool.map(a_ledger, range(4), timeout=60)) == [first] * 4
