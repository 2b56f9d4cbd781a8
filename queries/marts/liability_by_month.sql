-- grain: one month, authority, hospital and currency over all published months; key: all of them
-- shown: ad hoc: what each month came to as it was published, over all months of the store
-- Each month as it was last published, whoever's view the project takes.
select
    calendar_month.month,
    every_ledger_day.payer_code,
    every_ledger_day.payee_code,
    every_ledger_day.currency,
    cast(count(distinct every_ledger_day.stay_id) as bigint) as delayed_stays,
    cast(count(*) as bigint) as delayed_days,
    cast(sum(case when every_ledger_day.status = 'chargeable' then 1 else 0 end) as bigint) as chargeable_days,
    cast(sum(case when every_ledger_day.status = 'price_missing' then 1 else 0 end) as bigint) as price_missing_days,
    cast(sum(every_ledger_day.amount_minor) as bigint) as amount_minor
from every_ledger_day
inner join calendar_month
    on extract(year from every_ledger_day.day) = calendar_month.year
    and extract(month from every_ledger_day.day) = calendar_month.month_of_year
group by
    calendar_month.month,
    every_ledger_day.payer_code,
    every_ledger_day.payee_code,
    every_ledger_day.currency
order by month, payer_code, payee_code, currency
