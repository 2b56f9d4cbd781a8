"""The twelve deliveries of a country, in one run and as the twelfth month after eleven, beside DuckDB in turn:
python3 country.py BEDDAYS DATA FOLDER [ROUNDS]. Prints wall, processor seconds and peak memory (resident) of each."""
import os, pathlib, shutil, statistics, subprocess, sys, time

PROGRAM, DATA, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3]).resolve()
ROUNDS = int(sys.argv[4]) if len(sys.argv) > 4 else 1
HERE, PROJECT, OUT = pathlib.Path(__file__).parent, FOLDER / "project", FOLDER / "duckdb"
walls = {}


def timed(name, *command):
    os.sync()
    begun = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    wall, child.returncode = time.monotonic() - begun, os.waitstatus_to_exitcode(status)
    assert child.returncode in (0, 1), f"{name}: exit {child.returncode}"  # 1: done, with something to look at
    walls.setdefault(name, []).append(wall)
    print(f"{name}: wall {wall:.1f} s, processor {used.ru_utime + used.ru_stime:.1f} s, peak {used.ru_maxrss / 1e6:.2f} GB", flush=True)


def project(months):
    shutil.rmtree(PROJECT, ignore_errors=True)
    subprocess.check_call([PROGRAM, "init", PROJECT, "--authority", "E10000020"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deliver(months)


def deliver(months):
    for file in DATA.iterdir():
        if file.stem[-7:] in months:
            shutil.copy(file, PROJECT / "inbox")


def run(name, month):
    timed(name, PROGRAM, "--project", str(PROJECT), "run", "--month", month)


YEAR = sorted({file.stem[-7:] for file in DATA.iterdir()})
for number in range(ROUNDS):
    shutil.rmtree(OUT, ignore_errors=True)
    timed("duckdb, all", sys.executable, str(HERE / "duckdb_month.py"), str(DATA), str(OUT))
    shutil.rmtree(OUT, ignore_errors=True)
    project(YEAR)
    run("beddays, all", YEAR[-1])
    timed("beddays, report statement", PROGRAM, "--project", str(PROJECT), "report", "statement", "--month", YEAR[-1])
project(YEAR[:-1])
run("beddays, eleven", YEAR[-2])
deliver(YEAR[-1:])
run("beddays, the twelfth after eleven", YEAR[-1])
median = {name: statistics.median(times) for name, times in walls.items()}
print(f"all at once against duckdb: {median['beddays, all'] / median['duckdb, all']:.2f}; "
      f"report statement against its run: {median['beddays, report statement'] / median['beddays, all']:.3f}")
shutil.rmtree(PROJECT)
