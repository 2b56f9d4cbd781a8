-- grain: one band of length, at the end or at a census, with delays; key: convention, bands_of, month, authority_code, provider_code, care_type, band
-- Delays of a convention without bands have none.
select
    convention,
    bands_of,
    month,
    coalesce(nullif(authority_code, ''), 'unknown') as authority_code,
    provider_code,
    care_type,
    nullif(band, '') as band,
    cast(delays as bigint) as delays,
    cast(delayed as bigint) as delayed,
    cast(delay_days as bigint) as delay_days
from counted_length
