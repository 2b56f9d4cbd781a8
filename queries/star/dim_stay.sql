-- grain: one stay; key: stay_id
-- by rows of: stay
-- The person is left out: who stays again cannot be seen here.
select
    stay_id,
    provider_code,
    coalesce(nullif(authority_code, ''), 'unknown') as authority_code,
    cast(admitted_at as date) as admitted_on,
    ready_on,
    cast(discharged_at as date) as discharged_on,
    coalesce(nullif(care_type, ''), 'acute') as care_type,
    admission_method,
    discharge_method,
    discharge_destination,
    treatment_function_code,
    cast(age_at_admission as bigint) as age_at_admission
from stay
