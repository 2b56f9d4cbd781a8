-- grain: one kind of difference between what is claimed in the month and what the ledger charges; key: kind, currency
-- shown: statement: table claim_differences
-- Days and amounts add up to the differences of `claims_against_ledger`.
select
    kind,
    currency,
    cast(sum(days) as bigint) as days,
    cast(sum(amount_minor) as bigint) as amount_minor
from int_claim_differences
group by kind, currency
order by kind, currency
