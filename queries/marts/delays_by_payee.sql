-- grain: one hospital and ledger status; key: payee_code, status
-- shown: statement: table hospitals
select
    payee_code,
    status,
    cast(count(*) as bigint) as days,
    cast(count(distinct stay_id) as bigint) as stays
from int_days_in_view
group by payee_code, status
order by payee_code, status
