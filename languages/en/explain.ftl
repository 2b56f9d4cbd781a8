### One stay, day by day. What England's notices did is said in English: no law of another country has them.

explain-stay = Stay { $stay }
explain-facts = Facts
explain-notices = Notices
explain-days = Days
explain-doubts = Doubts
explain-records = Records
explain-head = Hospital { $hospital }, authority { $authority }, record { $record } of { $file }
explain-ready = Ready to leave { $periods }
explain-ready-on = on { $day }
explain-ready-ill = on { $day }, ill again on { $ill }
explain-ready-again = { $first }; ready again { $next }
explain-no-ready = No ready day recorded: the delay is counted from the first proposed day
explain-no-end = No end of the stay is recorded: followed to { $day }
explain-law = Law: { $title } ({ $law })
explain-readings = Readings: { $readings }; { $count } open questions, none of them verified
explain-readings-unverified = Readings: { $readings }; { $count } open questions, none of them verified, unverified: { $unverified }
explain-default = all as by default
explain-warning = Warning: { $words } [{ $cite }; { $grade }]
explain-until = { $at } until { $until }
explain-fact = { $at }  { $kind }
explain-fact-day = { $at }  { $kind }, proposing { $day }
explain-fact-to = { $at }  { $kind }, to { $authority }
explain-fact-word = { $at }  { $kind }: { $word }
explain-not-used = { $fact } (the law of this stay has no rule that uses it)
explain-no-delay = no delay: no record says that the patient was ready to leave before the stay ended
explain-none-taken = none: no row of the stay was taken
explain-not-taken = No row of this stay was taken. Rejected records about it:
explain-nothing = Nothing of the stay is charged as it stands: { $amount }
explain-no-law = The project names no law: nothing is charged, and nothing is said about it
explain-total = { $charged } chargeable of { $delayed } delayed days: { $amount }
explain-total-unpriced = { $charged } chargeable of { $delayed } delayed days: { $amount }; { $unpriced } more are owed at a price that is not known
explain-amount-by = { $amount } by { $payer }
explain-day-of-charge = day { $number } of the charge
explain-layer = `{ $layer }` { $amount } to { $payee } [{ $cite }]
explain-layer-uncited = `{ $layer }` { $amount } to { $payee }
explain-owes = { $ended }: { $after } owes
explain-return = the hospital's return says: { $side }
explain-sum = { $days ->
        [one] { $days } day
       *[other] { $days } days
    } at { $rate }: { $amount }
explain-record = { $gave }: `{ $file }`, record { $record }
explain-record-from = { $gave }: `{ $file }`, record { $record }, line { $line }, byte { $first } on
explain-record-at = { $gave }: `{ $file }`, record { $record }, line { $line }, bytes { $first } to { $last }
explain-doubt = { $doubt }: { $record }
explain-days-and-amount = { $days ->
        [one] { $days } day
       *[other] { $days } days
    }, { $amount }
explain-not-known = not known: { $why }
explain-stands = as it stands { $days ->
        [one] { $days } day
       *[other] { $days } days
    } charged, { $amount }; at stake { $stake }
explain-otherwise = { $stands }; otherwise { $days ->
        [one] { $days } day
       *[other] { $days } days
    } charged, { $amount }
explain-twice = Charged twice: { $days ->
        [one] { $days } day is
       *[other] { $days } days are
    } charged in stay { $stay } too, { $first } to { $last }, { $amount }: pay at most one
