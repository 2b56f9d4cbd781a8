### What came of a claim: the overview, the dispute pack, the letter.

## Verdicts

verdict-unreadable = Cannot be read
verdict-not_ours = Not ours
verdict-no_such_stay = No such stay
verdict-duplicate = Duplicate
verdict-already_paid = Already paid
verdict-out_of_scope = Out of scope
verdict-not_notified = Not notified
verdict-other_cause = Other cause
verdict-different_days = Different days
verdict-different_rate = Different rate
verdict-agreed = Agreed
claim-means-unreadable = in doubt until the row is sent again
claim-means-not_ours = another authority or provider answers for it
claim-means-no_such_stay = no stay of this provider fits what the line names
claim-means-duplicate = another line claims the same days of the same stay
claim-means-already_paid = the days stand in the statement of another month
claim-means-out_of_scope = outside the month, or no charging law covers the day or the patient
claim-means-not_notified = a notice that the law asks for was not given, was withdrawn, or was invalid
claim-means-other_cause = the delay had a cause that the authority does not answer for
claim-means-different_days = other days are claimed than the ledger charges
claim-means-different_rate = the days are owed, at another amount
claim-means-agreed = days and amount are those of the ledger
claim-asked-unreadable = These rows could not be read. Please send them again as advised.
claim-asked-not_ours = Another body answers for these lines.
claim-asked-no_such_stay = Our records have no stay that fits these lines. Please send the stay, or the identifiers under which it was reported.
claim-asked-duplicate = Another line of this claim has the same days of the same stay. Please withdraw one of the two.
claim-asked-already_paid = These days stand in the statement of another month.
claim-asked-out_of_scope = These days are outside the month, or no charging law covers the day or the patient.
claim-asked-not_notified = We have no valid notice for these days. Please send the notice with the date and the time at which it was given.
claim-asked-other_cause = On these days the delay had a cause that the council does not answer for. Please send the record that shows otherwise.
claim-asked-different_days = Our ledger charges other days. The rule that decided stands with each of them; days that are owed beyond the claim are listed too.
claim-asked-different_rate = The days are agreed. The amounts differ from the tariff of the law for the council and the day.
claim-verdict-table = { $verdict }: { $meaning }
claim-not-claimed = Owed, and not claimed

## The answer

claim-other-side = the other side
claim-lines = { $lines ->
        [one] { $lines } line
       *[other] { $lines } lines
    }
claim-stays = { $stays ->
        [one] { $stays } stay
       *[other] { $stays } stays
    }
claim-days = { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
claim-span = { $first } to { $last }
claim-heading = From { $from } to { $to }: the claim for { $month } against the ledger of the month, edition { $edition }, with the news to { $day }.
claim-standing = { $file } against the ledger of { $month }, edition { $edition }, news to { $day }
claim-notice = Partial: data of { $sources } did not come for the whole month
claim-fact = Claim
claim-fact-value = { $file }, read by { $profile }; { $sha256 }
claim-fact-month = { $month }, edition { $edition }
claim-title = What { $who } claims for { $month }, and what is owed
claim-title-payee = What { $who } says it owes { $owner } for { $month }
claim-sum = { $claimed } is claimed in { $lines ->
        [one] { $lines } line
       *[other] { $lines } lines
    }; by the ledger { $owed } is owed. The gap is { $gap }.
claim-agrees = Claim and ledger agree in every line, and nothing that is owed is left out.
claim-agrees-lines = Every line of the claim agrees with the ledger.
claim-open = { $agreed ->
        [one] { $agreed } line agrees
       *[other] { $agreed } lines agree
    } with { $amount }; { $open ->
        [one] { $open } line is
       *[other] { $open } lines are
    } not agreed.
claim-left-out = { $amount } is owed for { $stays ->
        [one] { $stays } stay
       *[other] { $stays } stays
    } that the claim does not have.
claim-left-out-named = { $amount } is owed for { $stays ->
        [one] { $stays } stay
       *[other] { $stays } stays
    } of which the claim has no line that can be read.
claim-unknown = { $rows ->
        [one] { $rows } row whose amount cannot be read is in no sum here: what it claims
       *[other] { $rows } rows whose amounts cannot be read are in no sum here: what they claim
    } is not known, and is not zero.
claim-unknown-of-total = { $rows ->
        [one] { $rows } row whose amount cannot be read is in no sum here: of the stated total of { $stated }, { $left } is left for what it claims.
       *[other] { $rows } rows whose amounts cannot be read are in no sum here: of the stated total of { $stated }, { $left } is left for what they claim.
    }
claim-in-doubt = { $lines ->
        [one] { $lines } line that agrees is
       *[other] { $lines } lines that agree are
    } with { $amount } of what is in doubt by the statement of the month: settle it before it is paid.
claim-corrected = The month was corrected since by { $amount } for { $stays ->
        [one] { $stays } stay
       *[other] { $stays } stays
    }, in the statement of { $months }. Neither the sums here nor the ledger of the month have that: it is paid, or taken back, by that statement.
claim-other-same = { $name } was reconciled for the same month: what is owed and not claimed here may be claimed there.
claim-other-days = { $days ->
        [one] { $days } day
       *[other] { $days } days
    } of these lines, { $amount }, are in { $name } too, which was reconciled for the same month: pay them once.
claim-figure-claimed = Claimed
claim-figure-owed = Owed by the ledger
claim-figure-owed-note = edition { $edition } of the month
claim-figure-gap = Claimed less owed
claim-figure-gap-note = the differences add up to it
claim-figure-agreed = Agreed
claim-figure-unclaimed = Owed, not claimed

## The overview

claim-sums-title = Does the claim agree with the ledger?
claim-sums-text = Each line has one verdict. A line with several differences stands under the first of them in this order: not ours, no such stay, duplicate, already paid, out of scope, not notified, other cause, different days, different rate.
claim-sums-second = The second table has each penny under what it is itself. Both add up to the gap.
claim-sums-table = The claim for { $month } and the ledger, one verdict a line
claim-chart = Lines of the claim by verdict, { $month }
claim-unit = lines
claim-kinds-table = The gap by kinds of differences; a line can have several
claim-kinds-none = claim and ledger agree
claim-not-claimed-means = days of stays that no line claims
claim-no-line = no line
claim-not-stated = not stated
claim-by-person = named by the person
claim-rows-title = Rows that cannot be read
claim-no-row = no row
claim-not-readable = not readable
claim-whole-row = the whole row
claim-unclaimed-title = What is owed and not claimed
claim-unclaimed-table = Owed, and not claimed: stays of which the claim has no line
claim-unclaimed-none = every stay for which something is owed is claimed
claim-rule = { $rule } [{ $cite }]
claim-rule-named = { $rule } [{ $cite }]. Line { $line } of the file names this stay and cannot be read
claim-days-title = The days of what differs
claim-days-table = Day by day: what is claimed, what the ledger has, and why
claim-days-none = no day is contested

## What is sent to the other side

claim-pack-title = Contested lines of the claim for { $month }
claim-pack-sum = { $lines ->
        [one] { $lines } line of the claim is
       *[other] { $lines } lines of the claim are
    } not agreed. They claim { $claimed }; by our ledger { $owed } is owed for them, so that { $gap } is contested.
claim-pack-unreadable = { $rows ->
        [one] { $rows } row
       *[other] { $rows } rows
    } could not be read.
claim-pack-text = For each line the days are listed with the rule that decided and its section. If a record of yours says otherwise, send it with the number of the line: the notice with its date and time, or the correction of the stay.
claim-pack-none = Every line of the claim is agreed: nothing is contested.
claim-pack-claimed = Claimed in these lines
claim-pack-owed = Owed for them
claim-pack-owed-note = by our ledger
claim-pack-gap = Contested
claim-pack-gap-note = claimed less owed
claim-letter-title = The claim for { $month }: what is agreed and what is not
claim-letter-sums = Line by line, in sums
claim-letter-text = Each line of the claim has one verdict. The contested lines are listed with their days and the sections of law in the pack that comes with this page.

## What differs in a line, and why

claim-differs = { $kind }, { $when } ({ $difference })
claim-differs-why = { $kind }, { $when } ({ $difference }): { $why }
claim-why-off-days = takes off days that no line before it claims
claim-why-off-money = takes off money, and does not say of which days
claim-why-off-line = takes money off line { $line }, whose days stay claimed
claim-why-back = takes back days of line { $line }
claim-why-back-same = takes back line { $line }, one of those that claim the same days
claim-why-back-not-owed = takes back days of line { $line }, which are not owed either
claim-why-owed = owed as claimed
claim-why-rate = claimed at { $claimed }; the tariff gives { $owed }
claim-a-day = { $amount } a day
claim-for-days = { $amount } for { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
claim-why-same = line { $line } claims the same days
claim-why-statement = in the statement
claim-why-statement-of = in the statement of { $month }
claim-why-no-month = not in { $month }, and in no statement of another month
claim-why-answers = { $name } answers for these days by our records
claim-why-no-council = no council is charged
claim-why-not-claimed = owed and not claimed [{ $cite }]
claim-why-no-days = no delayed days by our records: the patient was not ready to leave, or had left
claim-why-no-day = money is claimed for no day
claim-why-which-days = which days are meant is not stated, and no more days are owed between the dates
claim-line = { $claim } (line { $line } of the file)
claim-corrects = the statement of { $month } corrects the stay by { $days ->
        [one] { $days } day
       *[other] { $days } days
    }, { $amount }: that is settled there, and not here
claim-doubt = the stay is in doubt by the statement of the month: { $doubts }
claim-twice = one person is charged for in two stays on { $day }, { $stays }: pay at most one
claim-remark-all-days = the line says no number of days: all from its first to its last were taken
claim-remark-not-last = the last day was taken as not claimed
claim-remark-which = the line claims { $days } days of { $span } and does not say which
claim-remark-no-number = the line takes off money and says no number of days
claim-remark-rate = its amount is not its rate { $rate } for { $days } days: the amount was compared
claim-not-other-payer = the line claims from { $payer }
claim-not-other-payee = the line claims for { $payee }, and this is { $own }
claim-not-of-hospital = the stay is not one of { $payee } by our records
claim-not-of-person = the stay is of another person than the line names by our records
claim-not-known-stay = our records have no stay `{ $stay }`
claim-not-named = the line names neither stay nor person
claim-not-one = several stays of the person fit, and the line does not say which
claim-not-these-days = our records have no stay of this person at { $payee } over these days
claim-not-both = { $first }; { $last }

## Names of sheets, at most 28 letters

sheet-verdicts = Verdicts
sheet-differences = Differences
sheet-owed_not_claimed = Owed not claimed
sheet-days = Days
sheet-unreadable = Unreadable
sheet-not_ours = Not ours
sheet-no_such_stay = No such stay
sheet-duplicate = Duplicate
sheet-already_paid = Already paid
sheet-out_of_scope = Out of scope
sheet-not_notified = Not notified
sheet-other_cause = Other cause
sheet-different_days = Different days
sheet-different_rate = Different rate
sheet-agreed = Agreed
chart-lines_by_verdict = Lines by verdict
sheet-by_status = By status
sheet-by_payer = By payer
sheet-by_stay = By stay
sheet-by_hospital = By hospital
sheet-edition_steps = Edition steps
sheet-changed_days = Changed days
sheet-closed_steps = Closed steps
