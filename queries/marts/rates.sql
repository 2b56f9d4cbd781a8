-- grain: one month and authority by one convention; key: convention, month, authority_code
-- shown: ad hoc: compares the authorities of a system; a statement and a trend are of one of them
-- Per day of the month, and per 100,000 adults of the same calendar year. Where nobody gave that population there is no
-- rate: absence says no_population. It is never 0 and never that of another year.
with days as (
    select
        convention,
        month,
        authority_code,
        cast(sum(delayed_days) as bigint) as delayed_days
    from delayed_days_by_month
    group by convention, month, authority_code
),

dated as (
    select
        days.convention,
        days.month,
        days.authority_code,
        days.delayed_days,
        calendar_month.days as days_in_month,
        calendar_month.year
    from days
    inner join calendar_month on days.month = calendar_month.month
)

select
    dated.convention,
    dated.month,
    dated.authority_code,
    dated.delayed_days,
    cast(dated.delayed_days as double) / cast(dated.days_in_month as double) as per_day,
    population.adults,
    100000.0 * cast(dated.delayed_days as double) / cast(population.adults as double) as days_per_100000,
    100000.0 * cast(dated.delayed_days as double)
        / cast(population.adults * dated.days_in_month as double) as per_day_per_100000,
    case when population.adults is null then 'no_population' end as absence
from dated
left join population
    on dated.authority_code = population.authority_code
    and dated.year = population.year
order by convention, month, authority_code
