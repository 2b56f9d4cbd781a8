#!/usr/bin/env python3
"""The same counting written in DuckDB SQL over the same Parquet files: `counting.py FOLDER OUT`, by `scotland-2016`.

It writes the same tables of counting (Parquet, zstd) and the same marts (CSV), so that both can be compared.
"""

import sys
import time
from pathlib import Path

import duckdb

folder, out = Path(sys.argv[1]), Path(sys.argv[2])
out.mkdir(parents=True, exist_ok=True)
begun = time.monotonic()
engine = duckdb.connect()
engine.execute("set threads = 2")
engine.execute("set preserve_insertion_order = false")
engine.execute("set memory_limit = '12GB'")

# Delays: ready day known, adult on the ready day, not ended before it. 31 March 2019 is the last day that is known:
# months after it are left out.
engine.execute(f"""
    create temp table delay as
    select
        stay_id, provider_code, authority_code, coalesce(care_type, 'acute') as care_type, ready_on,
        cast(discharged_at as date) as ended_on,
        coalesce(cast(discharged_at as date), date '2019-03-31') as last_on
    from '{folder}/stay.parquet'
    where ready_on is not null
        and age_at_admission + date_diff('year', cast(admitted_at as date), ready_on)
            - case when (month(ready_on), day(ready_on)) < (month(admitted_at), day(admitted_at)) then 1 else 0 end >= 18
        and (discharged_at is null or cast(discharged_at as date) >= ready_on)
""")
# Every day after the ready day up to the day of discharge, but for days of code 100.
engine.execute(f"""
    create temp table counted_day as
    select
        'scotland-2016' as convention, days.stay_id, days.stay_id as delay_id, days.day,
        strftime(days.day, '%Y-%m') as month, days.day - days.ready_on as days_since_ready,
        reason.reason_code, reason.attributed_to
    from (
        select
            stay_id, ready_on,
            cast(unnest(generate_series(ready_on + 1, least(last_on, date '2019-03-31'), interval 1 day)) as date) as day
        from delay
    ) as days
    left join '{folder}/reason.parquet' as reason
        on days.stay_id = reason.stay_id
        and days.day >= reason.from_on
        and (reason.to_on is null or days.day <= reason.to_on)
    where reason.reason_code is null or reason.reason_code <> '100'
""")
engine.execute(f"copy (select * from counted_day order by stay_id, day) to '{out}/counted_day.parquet' (compression zstd)"
               if "--sorted" in sys.argv else
               f"copy counted_day to '{out}/counted_day.parquet' (compression zstd)")
engine.execute("""
    create temp table counted_stay as
    select counted_day.stay_id, month, authority_code, provider_code, care_type, reason_code, attributed_to, count(*) as days
    from counted_day
    inner join delay on counted_day.stay_id = delay.stay_id
    group by all
""")
# The last Thursday of each month.
engine.execute("""
    create temp table census_day as
    select strftime(day, '%Y-%m') as month, max(day) as day
    from (select cast(unnest(generate_series(date '2018-03-01', date '2019-03-31', interval 1 day)) as date) as day)
    where dayofweek(day) = 4
    group by 1
""")
engine.execute(f"""
    create temp table counted_census as
    select
        delay.stay_id, census_day.month, census_day.day, authority_code, provider_code, care_type,
        reason.reason_code, reason.attributed_to, census_day.day - ready_on as days,
        case
            when census_day.day - ready_on >= 366 then '12+ months' when census_day.day - ready_on >= 183 then '6-12 months'
            when census_day.day - ready_on >= 85 then '3-6 months' when census_day.day - ready_on >= 43 then '6-12 weeks'
            when census_day.day - ready_on >= 29 then '4-6 weeks' when census_day.day - ready_on >= 15 then '2-4 weeks'
            when census_day.day - ready_on >= 4 then '4-14 days' else '1-3 days'
        end as band
    from delay
    inner join census_day on ready_on < census_day.day and last_on >= census_day.day
    left join '{folder}/reason.parquet' as reason
        on delay.stay_id = reason.stay_id
        and census_day.day >= reason.from_on
        and (reason.to_on is null or census_day.day <= reason.to_on)
    where reason.reason_code is null or reason.reason_code not in ('100', '26X', '46X')
""")
counted = time.monotonic() - begun

MARTS = {
    "delayed_days_by_month": """
        select 'scotland-2016' as convention, month, authority_code, provider_code, reason_code, attributed_to, care_type,
            sum(days) as delayed_days, count(*) as people
        from counted_stay
        group by all
    """,
    "census": """
        select 'scotland-2016' as convention, month, day, authority_code, provider_code, reason_code, attributed_to,
            care_type, count(*) as people, sum(days) as days_so_far, max(days) as longest_days
        from counted_census
        group by all
    """,
    "length_bands": """
        with band(place, band, from_days) as (
            values (1, '1-3 days', 1), (2, '4-14 days', 4), (3, '2-4 weeks', 15), (4, '4-6 weeks', 29),
                (5, '6-12 weeks', 43), (6, '3-6 months', 85), (7, '6-12 months', 183), (8, '12+ months', 366)
        ),
        places as (select distinct month, authority_code, provider_code, care_type from counted_census),
        found as (
            select month, authority_code, provider_code, care_type, band, count(*) as delays, sum(days) as delay_days
            from counted_census
            group by all
        )
        select 'scotland-2016' as convention, 'census' as bands_of, month, authority_code, provider_code, care_type, place,
            band, from_days, coalesce(delays, 0) as delays, coalesce(delay_days, 0) as delay_days
        from places
        cross join band
        left join found using (month, authority_code, provider_code, care_type, band)
    """,
    "rates": f"""
        with days as (
            select month, authority_code, sum(days) as delayed_days from counted_stay group by all
        ),
        dated as (
            select *, day(last_day(cast(month || '-01' as date))) as length, cast(left(month, 4) as integer) as year from days
        )
        select 'scotland-2016' as convention, month, dated.authority_code, delayed_days,
            delayed_days / length as per_day, adults, 100000.0 * delayed_days / adults as days_per_100000,
            100000.0 * delayed_days / (adults * length) as per_day_per_100000,
            case when adults is null then 'no_population' end as absence
        from dated
        left join '{folder}/population.parquet' as population
            on dated.authority_code = population.authority_code and dated.year = population.year
    """,
}
for mart, sql in MARTS.items():
    engine.execute(f"create temp table mart_{mart} as {sql}")
    engine.execute(f"copy mart_{mart} to '{out}/{mart}.csv' (header false)")
print(f"counting {counted:.2f} s, with marts {time.monotonic() - begun:.2f} s")
print(engine.execute("select count(*) from counted_day").fetchone()[0], "days")
