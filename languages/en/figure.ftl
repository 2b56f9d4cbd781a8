### A figure of a report, followed to what makes it up.

## What it stands in

trace-top = Top of the report
trace-report = { $report } of { $month }, edition { $edition }
trace-statement = Statement
trace-statement-of = Statement of { $council }
trace-revision = Revision report
trace-trend = Trend report to { $month }, by { $convention }
trace-pack = Public pack of { $month }, edition { $edition }: exact figures behind it, not for publication
trace-claim = Claim { $name } against { $month }, edition { $edition }
trace-what-if = What { $month }, edition { $edition }, would come to under { $name }

## Whether it adds up

trace-exactly = exactly: { $sum }, to which its parts add up
trace-adds-up = adds up: { $sum }
trace-wrong = DOES NOT ADD UP: the parts come to { $sum }
trace-by-now = by what is kept now: { $sum }
trace-again = computed again: the same
trace-again-wrong = COMPUTED AGAIN IT IS ANOTHER FIGURE
trace-news = { $news ->
        [one] { $news } delivery
       *[other] { $news } deliveries
    } came after this edition
trace-replaced = edition { $edition } has replaced this edition
trace-later-kept = { $later }: what is kept of records now can be other than what was then
trace-later-records = { $later }: the records are those that are kept now

## Its parts

trace-made-of = Made of
trace-otherwise = Days under the other law
trace-counted = Counted days
trace-corrections = Corrections
trace-found = Found
trace-rests-on = Rests on
trace-correction = { $month }, { $stay }: { $from } to { $to }, { $before } before, { $now } now: { $cause }
trace-bytes = { $place }, bytes { $first } to { $last }
trace-byte = { $place }, byte { $first } on
trace-no-record = no single record
trace-found-at = `{ $file }`, record { $record }, line { $line }

## How a figure of days is made

trace-ledger-days = { $days ->
        [one] { $days } ledger day
       *[other] { $days } ledger days
    }
trace-days = { $days } of { $stays }, each counted once
trace-stays = { $stays } with { $days }, each counted once
trace-amount = The amounts of { $days } of { $stays }, added up
trace-rate = What each of { $days } of { $stays } costs
trace-and-corrections = { $how }; and corrections of closed months
trace-twice = What is charged for one person in several stays on one day, less the dearest of them
trace-corrected-days = The days that are corrected
trace-amount-before = What the days came to before
trace-amount-now = What the days come to now
trace-corrected = What days of closed months come to now, less what they came to before
trace-corrected-month = What days of the month come to now, less what they came to before
trace-law = law of this edition: { $law }, SHA-256 { $sha256 }
trace-readings = its readings: SHA-256 { $sha256 }
trace-because = Days that differ because { $cause }, as they are now less as they were
trace-edition-days = Days of the ledger of the edition
trace-published-earlier = Days of the ledger as it was published, with what earlier statements corrected
trace-published-now = Days of the ledger as it was published, with what earlier statements and this one correct

## Records, findings, doubts, claims, editions

trace-links = Records that name no stay of ours are linked to one, or to none
trace-records = Records of deliveries, each counted once by what became of it
trace-sender-deliveries = Counted in the deliveries of the sender
trace-sender = Over every delivery of the sender, each record counted once by what became of it
trace-first-line = The line of the first of these findings
trace-findings = Findings, each counted once
trace-doubts = Each stay was assessed again as if the record were right: what moves most money is at stake
trace-doubts-once = Each stay was assessed again as if the record were right: what moves most money is at stake. The figure has each day of a stay once, however many of these doubts are about it
trace-in-doubt = What is at stake in these doubts, each pound once, however many of them touch it
trace-accrued = What could fall away or be owed too: days in doubt, each once, days of one person in two stays, and the days to the end of the month of stays that are open
trace-accrued-rests = the ledger of the month: `--figure accrual:1:ledger`; persons in two stays: `--figure charged_twice`
trace-other-answer = Every stay of the month judged again with one question answered otherwise, less what the month comes to
trace-answer = the other answer: { $reading } = "{ $answer }"
trace-answer-law = law { $law }: SHA-256 { $sha256 }
trace-answer-stays = the stays that differ: `beddays run --month { $month } --what-if FILE`, with [readings] { $reading } = "{ $answer }" in FILE
trace-ledger = ledger of { $month }: SHA-256 { $sha256 }
trace-ledger-edition = ledger of edition { $edition }: SHA-256 { $sha256 }
trace-claimed = Claimed lines, held against the days of the ledger by stay
trace-claimed-rests = `beddays query claim` has the lines, `beddays query claims_against_ledger` both sides by stay
trace-editions = What two ledgers of a month come to: the one that was published, and what it would be, or is, by now
trace-editions-rests = internal-revision.html has the days that differ, with cause and record

## What came of a claim

trace-claim-lines = Lines of the claim, each counted once
trace-claim-days = The days that the lines claim
trace-claim-claimed = What the lines of the claim ask for, added up
trace-claim-owed-days = The days that the ledger owes, each counted once
trace-claim-owed = The amounts of days of the ledger, added up
trace-claim-difference = What the lines of the claim ask for, less the amounts of days of the ledger
trace-claim-file-line = The line of the claim on which the row stands
trace-claim-no-line = { $how }; no line of the claim has them
trace-claim-file = claim `{ $file }`, SHA-256 { $sha256 }
trace-claim-no-copy = the project keeps no copy of the claim: its lines are named by their numbers
trace-claim-unknown = { $rows ->
        [one] { $rows } row
       *[other] { $rows } rows
    } of the claim with an amount that cannot be read: in no sum, and not zero

## Other law

trace-held-sum = { $what ->
        [days] The days
       *[amounts] The amounts of the days
    } under the law of the project, each counted once
trace-otherwise-sum = { $what ->
        [days] The days
       *[amounts] The amounts of the days
    } under the other law, each counted once
trace-otherwise-difference = { $what ->
        [days] The days
       *[amounts] The amounts of the days
    } under the other law, less those under the law of the project
trace-other-law = the other law: { $name }, SHA-256 { $sha256 }
trace-law-changed = the law of the project, or a reading of it, is another since the report of { $month }

## The trend

trace-counts = Days that { $convention } counts, each once
trace-counts-month = Days that { $convention } counts in { $month }, each once
trace-people = Stays that { $convention } counts on the day: each stay is one person
trace-table = table { $table } of the store, by { $convention }: `beddays query { $table }`
trace-per-day = The delayed days of { $month }, divided by its { $days } days
trace-special = Months whose delayed days per day show special-cause variation, each counted once
trace-limit = { $limit ->
        [mean] The mean
       *[range] 2.66 mean moving ranges from the mean
    } of the delayed days per day of { $months } months, { $first } to { $last }
trace-share = The days of the reason out of all, in %
trace-share-so-far = The days of this reason and of those above out of all, in %
trace-share-length = Delays of this length out of all, in %
trace-delays = Delays of this length, each counted once
trace-lengths = The whole lengths of the delays, added up
trace-convention-changed = the convention { $convention } is another file since the report was written
trace-store-changed = the store has changed since the report was written
trace-step-stays = Stays with such days, each counted once
trace-step-days = Days that the cause adds, less those that it takes away
trace-step-rests = `beddays bridge --from { $from } --to { $to } --month { $month }` has the days one by one
trace-billed = Days of the ledger that are charged in { $month }, each counted once
trace-billed-rests = the statement: `beddays explain --month { $month } --figure "figures:Chargeable days"`

## Official publications

trace-publication = a publication with the SHA-256 { $sha256 }…
trace-published-days = published days of { $month }
trace-published-per-day = The published days of { $month }, divided by its { $days } days
trace-published-rate = The published days per day, for 100,000 adults
trace-adults = { $adults } adults in { $year }: `{ $file }`, line { $line }
trace-published-table = table published of the store: `beddays query published`
trace-published-no-line = where line 0 stands, the file is a workbook, or is not among those of the project any more
trace-as-published = Days as they were published, by a convention of the publisher's, added up
trace-place = The place among { $areas } areas, of which the first has most

## The public pack

trace-pack-people = people, each counted once
trace-pack-zero = 0, which is a true zero
trace-pack-rounded = exactly { $exact }, rounded by the rule { $rule }: { $number }
trace-pack-rounded-to = exactly { $exact }, rounded to the nearest { $to } by the rule { $rule }: { $number }
trace-pack-few = exactly { $exact }, hidden by the rule { $rule } because it rests on few people: { $people }
trace-pack-withheld = exactly { $exact }, withheld by the rule { $rule } so that a figure that rests on few people cannot be worked out
trace-pack-amount = the shown days at their daily rate, not the exact amounts; { $how }
trace-pack-rests = { $file } has the exact figures, which are never published
trace-pack-rule = rule { $rule }, SHA-256 { $sha256 }
trace-pack-later = { $month } has { $editions } editions, and a pack does not say of which it is
