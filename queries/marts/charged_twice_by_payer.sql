-- grain: one authority that is charged for a person and day of `charged_in_two_stays`; key: payer_code, person_key, day
-- shown: statement: table charged_twice
-- Two authorities can be charged for one person on one day, each for another stay: the day stands in the rows of both.
select distinct
    int_days_in_view.payer_code,
    charged_in_two_stays.person_key,
    charged_in_two_stays.day,
    charged_in_two_stays.first_stay_id,
    charged_in_two_stays.last_stay_id,
    charged_in_two_stays.amount_minor
from charged_in_two_stays
inner join stay on charged_in_two_stays.person_key = stay.person_key
inner join int_days_in_view
    on stay.stay_id = int_days_in_view.stay_id
    and charged_in_two_stays.day = int_days_in_view.day
where int_days_in_view.is_chargeable = 1
order by payer_code, person_key, day
