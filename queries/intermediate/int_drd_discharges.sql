-- grain: one month, hospital, council and band of the discharge-ready-date convention; key: month, provider_code, authority_code, band
select
    month,
    provider_code,
    authority_code,
    band,
    cast(sum(delays) as bigint) as discharges,
    cast(sum(delayed) as bigint) as delayed,
    cast(sum(delay_days) as bigint) as bed_days
from stg_lengths
where convention = 'england-drd' and bands_of = 'end'
group by month, provider_code, authority_code, band
