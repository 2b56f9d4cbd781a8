-- must find nothing: a month of a convention with bands in which the delays of the bands are not all delays
with sides as (
    select int_lengths.convention, int_lengths.bands_of, int_lengths.month, int_lengths.delays
    from int_lengths
    inner join (select distinct convention, bands_of from band) as banded
        on int_lengths.convention = banded.convention
        and int_lengths.bands_of = banded.bands_of
    union all
    select convention, bands_of, month, -delays as delays
    from length_bands
)

select convention, bands_of, month, sum(delays) as more_delays_than_in_bands
from sides
group by convention, bands_of, month
having sum(delays) <> 0
