-- grain: one official figure of a month over all but the organisation responsible, in every edition; key: all but value
-- Editions are put in order as text: days after whatever is no day, then by the record that brought them.
select
    publication,
    measure,
    attributed_to,
    period,
    area_kind,
    area_code,
    area_name,
    ons_code,
    edition,
    value,
    absence,
    case when edition like '____-__-__' then '1' else '0' end || edition as edition_order,
    source_id || cast(1000000000000 + source_record as varchar) as source_order
from published
where period <> ''
    and day is null
    and provider_code = ''
    and reason = ''
    and care_type = ''
    and age_group = ''
    and band = ''
    and detail = ''
