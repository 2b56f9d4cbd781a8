-- grain: one stay and currency with claimed or chargeable days in the month; key: stay_id, currency
-- shown: statement: table claims_by_stay
-- A line has the days and the money of the month; credits are taken off. The kinds of difference add up to the difference.
-- Lines that belong to no stay stand together without one.
with lines as (
    select
        stay_id,
        currency,
        claim_id,
        payee_code,
        1 as lines,
        1 - min(says_days) as lines_without_days,
        sum(days) as days,
        sum(amount_minor) as amount_minor
    from int_claim_days_in_view
    group by stay_id, currency, claim_id, payee_code
),

sides as (
    select
        stay_id,
        currency,
        lines as claimed_lines,
        lines_without_days,
        days as claimed_days,
        amount_minor as claimed_minor,
        0 as chargeable_days,
        0 as chargeable_minor
    from lines
    union all
    select
        stay_id,
        currency,
        0 as claimed_lines,
        0 as lines_without_days,
        0 as claimed_days,
        0 as claimed_minor,
        is_chargeable as chargeable_days,
        amount_minor as chargeable_minor
    from int_days_in_view
    where is_chargeable = 1
),

both_sides as (
    select
        stay_id,
        currency,
        cast(sum(claimed_lines) as bigint) as claimed_lines,
        cast(sum(lines_without_days) as bigint) as lines_without_days,
        cast(sum(claimed_days) as bigint) as claimed_days,
        cast(sum(chargeable_days) as bigint) as chargeable_days,
        cast(sum(claimed_minor) as bigint) as claimed_minor,
        cast(sum(chargeable_minor) as bigint) as chargeable_minor
    from sides
    group by stay_id, currency
),

kinds as (
    select
        stay_id,
        currency,
        sum(case when kind = 'claimed_twice' then days else 0 end) as twice_days,
        sum(case when kind = 'claimed_twice' then amount_minor else 0 end) as twice_minor,
        sum(case when kind = 'rate' then amount_minor else 0 end) as rate_minor,
        sum(case when kind = 'not_owed' then amount_minor else 0 end) as not_owed_minor,
        sum(case when kind = 'not_claimed' then amount_minor else 0 end) as not_claimed_minor,
        sum(case when kind = 'credit' then amount_minor else 0 end) as credit_minor,
        sum(case when kind = 'days_not_known' then amount_minor else 0 end) as days_not_known_minor,
        sum(case when kind = 'not_split' then amount_minor else 0 end) as not_split_minor,
        sum(case when kind = 'no_stay' then amount_minor else 0 end) as no_stay_minor
    from int_claim_differences
    group by stay_id, currency
),

twice as (
    select
        stay_id,
        currency,
        min(first_claim_id) as twice_first_claim_id,
        max(last_claim_id) as twice_last_claim_id
    from int_claimed_days
    where days > 1
    group by stay_id, currency
)

select
    case when both_sides.stay_id = '' then null else both_sides.stay_id end as stay_id,
    both_sides.currency,
    both_sides.claimed_lines,
    both_sides.lines_without_days,
    both_sides.claimed_days,
    both_sides.chargeable_days,
    both_sides.claimed_minor,
    both_sides.chargeable_minor,
    both_sides.claimed_minor - both_sides.chargeable_minor as difference_minor,
    twice.twice_first_claim_id,
    twice.twice_last_claim_id,
    cast(coalesce(kinds.twice_days, 0) as bigint) as twice_days,
    cast(coalesce(kinds.twice_minor, 0) as bigint) as twice_minor,
    cast(coalesce(kinds.rate_minor, 0) as bigint) as rate_minor,
    cast(coalesce(kinds.not_owed_minor, 0) as bigint) as not_owed_minor,
    cast(coalesce(kinds.not_claimed_minor, 0) as bigint) as not_claimed_minor,
    cast(coalesce(kinds.credit_minor, 0) as bigint) as credit_minor,
    cast(coalesce(kinds.days_not_known_minor, 0) as bigint) as days_not_known_minor,
    cast(coalesce(kinds.not_split_minor, 0) as bigint) as not_split_minor,
    cast(coalesce(kinds.no_stay_minor, 0) as bigint) as no_stay_minor
from both_sides
left join kinds on both_sides.stay_id = kinds.stay_id and both_sides.currency = kinds.currency
left join twice on both_sides.stay_id = twice.stay_id and both_sides.currency = twice.currency
order by stay_id, currency
