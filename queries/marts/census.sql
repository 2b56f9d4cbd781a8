-- grain: one census day, authority, hospital, reason, attribution and kind of care by one convention; key: all of them
-- People delayed on the day of the census, and for how long by then.
select
    convention,
    month,
    day,
    coalesce(authority_code, 'unknown') as authority_code,
    provider_code,
    reason_code,
    attributed_to,
    care_type,
    cast(count(*) as bigint) as people,
    cast(sum(days) as bigint) as days_so_far,
    cast(max(days) as bigint) as longest_days
from counted_census
group by convention, month, day, coalesce(authority_code, 'unknown'), provider_code, reason_code, attributed_to, care_type
order by convention, month, authority_code, provider_code, reason_code, attributed_to, care_type
