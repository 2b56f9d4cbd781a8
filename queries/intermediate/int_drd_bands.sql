-- grain: one month, level, hospital, council and band; key: month, level, provider_code, authority_code, place
-- A band that nobody fell in is there with 0.
with found as (
    select
        month,
        level,
        provider_code,
        authority_code,
        band,
        cast(sum(discharges) as bigint) as discharges,
        cast(sum(bed_days) as bigint) as bed_days
    from int_drd_levels
    where band is not null
    group by month, level, provider_code, authority_code, band
),

grid as (
    select int_drd_totals.*, band.band, band.place
    from int_drd_totals
    cross join band
    where band.convention = 'england-drd' and band.bands_of = 'end'
)

select
    grid.month,
    grid.level,
    grid.provider_code,
    grid.authority_code,
    grid.place,
    grid.discharges as all_discharges,
    grid.delayed as all_delayed,
    coalesce(found.discharges, 0) as discharges,
    coalesce(found.bed_days, 0) as bed_days
from grid
left join found
    on grid.month = found.month
    and grid.level = found.level
    and grid.provider_code = found.provider_code
    and grid.authority_code = found.authority_code
    and grid.band = found.band
