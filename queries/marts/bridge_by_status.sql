-- grain: one ledger status; key: status
-- shown: statement: table bridge
-- From the delayed days down to the chargeable ones: the days add up to all delayed days of the month.
select
    status,
    cast(count(*) as bigint) as days,
    cast(count(distinct stay_id) as bigint) as stays,
    cast(sum(amount_minor) as bigint) as amount_minor
from int_days_in_view
group by status
order by status
