-- grain: one delayed day of one delay in the month; key: delay_id, day
-- The ledger as stored, with the one status spelt out as a flag.
select
    delay_id,
    stay_id,
    day,
    n,
    status,
    case when status = 'chargeable' then 1 else 0 end as is_chargeable,
    amount_minor,
    currency,
    payer_code,
    payee_code,
    layer,
    regime,
    rule,
    cite
from ledger_day
