-- grain: one month, hospital, council and band of the discharge-ready-date convention; key: month, provider_code, authority_code, band
select
    month,
    provider_code,
    coalesce(authority_code, 'unknown') as authority_code,
    band,
    cast(count(*) as bigint) as discharges,
    cast(sum(case when days > 0 then 1 else 0 end) as bigint) as delayed,
    cast(sum(days) as bigint) as bed_days
from counted_delay
where convention = 'england-drd'
group by month, provider_code, coalesce(authority_code, 'unknown'), band
