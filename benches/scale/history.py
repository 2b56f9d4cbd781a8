"""What a month costs after years of history: python3 history.py BEDDAYS FOLDER MONTHS STAYS MARK...

Makes up STAYS stays a month for MONTHS months (7 % delayed, with notices and reasons; the same files every time), delivers and
runs them month by month in a new project in FOLDER, and prints of each month in MARK processor seconds, bytes read (Linux: rchar of the
process), peak memory and the records parsed, as run.json has them. CONVENTION in the environment names one of statistics that the project
counts by: then each run makes the trend report too."""
import csv, datetime, json, os, random, resource, subprocess, sys

PROGRAM, FOLDER, MONTHS, STAYS = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
MARKS = {int(mark) for mark in sys.argv[5:]}
CONVENTION = os.environ.get("CONVENTION", "")
COUNCILS = ["E10000020", "E10000029", "E08000025", "E09000007", "E06000010", "E10000016"]
FIRST = (2008, 4)


def number(person):
    """A valid number of the never-issued range; nothing if none has these digits."""
    digits = f"999{person % 1000000:06d}"
    check = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1))) % 11
    return "" if check == 10 else digits + str(check % 11)


def month_of(at):
    year, month = divmod(FIRST[0] * 12 + FIRST[1] - 1 + at, 12)
    return year, month + 1


def deliver(at):
    rng, (year, month) = random.Random(at), month_of(at)
    stays, events, reasons = [], [], []
    for place in range(STAYS):
        stay, day = f"S{at * STAYS + place:09d}", datetime.datetime(year, month, rng.randint(1, 28), rng.randint(0, 23))
        ready = (day + datetime.timedelta(days=int(rng.gammavariate(1.2, 4)))).date()
        delayed = rng.random() < 0.07
        left = ready + datetime.timedelta(days=rng.randint(1, 45) if delayed else 0)
        left = max(datetime.datetime.combine(left, datetime.time(16)), day + datetime.timedelta(hours=1))
        provider, council = f"R{chr(65 + rng.randint(0, 25))}{chr(65 + rng.randint(0, 4))}01", rng.choice(COUNCILS)
        # A person comes back after ten years, not before.
        stays.append([stay, number(at * STAYS + place), provider, council, f"{day:%Y-%m-%dT%H:%M}", ready, f"{left:%Y-%m-%dT%H:%M}", rng.randint(18, 98)])
        if delayed:
            before = lambda days, hour: max(datetime.datetime.combine(ready - datetime.timedelta(days=days), datetime.time(hour)), day)
            events.append([stay, "assessment_notice", f"{before(3, 10):%Y-%m-%dT%H:%M}", "", ""])
            events.append([stay, "discharge_notice", f"{before(1, 11):%Y-%m-%dT%H:%M}", "", ready])
            reasons.append([stay, ready, left.date(), rng.choice("ABCDEFGH"), rng.choice(["nhs", "social_care", "both"])])
    tables = {
        "stays": ("stay_id nhs_number provider_code authority_code admitted_at ready_on discharged_at age_at_admission", stays),
        "events": ("stay_id kind at until value", events),
        "reasons": ("stay_id from_on to_on reason_code attributed_to", reasons),
    }
    for name, (header, rows) in tables.items():
        with open(f"{FOLDER}/inbox/{name}_{year}-{month:02d}.csv", "w", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header.split(), *rows])
    return f"{year}-{month:02d}", len(stays) + len(events) + len(reasons)


subprocess.check_call([PROGRAM, "init", FOLDER], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
if CONVENTION:
    with open(f"{FOLDER}/beddays.toml") as file:
        settings = file.read()
    with open(f"{FOLDER}/beddays.toml", "w") as file:
        file.write(settings.replace("[project]", f'[project]\nconventions = ["{CONVENTION}"]', 1))
for at in range(MONTHS):
    month, records = deliver(at)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    shell = '"$0" --project "$1" run --month "$2" >/dev/null 2>&1; code=$?; cat /proc/$$/io; exit $code'
    ran = subprocess.run(["sh", "-c", shell, PROGRAM, FOLDER, month], capture_output=True, text=True)
    assert ran.returncode in (0, 1), f"{month}: exit {ran.returncode}"
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    for name in os.listdir(f"{FOLDER}/inbox"):
        if os.path.isfile(f"{FOLDER}/inbox/{name}"):
            os.remove(f"{FOLDER}/inbox/{name}")
    if at + 1 in MARKS:
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        read = int(ran.stdout.split("rchar: ")[1].split()[0])
        parsed = json.load(open(f"{FOLDER}/reports/{month}/run.json"))["parsed"]
        assert parsed == records, (parsed, records)
        print(f"month {at + 1:3d} {month}: {seconds:.2f} s of processor, {read / 1e6:.2f} MB read, peak {after.ru_maxrss // 1024} MB, {parsed} records parsed", flush=True)
