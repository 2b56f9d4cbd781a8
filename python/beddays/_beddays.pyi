"""The compiled part. `beddays` itself is what people call; what a function takes and gives is described there."""

from typing import Any, Optional

__version__: str

class BeddaysError(ValueError):
    """What went wrong, where, what happened to the data, and what to do next."""

    code: str
    """A stable name, as in `X_FRAME_COLUMN`."""
    what: str
    """What went wrong, in one sentence."""
    hint: str
    """What to do next; empty if that is not known."""

class Table:
    """An Arrow table. `polars.DataFrame(table)`, `pyarrow.table(table)`, and DuckDB by its name take it without a copy."""

    @property
    def column_names(self) -> list[str]: ...
    def __len__(self) -> int: ...
    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...
    def __arrow_c_schema__(self) -> Any: ...
    def to_pyarrow(self) -> Any:
        """A `pyarrow.Table`."""
    def to_pandas(self) -> Any:
        """A `pandas.DataFrame`, by way of pyarrow."""
    def to_polars(self) -> Any:
        """A `polars.DataFrame`."""

class Judge:
    def __init__(self, given: dict[str, Any]) -> None: ...
    def push(self, batch: Any) -> tuple[Table, Table, Table]: ...
    def finish(self) -> tuple[Table, Table, Table]: ...

def ledger(
    stays: Any, events: Optional[Any], reasons: Optional[Any], given: dict[str, Any]
) -> tuple[Table, Table, Table]: ...
def counted_days(
    stays: Any,
    events: Optional[Any],
    reasons: Optional[Any],
    conventions: list[str],
    followed_to: str,
    threads: int,
    plain: bool,
) -> tuple[Table, Table]: ...
def spc(series: Any) -> tuple[Table, Table]: ...
def fingerprint(rows: Any) -> tuple[int, int, int, int]: ...
def regimes() -> Table: ...
def model(name: str) -> str: ...
def models() -> list[str]: ...
