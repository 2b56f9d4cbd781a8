### The statement.

## The statement: titles, the answer, the figures at the top

title-payer = Færdigbehandlede patienter: hvad { $owner } skal betale for { $month }
title-payee = Færdigbehandlede patienter: hvad { $owner } har krav på for { $month }
title-system = Færdigbehandlede patienter i { $owner }: hvad hver kommune skal betale for { $month }
title-of-payee = Færdigbehandlede patienter: hvad { $who } skal betale til { $owner } for { $month }
title-of = Færdigbehandlede patienter i { $owner }: hvad { $who } skal betale for { $month }
title-unknown = Færdigbehandlede patienter, { $owner }: dage og poster uden kendt kommune, { $month }
title-unknown-system = Færdigbehandlede patienter i { $owner }: dage og poster uden kendt kommune, { $month }
answer-of-payee = { $who } skal betale { $amount } til { $owner } for { $chargeable ->
        [one] { $chargeable } betalingspligtig sengedag
       *[other] { $chargeable } betalingspligtige sengedage
    } af { $delayed ->
        [one] { $delayed } færdigbehandlingsdag
       *[other] { $delayed } færdigbehandlingsdage
    } i { $month }.
answer-owes = { $who } skal betale { $amount } for { $chargeable ->
        [one] { $chargeable } betalingspligtig sengedag
       *[other] { $chargeable } betalingspligtige sengedage
    } af { $delayed ->
        [one] { $delayed } færdigbehandlingsdag
       *[other] { $delayed } færdigbehandlingsdage
    } i { $month }.
answer-is-owed = { $who } har krav på { $amount } for { $chargeable ->
        [one] { $chargeable } betalingspligtig sengedag
       *[other] { $chargeable } betalingspligtige sengedage
    } af { $delayed ->
        [one] { $delayed } færdigbehandlingsdag
       *[other] { $delayed } færdigbehandlingsdage
    } i { $month }.
answer-councils = Kommunerne i { $who } skal betale { $amount } for { $chargeable ->
        [one] { $chargeable } betalingspligtig sengedag
       *[other] { $chargeable } betalingspligtige sengedage
    } af { $delayed ->
        [one] { $delayed } færdigbehandlingsdag
       *[other] { $delayed } færdigbehandlingsdage
    } i { $month }.
amount-not-known = et beløb, der ikke er kendt
unknown-none = Ingen færdigbehandlingsdag i { $month } mangler en kommune, der skal betale.
unknown-days = Der opkræves ikke hos nogen kommune for { $days ->
        [one] { $days } færdigbehandlingsdag
       *[other] { $days } færdigbehandlingsdage
    } i { $month }, fordi det ikke vides, hvilken der skal betale.
nothing-due = Der skal ikke betales noget for { $month }.
several-index-one = Den ene kommunes afregning er linket nedenfor; denne side viser ingen enkelte indlæggelser.
several-index = Afregningerne for { $count } kommuner er linket nedenfor; denne side viser ingen enkelte indlæggelser.
several-unknown = Det, der står her, nævner ingen kommune, som kan være betalingspligtig. Dagene indgår i månedens sum og ikke i nogen kommunes afregning; tvivl om dem står også i afregningerne for dem, der kan være betalingspligtige.
several-of = Her står kun det, der vedrører denne kommune; alle kommuner samlet står i månedens oversigt.
stays-delayed = { $stays ->
        [one] { $stays } indlæggelse
       *[other] { $stays } indlæggelser
    } havde mindst én færdigbehandlingsdag i måneden; der skal betales for { $charged } af dem.
charged-twice-sum = { $amount } er opkrævet for dage, hvor der opkræves for samme person i to indlæggelser: betal højst én af dem.
in-doubt-sum = { $amount } afhænger af det, der er tvivl om, { $currency ->
        [GBP] hvert pund
        [EUR] hver euro
       *[other] hver krone
    } regnet én gang. Afklar det, før beløbet betales eller opkræves.
doubtful-of-council = { $stays ->
        [one] { $stays } indlæggelse er tvivlsom
       *[other] { $stays } indlæggelser er tvivlsomme
    }: se »Hvad er tvivlsomt?«.
rejected-and-doubtful = { $records ->
        [one] { $records } post er afvist
       *[other] { $records } poster er afvist
    }, og { $stays ->
        [one] { $stays } indlæggelse er tvivlsom
       *[other] { $stays } indlæggelser er tvivlsomme
    }: se »Hvad er afvist eller tvivlsomt?«.
figure-amount = Beløb
figure-amount-note = summen af de betalingspligtige sengedage
figure-amount-without = uden { $days ->
        [one] { $days } dag
       *[other] { $days } dage
    } med ukendt takst
figure-to-pay = At betale nu
figure-to-pay-note = med { $amount } fra afsluttede måneder
figure-in-doubt = Tvivlsomt
figure-in-doubt-note = se tvivlsomme indlæggelser
figure-twice = Opkrævet to gange
figure-twice-note = betal højst én af dem
figure-chargeable = Betalingspligtige sengedage
figure-delayed = Færdigbehandlingsdage
figure-delayed-note = fra færdigbehandlet til indlæggelsens slutning
figure-stays = Indlæggelser der betales for
figure-stays-note = af { $stays } færdigbehandlede
share-of-delayed = { $share } % af færdigbehandlingsdagene
share-none = ingen færdigbehandlingsdage
see-statements = se afregningerne for kommunerne
fact-standing = Status
fact-standing-value = foreløbig indtil den afsluttes, udgave { $edition }
fact-provisional = { $state ->
        [closed] afsluttet
       *[open] foreløbig
    }, udgave { $edition }
fact-month = Måned
fact-as-of = Oplysninger til og med
fact-ledger = Sengedagsregister (SHA-256)
fact-program = Program
fact-regime = Regelsæt { $id }
fact-regime-value = { $title }; fil { $file }; fortolkninger { $readings }
fact-input = Inddata
fact-input-of-index = leveringerne, som månedens oversigt opregner
fact-input-file = Inddata { $file }
fact-input-before = Tidligere inddata
fact-input-before-value = { $earlier }; store/manifest.json har SHA-256 for hver af dem
not-known = ikke kendt
authority-not-known = kommunen er ikke kendt
council-not-known = Kommune ikke kendt
none = ingen
total = I alt
total-unpriced = I alt, uden { $days ->
        [one] { $days } dag
       *[other] { $days } dage
    } med ukendt takst
no-delayed-days = ingen færdigbehandlingsdage i måneden
stay-in-two-rows = en indlæggelse kan stå i to rækker
unit-days = dage
unit-patients = patienter

## What is owed

owed-title = Hvad skal betales, og til hvilket sygehus?
owed-title-payer = Hvad skal vi betale, og til hvem?
owed-title-payee = Hvad har vi krav på, og fra hvem?
owed-title-system = Hvilken kommune skal betale hvad, og til hvem?
owed-text = Betalingen går til den, der driver sygehuset. En dag betales hel, med taksten for den kommune, der er betalingspligtig den dag.
owed-table = Beløb efter sygehus og kommune, { $month }
owed-chart = Betalingspligtige sengedage efter sygehus, { $month }
bar-days = { $label }: { $days ->
        [one] { $days } dag
       *[other] { $days } dage
    }
bars-none = Ingen færdigbehandlingsdage.

## Each hospital, each day, each stay

hospitals-title = Hvad skete der på hvert sygehus?
hospitals-text = Hver færdigbehandlingsdag står i præcis én kolonne ved siden af den første.
hospitals-table = Færdigbehandlingsdage efter sygehus og status, { $month }
by-day-title = Færdigbehandlede patienter hver dag i { $month }
by-day-description = I gennemsnit var { $mean } patienter færdigbehandlede pr. dag, { $charged } af dem på en betalingspligtig dag; flest, { $most }, den { $day }.
series-chargeable = betalingspligtig
series-not-chargeable = ikke betalingspligtig
stays-title = Hvilke indlæggelser, og hvorfor?
stays-text = `beddays explain INDLÆGGELSE` viser hver af dem dag for dag, med paragraf og de datoer, der er brugt.
stays-table = Indlæggelser med betalingspligtige sengedage, { $month }
stays-none = der skal ikke betales for nogen indlæggelse i måneden
no-reason-given = ingen grund angivet
charge-not-assessed = ikke vurderet
charge-ready = færdigbehandlet
charge-ready-late = færdigbehandlet, en melding kom for sent
charge-services-missing = tilbud mangler
return-says = { $codes }: { $sides }
list-and = { $first } og { $last }

## The bridge from delayed to chargeable days

bridge-title = Hvordan følger det af færdigbehandlingsdagene?
bridge-text = Hver færdigbehandlingsdag har præcis én status. De dage, der ikke skal betales for, trækkes fra grund for grund; resten skal betales.
bridge-span = Der regnes fra og med den dag, patienten var færdigbehandlet, til og med den dag, indlæggelsen sluttede.
bridge-span-named = Der regnes fra og med den dag, patienten var færdigbehandlet (i reglerne: »{ $word }«), til og med den dag, indlæggelsen sluttede.
bridge-table = Færdigbehandlingsdage efter status, { $month }
bridge-chart = Fra færdigbehandlingsdage til betalingspligtige sengedage, { $month }
bridge-all = Alle færdigbehandlingsdage
bridge-each-once = hver dag én gang
bridge-several-rows = en indlæggelse kan stå i flere rækker
bridge-less = minus: { $status }
bridge-charged = Betalingspligtige sengedage
bridge-description = Af { $delayed ->
        [one] { $delayed } færdigbehandlingsdag
       *[other] { $delayed } færdigbehandlingsdage
    } er { $charged ->
        [one] { $charged } betalingspligtig
       *[other] { $charged } betalingspligtige
    }. Trukket fra: { $parts }.
bridge-part = { $days } { $status }

## Statuses of days

status-chargeable = Betalingspligtig
status-price_missing = Betalingspligtig, taksten ikke kendt
status-notice_missing = Melding mangler eller er ugyldig
status-within_interval = Inden for fristen
status-free_day = Betalingsfri dag
status-first_day_exempt = Første dag undtaget
status-services_in_place = Tilbud klar
status-other_cause = Anden årsag
status-deterioration = Ikke længere færdigbehandlet
status-out_of_scope = Ikke omfattet
status-not_in_force = Reglerne gælder ikke
status-not_claimed = Ikke opkrævet
status-no_payer = Ingen kommune at opkræve hos
status-after_end = Efter betalingspligtens ophør
meaning-chargeable = kommunen skal betale
meaning-price_missing = kommunen skal betale, men dagen indgår ikke i noget beløb: se reglerne
meaning-notice_missing = en melding, som sygehuset skal give, er ikke givet, ugyldig eller trukket tilbage
meaning-within_interval = til og med den dag, fristen udløber
meaning-free_day = en dag, der er fri efter takstreglerne
meaning-first_day_exempt = søndag eller helligdag før første dag, eller klar senest kl. 11 den dag
meaning-services_in_place = kommunen var klar i tide
meaning-other_cause = noget andet end kommunens del stod i vejen
meaning-deterioration = patienten var ikke rask nok til at blive udskrevet den dag
meaning-out_of_scope = ikke en indlæggelse, som reglerne gælder
meaning-not_in_force = reglerne krævede ingen betaling den dag
meaning-not_claimed = betalingspligtig, men ikke opkrævet
meaning-no_payer = kommunen, der skulle betale, findes ikke længere, og det vides ikke, hvem der skal betale i stedet
meaning-after_end = perioden var slut: patienten var udskrevet, eller en hændelse afsluttede den
readiness-notice_missing = en melding, som reglerne kræver, blev ikke sendt eller kom for sent
readiness-within_interval = dagene, før betalingspligten begynder, løb endnu
readiness-services_in_place = kommunen havde en plads eller havde meldt, at den kan modtage patienten
readiness-deterioration = patienten var ikke længere færdigbehandlet

## What to accrue

accrual-title = Hvad der bør hensættes for { $month }
accrual-ledger = Betalingspligtige sengedage i sengedagsregisteret
accrual-falls = Tvivlsomme dage, der kan falde bort
accrual-adds = Tvivlsomme dage, der også kan skulle betales
accrual-twice = Én person i to indlæggelser samme dag
accrual-open = Åbne indlæggelser: { $days ->
        [one] { $days } dag
       *[other] { $days } dage
    } til månedens slutning, som det er nu
accrual-total = At hensætte
accrual-not-judged = Hensættelsen har intet for { $stays ->
        [one] { $stays } indlæggelse
       *[other] { $stays } indlæggelser
    }, som ikke kunne afgøres efter reglerne her.
accrual-not-known = Hvor meget { $doubts ->
        [one] { $doubts } tvivlsomt forhold
       *[other] { $doubts } tvivlsomme forhold
    } kan øge hensættelsen, vides ikke og indgår ikke i den.

## A line of the journal

journal-bill = { $name }: færdigbehandlede patienter, { $month }
journal-correction = { $name }: rettelse for færdigbehandlede patienter, { $month }
