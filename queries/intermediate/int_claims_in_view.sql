-- grain: one claimed line that lies in the month, in the view of the project; key: payee_code, claim_id
-- A line that reaches into another month is left out: its days and money cannot be divided without asking.
select claim.*
from claim
cross join parameters
where claim.from_on >= cast(parameters.first_on as date)
    and claim.to_on <= cast(parameters.last_on as date)
    and (parameters.view = 'system'
        or (parameters.view = 'authority' and claim.payer_code = parameters.code)
        or (parameters.view = 'provider' and claim.payee_code = parameters.code))
