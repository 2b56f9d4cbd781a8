-- grain: one area with adults, month, measure and organisation responsible; key: publication, measure, attributed_to, period, area_kind, area_code
-- shown: trend: table peers_table
-- Per day and 100,000 adults of the same calendar year, never of another. Rank 1 and quartile 1 are the highest of the
-- areas of the same kind that have adults: where `peers` has more of them, the ranks are not over all.
with daily as (
    select
        publication,
        measure,
        attributed_to,
        period,
        year,
        area_kind,
        area_code,
        ons_code,
        int_standing_figures.value / cast(days_in_month as double) as value
    from int_standing_figures
    where int_standing_figures.value is not null
),

rated as (
    select
        daily.publication,
        daily.measure,
        daily.attributed_to,
        daily.period,
        daily.area_kind,
        daily.area_code,
        population.adults,
        100000.0 * daily.value / cast(population.adults as double) as rate
    from daily
    inner join population
        on daily.ons_code = population.authority_code
        and daily.year = population.year
),

numbered as (
    select
        publication,
        measure,
        attributed_to,
        period,
        area_kind,
        area_code,
        adults,
        rate,
        row_number() over (
            partition by publication, measure, attributed_to, period, area_kind
            order by rate desc, area_code desc
        ) as place
    from rated
),

of_rate as (
    select
        publication,
        measure,
        attributed_to,
        period,
        area_kind,
        rate,
        min(place) as rank
    from numbered
    group by publication, measure, attributed_to, period, area_kind, rate
),

of_group as (
    select
        publication,
        measure,
        attributed_to,
        period,
        area_kind,
        cast(count(*) as bigint) as peers
    from numbered
    group by publication, measure, attributed_to, period, area_kind
)

select
    numbered.publication,
    numbered.measure,
    numbered.attributed_to,
    numbered.period,
    numbered.area_kind,
    numbered.area_code,
    numbered.adults,
    numbered.rate as per_day_per_100000,
    of_group.peers,
    cast(of_rate.rank as bigint) as rank,
    case
        when 4 * (of_rate.rank - 1) < of_group.peers then 1
        when 4 * (of_rate.rank - 1) < 2 * of_group.peers then 2
        when 4 * (of_rate.rank - 1) < 3 * of_group.peers then 3
        else 4
    end as quartile
from numbered
inner join of_rate
    on numbered.publication = of_rate.publication
    and numbered.measure = of_rate.measure
    and numbered.attributed_to = of_rate.attributed_to
    and numbered.period = of_rate.period
    and numbered.area_kind = of_rate.area_kind
    and numbered.rate = of_rate.rate
inner join of_group
    on numbered.publication = of_group.publication
    and numbered.measure = of_group.measure
    and numbered.attributed_to = of_group.attributed_to
    and numbered.period = of_group.period
    and numbered.area_kind = of_group.area_kind
order by publication, measure, attributed_to, period, area_kind, area_code
