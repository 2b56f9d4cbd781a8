### The statement.

## The statement: titles, the answer, the figures at the top

title-payer = Delayed discharge: what { $owner } owes for { $month }
title-payee = Delayed discharge: what { $owner } is owed for { $month }
title-system = Delayed discharge in { $owner }: what each council owes for { $month }
title-of-payee = Delayed discharge: what { $who } owes { $owner } for { $month }
title-of = Delayed discharge in { $owner }: what { $who } owes for { $month }
title-unknown = Delayed discharge, { $owner }: days and records without a known council, { $month }
title-unknown-system = Delayed discharge in { $owner }: days and records without a known council, { $month }
answer-of-payee = { $who } owes { $owner } { $amount } for { $chargeable ->
        [one] { $chargeable } chargeable day
       *[other] { $chargeable } chargeable days
    } of { $delayed ->
        [one] { $delayed } delayed day
       *[other] { $delayed } delayed days
    } in { $month }.
answer-owes = { $who } owes { $amount } for { $chargeable ->
        [one] { $chargeable } chargeable day
       *[other] { $chargeable } chargeable days
    } of { $delayed ->
        [one] { $delayed } delayed day
       *[other] { $delayed } delayed days
    } in { $month }.
answer-is-owed = { $who } is owed { $amount } for { $chargeable ->
        [one] { $chargeable } chargeable day
       *[other] { $chargeable } chargeable days
    } of { $delayed ->
        [one] { $delayed } delayed day
       *[other] { $delayed } delayed days
    } in { $month }.
answer-councils = The councils of { $who } owe { $amount } for { $chargeable ->
        [one] { $chargeable } chargeable day
       *[other] { $chargeable } chargeable days
    } of { $delayed ->
        [one] { $delayed } delayed day
       *[other] { $delayed } delayed days
    } in { $month }.
amount-not-known = an amount that is not known
unknown-none = No delayed day of { $month } is without a council that would pay.
unknown-days = For { $days ->
        [one] { $days } delayed day
       *[other] { $days } delayed days
    } of { $month } no council is charged, because it is not known which one owes.
nothing-due = Nothing is due for { $month }.
several-index-one = The one statement of a council is linked below; no single stay is listed on this page.
several-index = The { $count } statements of councils are linked below; no single stay is listed on this page.
several-unknown = What is here names no council that can owe for it. Its days are in the total of the month and in the statement of no council; a doubt about them is also in the statements of those that may owe.
several-of = Only what concerns this council is here; all councils together are in the index of the month.
stays-delayed = { $stays ->
        [one] { $stays } stay was
       *[other] { $stays } stays were
    } delayed on some day of the month; { $charged } of them { $charged ->
        [one] is
       *[other] are
    } charged for.
charged-twice-sum = { $amount } is charged for days on which one person is charged for in two stays: pay at most one of each.
in-doubt-sum = { $amount } depends on what is in doubt, each { $currency ->
        [GBP] pound
       *[other] amount
    } counted once. Settle it before the amount is paid or claimed.
doubtful-of-council = { $stays ->
        [one] { $stays } stay is
       *[other] { $stays } stays are
    } doubtful: see “What is doubtful?”.
rejected-and-doubtful = { $records ->
        [one] { $records } record was
       *[other] { $records } records were
    } rejected and { $stays ->
        [one] { $stays } stay is
       *[other] { $stays } stays are
    } doubtful: see “What was rejected or doubtful”.
figure-amount = Amount
figure-amount-note = sum of the chargeable days
figure-amount-without = without { $days ->
        [one] { $days } day
       *[other] { $days } days
    } of unknown price
figure-to-pay = To pay now
figure-to-pay-note = with { $amount } of closed months
figure-in-doubt = In doubt
figure-in-doubt-note = see the stays in doubt
figure-twice = Charged twice
figure-twice-note = pay at most one of each
figure-chargeable = Chargeable days
figure-delayed = Delayed days
figure-delayed-note = from ready to leave until the end
figure-stays = Stays charged for
figure-stays-note = of { $stays } delayed
share-of-delayed = { $share }% of delayed days
share-none = no delayed days
see-statements = see the statements of the councils
fact-standing = Standing
fact-standing-value = provisional until closed, edition { $edition }
fact-provisional = { $state ->
        [closed] closed
       *[open] provisional
    }, edition { $edition }
fact-month = Month
fact-as-of = As-of date
fact-ledger = Ledger (SHA-256)
fact-program = Program
fact-regime = Regime { $id }
fact-regime-value = { $title }; file { $file }; readings { $readings }
fact-input = Input
fact-input-of-index = the deliveries that the index of the month lists
fact-input-file = Input { $file }
fact-input-before = Input before
fact-input-before-value = { $earlier }; store/manifest.json has the SHA-256 of each
not-known = not known
authority-not-known = authority not known
council-not-known = Council not known
none = none
total = Total
total-unpriced = Total, without { $days ->
        [one] { $days } day
       *[other] { $days } days
    } of unknown price
no-delayed-days = no delayed days in the month
stay-in-two-rows = a stay can stand in two rows
unit-days = days
unit-patients = patients

## What is owed

owed-title = What is owed, and to which hospital?
owed-title-payer = What do we owe, and to whom?
owed-title-payee = What are we owed, and by whom?
owed-title-system = Which authority owes what, and to whom?
owed-text = The body that manages the hospital is the payee. A day is charged whole, at the rate of the authority that is liable on that day.
owed-table = Amounts by hospital and authority, { $month }
owed-chart = Chargeable days by hospital, { $month }
bar-days = { $label }: { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
bars-none = No delayed days.

## Each hospital, each day, each stay

hospitals-title = What happened at each hospital?
hospitals-text = Every delayed day stands in exactly one column beside the first.
hospitals-table = Delayed days by hospital and status, { $month }
by-day-title = Delayed patients on each day of { $month }
by-day-description = On average { $mean } patients a day were delayed, { $charged } of them on a chargeable day; the most, { $most }, on { $day }.
series-chargeable = chargeable
series-not-chargeable = not chargeable
stays-title = Which stays, and why?
stays-text = `beddays explain STAY` prints any of them day by day, with the section of law and the dates used.
stays-table = Stays with chargeable days, { $month }
stays-none = no stay is charged for in the month
no-reason-given = no reason given
charge-not-assessed = not assessed
charge-ready = ready to leave
charge-ready-late = ready to leave, a message was late
charge-services-missing = services missing
return-says = { $codes }: { $sides }
list-and = { $first } and { $last }

## The bridge from delayed to chargeable days

bridge-title = How does that follow from the delayed days?
bridge-text = Every delayed day of every delay has exactly one status. The days that are not charged are taken away one reason after the other; what is left is charged.
bridge-span = A delay runs from the day the patient was ready to leave to the day the stay ended, both included.
bridge-span-named = A delay runs from the day the patient was ready to leave ({ $word }) to the day the stay ended, both included.
bridge-table = Delayed days by status, { $month }
bridge-chart = From delayed days to chargeable days, { $month }
bridge-all = All delayed days
bridge-each-once = each day once
bridge-several-rows = a stay can stand in several rows
bridge-less = less: { $status }
bridge-charged = Chargeable days
bridge-description = Of { $delayed ->
        [one] { $delayed } delayed day,
       *[other] { $delayed } delayed days,
    } { $charged ->
        [one] { $charged } day
       *[other] { $charged } days
    } are chargeable. Taken away: { $parts }.
bridge-part = { $days } { $status }

## Statuses of days

status-chargeable = Chargeable
status-price_missing = Owed, price not known
status-notice_missing = Notice missing or void
status-within_interval = Within the time allowed
status-free_day = Free day
status-first_day_exempt = First day exempt
status-services_in_place = Services in place
status-other_cause = Other cause
status-deterioration = Deterioration
status-out_of_scope = Out of scope
status-not_in_force = Law not in force
status-not_claimed = Not claimed
status-no_payer = No council to charge
status-after_end = After the end of liability
meaning-chargeable = owed by the authority
meaning-price_missing = owed by the authority, in no sum of money: see the law
meaning-notice_missing = a notice that the law asks of the hospital was not given, void or withdrawn
meaning-within_interval = up to and including the relevant day
meaning-free_day = a free day of the tariff
meaning-first_day_exempt = Sunday or public holiday before the first day, or ready by 11am on it
meaning-services_in_place = the authority was ready in time
meaning-other_cause = something else than the authority's part stood in the way
meaning-deterioration = the patient was not well enough to leave that day
meaning-out_of_scope = not a stay that the law is about
meaning-not_in_force = the law charged nothing on that day
meaning-not_claimed = chargeable, but no claim is made
meaning-no_payer = the council that owed had ended, and which one owes instead is not known
meaning-after_end = the period had ended: the patient left, or an event ended it
readiness-notice_missing = a message that the law asks for was not sent, or too late
readiness-within_interval = the days before a charge begins still ran
readiness-services_in_place = the municipality had a place, or had said that it can receive the patient
readiness-deterioration = the patient was no longer ready to leave

## What to accrue

accrual-title = What to accrue for { $month }
accrual-ledger = Chargeable days of the ledger
accrual-falls = Days in doubt that could fall away
accrual-adds = Days in doubt that could be owed too
accrual-twice = One person in two stays on one day
accrual-open = Stays that are open: the { $days ->
        [one] { $days } day
       *[other] { $days } days
    } to the end of the month, as they are now
accrual-total = To accrue
accrual-not-judged = The accrual has nothing for { $stays ->
        [one] { $stays } stay
       *[other] { $stays } stays
    } that no law here could judge.
accrual-not-known = What { $doubts ->
        [one] { $doubts } doubt
       *[other] { $doubts } doubts
    } could add to the accrual is not known, and is not in it.

## A line of the journal

journal-bill = { $name }: delayed discharges, { $month }
journal-correction = { $name }: correction of delayed discharges, { $month }
