-- grain: one authority and currency, whoever's view it is; key: payer_code, currency
-- shown: ad hoc: what each authority owes, whoever's view it is; a run holds the sums of the ledger to it
select
    payer_code,
    currency,
    cast(count(distinct stay_id) as bigint) as delayed_stays,
    cast(count(*) as bigint) as delayed_days,
    cast(sum(is_chargeable) as bigint) as chargeable_days,
    cast(sum(amount_minor) as bigint) as amount_minor
from stg_ledger_days
group by payer_code, currency
order by payer_code, currency
