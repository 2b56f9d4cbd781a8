-- grain: one band of length in one month, authority, hospital and kind of care by one convention; key: all of them
-- Bands are those of the convention: at the end of the delay or at the census. A band that nobody fell in is there with
-- 0 wherever another band has somebody. delay_days are the whole lengths of the delays, not the days of the month.
with places as (
    select distinct
        convention,
        bands_of,
        month,
        authority_code,
        provider_code,
        care_type
    from int_lengths
),

counted as (
    select
        convention,
        bands_of,
        month,
        authority_code,
        provider_code,
        care_type,
        band,
        cast(count(*) as bigint) as delays,
        cast(sum(days) as bigint) as delay_days
    from int_lengths
    where band is not null
    group by convention, bands_of, month, authority_code, provider_code, care_type, band
),

grid as (
    select
        places.convention,
        places.bands_of,
        places.month,
        places.authority_code,
        places.provider_code,
        places.care_type,
        band.place,
        band.band,
        band.from_days
    from places
    inner join band on places.convention = band.convention and places.bands_of = band.bands_of
)

select
    grid.convention,
    grid.bands_of,
    grid.month,
    grid.authority_code,
    grid.provider_code,
    grid.care_type,
    grid.place,
    grid.band,
    grid.from_days,
    coalesce(counted.delays, 0) as delays,
    coalesce(counted.delay_days, 0) as delay_days
from grid
left join counted
    on grid.convention = counted.convention
    and grid.bands_of = counted.bands_of
    and grid.month = counted.month
    and grid.authority_code = counted.authority_code
    and grid.provider_code = counted.provider_code
    and grid.care_type = counted.care_type
    and grid.band = counted.band
order by convention, bands_of, month, authority_code, provider_code, care_type, place
