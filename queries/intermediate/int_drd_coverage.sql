-- grain: one month, level, hospital and council with discharges, counted or not; key: month, level, provider_code, authority_code
-- A hospital's data are acceptable in a month where a delay could be counted for one of its discharges at least: the
-- publisher's own test is not public. Discharges that the convention leaves out are not among them.
with acceptable as (
    select
        month,
        provider_code,
        case when sum(counted) > 0 then 1 else 0 end as is_acceptable
    from counted_discharge
    where convention = 'england-drd'
    group by month, provider_code
),

discharged as (
    select
        counted_discharge.month,
        counted_discharge.provider_code,
        coalesce(nullif(counted_discharge.authority_code, ''), 'unknown') as authority_code,
        counted_discharge.discharges,
        acceptable.is_acceptable
    from counted_discharge
    inner join acceptable
        on counted_discharge.month = acceptable.month
        and counted_discharge.provider_code = acceptable.provider_code
    where counted_discharge.convention = 'england-drd'
),

of_council as (
    select
        month,
        authority_code,
        cast(sum(discharges) as bigint) as discharges,
        cast(sum(discharges * is_acceptable) as bigint) as acceptable_discharges
    from discharged
    group by month, authority_code
)

select
    month,
    'all' as level,
    '' as provider_code,
    '' as authority_code,
    cast(count(*) as bigint) as parts,
    cast(sum(is_acceptable) as bigint) as acceptable_parts
from acceptable
group by month
union all
select
    month,
    'utla' as level,
    '' as provider_code,
    authority_code,
    discharges as parts,
    acceptable_discharges as acceptable_parts
from of_council
union all
select
    discharged.month,
    'provider_utla' as level,
    discharged.provider_code,
    discharged.authority_code,
    of_council.discharges as parts,
    cast(discharged.discharges as bigint) as acceptable_parts
from discharged
inner join of_council
    on discharged.month = of_council.month
    and discharged.authority_code = of_council.authority_code
