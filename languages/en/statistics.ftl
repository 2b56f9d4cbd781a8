### The statistics of a month without a bill.

statistics-title = Delayed discharge: the statistics of { $owner } for { $month }
statistics-standing = Provisional until closed, edition { $edition } · news up to { $day }
statistics-days = { $days ->
        [one] { $days } delayed day
       *[other] { $days } delayed days
    } in { $month } by { $convention } ({ $title }).
statistics-no-figure = There is no figure for { $month } by { $convention } ({ $title }).
statistics-counted = How many days were delayed?
statistics-counted-text = The project names no law, so there is no bill: these are the days by the conventions of statistics.
statistics-by-convention = by convention
statistics-no-conventions = no conventions
statistics-no-days = no delayed days in the month
statistics-not-counted = What is not counted, and why?
statistics-all-counted = Every stay that touches the month could be counted.
statistics-not-counted-text = These stays touch the month and are in no figure, because something is not known of them.
statistics-not-counted-table = Stays that are not counted, { $month }
statistics-fact-convention = Convention { $convention }
head-convention = Convention
head-lacking = What is not in it
head-how-counted = How days are counted
head-not-known = Not known
head-what-it-means = What that means

## Names of sheets, at most 28 letters

sheet-counted = Counted
sheet-places = Places
sheet-not_counted = Not counted
