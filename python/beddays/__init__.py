"""Delayed discharge on data frames: bills by law, days by the conventions of statistics, and control charts.

Every function takes anything with the Arrow C stream (polars, pandas 2.2 and later, pyarrow, DuckDB) and gives `Table`, which
any of them takes: `polars.DataFrame(table)`, `pyarrow.table(table)`, or `table.to_pandas()`. The rows are those that the
program `beddays` stores; the columns are described in docs/tables.md of its repository, and this page in docs/python.md.

Clock times are those of the hospital's clock, without a zone. Days are whole days, money is in minor units (pence).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Iterable, Iterator, Mapping, Optional, Sequence, Tuple, Union

from . import _beddays
from ._beddays import BeddaysError, Table, __version__

if TYPE_CHECKING:
    from typing import Any, Protocol

    class ArrowStream(Protocol):
        """Anything with the Arrow C stream: frames of polars, pandas, pyarrow, DuckDB, and our own tables."""

        def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...


Day = Union[datetime.date, str]
Span = Union[str, Tuple[Day, Day]]

__all__ = [
    "BeddaysError",
    "Charts",
    "CountedDays",
    "Fingerprint",
    "Ledger",
    "Table",
    "__version__",
    "counted_days",
    "fingerprint",
    "ledger",
    "ledger_batches",
    "model",
    "models",
    "regimes",
    "spc",
]


@dataclass(frozen=True)
class Ledger:
    """A ledger: every delayed day once, with its status, amount, payer and section of law.

    rows: table `ledger_day`. One row a delayed day under one regime: stay_id, delay_id, day, n (place in the delay, from 1),
        status, amount_minor (minor units; 0 unless the status is `chargeable`), currency, payer_code, payee_code, layer, regime,
        regime_hash, readings_hash, rule, cite, edition.
    unjudged: stay_id, cause, why. Stays that cannot be read or that no law can judge. None of their days is in `rows`: their
        bill is not known, and not 0.
    doubts: stay_id, delay_id, kind, days, amount_minor, payer_code, payee_code, words, advice. Days that the law charges and that
        a person should check.
    """

    rows: Table
    unjudged: Table
    doubts: Table


@dataclass(frozen=True)
class CountedDays:
    """Delayed days by conventions of statistics.

    rows: table `counted_day`. One row a day: convention, convention_hash, stay_id, delay_id, day, month (as in `2019-05`),
        days_since_ready, reason_code, attributed_to.
    not_counted: convention, stay_id, not_known, words. Stays of which it cannot be said whether they count: they are not 0.
    """

    rows: Table
    not_counted: Table


@dataclass(frozen=True)
class Charts:
    """Control charts: XmR, P and T.

    points: one row a point: series_id, seq, period, value; segment, mean, mean_mr, lpl, upl, lower_2s, upper_2s in the unit of the
        values; side, beyond_2s, outside, in_trend, in_two_of_three, in_shift; cause, point_type, short_baseline; on the last point of
        a series variation_icon and assurance_icon; the settings as used; ghost and denominator of the point.
    failed: series_id, code, why. Series that cannot be charted.
    """

    points: Table
    failed: Table


@dataclass(frozen=True)
class Fingerprint:
    """What rows of a ledger come to, whatever their order: two ledgers with equal fingerprints have the same rows.

    rows: how many. amount_minor: their sum in minor units. low, high: two sums of hashes of the rows, modulo 2**64.
    """

    rows: int
    amount_minor: int
    low: int
    high: int


def _day(day: Optional[Day]) -> Optional[str]:
    if isinstance(day, datetime.datetime):
        day = day.date()
    return None if day is None else str(day)


def _span(span: Optional[Span]) -> Optional[Tuple[str, str]]:
    if span is None:
        return None
    first, last = (span, span) if isinstance(span, str) else span
    return (str(_day(first)), str(_day(last)))


def _words(words: str) -> bool:
    if words not in ("dictionary", "plain"):
        raise ValueError(f'words is "dictionary" or "plain", not {words!r}')
    return words == "plain"


def _threads(threads: Optional[int]) -> int:
    if threads is not None and threads < 1:
        raise ValueError(f"threads is 1 or more, or nothing, not {threads}")
    return threads or 0


def _names(names: Union[str, Sequence[str]]) -> list[str]:
    return [names] if isinstance(names, str) else list(names)


def _request(
    regimes: Union[str, Sequence[str]],
    readings: Optional[Mapping[str, str]],
    span: Optional[Span],
    followed_to: Optional[Day],
    edition: int,
    threads: Optional[int],
    words: str,
) -> dict[str, Any]:
    if not 0 < edition < 2**31:
        raise ValueError(f"an edition is a number from 1, not {edition}")
    return {
        "regimes": _names(regimes),
        "readings": [(name, str(answer)) for name, answer in (readings or {}).items()],
        "span": _span(span),
        "followed_to": _day(followed_to),
        "edition": edition,
        "threads": _threads(threads),
        "plain": _words(words),
    }


def ledger(
    stays: ArrowStream,
    events: Optional[ArrowStream] = None,
    reasons: Optional[ArrowStream] = None,
    *,
    regimes: Union[str, Sequence[str]],
    span: Optional[Span] = None,
    followed_to: Optional[Day] = None,
    readings: Optional[Mapping[str, str]] = None,
    edition: int = 1,
    threads: Optional[int] = None,
    words: str = "dictionary",
) -> Ledger:
    """The ledger of delayed days: what is owed for each, by whom, under which section of law.

    stays: one row a stay. Needed: stay_id, provider_code (text), admitted_at (timestamp without zone). Used where there:
        person_key, site_code, authority_code (ONS code, as `E10000020`), discharged_at, ready_on, expected_admission_on (dates),
        admission_method, discharge_method, discharge_destination, treatment_function_code, care_type, setting, funding (text),
        age_at_admission (whole years), registered_in, staying_in. Other columns are left alone.
    events: one row a fact: stay_id, kind, at (timestamp without zone); until, value. Without this frame `stays` may have a column
        `events`, a list of structs of kind, at, until, value.
    reasons: the hospital's return: stay_id, from_on, to_on (dates), reason_code, attributed_to. Only doubts use it.
    regimes: names out of `regimes()`, all of one country, or paths of files that end in `.toml`.
    span: the days of the rows: a month as `"2019-05"`, or a pair of first and last (days or months). Every day if nothing.
    followed_to: the day to which a stay without an end is followed; the last of `span` if nothing.
    readings: answers to the questions that a regime leaves open (`beddays regimes show`), by name.
    edition: the number that the rows are marked with.
    threads: how many judge, no more than there are processors; one for each if nothing. They end with the call, so that processes may fork.
    words: `"dictionary"` keeps words of the law once (pandas: categorical); `"plain"` writes them out.

    The rows come by delay, day and regime, as the program stores them. Law: Community Care (Delayed Discharges etc.) Act 2003,
    Care Act 2014 Schedule 3, and those of the Nordic countries, each with citation and hash in `regimes()` and in every row.

    Raises BeddaysError: a column is missing (`X_FRAME_COLUMN`), has another type (`X_FRAME_TYPE`) or a zone (`X_FRAME_ZONE`);
    a row names no stay (`X_FRAME_CELL`); no such regime or reading (`X_REGIME`). A row that cannot be read is no error: its stay
    is in `unjudged`.
    """
    given = _request(regimes, readings, span, followed_to, edition, threads, words)
    return Ledger(*_beddays.ledger(stays, events, reasons, given))


def ledger_batches(
    batches: Iterable[ArrowStream],
    *,
    regimes: Union[str, Sequence[str]],
    span: Optional[Span] = None,
    followed_to: Optional[Day] = None,
    readings: Optional[Mapping[str, str]] = None,
    edition: int = 1,
    threads: Optional[int] = 1,
    words: str = "plain",
) -> Iterator[Ledger]:
    """The ledger batch by batch, for stays that are more than memory holds or come from many machines.

    batches: as `stays` of `ledger`, with columns `events` and `reasons` (lists of structs), sorted by person_key (stay_id where it is
        empty), admitted_at, stay_id, in the order of bytes, all stays of a person among them. How they are cut changes no row.

    Gives a `Ledger` for each batch, and one at the end. The last person is kept back until the next one comes.

    Raises BeddaysError as `ledger`, and `X_FRAME_ORDER` where rows are not sorted.
    """
    judge = _beddays.Judge(_request(regimes, readings, span, followed_to, edition, threads, words))
    for batch in batches:
        yield Ledger(*judge.push(batch))
    yield Ledger(*judge.finish())


def counted_days(
    stays: ArrowStream,
    events: Optional[ArrowStream] = None,
    reasons: Optional[ArrowStream] = None,
    *,
    conventions: Union[str, Sequence[str]],
    followed_to: Day,
    threads: Optional[int] = None,
    words: str = "dictionary",
) -> CountedDays:
    """Delayed days as a publisher counts them: one row a day, with the month whose figure it is in.

    stays, events, reasons: as in `ledger`; `ready_on`, `reason_code` and the ages and codes that a convention asks for decide.
    conventions: names out of `regimes()` of kind `counting`, as `"england-drd"`, with answers as `"NAME:READING=ANSWER"`.
    followed_to: the day to which a stay without an end is followed. A month that is not over by then has no rows.

    Sources: the guidance of NHS England, Public Health Scotland and others, cited in each convention.

    Raises BeddaysError as `ledger`; `X_NO_CONVENTION`.
    """
    found = _beddays.counted_days(
        stays, events, reasons, _names(conventions), str(_day(followed_to)), _threads(threads), _words(words)
    )
    return CountedDays(*found)


def spc(series: ArrowStream) -> Charts:
    """Control charts of series, with the rules of "Making Data Count" and NHSRplotthedots.

    series: one row a point: series_id, value (any unit; totals of months want to be divided by the days of the month first), and
        period (a date, or text as `2019-05`) or seq (whole numbers from 1). Settings, the same on every row of a series: k3,
        two_of_three_mode, screen_outliers, fix_after_n, rebase_at, improvement_direction (increase, decrease, neutral), target,
        baseline (two points, as `2018-04..2019-03`), chart (xmr, p or t). By row: ghost, why a point is left out of limits and rules;
        denominator, of how many the value of a P chart is the count.

    Raises BeddaysError: a column is missing, a row names no series, or no series can be charted. A series with a hole or without a
    number is in `failed`; lines are counted with the header as line 1.
    """
    return Charts(*_beddays.spc(series))


def fingerprint(rows: ArrowStream) -> Fingerprint:
    """The fingerprint of a ledger: rows, sum, and two sums of SHA-256 over its rows, whatever their order.

    rows: all columns of `ledger_day`, from `ledger`, from a stored ledger, or from another engine.

    Raises BeddaysError: a column is missing or has another type.
    """
    return Fingerprint(*_beddays.fingerprint(rows))


def regimes() -> Table:
    """What is built in: kind (`liability` or `counting`), id, title, first_day and last_day, currency, sha256 of the file."""
    return _beddays.regimes()


def models() -> list[str]:
    """The names of the models: the questions in SQL that the reports of the program are made of."""
    return _beddays.models()


def model(name: str) -> str:
    """The SQL of a model. It reads tables (`ledger_day`, `stay`, ...) and other models by their names.

    Raises BeddaysError `X_NO_MODEL`, with the names that may be meant.
    """
    return _beddays.model(name)
