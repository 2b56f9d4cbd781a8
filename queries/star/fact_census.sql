-- grain: one census day, authority, hospital, reason, attribution and kind of care by one convention; key: all of them
-- The mart census.
select
    convention,
    day,
    cast(month || '-01' as date) as month_on,
    authority_code,
    provider_code,
    coalesce(reason_code, 'none') as reason_code,
    coalesce(attributed_to, 'none') as attributed_to,
    care_type,
    people,
    days_so_far,
    longest_days
from census
