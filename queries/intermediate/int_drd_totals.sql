-- grain: one month, level, hospital and council with discharges; key: month, level, provider_code, authority_code
select
    month,
    level,
    provider_code,
    authority_code,
    cast(sum(discharges) as bigint) as discharges,
    cast(sum(delayed) as bigint) as delayed,
    cast(sum(bed_days) as bigint) as bed_days
from int_drd_levels
group by month, level, provider_code, authority_code
