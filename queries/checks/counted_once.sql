-- must find nothing: a day of a delay that one convention counts twice
select convention, delay_id, day, cast(count(*) as bigint) as times
from counted_day
group by convention, delay_id, day
having count(*) > 1
