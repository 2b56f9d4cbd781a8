-- grain: one area with a number, in one month, measure and organisation responsible; key: publication, measure, attributed_to, period, area_kind, area_code
-- Rank 1 is the highest; areas with the same number share the better rank.
with numbered as (
    select
        publication,
        measure,
        attributed_to,
        period,
        area_kind,
        area_code,
        value,
        row_number() over (
            partition by publication, measure, attributed_to, period, area_kind
            order by value desc, area_code desc
        ) as place
    from int_standing_figures
    where value is not null
),

of_value as (
    select
        publication,
        measure,
        attributed_to,
        period,
        area_kind,
        value,
        min(place) as rank
    from numbered
    group by publication, measure, attributed_to, period, area_kind, value
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
    of_group.peers,
    cast(of_value.rank as bigint) as rank,
    case
        when 4 * (of_value.rank - 1) < of_group.peers then 1
        when 4 * (of_value.rank - 1) < 2 * of_group.peers then 2
        when 4 * (of_value.rank - 1) < 3 * of_group.peers then 3
        else 4
    end as quartile
from numbered
inner join of_value
    on numbered.publication = of_value.publication
    and numbered.measure = of_value.measure
    and numbered.attributed_to = of_value.attributed_to
    and numbered.period = of_value.period
    and numbered.area_kind = of_value.area_kind
    and numbered.value = of_value.value
inner join of_group
    on numbered.publication = of_group.publication
    and numbered.measure = of_group.measure
    and numbered.attributed_to = of_group.attributed_to
    and numbered.period = of_group.period
    and numbered.area_kind = of_group.area_kind
