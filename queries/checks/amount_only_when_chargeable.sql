-- must find nothing: a day with an amount that is not chargeable, or a chargeable day without one
select delay_id, day, status, amount_minor
from stg_ledger_days
where (is_chargeable = 1 and amount_minor <= 0) or (is_chargeable = 0 and amount_minor <> 0)
