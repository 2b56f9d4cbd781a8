### What every report has around its own words.

## What every report has around its own words

class-public = OFFENTLIG: små tal er skjult og andre tal afrundet, så summer kan afvige fra delene
class-published = OFFENTLIGGJORT: lavet af officiel statistik og nøjagtig som offentliggjort
class-sent-alone = FORTROLIGT: for kravets to parter; ikke til offentliggørelse
class-internal = INTERN: viser enkelte indlæggelser og nøjagtige tal; ikke til offentliggørelse
running-public = OFFENTLIG
running-published = OFFENTLIGGJORT: fra officiel statistik
running-sent-alone = FORTROLIGT: for kravets to parter
running-internal = INTERN: ikke til offentliggørelse
page-of = Side { $page } af { $pages }
page-skip = Gå til rapporten
page-contents = Indhold
page-in-short = Kort fortalt
page-rests-on = Hvad rapporten bygger på
page-table = Tabel { $number }.
page-rows = Tabel { $number }: { $count } rækker
page-first-of = de første { $shown } af { $count }
page-more = Mere
page-printed = På papir: de første { $printed } af { $count } rækker. Alle: arket »{ $sheet }« i { $book }, og { $file }.
script-only = Vis kun rækker med disse ord:
script-filter = Filter
script-shown = { $shown } af { $count } rækker
script-printed = På papir: de første af { $shown } med »{ $words }«.
footer-statement = Alle tal i rapporten er summer af dage i sengedagsregisteret: Hver færdigbehandlingsdag har én status, ét retligt grundlag og én kilderække.
footer-reconciliation = Alle forskelle er summer af dage og beløb i enkelte linjer; alle tilsammen er afvigelsen.
footer-public = Alle tal er lagt sammen nøjagtigt og derefter afrundet eller skjult hver for sig, så dele behøver ikke give summen.
footer-published = Alle tal i rapporten er offentliggjorte eller beregnet af offentliggjorte.
footer-counted = Alle tal i rapporten er beregnet af dage, der er talt én for én.
cut-letters = … og { $count } tegn mere, i { $file }
more-rows = De første { $shown } af { $count } rækker: { $more } mere er i { $file }.
more-entries = De første { $shown } af { $count } oplysninger: { $more } mere er i { $file }.
more-lines = De første { $shown } af { $count } linjer: { $more } mere er i { $file }.
more-files = De første { $shown } af { $count } filer: { $more } mere er i { $file }.
bars-drawn = Tegnet er de { $drawn } med flest dage; { $more } mere er i tabellen.
chart-empty = Der er intet at tegne.

## The workbook

book-cover = Forside
book-contents = Indhold
book-notes = Bemærkninger
book-provenance = Grundlag
book-tables = Tabeller i projektmappen: { $count }. Arket Indhold opregner dem, Bemærkninger forklarer dem.
book-figures = Hovedtal
book-value = Værdi
book-note = Bemærkning
book-figures-title = Rapportens hovedtal
book-findings = De vigtigste fund og tal
book-about-tables = Hvad man bør vide om tabellerne og diagrammerne
book-rests-on = Hvad rapporten bygger på
book-sheet = Ark
book-shows = Hvad det viser
book-rows = Rækker
book-sheets = Projektmappens ark
book-about = Om
book-name = Navn
book-none = Der er ingen.
book-table-title = Tabel { $number }. { $title }
book-chart-sheet = Diagram { $number } { $name }
book-day = Dato
book-what = Hvad
book-step = Trin
book-starts-at = begynder ved
book-whole = helt eller betalingspligtigt
book-taken = trukket fra eller lagt til

## Names of sheets, at most 28 letters

sheet-owed = Skyldigt efter sygehus
sheet-bridge = Dage efter status
sheet-hospitals = Dage efter sygehus
sheet-patients_by_day = Patienter hver dag
sheet-stays = Indlæggelser der betales for
sheet-senders = Poster efter afsender
sheet-receipts = Poster efter levering
sheet-findings = Fund efter afsender
sheet-links = Hvordan poster er koblet
sheet-not_linked = Poster uden indlæggelse
sheet-volumes = Poster over tid
sheet-doubts = Tvivl efter art
sheet-doubtful_stays = Indlæggelser at se på
sheet-not_judged = Indlæggelser ikke afgjort
sheet-charged_twice = Opkrævet to gange
sheet-rules = Brugte regler
sheet-readings = Fortolkninger
sheet-open_questions = Åbne spørgsmåls værdi
sheet-to_pay = At betale
sheet-corrected_days = Rettede dage
sheet-councils = Kommuner
sheet-owed_to_hospitals = Sygehusenes krav
sheet-accrual = Hensættelse
sheet-claims_by_stay = Krav efter indlæggelse
sheet-claim_differences = Forskelle i krav
sheet-claimed_twice = Samme dage to gange
sheet-claim_rates = Takster i krav
sheet-price_missing = Takst mangler
sheet-passed_over = Forbigået
sheet-rejected_elsewhere = Afvist uden indlæggelse her
sheet-replaces = Erstatter
sheet-restated = Ændrede måneder
sheet-delivered = Leveret
chart-owed_by_hospital = Skyldigt pr. sygehus
chart-owed_by_council = Skyldigt pr. kommune
chart-bridge = Til betaling
chart-patients_by_day = Patienter pr. dag

## In every row of a CSV file, what it may be used for

release-rounded = afrundet
release-as-published = som offentliggjort
release-none = ikke til offentliggørelse

## On the screen

screen-statement = afregningen
