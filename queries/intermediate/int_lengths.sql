-- grain: one band of length, at the end or at a census, with delays; key: convention, bands_of, month, authority_code, provider_code, care_type, band
-- Delays of a convention without bands have none.
select
    convention,
    'end' as bands_of,
    month,
    coalesce(authority_code, 'unknown') as authority_code,
    provider_code,
    care_type,
    band,
    cast(count(*) as bigint) as delays,
    cast(sum(days) as bigint) as delay_days
from counted_delay
group by convention, month, coalesce(authority_code, 'unknown'), provider_code, care_type, band
union all
select
    convention,
    'census' as bands_of,
    month,
    coalesce(authority_code, 'unknown') as authority_code,
    provider_code,
    care_type,
    band,
    cast(count(*) as bigint) as delays,
    cast(sum(days) as bigint) as delay_days
from counted_census
group by convention, month, coalesce(authority_code, 'unknown'), provider_code, care_type, band
