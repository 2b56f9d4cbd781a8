-- grain: one delay whose length a convention has bands for, at its end or at a census; key: convention, bands_of, month, stay_id
select
    convention,
    'end' as bands_of,
    month,
    stay_id,
    coalesce(authority_code, 'unknown') as authority_code,
    provider_code,
    care_type,
    band,
    days
from counted_delay
union all
select
    convention,
    'census' as bands_of,
    month,
    stay_id,
    coalesce(authority_code, 'unknown') as authority_code,
    provider_code,
    care_type,
    band,
    days
from counted_census
