-- grain: one day, authority and hospital with delayed people by one convention; key: convention, day, authority_code, provider_code
-- shown: trend: table people_by_day_table
-- Every stay is one person. The authority is the one that was delivered.
select
    counted_day.convention,
    counted_day.day,
    coalesce(stay.authority_code, 'unknown') as authority_code,
    stay.provider_code,
    cast(count(*) as bigint) as people
from counted_day
inner join stay on counted_day.stay_id = stay.stay_id
group by counted_day.convention, counted_day.day, coalesce(stay.authority_code, 'unknown'), stay.provider_code
order by convention, day, authority_code, provider_code
