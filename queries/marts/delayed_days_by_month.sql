-- grain: one month, authority, hospital, reason, attribution and kind of care by one convention; key: all of them
-- A person who was delayed for two reasons in a month is in two rows: days add up over rows, people do not.
with added as (
    select
        convention,
        month,
        coalesce(authority_code, 'unknown') as authority_code,
        provider_code,
        reason_code,
        attributed_to,
        care_type,
        cast(sum(days) as bigint) as delayed_days,
        cast(count(*) as bigint) as people
    from counted_stay
    group by
        convention,
        month,
        coalesce(authority_code, 'unknown'),
        provider_code,
        reason_code,
        attributed_to,
        care_type
)

select
    convention,
    month,
    authority_code,
    provider_code,
    nullif(reason_code, '') as reason_code,
    nullif(attributed_to, '') as attributed_to,
    care_type,
    delayed_days,
    people
from added
order by convention, month, authority_code, provider_code, reason_code, attributed_to, care_type
