-- grain: one day or whole line with one kind of difference between what is claimed and what the ledger charges; key: none
-- The kinds exclude each other and their amounts add up to the difference of each stay. Of days claimed twice all beyond
-- the dearest line is of the first kind, and the dearest is compared with the ledger like any other.
with sides as (
    select claimed_for, stay_id, currency, day, days, amount_minor, dearest_minor, 0 as owed_days, 0 as owed_minor
    from int_claimed_days
    union all
    select
        stay_id as claimed_for,
        stay_id,
        currency,
        day,
        0 as days,
        0 as amount_minor,
        0 as dearest_minor,
        is_chargeable as owed_days,
        amount_minor as owed_minor
    from int_days_in_view
    where is_chargeable = 1
),

by_day as (
    select
        claimed_for,
        stay_id,
        currency,
        day,
        cast(sum(days) as bigint) as days,
        cast(sum(amount_minor) as bigint) as claimed_minor,
        cast(sum(dearest_minor) as bigint) as dearest_minor,
        cast(sum(owed_days) as bigint) as owed_days,
        cast(sum(owed_minor) as bigint) as owed_minor
    from sides
    group by claimed_for, stay_id, currency, day
),

once as (
    select
        stay_id,
        currency,
        days,
        owed_days,
        owed_minor,
        claimed_minor,
        case when days > 1 then dearest_minor else claimed_minor end as once_minor
    from by_day
)

select stay_id, currency, 'claimed_twice' as kind, days - 1 as days, claimed_minor - once_minor as amount_minor
from once
where days > 1
union all
select stay_id, currency, 'no_stay' as kind, least(days, 1) as days, once_minor as amount_minor
from once
where stay_id = '' and owed_days = 0
union all
select stay_id, currency, 'rate' as kind, 0 as days, once_minor - owed_minor as amount_minor
from once
where days >= 1 and owed_days = 1 and once_minor <> owed_minor
union all
select stay_id, currency, 'not_owed' as kind, 1 as days, once_minor as amount_minor
from once
where stay_id <> '' and days >= 1 and owed_days = 0
union all
select stay_id, currency, 'not_claimed' as kind, -1 as days, 0 - owed_minor as amount_minor
from once
where days <= 0 and owed_days = 1
union all
select stay_id, currency, 'credit' as kind, days, once_minor as amount_minor
from once
where stay_id <> '' and days <= 0 and (days < 0 or once_minor <> 0)
union all
select
    stay_id,
    currency,
    case when part = 'line' then 'days_not_known' else 'not_split' end as kind,
    days,
    amount_minor
from int_claim_days_in_view
where part <> 'day'
