-- grain: one month, authority, hospital and currency; key: all of them
-- The mart liability_by_month, its months as days.
select
    cast(month || '-01' as date) as month_on,
    coalesce(nullif(payer_code, ''), 'unknown') as payer_code,
    payee_code,
    currency,
    delayed_stays,
    delayed_days,
    chargeable_days,
    price_missing_days,
    case when price_missing_days > 0 then null else amount_minor end as amount_minor
from liability_by_month
