-- grain: one area, month, measure and organisation responsible; key: publication, measure, attributed_to, period, area_kind, area_code
-- The figure that stands: of the latest edition, and there of the latest source.
with latest as (
    select
        publication,
        measure,
        attributed_to,
        period,
        area_kind,
        area_code,
        max(edition_order) as edition_order
    from stg_figures
    group by publication, measure, attributed_to, period, area_kind, area_code
),

of_latest as (
    select stg_figures.*
    from stg_figures
    inner join latest
        on stg_figures.publication = latest.publication
        and stg_figures.measure = latest.measure
        and stg_figures.attributed_to = latest.attributed_to
        and stg_figures.period = latest.period
        and stg_figures.area_kind = latest.area_kind
        and stg_figures.area_code = latest.area_code
        and stg_figures.edition_order = latest.edition_order
),

last_source as (
    select
        publication,
        measure,
        attributed_to,
        period,
        area_kind,
        area_code,
        max(source_order) as source_order
    from of_latest
    group by publication, measure, attributed_to, period, area_kind, area_code
)

select
    of_latest.publication,
    of_latest.measure,
    of_latest.attributed_to,
    of_latest.period,
    of_latest.area_kind,
    of_latest.area_code,
    of_latest.area_name,
    of_latest.ons_code,
    of_latest.edition,
    of_latest.value,
    of_latest.absence,
    calendar_month.days as days_in_month,
    calendar_month.year,
    calendar_month.month_last_year,
    calendar_month.financial_year,
    calendar_month.month_of_financial_year
from of_latest
inner join last_source
    on of_latest.publication = last_source.publication
    and of_latest.measure = last_source.measure
    and of_latest.attributed_to = last_source.attributed_to
    and of_latest.period = last_source.period
    and of_latest.area_kind = last_source.area_kind
    and of_latest.area_code = last_source.area_code
    and of_latest.source_order = last_source.source_order
inner join calendar_month on of_latest.period = calendar_month.month
