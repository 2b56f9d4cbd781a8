### What every report has around its own words.

## What every report has around its own words

class-public = OFFENTLIG: små tall er skjult og andre tall avrundet, så summer kan avvike fra delene
class-published = PUBLISERT: laget av offisiell statistikk og nøyaktig som publisert
class-sent-alone = FORTROLIG: for de to partene i kravet; ikke for publisering
class-internal = INTERN: viser enkelte opphold og nøyaktige tall; ikke for publisering
running-public = OFFENTLIG
running-published = PUBLISERT: fra offisiell statistikk
running-sent-alone = FORTROLIG: for de to partene i kravet
running-internal = INTERN: ikke for publisering
page-of = Side { $page } av { $pages }
page-skip = Hopp til rapporten
page-contents = Innhold
page-in-short = Kort sagt
page-rests-on = Hva rapporten bygger på
page-table = Tabell { $number }.
page-rows = Tabell { $number }: { $count } rader
page-first-of = de første { $shown } av { $count }
page-more = Mer
page-printed = På papir: de første { $printed } av { $count } rader. Alle: arket «{ $sheet }» i { $book }, og { $file }.
script-only = Vis bare rader med disse ordene:
script-filter = Filter
script-shown = { $shown } av { $count } rader
script-printed = På papir: de første av { $shown } med «{ $words }».
footer-statement = Alle tall i rapporten er summer av døgn i døgnregisteret: Hvert utskrivningsklart døgn har én status, ett rettslig grunnlag og én kilderad.
footer-reconciliation = Alle forskjeller er summer av døgn og beløp i enkelte linjer; alle til sammen er avviket.
footer-public = Alle tall er summert nøyaktig og så avrundet eller skjult hver for seg, så deler trenger ikke bli summen.
footer-published = Alle tall i rapporten er publiserte, eller regnet ut av publiserte.
footer-counted = Alle tall i rapporten er regnet ut av dager som er talt én for én.
cut-letters = … og { $count } tegn til, i { $file }
more-rows = De første { $shown } av { $count } rader: { $more } til er i { $file }.
more-entries = De første { $shown } av { $count } oppføringer: { $more } til er i { $file }.
more-lines = De første { $shown } av { $count } linjer: { $more } til er i { $file }.
more-files = De første { $shown } av { $count } filer: { $more } til er i { $file }.
bars-drawn = Tegnet er de { $drawn } med flest døgn; { $more } til er i tabellen.
chart-empty = Det er ingenting å tegne.

## The workbook

book-cover = Forside
book-contents = Innhold
book-notes = Merknader
book-provenance = Grunnlag
book-tables = Tabeller i arbeidsboken: { $count }. Arket Innhold lister dem opp, Merknader forklarer dem.
book-figures = Hovedtall
book-value = Verdi
book-note = Merknad
book-figures-title = Rapportens hovedtall
book-findings = De viktigste funnene og tallene
book-about-tables = Hva man bør vite om tabellene og figurene
book-rests-on = Hva rapporten bygger på
book-sheet = Ark
book-shows = Hva det viser
book-rows = Rader
book-sheets = Arkene i arbeidsboken
book-about = Om
book-name = Navn
book-none = Det er ingen.
book-table-title = Tabell { $number }. { $title }
book-chart-sheet = Figur { $number } { $name }
book-day = Dato
book-what = Hva
book-step = Trinn
book-starts-at = begynner ved
book-whole = helt eller betalingspliktig
book-taken = trukket fra eller lagt til

## Names of sheets, at most 28 letters

sheet-owed = Skyldig etter sykehus
sheet-bridge = Døgn etter status
sheet-hospitals = Døgn etter sykehus
sheet-patients_by_day = Pasienter hvert døgn
sheet-stays = Opphold det betales for
sheet-senders = Poster etter avsender
sheet-receipts = Poster etter leveranse
sheet-findings = Funn etter avsender
sheet-links = Hvordan poster er koblet
sheet-not_linked = Poster uten opphold
sheet-volumes = Poster over tid
sheet-doubts = Usikkerhet etter art
sheet-doubtful_stays = Opphold å se på
sheet-not_judged = Opphold ikke avgjort
sheet-charged_twice = Krevd to ganger
sheet-rules = Brukte regler
sheet-readings = Tolkninger
sheet-open_questions = Åpne spørsmåls verdi
sheet-to_pay = Å betale
sheet-corrected_days = Rettede døgn
sheet-councils = Kommuner
sheet-owed_to_hospitals = Sykehusenes krav
sheet-accrual = Avsetning
sheet-claims_by_stay = Krav etter opphold
sheet-claim_differences = Forskjeller i krav
sheet-claimed_twice = Samme døgn to ganger
sheet-claim_rates = Priser i krav
sheet-price_missing = Pris mangler
sheet-passed_over = Forbigått
sheet-rejected_elsewhere = Avvist uten opphold her
sheet-replaces = Erstatter
sheet-restated = Endrede måneder
sheet-delivered = Levert
chart-owed_by_hospital = Skyldig etter sykehus
chart-owed_by_council = Skyldig etter kommune
chart-bridge = Til betaling
chart-patients_by_day = Pasienter per døgn

## In every row of a CSV file, what it may be used for

release-rounded = avrundet
release-as-published = som publisert
release-none = ikke for publisering

## On the screen

screen-statement = avregningen
