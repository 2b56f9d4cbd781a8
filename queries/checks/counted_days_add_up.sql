-- must find nothing: a month of a convention whose days by stay are not its counted days
with sides as (
    select convention, month, 1 as days
    from counted_day
    union all
    select convention, month, -days as days
    from counted_stay
)

select convention, month, sum(days) as more_days_than_by_stay
from sides
group by convention, month
having sum(days) <> 0
