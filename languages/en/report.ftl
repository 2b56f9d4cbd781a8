### What every report has around its own words.

## What every report has around its own words

class-public = PUBLIC: small numbers are hidden and other figures rounded, so sums may differ from their parts
class-published = PUBLISHED: made from official statistics and exact as they were published
class-sent-alone = CONFIDENTIAL: for the two sides of the claim; not for publication
class-internal = INTERNAL: identifies stays and shows exact figures; not for publication
running-public = PUBLIC
running-published = PUBLISHED: from official statistics
running-sent-alone = CONFIDENTIAL: for the two sides of the claim
running-internal = INTERNAL: not for publication
page-of = Page { $page } of { $pages }
page-skip = Skip to the report
page-contents = Contents
page-in-short = In short
page-rests-on = What this report rests on
page-table = Table { $number }.
page-rows = Table { $number }: { $count } rows
page-first-of = the first { $shown } of { $count }
page-more = More
page-printed = Printed: the first { $printed } of { $count } rows. All of them: sheet “{ $sheet }” of { $book }, and { $file }.
script-only = Show only rows with these words:
script-filter = Filter
script-shown = { $shown } of { $count } rows
script-printed = Printed: the first of the { $shown } with “{ $words }”.
footer-statement = Every figure in this report is a sum of ledger days: each delayed day has one status, one reason in law and one source row.
footer-reconciliation = Every difference is a sum of days and amounts of single lines; all of them together are the gap.
footer-public = Every figure was added up exactly and then rounded or hidden by itself, so parts need not add up to totals.
footer-published = Every figure in this report is a published one, or computed from published ones.
footer-counted = Every figure in this report is computed from days that were counted one by one.
cut-letters = … and { $count } more letters, in { $file }
more-rows = The first { $shown } of { $count } rows: { $more ->
        [one] { $more } more is
       *[other] { $more } more are
    } in { $file }.
more-entries = The first { $shown } of { $count } entries: { $more ->
        [one] { $more } more is
       *[other] { $more } more are
    } in { $file }.
more-lines = The first { $shown } of { $count } lines: { $more ->
        [one] { $more } more is
       *[other] { $more } more are
    } in { $file }.
more-files = The first { $shown } of { $count } files: { $more ->
        [one] { $more } more is
       *[other] { $more } more are
    } in { $file }.
bars-drawn = Drawn are the { $drawn } with most days; { $more ->
        [one] { $more } more is
       *[other] { $more } more are
    } in the table.
chart-empty = There is nothing to draw.

## The workbook

book-cover = Cover
book-contents = Contents
book-notes = Notes
book-provenance = Provenance
book-tables = Tables in this workbook: { $count }. The sheet Contents lists them, Notes explains them.
book-figures = Main figures
book-value = Value
book-note = Note
book-figures-title = The main figures of the report
book-findings = The main findings and figures
book-about-tables = What is to be known about the tables and charts
book-rests-on = What the report rests on
book-sheet = Sheet
book-shows = What it shows
book-rows = Rows
book-sheets = Sheets of this workbook
book-about = About
book-name = Name
book-none = There are none.
book-table-title = Table { $number }. { $title }
book-chart-sheet = Chart { $number } { $name }
book-day = Day
book-what = What
book-step = Step
book-starts-at = starts at
book-whole = whole or charged
book-taken = taken away or added

## Names of sheets, at most 28 letters

sheet-owed = Owed by hospital
sheet-bridge = Delayed days by status
sheet-hospitals = Delayed days by hospital
sheet-patients_by_day = Patients on each day
sheet-stays = Stays charged for
sheet-senders = Records by sender
sheet-receipts = Records by delivery
sheet-findings = Findings by sender
sheet-links = How records were linked
sheet-not_linked = Records without a stay
sheet-volumes = Records over time
sheet-doubts = Doubts by kind
sheet-doubtful_stays = Stays to look at
sheet-not_judged = Stays not judged
sheet-charged_twice = Charged twice
sheet-rules = Rules of law used
sheet-readings = Readings of the law
sheet-open_questions = Worth of open questions
sheet-to_pay = To pay
sheet-corrected_days = Corrected days
sheet-councils = Councils
sheet-owed_to_hospitals = Owed to hospitals
sheet-accrual = Accrual
sheet-claims_by_stay = Claims by stay
sheet-claim_differences = Claim differences
sheet-claimed_twice = Claimed twice
sheet-claim_rates = Claim rates
sheet-price_missing = Price missing
sheet-passed_over = Passed over
sheet-rejected_elsewhere = Rejected elsewhere
sheet-replaces = Replaces
sheet-restated = Restated
sheet-delivered = Delivered
chart-owed_by_hospital = Owed by hospital
chart-owed_by_council = Owed by council
chart-bridge = Bridge
chart-patients_by_day = Patients by day

## In every row of a CSV file, what it may be used for

release-rounded = rounded
release-as-published = as published
release-none = not for publication

## On the screen

screen-statement = the statement
