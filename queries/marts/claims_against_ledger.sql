-- grain: one stay and currency with claimed or chargeable days in the month; key: stay_id, currency
-- Lines that belong to no stay stand together without one. Days of lines that do not say how many are not in the sum.
with sides as (
    select
        stay_id,
        currency,
        1 as claimed_lines,
        case when days is null then 1 else 0 end as lines_without_days,
        coalesce(days, 0) as claimed_days,
        amount_minor as claimed_minor,
        0 as chargeable_days,
        0 as chargeable_minor
    from int_claims_in_view
    union all
    select
        stay_id,
        currency,
        0 as claimed_lines,
        0 as lines_without_days,
        0 as claimed_days,
        0 as claimed_minor,
        is_chargeable as chargeable_days,
        amount_minor as chargeable_minor
    from int_days_in_view
    where is_chargeable = 1
)

select
    stay_id,
    currency,
    cast(sum(claimed_lines) as bigint) as claimed_lines,
    cast(sum(lines_without_days) as bigint) as lines_without_days,
    cast(sum(claimed_days) as bigint) as claimed_days,
    cast(sum(chargeable_days) as bigint) as chargeable_days,
    cast(sum(claimed_minor) as bigint) as claimed_minor,
    cast(sum(chargeable_minor) as bigint) as chargeable_minor,
    cast(sum(claimed_minor) - sum(chargeable_minor) as bigint) as difference_minor
from sides
group by stay_id, currency
order by stay_id, currency
