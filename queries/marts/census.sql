-- grain: one census day, authority, hospital, reason, attribution and kind of care by one convention; key: all of them
-- shown: ad hoc: who was delayed on a census day, by reason and place; the trend shows the lengths of the same people
-- People delayed on the day of the census, and for how long by then.
select
    convention,
    month,
    day,
    coalesce(nullif(authority_code, ''), 'unknown') as authority_code,
    provider_code,
    nullif(reason_code, '') as reason_code,
    nullif(attributed_to, '') as attributed_to,
    care_type,
    cast(people as bigint) as people,
    cast(days_so_far as bigint) as days_so_far,
    cast(longest_days as bigint) as longest_days
from counted_census
