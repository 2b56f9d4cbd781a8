-- grain: one band of length in one month, authority, hospital and kind of care by one convention; key: all of them
-- The mart length_bands, its months as days.
select
    convention,
    bands_of,
    cast(month || '-01' as date) as month_on,
    coalesce(nullif(authority_code, ''), 'unknown') as authority_code,
    provider_code,
    care_type,
    cast(place as bigint) as band_place,
    band,
    cast(from_days as bigint) as band_from_days,
    cast(delays as bigint) as delays,
    cast(delay_days as bigint) as delay_days
from length_bands
