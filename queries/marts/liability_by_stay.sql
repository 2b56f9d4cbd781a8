-- grain: one stay, authority, hospital, rate and reason in law with chargeable days; key: all of them
-- shown: statement: table stays
-- days x rate = amount in every row.
select
    stay_id,
    payee_code,
    payer_code,
    regime,
    rule,
    cite,
    currency,
    amount_minor as rate_minor,
    min(day) as first_day,
    max(day) as last_day,
    cast(count(*) as bigint) as days,
    cast(sum(amount_minor) as bigint) as amount_minor
from int_days_in_view
where is_chargeable = 1
group by stay_id, payee_code, payer_code, regime, rule, cite, currency, int_days_in_view.amount_minor
order by payee_code, stay_id, first_day, payer_code
