-- grain: days that the same two lines claim for one stay, or what else they name; key: claimed_for, currency, first_claim_id, last_claim_id
-- shown: statement: table claimed_twice
-- At stake is what is claimed beyond the dearest line of each day.
select
    claimed_for,
    case when stay_id = '' then null else stay_id end as stay_id,
    currency,
    first_claim_id,
    last_claim_id,
    min(day) as first_day,
    max(day) as last_day,
    cast(sum(days - 1) as bigint) as days,
    cast(sum(amount_minor - dearest_minor) as bigint) as amount_minor
from int_claimed_days
where days > 1
group by claimed_for, stay_id, currency, first_claim_id, last_claim_id
order by first_day, claimed_for, first_claim_id, last_claim_id
