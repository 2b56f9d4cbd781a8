-- must find nothing: an area and month whose bands of delay do not add up to its discharges and bed days
select
    month,
    level,
    provider_code,
    authority_code,
    max(all_discharges) - sum(discharges) as discharges_outside_bands
from int_drd_bands
group by month, level, provider_code, authority_code
having max(all_discharges) <> sum(discharges)
