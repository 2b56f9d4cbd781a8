-- grain: one band of length in one month, authority, hospital and kind of care by one convention; key: all of them
-- shown: trend: table lengths_table
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
    from stg_lengths
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
    coalesce(stg_lengths.delays, 0) as delays,
    coalesce(stg_lengths.delay_days, 0) as delay_days
from grid
left join stg_lengths
    on grid.convention = stg_lengths.convention
    and grid.bands_of = stg_lengths.bands_of
    and grid.month = stg_lengths.month
    and grid.authority_code = stg_lengths.authority_code
    and grid.provider_code = stg_lengths.provider_code
    and grid.care_type = stg_lengths.care_type
    and grid.band = stg_lengths.band
order by convention, bands_of, month, authority_code, provider_code, care_type, place
