"""The peer: DuckDB doing the work of a month in SQL, with a much simplified law. duckdb_month.py FOLDER OUT

CSV to sorted zstd Parquet (the NHS number hashed), the ledger of March 2018, sums by payer, payee, status and reason."""
import os, sys

import duckdb

FOLDER, OUT = sys.argv[1:3]
LAST = "date '2018-03-31'"
COLUMNS = {
    "stays": "stay_id varchar, nhs_number varchar, provider_code varchar, authority_code varchar, admitted_at timestamp, ready_on date, discharged_at timestamp, age_at_admission int",
    "events": "stay_id varchar, kind varchar, at timestamp, until timestamp, value varchar",
    "reasons": "stay_id varchar, from_on date, to_on date, reason_code varchar, attributed_to varchar",
}
os.makedirs(OUT, exist_ok=True)
connection = duckdb.connect()
connection.execute("set memory_limit = '12GB'")
for name, columns in COLUMNS.items():
    types = ", ".join("'{}': '{}'".format(*column.split()) for column in columns.split(", "))
    connection.execute(f"create table {name} as select * from read_csv('{FOLDER}/{name}_*.csv', header = true, auto_detect = false, columns = {{{types}}})")
    stored = "* exclude nhs_number, sha256(nhs_number) as person_key" if name == "stays" else "*"
    connection.execute(f"copy (select {stored} from {name} order by stay_id) to '{OUT}/{name}.parquet' (format parquet, compression zstd)")
connection.execute(f"""create table ledger as
with notices as (
    select stay_id, min(case when kind = 'assessment_notice' then "at" end) as first_notice,
        min(case when kind = 'discharge_notice' then "at" end) as second_notice, min(case when kind = 'assessed' then "at" end) as assessed
    from events group by stay_id),
delays as (
    select stays.*, notices.* exclude stay_id, greatest(ready_on, cast(first_notice as date) + interval 3 day)::date as relevant,
        coalesce(cast(discharged_at as date), {LAST}) as ended
    from stays left join notices using (stay_id) where ready_on < coalesce(cast(discharged_at as date), {LAST})),
days as (
    select delays.*, unnest(generate_series(greatest(ready_on, date '2018-03-01'), least(ended, {LAST}), interval 1 day))::date as day
    from delays where ready_on <= {LAST} and ended >= date '2018-03-01')
select stay_id, day, provider_code, authority_code,
    case when first_notice is null or second_notice is null then 'notice_missing' when day <= relevant then 'within_interval'
        when assessed is not null then 'services_in_place' when day = ended then 'after_end' else 'chargeable' end as status,
    case when status = 'chargeable' then 13000 else 0 end as amount
from days order by stay_id, day""")
connection.execute(f"copy ledger to '{OUT}/ledger.parquet' (format parquet, compression zstd)")
connection.execute(f"""copy (select provider_code, authority_code, status, count(*) as days, count(distinct stay_id) as stays, sum(amount) as amount
    from ledger group by all order by all) to '{OUT}/liability.csv'""")
connection.execute(f"""copy (select reason_code, attributed_to, authority_code, provider_code, count(*) as days
    from ledger join reasons on reasons.stay_id = ledger.stay_id and day between from_on and coalesce(to_on, {LAST})
    group by all order by all) to '{OUT}/reasons.csv'""")
print(connection.execute("select count(*), sum(amount) from ledger").fetchall())
