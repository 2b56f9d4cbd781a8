"""Our reader and DuckDB on the same file, in turn: wall, processor seconds and peak memory of each.

side_by_side.py BEDDAYS PROJECT STAYS.csv FOLDER [ROUNDS]
"""

import os
import pathlib
import statistics
import subprocess
import sys
import time

program, project, stays, folder = sys.argv[1:5]
rounds = int(sys.argv[5]) if len(sys.argv) > 5 else 3
here = pathlib.Path(__file__).parent
ours, theirs = f"{folder}/ours.parquet", f"{folder}/theirs.parquet"
commands = {
    "duckdb": [sys.executable, str(here / "duckdb_copy.py"), stays, theirs],
    "beddays": [program, "--project", project, "ingest", stays, "--to", ours],
}
walls = {name: [] for name in commands}
for number in range(rounds):
    for name, command in commands.items():
        for left in pathlib.Path(folder).glob("ours.*" if name == "beddays" else "theirs.*"):
            left.unlink()
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
for path in (ours, theirs):
    print(f"{pathlib.Path(path).name}: {os.path.getsize(path) / 1e6:.0f} MB")
