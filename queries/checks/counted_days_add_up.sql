-- must find nothing: a month, reason and side of a convention whose days or stays are not those of its counted days
with sides as (
    select
        convention,
        month,
        coalesce(reason_code, '') as reason_code,
        coalesce(attributed_to, '') as attributed_to,
        cast(count(*) as bigint) as days,
        cast(count(distinct stay_id) as bigint) as people
    from counted_day
    group by convention, month, coalesce(reason_code, ''), coalesce(attributed_to, '')
    union all
    select
        convention,
        month,
        reason_code,
        attributed_to,
        cast(-sum(days) as bigint) as days,
        cast(-sum(people) as bigint) as people
    from counted_month
    group by convention, month, reason_code, attributed_to
)

select
    convention,
    month,
    reason_code,
    attributed_to,
    sum(days) as days_not_in_months,
    sum(people) as people_not_in_months
from sides
group by convention, month, reason_code, attributed_to
having sum(days) <> 0 or sum(people) <> 0
