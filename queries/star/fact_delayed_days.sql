-- grain: one month, authority, hospital, reason, attribution and kind of care by one convention; key: all of them
-- The mart delayed_days_by_month, its months as days.
select
    convention,
    cast(month || '-01' as date) as month_on,
    authority_code,
    provider_code,
    coalesce(reason_code, 'none') as reason_code,
    coalesce(attributed_to, 'none') as attributed_to,
    care_type,
    delayed_days,
    people
from delayed_days_by_month
