-- must find nothing: a delay whose days in the month have a gap, by the place of each day in the delay
select delay_id, min(n) as first_n, max(n) as last_n, cast(count(*) as bigint) as days
from stg_ledger_days
group by delay_id
having max(n) - min(n) + 1 <> count(*)
