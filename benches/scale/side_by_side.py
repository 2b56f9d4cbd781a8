"""`beddays ingest` into the store of a project and DuckDB's COPY of the same file, in turn: wall, processor seconds and peak
memory of each. PROJECT is one that `beddays init` made; each round takes the file into a copy of it.

side_by_side.py BEDDAYS PROJECT STAYS.csv FOLDER [ROUNDS]
"""

import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

program, project, stays, folder = sys.argv[1:5]
rounds = int(sys.argv[5]) if len(sys.argv) > 5 else 3
here = pathlib.Path(__file__).parent
ours, theirs = pathlib.Path(folder) / "ours", pathlib.Path(folder) / "theirs.parquet"
commands = {
    "duckdb": [sys.executable, str(here / "duckdb_copy.py"), stays, str(theirs)],
    "beddays": [program, "--project", str(ours), "ingest", stays, "--source", "stays"],
}
walls = {name: [] for name in commands}
for number in range(rounds):
    for name, command in commands.items():
        if name == "beddays":
            shutil.rmtree(ours, ignore_errors=True)
            shutil.copytree(project, ours)
        else:
            theirs.unlink(missing_ok=True)
        os.sync()
        begun = time.monotonic()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
        wall = time.monotonic() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in (0, 1):  # 1: done, with rejected records
            sys.exit(f"{name} ended with {child.returncode}")
        walls[name].append(wall)
        print(f"round {number + 1} {name}: wall {wall:.2f} s, CPU {used.ru_utime + used.ru_stime:.2f} s, "
              f"peak {used.ru_maxrss * 1024 / 1e9:.2f} GB", flush=True)
median = {name: statistics.median(times) for name, times in walls.items()}
print(f"medians: duckdb {median['duckdb']:.2f} s, beddays {median['beddays']:.2f} s, "
      f"ratio {median['beddays'] / median['duckdb']:.2f}")
tables = sum(path.stat().st_size for path in (ours / "store" / "tables").iterdir())
print(f"tables of the store: {tables / 1e6:.0f} MB; {theirs.name}: {theirs.stat().st_size / 1e6:.0f} MB")
