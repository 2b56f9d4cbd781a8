-- must find nothing: a currency whose days by month, payer and payee are not all days of the published ledgers
with sides as (
    select currency, 1 as days, amount_minor
    from every_ledger_day
    union all
    select currency, -delayed_days as days, -amount_minor as amount_minor
    from liability_by_month
)

select currency, sum(days) as more_days_than_by_month, sum(amount_minor) as more_than_by_month
from sides
group by currency
having sum(days) <> 0 or sum(amount_minor) <> 0
