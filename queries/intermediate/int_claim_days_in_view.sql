-- grain: one day of a claimed line in the month, or a whole line whose days are not known, in the view of the project; key: payee_code, claim_id, day
-- A line that belongs to no stay has empty text in its place.
select
    claim_day.claim_id,
    claim_day.payee_code,
    claim_day.payer_code,
    claim_day.day,
    claim_day.part,
    coalesce(claim_day.stay_id, '') as stay_id,
    claim_day.claimed_for,
    claim_day.days,
    claim_day.says_days,
    claim_day.amount_minor,
    claim_day.currency
from claim_day
cross join parameters
where claim_day.day >= cast(parameters.first_on as date)
    and claim_day.day <= cast(parameters.last_on as date)
    and (parameters.view = 'system'
        or (parameters.view = 'authority' and claim_day.payer_code = parameters.code)
        or (parameters.view = 'provider' and claim_day.payee_code = parameters.code))
