-- grain: one currency; key: currency
-- shown: statement: figures
select
    currency,
    cast(count(distinct stay_id) as bigint) as delayed_stays,
    cast(count(distinct case when is_chargeable = 1 then stay_id end) as bigint) as chargeable_stays,
    cast(count(*) as bigint) as delayed_days,
    cast(sum(is_chargeable) as bigint) as chargeable_days,
    cast(sum(amount_minor) as bigint) as amount_minor
from int_days_in_view
group by currency
order by currency
