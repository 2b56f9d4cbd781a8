-- grain: one delayed day by one convention; key: convention, delay_id, day
-- by rows of: counted_day
select
    counted_day.convention,
    counted_day.day,
    cast(counted_day.month || '-01' as date) as month_on,
    counted_day.stay_id,
    counted_day.delay_id,
    cast(counted_day.days_since_ready as bigint) as days_since_ready,
    coalesce(nullif(stay.authority_code, ''), 'unknown') as authority_code,
    stay.provider_code,
    coalesce(nullif(stay.care_type, ''), 'acute') as care_type,
    coalesce(nullif(counted_day.reason_code, ''), 'none') as reason_code,
    coalesce(nullif(counted_day.attributed_to, ''), 'none') as attributed_to,
    cast(1 as bigint) as delayed_days
from counted_day
left join stay on counted_day.stay_id = stay.stay_id
