"""The demonstration, run with the program of the wheel; its stored tables as frames."""

import json
import pathlib
import subprocess

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

MONTH = "2018-03"


class Demo:
    """A project that was run once: its frames, and the ledger that it stored."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder
        self.manifest = json.loads((folder / "store" / "manifest.json").read_text())
        self.stays = self.table("stay")
        self.events = self.table("event")
        self.reasons = self.table("reason")
        (self.month,) = self.manifest["months"]
        self.stored = self.read([*(folder / "store" / "ledger").glob(f"{MONTH}-edition-1-[0-9a-f]*.parquet")])

    def read(self, files: list[pathlib.Path]) -> pa.Table:
        return pa.concat_tables(pq.ParquetFile(file).read() for file in sorted(files))

    def table(self, name: str) -> pa.Table:
        return self.read([*(self.folder / "store" / "tables").glob(f"{name}-*.parquet")])

    @property
    def law(self) -> dict:
        names = [law["regime"] for law in self.manifest["laws"][self.month["law"]]["regimes"]]
        return {"regimes": names, "span": self.month["month"], "followed_to": self.month["as_of"]}


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    folder = tmp_path_factory.mktemp("demo") / "project"
    subprocess.run(["beddays", "demo", str(folder)], check=True, capture_output=True)
    run = subprocess.run(["beddays", "run", "--month", MONTH], cwd=folder, capture_output=True, text=True)
    assert run.returncode in (0, 1), run.stderr
    return Demo(folder)


def nested(demo: Demo) -> pa.Table:
    """One row a stay with its events in a list, sorted as `ledger_batches` wants them."""
    events = {}
    for event in demo.events.to_pylist():
        events.setdefault(event.pop("stay_id"), []).append(event)
    kind = pa.list_(pa.struct([field for field in demo.events.schema if field.name != "stay_id"]))
    stays = demo.stays.to_pylist()
    stays.sort(key=lambda stay: ((stay["person_key"] or stay["stay_id"]).encode(), stay["admitted_at"], stay["stay_id"]))
    lists = pa.array([events.get(stay["stay_id"], []) for stay in stays], kind)
    return pa.Table.from_pylist(stays, demo.stays.schema).append_column("events", lists)
