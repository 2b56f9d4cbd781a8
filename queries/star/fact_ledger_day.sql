-- grain: one delayed day under one regime, in the latest edition of its month; key: delay_id, day, regime
-- by rows of: every_ledger_day
select
    day,
    stay_id,
    delay_id,
    n as day_of_delay,
    coalesce(nullif(payer_code, ''), 'unknown') as payer_code,
    payee_code,
    status,
    regime,
    nullif(layer, '') as layer,
    rule,
    cite,
    cast(edition as bigint) as edition,
    cast(1 as bigint) as delayed_days,
    cast(case when status = 'chargeable' then 1 else 0 end as bigint) as chargeable_days,
    case when status = 'price_missing' then null else amount_minor end as amount_minor,
    currency
from every_ledger_day
