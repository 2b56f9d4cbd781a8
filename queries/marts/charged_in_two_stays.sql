-- grain: one person and day charged for in more than one stay; key: person_key, day
-- shown: statement: table charged_twice
-- At stake is what is charged beyond the dearest of the stays.
select
    stay.person_key,
    int_days_in_view.day,
    min(int_days_in_view.stay_id) as first_stay_id,
    max(int_days_in_view.stay_id) as last_stay_id,
    cast(sum(int_days_in_view.amount_minor) - max(int_days_in_view.amount_minor) as bigint) as amount_minor
from int_days_in_view
inner join stay on int_days_in_view.stay_id = stay.stay_id
where int_days_in_view.is_chargeable = 1 and stay.person_key is not null
group by stay.person_key, int_days_in_view.day
having count(*) > 1
order by int_days_in_view.day, first_stay_id
