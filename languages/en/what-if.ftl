### The report of what a month would come to under other law.

what-if-title = { $owner }: what { $month } would come to under { $name }
what-if-standing = What if: no bill · { $month }, edition { $edition } · news up to { $day }
what-if-notice = What if, under { $name }: no bill
what-if-sum = { $month } comes to { $held }, and under { $name } it would come to { $otherwise }: { $difference }.
what-if-stays = { $stays ->
        [one] { $stays } stay would have
       *[other] { $stays } stays would have
    } other days. Nothing here is billed: no ledger and no statement changed.
what-if-not-judged-sum = The other law cannot judge { $stays ->
        [one] { $stays } stay
       *[other] { $stays } stays
    }: they are on neither side, so that the month comes to less here than in its statement.
what-if-removed = The records of { $stays ->
        [one] { $stays } stay
       *[other] { $stays } stays
    } were removed under retention: they are on neither side, so that the month comes to less here than in its statement.
what-if-held = As it is
what-if-held-note = by the law of the project
what-if-otherwise = Otherwise
what-if-otherwise-note = under { $name }
what-if-differing = { $stays ->
        [one] { $stays } stay differs
       *[other] { $stays } stays differ
    }
what-if-difference-title = What would be different?
what-if-stays-title = Which stays?
what-if-by-status = Delayed days of { $month } by status, as they are and otherwise
what-if-no-days = no delayed days on either side
what-if-by-payer = Chargeable days of { $month } by hospital and council, as they are and otherwise
what-if-no-charge = nothing is charged on either side
what-if-by-stay = Stays of which a day would be another, with their chargeable days
what-if-no-stay = no day of any stay would be another
what-if-not-judged = Stays that the other law cannot judge: on neither side, not zero
what-if-councils = { $held }, otherwise { $otherwise }
what-if-file = File of the other law (SHA-256)
what-if-law-held = As it is: { $law }
what-if-law-otherwise = Otherwise: { $law }
