-- must find nothing: a delayed day of a delay that is there twice
select delay_id, day, cast(count(*) as bigint) as times
from stg_ledger_days
group by delay_id, day
having count(*) > 1
