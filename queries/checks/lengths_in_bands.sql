-- must find nothing: a month of a convention with bands in which the delays of the bands are not all delays
with sides as (
    select stg_lengths.convention, stg_lengths.bands_of, stg_lengths.month, stg_lengths.delays
    from stg_lengths
    inner join (select distinct convention, bands_of from band) as banded
        on stg_lengths.convention = banded.convention
        and stg_lengths.bands_of = banded.bands_of
    union all
    select convention, bands_of, month, -delays as delays
    from length_bands
)

select convention, bands_of, month, sum(delays) as more_delays_than_in_bands
from sides
group by convention, bands_of, month
having sum(delays) <> 0
