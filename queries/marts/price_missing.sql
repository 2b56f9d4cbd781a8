-- grain: one hospital, authority, regime and layer of days that are owed at a price that is not known; key: all of them
-- shown: statement: table price_missing
select
    payee_code,
    payer_code,
    regime,
    layer,
    cast(count(*) as bigint) as days
from int_days_in_view
where status = 'price_missing'
group by payee_code, payer_code, regime, layer
order by payee_code, payer_code, regime, layer
