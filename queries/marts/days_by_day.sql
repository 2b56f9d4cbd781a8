-- grain: one day of the month with delayed patients; key: day
-- shown: statement: table patients_by_day
select
    day,
    cast(count(*) as bigint) as delayed_days,
    cast(sum(is_chargeable) as bigint) as chargeable_days
from int_days_in_view
group by day
order by day
