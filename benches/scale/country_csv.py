"""The stays, notices and reasons of a country in a year, a file of each a month, the same every time:
python3 country_csv.py STAYS FOLDER. 140 hospitals, 150 councils, 7 % of the stays delayed. Needs numpy and polars."""
import pathlib, sys

import numpy as np
import polars as pl

STAYS, FOLDER = int(sys.argv[1]), sys.argv[2]
AUTHORITIES = pathlib.Path(__file__).parents[2] / "regimes" / "authorities.csv"
DAY, MINUTE = "datetime64[D]", "datetime64[m]"
FIRST, END = np.datetime64("2017-04-01"), np.datetime64("2018-03-31T23:59")


def councils():
    """The councils that there were all year."""
    table = pl.read_csv(AUTHORITIES, infer_schema_length=0)
    began = pl.col("first_day").is_null() | (pl.col("first_day") <= "2017-04-01")
    goes_on = pl.col("last_day").is_null() | (pl.col("last_day") > "2018-03-31")
    return table.filter(began & goes_on)["code"].to_numpy()


def numbers():
    """Valid numbers of the never-issued range: a person comes back when all others have been."""
    nine = 999000000 + np.arange(1000000)
    digits = np.stack([(nine // 10 ** (8 - place)) % 10 for place in range(9)])
    check = (11 - (digits * np.arange(10, 1, -1)[:, None]).sum(0) % 11) % 11
    return (nine * 10 + check)[(check < 10) & (nine != 999999999)].astype("U10")


def shown(times, unit):
    return np.datetime_as_string(times, unit=unit)


pathlib.Path(FOLDER).mkdir(parents=True, exist_ok=True)
rng = np.random.default_rng(7)
admitted = np.sort(FIRST.astype(MINUTE) + rng.integers(0, 365 * 1440, STAYS).astype("timedelta64[m]"))
delayed = rng.random(STAYS) < 0.07
ready = admitted.astype(DAY) + rng.gamma(1.2, 4.0, STAYS).astype(int).astype("timedelta64[D]")
days = np.where(delayed, rng.integers(1, 45, STAYS), 0)
left = ready.astype(MINUTE) + (days * 1440 + rng.integers(600, 1100, STAYS)).astype("timedelta64[m]")
left = np.maximum(left, admitted + np.timedelta64(30, "m"))
is_open, is_ready = left > END, ready <= END.astype(DAY)
ids = np.char.add("S", np.char.zfill(np.arange(STAYS).astype("U9"), 9))
people, hospitals = numbers(), np.array([f"R{chr(65 + at // 26)}{chr(65 + at % 26)}01" for at in range(140)])
month = admitted.astype("datetime64[M]").astype("U7")
stays = pl.DataFrame({
    "stay_id": ids,
    "nhs_number": people[np.arange(STAYS) % len(people)],
    "provider_code": hospitals[rng.integers(0, len(hospitals), STAYS)],
    "authority_code": rng.choice(councils(), STAYS),
    "admitted_at": shown(admitted, "m"),
    "ready_on": np.where(is_ready, shown(ready, "D"), ""),
    "discharged_at": np.where(is_open, "", shown(left, "m")),
    "age_at_admission": rng.integers(18, 99, STAYS),
    "month": month,
})
late = np.flatnonzero(delayed & is_ready)
morning = lambda before, hour: ready.astype(MINUTE) - np.timedelta64(before * 1440 - hour * 60, "m")
notice2 = np.maximum(morning(3, 10), admitted)
notice5 = np.maximum(morning(1, 11), notice2)


def event(kind, at, value, rows):
    texts = {"stay_id": ids[rows], "kind": [kind] * len(rows), "at": shown(at[rows], "m"), "until": [""] * len(rows)}
    return pl.DataFrame(texts | {"value": value[rows], "month": month[rows]})


nothing, assessed = np.full(STAYS, ""), ready.astype(MINUTE) + np.timedelta64(800, "m")
in_time = late[(rng.random(STAYS) < 0.5)[late] & (assessed <= END)[late] & (assessed < left)[late]]
events = pl.concat([
    event("assessment_notice", notice2, nothing, late),
    event("discharge_notice", notice5, shown(ready, "D"), late),
    event("assessed", assessed, nothing, in_time),
])
reasons = pl.DataFrame({
    "stay_id": ids[late],
    "from_on": shown(ready[late], "D"),
    "to_on": np.where(is_open, "", shown(left, "D"))[late],
    "reason_code": rng.choice(list("ABCDEFGH"), len(late)),
    "attributed_to": rng.choice(["nhs", "social_care", "both"], len(late)),
    "month": month[late],
})
for name, table in (("stays", stays), ("events", events), ("reasons", reasons)):
    for (of,), rows in table.partition_by("month", as_dict=True).items():
        rows.drop("month").write_csv(f"{FOLDER}/{name}_{of}.csv")
print(f"{stays.height} stays, {events.height} events, {reasons.height} reasons")
