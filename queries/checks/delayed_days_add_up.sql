-- must find nothing: a month of a convention whose delayed days in the mart are not its counted days
with sides as (
    select convention, month, 1 as days
    from counted_day
    union all
    select convention, month, -delayed_days as days
    from delayed_days_by_month
)

select convention, month, sum(days) as more_days_than_in_mart
from sides
group by convention, month
having sum(days) <> 0
