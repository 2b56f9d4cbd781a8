### The statement: claims, corrections, councils, prices, editions, data, law.

## Claims beside the ledger

claims-title = What is claimed, and does it agree?
claims-sum = { $claimed } is claimed for { $claimed_days ->
        [one] { $claimed_days } day
       *[other] { $claimed_days } days
    } in { $lines ->
        [one] { $lines } line
       *[other] { $lines } lines
    }; by the ledger { $owed } is owed for { $owed_days ->
        [one] { $owed_days } chargeable day
       *[other] { $owed_days } chargeable days
    }. The difference is { $gap }.
claims-text = Credits are taken off. A line over a month end has here the days and the money of this month.
claims-of-index = Stays and lines are in the statements of the councils. A statement has the lines that name its council: a line that names another council than the one that owes is claimed and not chargeable with the one, and chargeable and not claimed with the other. Lines that claim the same days of two councils are in rejects.csv (W_CLAIM_TWICE).
claims-by-stay = Stays for which claim and ledger differ
claims-agree-by-stay = claim and ledger agree for every stay
claims-by-kind = Differences between claims and ledger, by kind
claims-agree = claims and ledger agree
claims-twice = The same days claimed twice: pay at most one
claims-rates = Lines of the month that are not priced by the tariff, each with all of its days
none-here = none here
difference-claimed_twice = Claimed twice
difference-claimed_twice-advice = pay at most one of the lines, and ask for a credit of the other
difference-rate = Claimed at another rate
difference-rate-advice = compare the amount of the line with the tariff
difference-not_owed = Claimed, not chargeable
difference-not_owed-advice = `beddays explain STAY` shows why the day is not charged
difference-no_stay = Claimed for no stay here
difference-no_stay-advice = ask the hospital which stay is meant
difference-days_not_known = Lines of which it is not known which days they claim
difference-days_not_known-advice = ask for the days of the line
difference-not_split = Lines over a month end that cannot be split
difference-not_split-advice = ask for a line for each month
difference-credit = Credits of more than what is claimed here
difference-credit-advice = find the line that the credit corrects
difference-not_claimed = Chargeable, not claimed
difference-not_claimed-advice = nothing to pay until it is claimed

## Corrections of closed months

corrections-title = What is to be paid now?
corrections-title-payee = What is to be paid to us now?
corrections-sum = Closed months are corrected: { $months }. With the { $amount } of { $month } that makes { $to_pay } to pay now.
corrections-month = { $amount } for { $month } ({ $stays ->
        [one] { $stays } stay
       *[other] { $stays } stays
    })
corrections-text = A closed month stays as it was sent. What changed of it since then is put right here, day by day, and a later statement starts from it.
corrections-to-pay = This month and corrections of closed months, by hospital, { $month }
nothing = nothing
corrected-title = Days of closed months that are corrected
corrected-no-day = no delayed day
corrected-not-here = not in this statement
corrected-then = { $first }, now { $last }
evidence-line = { $file }, line { $line }

## Councils, their statements and those that ended

councils-title = Which council owes what?
councils-table = What each council owes for { $month }, and where its statement is
councils-none = no delayed days and nothing in doubt in the month
councils-chart = Chargeable days by council, { $month }
councils-text = Each council in the table has a statement of its own, with every stay that it is charged for and every doubt about its days: a page, a workbook, CSV and JSON files, in the folder that the table names.
councils-text-unknown = The council pays that is liable on the day: the folder council-unknown has the days for which none is known, and records that name none.
councils-again = { $amount } in doubt stands in the statements of more than one council, because each of them may owe it. The total counts each pound once.
councils-again-row = less: in doubt in several statements
owed-to-hospitals = What each hospital is owed for { $month }
successor-sum = { $ended }: { $days ->
        [one] { $days } chargeable day
       *[other] { $days } chargeable days
    } of { $stays ->
        [one] { $stays } stay
       *[other] { $stays } stays
    } ({ $amount }) are owed by { $payer }. { $why }
successor-reading = That liabilities pass to the one council that comes after is the reading successor_liability; the order of the reorganisation was not at hand.
successor-list = That it came after is what the project's list of municipalities says.
own-not-yet = { $began }. No day of the month is its own: what the councils before it owe stands in their statements, or in that of the whole system (view = "system").
own-ended = { $ended }. No day of the month is its own.

## Prices that are not known

price-without = { $days ->
        [one] { $days } more day
       *[other] { $days } more days
    } { $days ->
        [one] is
       *[other] are
    } owed at a price that is not known, and { $days ->
        [one] is
       *[other] are
    } in no sum of money of this statement.
price-title = Which prices are missing?
price-table = Days that are owed at a price that is not known, { $month }
price-none = every price is known
price-file = The price of { $year } is missing in { $id } (rate { $layer }). Write a file prices-{ $year }.toml with the two lines  prices_of = "{ $id }"  and  { $price }  beside beddays.toml, and name it too: regimes = ["{ $id }", "prices-{ $year }.toml"].
price-unknown-some = no price for some of the days
price-unknown = a price is not known

## How the statement stands

notice-incomplete = Not complete: data of { $month } are missing ({ $sources })
standing-line = Provisional until closed, edition { $edition } · news up to { $day } · amounts in { $currency }
standing-line-incomplete = Provisional until closed, edition { $edition } · data not complete ({ $sources }) · news up to { $day } · amounts in { $currency }
missing-data = The data of { $month } are not complete: { $what }. The days and amounts below rest on what came, and can be too low or too high.
replaces-sum = This edition replaces edition { $edition }: { $sums }; { $what }. The files of that edition are kept in the folder edition-{ $edition }.
replaces-nothing = no day of this statement changed
replaces-stays = { $stays ->
        [one] { $stays } stay
       *[other] { $stays } stays
    } changed
corrections-came-to = Corrections of closed months came to { $before } in edition { $edition } and come to { $now } in this one.
restated-sum = { $month } (edition { $edition }) would be different by now: { $sums } ({ $seen }).
restated-closed = it is closed: the first open month corrects it when it is run
restated-run = run { $month } again for a new edition, or acknowledge the change
acknowledged = acknowledged
acknowledged-note = acknowledged: { $note }
quiet-month = No source delivered a fact of { $month }: the figures rest on stays that were open before.
before-and-now = { $chargeable_before ->
        [one] { $chargeable_before } chargeable day
       *[other] { $chargeable_before } chargeable days
    } of { $delayed_before ->
        [one] { $delayed_before } delayed day
       *[other] { $delayed_before } delayed days
    } and { $amount_before } before, { $chargeable_now } of { $delayed_now } and { $amount_now } now ({ $difference })
changes-title = What changed since earlier statements?
changes-text = A published month stays as it was until it is run again: that makes a new edition, and the old one is kept. `beddays acknowledge` notes that a change was seen and is left for later. A closed month stays as it is, and a later statement corrects it.
replaces-rest = Hospitals without a change
replaces-table = What edition { $edition } changed of edition { $earlier }, by hospital
replaces-none = no delayed days in either
restated-table = Published months that would be different with all that is known now
seen-closed = closed
seen-no = no
seen-yes = yes
delivered-title = What each source delivered for { $month }
delivered-month = the month
delivered-not-expected = nothing; it need not
delivered-missing = nothing: missing
delivered-header-only = a header line and no rows
delivered-ends-early = not to the end of the month

## What was rejected or doubtful

quality-title = What was rejected or doubtful?
quality-title-of-council = What is doubtful?
quality-of-council = What was read of each delivery, and what was rejected in it, is in the index of the month and in its rejects.csv.
records-sum = { $records ->
        [one] { $records } record
       *[other] { $records } records
    } read = { $accepted } accepted + { $rejected } rejected + { $duplicates } duplicates, over every delivery this project ever received. rejects.csv has the findings about stays that this month can have to do with, and those of deliveries that came since another month was run, with file, line, column and hint.
records-sum-passed-over = { $records ->
        [one] { $records } record
       *[other] { $records } records
    } read = { $accepted } accepted + { $passed_over } passed over + { $rejected } rejected + { $duplicates } duplicates, over every delivery this project ever received. rejects.csv has the findings about stays that this month can have to do with, and those of deliveries that came since another month was run, with file, line, column and hint.
open-stays = { $stays ->
        [one] { $stays } stay has
       *[other] { $stays } stays have
    } no recorded end and { $stays ->
        [one] is
       *[other] are
    } followed to { $day }: { $days ->
        [one] { $days } delayed day
       *[other] { $days } delayed days
    } and { $amount } of the month lie after the last record of their stay, and rest on that.
unused-events = Recorded, and without effect on the bill, because the law here has no rule that uses it: { $kinds }.
unused-stay = { $kind } (stay { $stay })
unused-stay-more = { $kind } (stay { $stay } and { $more } more)
unused-stays = { $kind } ({ $stays ->
        [one] { $stays } stay
       *[other] { $stays } stays
    })
not-linked = { $records ->
        [one] { $records } record belongs
       *[other] { $records } records belong
    } to no stay here. Nothing is wrong with them in themselves: they are counted as accepted, and listed with what depends on them.
not-linked-index = { $records ->
        [one] { $records } record belongs
       *[other] { $records } records belong
    } to no stay here. Nothing is wrong with them in themselves: they are counted as accepted, and listed with what depends on them in the statement of the council they name, or in council-unknown.
receipts-title = Records by delivery
receipts-all = all
nothing-delivered = nothing was delivered
senders-title = Records by sender
findings-title = Findings by sender and code
findings-none = nothing was found wrong
fate-rejected = rejected
fate-duplicate = duplicate
fate-warning = accepted with a warning
passed-over-title = Records passed over: they say nothing about a stay of their own
passed-over-none = nothing was passed over
links-title = How records were linked to stays, the surest class first
not-linked-title = Records that belong to no stay here, and the most that depends on them
not-said = not said
no-authority-named = no authority named
volumes-title = Records of each sender's last deliveries beside the median of up to 12 before
volumes-few = fewer than 3 before
alarm-odd = below half or above twice of the median
alarm-share = { $now }% can be read, { $before }% of the one before
doubts-title = Doubts about stays of the month, by kind
doubts-none = no doubts
doubts-overlap = In the table by kind each day and each amount of a stay stands once in a row. Doubts of several kinds can be about the same day: it is in the row of each, and once in what is in doubt.
doubtful-title = Stays in doubt, with the reading of each record that moves most money
doubtful-none = no stay to look at
doubtful-not-known = { $doubt }; at stake not known: { $why }
no-single-record = no single record
elsewhere-title = Rejected records whose stay is not in the bill: it was not taken, or they name none
elsewhere-see = see the stays in doubt
elsewhere-nothing = nothing in this month and view
elsewhere-no-stay = not known: it names no stay
elsewhere-unread = not known: no row of the stay can be read
elsewhere-listed = { $what }; `beddays query open_question` lists the stays
elsewhere-further = further stays
elsewhere-names-none = names no stay
elsewhere-several = several
elsewhere-whole-record = the whole record
not-judged-title = Stays that no law here could judge: not priced, not zero
twice-title = One person charged for in two stays on one day: pay at most one

## The law

law-title = Which law does it rest on?
law-grades = Grades: “verified” was read in the text of the Act or instrument; “secondary” rests on official notes or other sources; “reading” is the default answer where the text leaves a gap; “unverified” was not seen.
law-weakest = The weakest grade among the rules that days of this month rest on is “{ $grade }”.
law-warning = Warning ({ $id }): { $words } [{ $cite }; { $grade }]
law-not-seen = { $id }: not seen: { $words }.
law-questions = { $id }: amounts also rest on the answers to { $count } open questions below, none of them verified.
law-questions-unverified = { $id }: amounts also rest on the answers to { $count } open questions below, none of them verified; unverified: { $unverified }.
rules-title = Rules that the days of { $month } rest on
rules-none = no day rests on any rule
readings-title = Readings: the answers used where the law leaves a question open
readings-none = no questions are open
reading-not-default = { $answer } (not the default)
questions-title = What the open questions of law are worth
questions-text = Each difference is what the month would come to more or less, all stays judged again, if that one question were answered so and all others stayed as they are. Differences of several questions do not add up. The table above has the questions with their sections.
questions-unchanged = Change nothing this month: { $answers }.
questions-fill-in = Not judged, for a time has to be filled in: { $answers }.
questions-not-judged = Charged stays that cannot be judged by an answer, and are not in its difference: { $answers }.
questions-none = no other answer changes what is known of this month
questions-no-law = no law decided a day this month: nothing was asked
grade-verified = verified
grade-secondary = secondary
grade-reading = reading
grade-unverified = unverified
