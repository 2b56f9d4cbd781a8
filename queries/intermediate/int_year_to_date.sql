-- grain: one area, month, measure and organisation responsible; key: publication, measure, attributed_to, period, area_kind, area_code
-- The months of the financial year (from April) up to this one. Only figures that add up over months are summed; a dash
-- and a cell that cannot have a value add nothing, any other absence is unknown.
select
    own.publication,
    own.measure,
    own.attributed_to,
    own.period,
    own.area_kind,
    own.area_code,
    own.month_of_financial_year,
    cast(
        sum(case when earlier.value is not null or earlier.absence in ('dash', 'impossible') then 1 else 0 end) as bigint
    ) as months_to_date,
    sum(case when earlier.absence in ('dash', 'impossible') then 0.0 else earlier.value end) as year_to_date
from int_standing_figures as own
inner join int_standing_figures as earlier
    on own.publication = earlier.publication
    and own.measure = earlier.measure
    and own.attributed_to = earlier.attributed_to
    and own.area_kind = earlier.area_kind
    and own.area_code = earlier.area_code
    and own.financial_year = earlier.financial_year
where earlier.period <= own.period
    and own.measure in (
        'delayed_days', 'delayed_bed_days', 'discharges', 'bed_days', 'council_discharges',
        'council_discharges_from_provider', 'no_longer_meet_criteria', 'discharged', 'remaining'
    )
group by
    own.publication,
    own.measure,
    own.attributed_to,
    own.period,
    own.area_kind,
    own.area_code,
    own.month_of_financial_year
