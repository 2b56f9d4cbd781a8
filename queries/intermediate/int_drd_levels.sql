-- grain: one level, hospital, council and band, not yet added up; key: none
-- Levels of the publication: all of the project, its hospitals, its councils, and hospitals within councils. An empty
-- code means: over all of them.
select 'all' as level, month, '' as provider_code, '' as authority_code, band, discharges, delayed, bed_days
from int_drd_discharges
union all
select 'provider' as level, month, provider_code, '' as authority_code, band, discharges, delayed, bed_days
from int_drd_discharges
union all
select 'utla' as level, month, '' as provider_code, authority_code, band, discharges, delayed, bed_days
from int_drd_discharges
union all
select 'provider_utla' as level, month, provider_code, authority_code, band, discharges, delayed, bed_days
from int_drd_discharges
