-- grain: one area, month, measure and organisation responsible, as published; key: publication, measure, attributed_to, period, area_kind, area_code
-- shown: trend: table peers_table
-- Rank 1 and quartile 1 are the highest of the areas of the same kind. An area without a number has no rank, and says why
-- in absence. The year to date is from April and empty while one of its months has no number.
select
    own.publication,
    own.measure,
    own.attributed_to,
    own.period,
    own.area_kind,
    own.area_code,
    own.area_name,
    own.ons_code,
    own.edition,
    own.value,
    own.absence,
    own.value / cast(own.days_in_month as double) as per_day,
    ranks.peers,
    ranks.rank,
    ranks.quartile,
    before.value as same_month_last_year,
    before.value / cast(before.days_in_month as double) as per_day_last_year,
    own.financial_year,
    to_date.months_to_date,
    case
        when to_date.months_to_date = to_date.month_of_financial_year then to_date.year_to_date
    end as year_to_date
from int_standing_figures as own
left join int_peer_ranks as ranks
    on own.publication = ranks.publication
    and own.measure = ranks.measure
    and own.attributed_to = ranks.attributed_to
    and own.period = ranks.period
    and own.area_kind = ranks.area_kind
    and own.area_code = ranks.area_code
left join int_standing_figures as before
    on own.publication = before.publication
    and own.measure = before.measure
    and own.attributed_to = before.attributed_to
    and own.month_last_year = before.period
    and own.area_kind = before.area_kind
    and own.area_code = before.area_code
left join int_year_to_date as to_date
    on own.publication = to_date.publication
    and own.measure = to_date.measure
    and own.attributed_to = to_date.attributed_to
    and own.period = to_date.period
    and own.area_kind = to_date.area_kind
    and own.area_code = to_date.area_code
order by publication, measure, attributed_to, period, area_kind, area_code
