-- grain: one day that is claimed for one stay, credits taken off, or for what else a line names; key: claimed_for, currency, day
select
    claimed_for,
    stay_id,
    currency,
    day,
    cast(sum(days) as bigint) as days,
    cast(sum(amount_minor) as bigint) as amount_minor,
    cast(max(case when days > 0 then amount_minor else 0 end) as bigint) as dearest_minor,
    min(case when days > 0 then claim_id end) as first_claim_id,
    max(case when days > 0 then claim_id end) as last_claim_id
from int_claim_days_in_view
where part = 'day'
group by claimed_for, stay_id, currency, day
