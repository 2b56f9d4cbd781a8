### The trend report, and what it and the statistics say of the data.

## The report

trend-title = Delayed discharge: the trend in { $owner } to { $last }
trend-standing = { $first } to { $last }; { $convention }
trend-no-figure-for = There is no figure for { $month }: { $why }.
trend-too-few = Without figures of two months there is no trend.
trend-month = In { $month } patients were delayed for { $days } days: on average { $beds } beds.
trend-verdict-unsettled = Most months show special-cause variation: the limits of a process that keeps changing give no verdict.
trend-verdict = { $month } shows { $meaning ->
        [worse] special-cause variation, and it is a deterioration
        [better] special-cause variation, and it is an improvement
        [special] special-cause variation, neither better nor worse
       *[usual] common-cause variation, within what is usual: it shows no change
    } (mean { $centre }, usual from { $lower } to { $upper }).
trend-few-months = These limits rest on { $months } months only. Until there are { $enough }, treat them, and what they show as usual, as provisional.
trend-year-area = Twelve months before it was not the same area: it changed in { $month }.
trend-year-change = That is { $change }% { $way ->
        [fewer] fewer
       *[more] more
    } beds than twelve months before (on average { $before }).
trend-year-nobody = Twelve months before, no patient was delayed.
trend-year-unknown = There are no figures of twelve months before.
trend-most-frequent = Over the last { $months } months the most frequent reason that is stated was “{ $name }”, with { $share }% of the days.
trend-in-month = in { $month }
trend-in-month-why = in { $month }: { $why }
trend-beds = Beds on average
trend-year-to-date = Financial year to date
trend-year-months = { $months ->
        [one] delayed days in April
       *[other] delayed days in { $months } months from April
    }
trend-special = Months of special-cause variation
trend-charted = of { $months } charted
trend-no-april = its April is not here
trend-no-figure = no figure
trend-not-stated = not stated
trend-all = All
trend-no-days = no days
trend-no-months = no months
trend-unit = days per day
trend-unit-delays = delays
trend-unit-people = people
fact-counting = Counting
fact-months = Months
trend-months-span = { $first } to { $last }
fact-charts = Charts
fact-charts-value = XmR: limits 2.66 mean moving ranges from the mean, moving ranges of 3.267 times their mean left out once; special-cause variation: beyond a limit, 7 rising or falling, 2 of 3 near a limit, 7 on one side
fact-rebase = Limits begin anew
fact-convention = Convention
fact-convention-value = { $title }; file { $file }
fact-of-month = Month { $month }
fact-month-edition = edition { $edition }, { $state ->
        [closed] closed
       *[open] provisional
    }
fact-month-left-out = not in this report: the news counted here ends before the month does (as of { $day })
months-incomplete = Not complete: data of { $months } are missing
standing-incomplete = { $standing } · data not complete
months-incomplete-text = The data of { $months } were not complete when the figures were made: they can be too low.

## Areas that changed, a process that keeps changing

trend-ended = { $ended }. { $month } is the last month of its figures: nothing here is about the present.
trend-began = { $began }. Its figures begin with { $month }, and the limits rest on { $months } months.
trend-series-breaks = The series breaks in { $month }: { $what }.
trend-limits-anew = The limits begin anew there.
trend-limits-one = One pair of limits over both fits neither: option --rebase { $option } begins new ones there.
trend-code-changed = { $name } has the code { $new } and no longer { $old }: its area or its form changed
trend-another-area = another area: { $began }
trend-unsettled = More than half of the months show special-cause variation. The limits of a process that keeps changing fit its last months badly, so they give no verdict on them.
trend-differ-most = The months differ most before and from { $month } (on average { $before } and { $after } beds). If something is known to have changed then, new limits from that month are worth considering (option --rebase { $option }).

## Delayed days per day, all and by their dimensions

trend-all-title = Are delays rising?
trend-all-days = All delayed days
trend-all-chart = Delayed days per day, { $first } to { $last }
trend-all-description = The last month: { $variation }. { $special } of { $months } months show special-cause variation. By the last limits the mean is { $centre }, and { $lower } to { $upper } are usual.
trend-all-table = Delayed days by month, with special-cause variation
trend-special-of = { $special } of { $months } months show special-cause variation by the rules at the end of this page; the others vary as usual.
trend-target = The target is { $target } beds on average{ $assured ->
        [passes] : as things are, the target will be met every month.
        [fails] : as things are, the target will be missed every month.
        [by_chance] : as things are, the target is met or missed by chance.
       *[unknown] ; the limits do not show whether it will be met.
    }
trend-per-day = Per day: the delayed days of a month divided by its days, which is the average number of beds taken.
trend-attribution-title = Who is responsible?
trend-reason-title = For what reasons?
trend-authority-title = In which authorities?
trend-provider-title = At which providers?
trend-care-title = In what kind of care?
trend-by-chart = Delayed days per day by { $dimension ->
        [attribution] responsible body
        [reason] reason
        [authority] authority
        [provider] provider
       *[care] kind of care
    }, each on its own scale
trend-by-table = Delayed days by { $dimension ->
        [attribution] responsible body
        [reason] reason
        [authority] authority
        [provider] provider
       *[care] kind of care
    } in { $month }
trend-by-month = Delayed days by { $dimension ->
        [attribution] responsible body
        [reason] reason
        [authority] authority
        [provider] provider
       *[care] kind of care
    } and month, with special-cause variation
trend-counted = { $dimension ->
        [attribution] { $number ->
            [one] { $number } responsible body
           *[other] { $number } responsible bodies
        }
        [reason] { $number ->
            [one] { $number } reason
           *[other] { $number } reasons
        }
        [authority] { $number ->
            [one] { $number } authority
           *[other] { $number } authorities
        }
        [provider] { $number ->
            [one] { $number } provider
           *[other] { $number } providers
        }
       *[care] { $number ->
            [one] { $number } kind of care
           *[other] { $number } kinds of care
        }
    }
trend-none-worse = No { $dimension ->
        [attribution] responsible body
        [reason] reason
        [authority] authority
        [provider] provider
       *[care] kind of care
    } shows a deterioration in the last month by special-cause variation.
trend-worse = The last month of { $whose } shows special-cause variation, and it is a deterioration.
trend-some-of = { $some } of { $all }
trend-unsettled-of = For { $what } more than half of the months show special-cause variation: no verdict.
trend-changed-of = { $what } began, ended or changed in these months: the first table has the months, and what came before or after.
trend-drawn = Drawn are the { $drawn } with most days over twelve months; the first table has all { $all }.
trend-not-charted-of = { $what } cannot be charted, see the first table: unknown months are not 0.
trend-not-charted = not charted
trend-not-charted-ended = not charted: it ended
trend-not-charted-unknown = not charted: months without a figure
trend-not-charted-few = not charted: too few months
trend-break = another area from this month on
trend-below-zero = below zero
trend-keeps-changing = keeps changing: no verdict
trend-as-usual = varies as usual
trend-worse-than-usual = worse than usual
trend-better-than-usual = better than usual
trend-signal-above = above the upper limit
trend-signal-below = below the lower limit
trend-signal-rise = one of 7 or more that rise
trend-signal-fall = one of 7 or more that fall
trend-signal-near-upper = 2 of 3 near the upper limit
trend-signal-near-lower = 2 of 3 near the lower limit
trend-signal-shift-above = one of 7 or more above the mean
trend-signal-shift-below = one of 7 or more below the mean
responsible-nhs = NHS
responsible-social-care = Social care
responsible-both = Both together
responsible-neither = No responsible body

## Few reasons, lengths, people by day

trend-few-title = Which few reasons make up most of it?
trend-few-reasons = { $few } of { $all } reasons make up { $share }% of the days of the last { $months } months.
trend-reasons-table = Delayed days by reason, the last { $months } months to { $month }
trend-lengths-title = How long do delays last?
trend-lengths-ended = { $all ->
        [0] { $all } delays that ended in { $month }.
       *[other] { $all } delays that ended in { $month }, on average { $mean } days.
    }
trend-lengths-ended-table = By length in days: delays that ended in { $month }
trend-lengths-census = { $all ->
        [0] { $all } people delayed on the census day, { $day }.
       *[other] { $all } people delayed on the census day, { $day }, on average { $mean } days.
    }
trend-lengths-census-table = By length in days: people delayed on the census day, { $day }
trend-no-bands = no bands
trend-people-title = On which days are people waiting?
trend-people = People delayed on a day of { $month }: { $least } at the least ({ $least_on }), { $most } at the most ({ $most_on }).
trend-people-table = People delayed on each day of { $month }
trend-people-note = The convention counts a delay when it ends: people whose delay went on after the last news are not among them.

## Beside others, from published figures

trend-peers-title = How does it compare with others?
trend-peer = By { $source }, which may count otherwise than this report, { $name } had { $figure } { $by ->
        [rate] delayed days per day and 100,000 adults
       *[days] delayed days per day
    } in { $month }: rank { $rank } of { $areas } (1 is the highest), quartile { $quartile }.
trend-peer-breaks = { $name } breaks in { $month }: { $what }.
trend-peer-change = That is { $change }% { $way ->
        [fewer] fewer
       *[more] more
    } beds than in the same month last year.
trend-peer-no-rate = There is no rate per 100,000 adults: the number of adults of that year is not known for every area. Without it a large area ranks high because it is large.
trend-peers-chart = Delayed days in { $month }: { $name } and those next to it in rank
trend-peers-table = Areas by { $by ->
        [rate] delayed days per day and 100,000 adults
       *[days] delayed days per day
    } in { $month } ({ $source })
trend-own-area = { $name } (this report)
trend-no-areas = no areas
trend-adults-not-known = adults not known
trend-month-without = a month has no figure
trend-other-area-then = another area then
trend-figures-of-store = published figures of the store
trend-areas-of-files = the { $count } areas of the files
trend-as-published = as published by { $publishers } ({ $formats }){ $counted ->
        [at_the_end] ; bed days after the ready date, all in the month of discharge
       *[day_by_day] {""}
    }
trend-edition = edition { $edition }
trend-edition-not-stated = edition not stated
trend-sources = { $totals } totals were added up again: { $held } are as published, { $explained } differ for a reason that is known. { $unknown } figures have no number, and are not 0.
trend-sources-table = Published files, and what they were held to
trend-no-files = no files

## From one figure to another

trend-bill = the bill
trend-bridge-title = Why is { $to } another figure than { $from }?
trend-bridge = { $days } days by { $from }, plus { $added }, less { $taken }, are { $are } days by { $to }.
trend-bridge-table = From { $from } to { $to } in { $month }, in days
trend-bridge-others = `beddays bridge` shows those to { $others }.
trend-no-step = no step
bridge-of = { $from } to { $to }, { $month }, edition { $edition }, stays followed to { $day }, view { $view }
bridge-bill = Days that are charged
bridge-ledger = the ledger of the month
bridge-own-authority = the authority of the stay itself, as in every table of the statistics
bridge-published = { $name }: figures were published so from { $from } to { $to }, not for { $month }
bridge-now = now
bridge-cause-removed = the records of the stay were removed under retention, so that no statistic can count its days
trend-removed = the records of { $stays ->
        [one] { $stays } stay
       *[other] { $stays } stays
    } were removed on { $day }
trend-removed-last = Stays of this month were removed under retention: what was counted of them is in the days of the months, and not here.
bridge-not-counted = { $name }: { $stays ->
        [one] { $stays } stay is
       *[other] { $stays } stays are
    } not counted because `{ $what }` is not known; they are not zero
trend-not-counted = { $stays ->
        [one] { $stays } stay
       *[other] { $stays } stays
    } not counted, not known: { $causes }

## How good the data are

data-title = How good are the data?
data-records = { $read } records read = { $accepted } accepted + { $passed_over } passed over + { $rejected } rejected + { $duplicates } duplicates, over every delivery ever received.
data-not-counted = { $stays ->
        [0] Every stay of the last month could be counted.
        [one] { $stays } stay of the last month is not counted because something is not known of it: see not-counted.csv.
       *[other] { $stays } stays of the last month are not counted because something is not known of them: see not-counted.csv.
    }

## Charts

chart-usual = common-cause variation (usual)
chart-better = special-cause variation: improvement
chart-worse = special-cause variation: deterioration
chart-special = special-cause variation, neither better nor worse
chart-mean = mean
chart-limits = limits of what is usual
chart-target = target
chart-another-area = another area
chart-assured = { $assured ->
        [passes] the target will be met every month
        [fails] the target will be missed every month
       *[by_chance] the target is met or missed by chance
    }
book-charted = value
book-lower = lower limit
book-centre = centre
book-upper = upper limit
book-drawn = The first { $drawn } of { $all } are drawn; the table has all figures.

## Names of sheets, at most 28 letters

sheet-all_by_month = Delayed days by month
sheet-attribution_last = Responsible, last month
sheet-attribution_months = Responsible, by month
sheet-reason_last = Reasons, last month
sheet-reason_months = Reasons, by month
sheet-authority_last = Authorities, last month
sheet-authority_months = Authorities, by month
sheet-provider_last = Providers, last month
sheet-provider_months = Providers, by month
sheet-care_last = Kinds of care, last month
sheet-care_months = Kinds of care, by month
sheet-few_reasons_table = Most frequent reasons
sheet-lengths_table = Length of delays
sheet-people_by_day_table = People on each day
sheet-peers_table = Areas compared
sheet-sources = Published files
sheet-by_month = People and days by month
name-bridge = Bridge { $number }
chart-all_days = All days
chart-attribution_days = Attribution days
chart-reason_days = Reason days
chart-authority_days = Authority days
chart-provider_days = Provider days
chart-care_days = Care days
chart-few_reasons = Few reasons
chart-lengths = Lengths
chart-people_by_day = People by day
chart-near_peers = Near peers

## Limits from a part of the months, and months that are left out

trend-baseline-first = Limits are taken from the first { $months } months of each segment alone, and hold for the later ones.
trend-baseline-span = Limits are taken from { $first } to { $last } alone, and hold for the other months.
trend-baseline-past = The baseline, { $first } to { $last }, is older than the months shown, and limits began anew since: it changes nothing here.
trend-baseline-short = A baseline of { $months } months is short: { $enough } or more make limits to rely on.
trend-left-out = { $month } is left out of limits and rules: { $why }.
trend-verdict-left-out = { $month } is left out of limits and rules, so it has no verdict.
trend-left-out-last = left out: no verdict
trend-signal-left-out = left out: { $why }
trend-not-charted-baseline = not charted: the baseline is older than its figures
fact-baseline = Limits taken from
fact-baseline-first = the first { $months } months of each segment
fact-left-out = Left out of limits: { $month }
chart-left-out = left out of limits and rules
chart-baseline = months that limits are taken from

## A shift that has lasted, and all measures on one page

trend-lasting = The last { $months } months, from { $month } on, all lie { $side ->
        [above] above
       *[below] below
    } the mean (on average { $centre } beds): a shift that has lasted. If you know what changed then, and expect it to stay, new limits from that month are due (option --rebase { $option }). Limits are never recalculated by themselves.
trend-icons-title = All measures on one page
trend-icons = What { $month } says of each measure, and whether its target will be met as things are: two signs, no figures.
trend-icons-few = Of each kind those are here that are drawn above. A series without a target has one sign.
trend-icons-chart = All measures in { $month }, with their signs
trend-icons-table = All measures in { $month }, with their signs in words
trend-icons-all = Delayed days per day
trend-icons-by = Delayed days per day: { $what }
trend-no-target = no target
icon-variation = { $icon ->
        [usual] varies as usual
        [better_low] lower than usual: better
        [better_high] higher than usual: better
        [worse_low] lower than usual: worse
        [worse_high] higher than usual: worse
        [low] lower than usual
        [high] higher than usual
       *[no_verdict] no verdict
    }
head-measure = Measure
head-of-what = Of what
head-variation = Variation
head-assurance = Target
chart-icons = All measures
sheet-icons_table = All measures

## Money as a series

trend-money-title = What does it cost?
trend-money-label = Amount per day
trend-money-chart = Amount per day of the month, { $currency }
trend-money-table = Amount by month, { $currency }, with special-cause variation
trend-money-last = { $month } came to { $amount }, { $day } a day.
trend-last-month-says = By the limits of its series { $month } says: { $words }.
trend-money-not-charted = The amounts are not charted: limits need two months whose amounts are known.
trend-money-some-unknown = { $months ->
        [one] { $months } month has no amount, because a price of it is not known. It is not 0, and the chart begins after it.
       *[other] { $months } months have no amount, because a price of each is not known. They are not 0, and the chart begins after the last of them.
    }
trend-money-basis = Each amount is that of the month’s own days by the last edition of its statement. What later statements correct of a closed month is in none of them.
trend-money-unknown = a price is not known
trend-unit-money = per day
trend-higher-than-usual = higher than usual
trend-lower-than-usual = lower than usual
trace-billed-amount = The amounts of the days that are charged in { $month }
chart-money = Amount per day
sheet-money_months = Amount by month

## The share of discharges that were delayed

trend-share-title = What share of discharges is delayed?
trend-share-label = Share of discharges that were delayed
trend-share-chart = Share of discharges that were delayed, in percent: { $area }
trend-share-p = On average { $mean } discharges a month were delayed, fewer than { $small }. With so few, chance moves the share, so this is a P chart: each month has the limits of its own number of discharges.
trend-share-xmr = On average { $mean } discharges a month were delayed, { $small } or more. More than chance moves such a share from month to month, so this is an XmR chart and no P chart, whose limits would be too narrow.
trend-share-unknown = Months before the first that is charted lack a count, which is not 0.
trend-share-not-charted = The share is not charted: limits need two months of which both counts are known.
trend-unit-share = percent
head-delayed-discharges = Delayed discharges
head-discharges = Discharges
head-share-percent = Share in percent
chart-share = Share delayed
sheet-share_months = Share delayed by month

## Trusts that came after others

trend-trust-joined = { $name } took over { $before } on { $day }
trend-trust-began = { $name } began on { $day }, after { $before }
trend-trust-passed = { $name } passed to { $after } on { $day }
trend-break-trust = with another trust from this month on
chart-another-trust = another trust joined
trend-no-verdict = no verdict
trend-year-trust = Twelve months before it was not the same trust: another joined it in { $month }.
trend-other-trust-then = another trust then
