### The public pack.

pack-title = Delayed discharge: { $owner }, { $month }
pack-standing = { $state ->
        [closed] Closed
       *[open] Provisional
    }, edition { $edition } · figures in { $currency }
pack-several-rates = more than one daily rate
pack-fact-rule = Disclosure rule { $rule }
pack-fact-rule-value = { $publisher }, { $title }; file { $file }
pack-fact-grade = Lowest grade of the rule
pack-fact-grade-value = reading: what is withheld to protect other figures is ours

## What it comes to

pack-people = people delayed
pack-days = delayed days
pack-charged-people = people charged for
pack-charged-days = chargeable days
pack-none = no { $what }
pack-about = about { $number } { $what }
pack-few = { $from } to { $to } { $what }
pack-not-shown = a number of { $what } that is not shown
pack-sum = { $month }: { $people } and { $days }; { $charged } are among them.
pack-beds = On an average day about { $beds } beds were taken by them.
pack-hidden = { $few } of { $all } figures rest on few people and are shown as { $mark }; { $withheld } are shown as { $other } so that those cannot be worked out.
pack-later = Later news or corrections exist of { $months }: they are not in the figures of these months.
pack-people-note = each once in the month
pack-charged-note = days that the law charges
pack-amount-note = chargeable days at the daily rate

## Tables

pack-hospitals = How many at each hospital?
pack-authorities = How many of each authority?
pack-pairs = Which authority at which hospital?
pack-reasons = Why did people wait?
pack-hospital-reasons = Why did people wait at each hospital?
pack-authority-reasons = Why did people of each authority wait?
pack-by-hospital = by hospital
pack-by-authority = by authority
pack-by-hospital-and-authority = by hospital and authority
pack-by-reason = by reason
pack-by-hospital-and-reason = by hospital and reason
pack-by-authority-and-reason = by authority and reason
pack-table = Delayed people and days { $by }, { $month }
pack-chart = Delayed days { $by }, { $month }
pack-two-reasons = A person with two reasons in the month stands in two rows, and once in the total.
pack-nobody = no person was delayed
pack-bar = { $name }: about { $days } days
pack-bars-hidden = Not shown: { $hidden } of { $all }.
pack-months = How does it compare with the months before?
pack-months-text = Each month stands as its last edition has it: corrections of closed months, and news that came since, are not in it. A person delayed in two months stands in both rows, and once in the year so far.
pack-months-table = Delayed people and days by month, up to { $month }
pack-no-month = no month is known
pack-year = Year so far, from April

## The rule

pack-rule-title = How are people protected?
pack-rule-few = { $mark }: the figure rests on { $from } to { $to } people. Days, money and averages are hidden with them { $source }.
pack-rule-rounding = All other numbers are rounded to the nearest { $to }; 0 is a true zero. An amount is the rounded days at their daily rate { $source }.
pack-rule-totals = Totals are added up exactly and rounded then, so that parts need not add up to them { $source }.
pack-rule-withheld = { $mark }: withheld, whatever its size, so that a hidden figure cannot be worked out from what is shown { $source }.
pack-rule-checked = Before publication every hidden figure was checked against this pack and { $packs ->
        [one] { $packs } pack
       *[other] { $packs } packs
    } published before: each can be at least { $width } apart and still agree with everything shown.

## Names of sheets, at most 28 letters

sheet-by_authority = By authority
sheet-by_hospital_and_authority = By hospital and authority
sheet-by_reason = By reason
sheet-by_hospital_and_reason = By hospital and reason
sheet-by_authority_and_reason = By authority and reason
chart-days_by_hospital = Days by hospital
chart-days_by_authority = Days by authority
chart-days_by_reason = Days by reason
