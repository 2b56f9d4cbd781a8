### What every report has around its own words.

## What every report has around its own words

class-public = OFFENTLIG: små tal är dolda och andra tal avrundade, så summor kan skilja sig från delarna
class-published = PUBLICERAD: gjord av officiell statistik och exakt som den publicerades
class-sent-alone = KONFIDENTIELL: för kravets två parter; inte för publicering
class-internal = INTERN: visar enskilda vårdtillfällen och exakta tal; inte för publicering
running-public = OFFENTLIG
running-published = PUBLICERAD: ur officiell statistik
running-sent-alone = KONFIDENTIELL: för kravets två parter
running-internal = INTERN: inte för publicering
page-of = Sida { $page } av { $pages }
page-skip = Hoppa till rapporten
page-contents = Innehåll
page-in-short = I korthet
page-rests-on = Vad rapporten bygger på
page-table = Tabell { $number }.
page-rows = Tabell { $number }: { $count } rader
page-first-of = de första { $shown } av { $count }
page-more = Mer
page-printed = På papper: de första { $printed } av { $count } rader. Alla: bladet ”{ $sheet }” i { $book }, och { $file }.
script-only = Visa bara rader med dessa ord:
script-filter = Filter
script-shown = { $shown } av { $count } rader
script-printed = På papper: de första av { $shown } med ”{ $words }”.
footer-statement = Alla siffror i rapporten är summor av dagar i dygnsregistret: varje utskrivningsklar dag har en status, en rättslig grund och en källrad.
footer-reconciliation = Alla skillnader är summor av dagar och belopp på enskilda rader; alla tillsammans är avvikelsen.
footer-public = Alla tal har summerats exakt och sedan avrundats eller dolts vart för sig, så delar behöver inte bli summan.
footer-published = Alla tal i rapporten är publicerade, eller beräknade av publicerade.
footer-counted = Alla tal i rapporten är beräknade av dagar som räknats en och en.
cut-letters = … och { $count } tecken till, i { $file }
more-rows = De första { $shown } av { $count } rader: { $more } till finns i { $file }.
more-entries = De första { $shown } av { $count } uppgifter: { $more } till finns i { $file }.
more-lines = De första { $shown } av { $count } rader: { $more } till finns i { $file }.
more-files = De första { $shown } av { $count } filer: { $more } till finns i { $file }.
bars-drawn = Ritade är de { $drawn } med flest dagar; { $more } till finns i tabellen.
chart-empty = Det finns inget att rita.

## The workbook

book-cover = Försättsblad
book-contents = Innehåll
book-notes = Anmärkningar
book-provenance = Underlag
book-tables = Tabeller i arbetsboken: { $count }. Bladet Innehåll räknar upp dem, Anmärkningar förklarar dem.
book-figures = Huvudsiffror
book-value = Värde
book-note = Anmärkning
book-figures-title = Rapportens huvudsiffror
book-findings = De viktigaste fynden och siffrorna
book-about-tables = Vad man bör veta om tabellerna och diagrammen
book-rests-on = Vad rapporten bygger på
book-sheet = Blad
book-shows = Vad det visar
book-rows = Rader
book-sheets = Arbetsbokens blad
book-about = Om
book-name = Namn
book-none = Det finns inga.
book-table-title = Tabell { $number }. { $title }
book-chart-sheet = Diagram { $number } { $name }
book-day = Dag
book-what = Vad
book-step = Steg
book-starts-at = börjar vid
book-whole = helt eller betalningsansvar
book-taken = avdraget eller tillagt

## Names of sheets, at most 28 letters

sheet-owed = Skuld efter sjukhus
sheet-bridge = Dagar efter status
sheet-hospitals = Dagar efter sjukhus
sheet-patients_by_day = Patienter varje dag
sheet-stays = Vårdtillfällen att betala
sheet-senders = Poster efter avsändare
sheet-receipts = Poster efter leverans
sheet-findings = Fynd efter avsändare
sheet-links = Hur poster kopplats
sheet-not_linked = Poster utan vårdtillfälle
sheet-volumes = Poster över tid
sheet-doubts = Oklarheter efter slag
sheet-doubtful_stays = Vårdtillfällen att se på
sheet-not_judged = Ej avgjorda vårdtillfällen
sheet-charged_twice = Krävt två gånger
sheet-rules = Använda regler
sheet-readings = Tolkningar
sheet-open_questions = Öppna frågors värde
sheet-to_pay = Att betala
sheet-corrected_days = Rättade dagar
sheet-councils = Kommuner
sheet-owed_to_hospitals = Sjukhusens krav
sheet-accrual = Reservering
sheet-claims_by_stay = Krav efter vårdtillfälle
sheet-claim_differences = Skillnader i krav
sheet-claimed_twice = Samma dagar två gånger
sheet-claim_rates = Belopp i krav
sheet-price_missing = Belopp saknas
sheet-passed_over = Förbigångna
sheet-rejected_elsewhere = Avvisade utan vårdtillfälle
sheet-replaces = Ersätter
sheet-restated = Ändrade månader
sheet-delivered = Levererat
chart-owed_by_hospital = Skuld efter sjukhus
chart-owed_by_council = Skuld efter kommun
chart-bridge = Till betalning
chart-patients_by_day = Patienter per dag

## In every row of a CSV file, what it may be used for

release-rounded = avrundat
release-as-published = som publicerat
release-none = inte för publicering

## On the screen

screen-statement = avräkningen
