-- grain: one delayed day, in the view of the project, of a stay whose hospital recorded no end; key: delay_id, day
-- shown: statement: section quality
select
    days.stay_id,
    days.delay_id,
    days.day,
    days.payer_code,
    days.amount_minor,
    days.currency
from int_days_in_view as days
inner join stay on days.stay_id = stay.stay_id
where stay.discharged_at is null
order by days.delay_id, days.day
