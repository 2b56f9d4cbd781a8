-- grain: one rule of one regime that some day rests on; key: regime, rule, cite
-- shown: statement: table rules
select
    regime,
    rule,
    status,
    cite,
    cast(count(*) as bigint) as days
from int_days_in_view
group by regime, rule, status, cite
order by regime, status, rule, cite
