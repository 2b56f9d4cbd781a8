-- grain: one sender; key: sender
-- shown: statement, trend, statistics: table senders
-- Every record that was read is accepted, passed over, rejected or a duplicate.
select
    sender,
    cast(count(*) as bigint) as deliveries,
    cast(sum(records) as bigint) as records,
    cast(sum(accepted) as bigint) as accepted,
    cast(sum(passed_over) as bigint) as passed_over,
    cast(sum(rejected) as bigint) as rejected,
    cast(sum(duplicates) as bigint) as duplicates,
    cast(sum(warnings) as bigint) as warnings
from delivery
group by sender
order by sender
