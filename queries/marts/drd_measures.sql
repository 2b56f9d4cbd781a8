-- grain: one month, level, hospital, council and measure; key: month, level, provider_code, authority_code, measure
-- shown: ad hoc: the project's own figures under the names of England's publication, to be held against it
-- The 38 measures of England's discharge-ready-date publication under their published names, from the stays of the
-- project by england-drd. Every `%` is in percent, as are the two whose name begins with Date. Empty where it would
-- divide by nothing. Only councils have the measures of councils, only the whole has those of providers.
with figures as (
    select month, level, provider_code, authority_code, 'acceptable_providers' as what, 0 as place,
        cast(acceptable_parts as double) as value
    from int_drd_coverage
    where level = 'all'
    union all
    select month, level, provider_code, authority_code, 'acceptable_providers_share' as what, 0 as place,
        100.0 * cast(acceptable_parts as double) / cast(parts as double) as value
    from int_drd_coverage
    where level = 'all'
    union all
    select month, level, provider_code, authority_code, 'council_discharges' as what, 0 as place,
        cast(acceptable_parts as double) as value
    from int_drd_coverage
    where level = 'utla'
    union all
    select month, level, provider_code, authority_code, 'council_discharges_share' as what, 0 as place,
        100.0 * cast(acceptable_parts as double) / cast(parts as double) as value
    from int_drd_coverage
    where level = 'utla'
    union all
    select month, level, provider_code, authority_code, 'council_discharges_from_provider' as what, 0 as place,
        cast(acceptable_parts as double) as value
    from int_drd_coverage
    where level = 'provider_utla'
    union all
    select month, level, provider_code, authority_code, 'council_discharges_from_provider_share' as what, 0 as place,
        100.0 * cast(acceptable_parts as double) / cast(parts as double) as value
    from int_drd_coverage
    where level = 'provider_utla'
    union all
    select month, level, provider_code, authority_code, 'discharges' as what, 0 as place,
        cast(discharges as double) as value
    from int_drd_totals
    union all
    select month, level, provider_code, authority_code, 'bed_days' as what, 0 as place,
        cast(bed_days as double) as value
    from int_drd_totals
    union all
    select month, level, provider_code, authority_code, 'discharged_same_day' as what, 0 as place,
        100.0 * cast(discharges - delayed as double) / cast(discharges as double) as value
    from int_drd_totals
    union all
    select month, level, provider_code, authority_code, 'discharged_later' as what, 0 as place,
        100.0 * cast(delayed as double) / cast(discharges as double) as value
    from int_drd_totals
    union all
    select month, level, provider_code, authority_code, 'average_days_of_all' as what, 0 as place,
        cast(bed_days as double) / cast(discharges as double) as value
    from int_drd_totals
    union all
    select month, level, provider_code, authority_code, 'average_days_of_delayed' as what, 0 as place,
        case when delayed > 0 then cast(bed_days as double) / cast(delayed as double) end as value
    from int_drd_totals
    union all
    select month, level, provider_code, authority_code, 'discharges' as what, place,
        cast(discharges as double) as value
    from int_drd_bands
    union all
    select month, level, provider_code, authority_code, 'discharges_share' as what, place,
        100.0 * cast(discharges as double) / cast(all_discharges as double) as value
    from int_drd_bands
    union all
    select month, level, provider_code, authority_code, 'delayed_discharges_share' as what, place,
        case when all_delayed > 0 then 100.0 * cast(discharges as double) / cast(all_delayed as double) end as value
    from int_drd_bands
    where place > 1
    union all
    select month, level, provider_code, authority_code, 'bed_days' as what, place,
        cast(bed_days as double) as value
    from int_drd_bands
    where place > 1
)

select
    figures.month,
    figures.level,
    figures.provider_code,
    figures.authority_code,
    drd_measure.number,
    drd_measure.measure,
    figures.value
from figures
inner join drd_measure
    on figures.what = drd_measure.what
    and figures.place = drd_measure.place
order by month, level, provider_code, authority_code, number
