-- grain: one delayed day in the view of the project; key: delay_id, day
-- by rows of: ledger_day
-- An authority sees the days it would pay for, a provider the days it would be paid for, a system all of them.
select days.*
from stg_ledger_days as days
cross join parameters
where parameters.view = 'system'
    or (parameters.view = 'authority' and days.payer_code = parameters.code)
    or (parameters.view = 'provider' and days.payee_code = parameters.code)
