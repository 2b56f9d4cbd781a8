-- grain: one month, authority, hospital, reason, attribution and kind of care by one convention; key: all of them
-- shown: trend: table all_by_month
-- A person who was delayed for two reasons in a month is in two rows: days add up over rows, people do not.
select
    convention,
    month,
    coalesce(nullif(authority_code, ''), 'unknown') as authority_code,
    provider_code,
    nullif(reason_code, '') as reason_code,
    nullif(attributed_to, '') as attributed_to,
    care_type,
    cast(days as bigint) as delayed_days,
    cast(people as bigint) as people
from counted_month
