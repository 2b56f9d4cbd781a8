### The statement.

## The statement: titles, the answer, the figures at the top

title-payer = Utskrivningsklare pasienter: hva { $owner } skal betale for { $month }
title-payee = Utskrivningsklare pasienter: hva { $owner } har krav på for { $month }
title-system = Utskrivningsklare pasienter i { $owner }: hva hver kommune skal betale for { $month }
title-of-payee = Utskrivningsklare pasienter: hva { $who } skal betale til { $owner } for { $month }
title-of = Utskrivningsklare pasienter i { $owner }: hva { $who } skal betale for { $month }
title-unknown = Utskrivningsklare pasienter, { $owner }: døgn og poster uten kjent kommune, { $month }
title-unknown-system = Utskrivningsklare pasienter i { $owner }: døgn og poster uten kjent kommune, { $month }
answer-of-payee = { $who } skal betale { $amount } til { $owner } for { $chargeable ->
        [one] { $chargeable } betalingspliktig døgn
       *[other] { $chargeable } betalingspliktige døgn
    } av { $delayed ->
        [one] { $delayed } utskrivningsklart døgn
       *[other] { $delayed } utskrivningsklare døgn
    } i { $month }.
answer-owes = { $who } skal betale { $amount } for { $chargeable ->
        [one] { $chargeable } betalingspliktig døgn
       *[other] { $chargeable } betalingspliktige døgn
    } av { $delayed ->
        [one] { $delayed } utskrivningsklart døgn
       *[other] { $delayed } utskrivningsklare døgn
    } i { $month }.
answer-is-owed = { $who } har krav på { $amount } for { $chargeable ->
        [one] { $chargeable } betalingspliktig døgn
       *[other] { $chargeable } betalingspliktige døgn
    } av { $delayed ->
        [one] { $delayed } utskrivningsklart døgn
       *[other] { $delayed } utskrivningsklare døgn
    } i { $month }.
answer-councils = Kommunene i { $who } skal betale { $amount } for { $chargeable ->
        [one] { $chargeable } betalingspliktig døgn
       *[other] { $chargeable } betalingspliktige døgn
    } av { $delayed ->
        [one] { $delayed } utskrivningsklart døgn
       *[other] { $delayed } utskrivningsklare døgn
    } i { $month }.
amount-not-known = et beløp som ikke er kjent
unknown-none = Ingen utskrivningsklare døgn i { $month } mangler en kommune som skal betale.
unknown-days = Ingen kommune er krevd for { $days ->
        [one] { $days } utskrivningsklart døgn
       *[other] { $days } utskrivningsklare døgn
    } i { $month }, fordi det ikke er kjent hvem som skal betale.
nothing-due = Ingenting skal betales for { $month }.
several-index-one = Avregningen for den ene kommunen er lenket nedenfor; denne siden viser ingen enkelte opphold.
several-index = Avregningene for { $count } kommuner er lenket nedenfor; denne siden viser ingen enkelte opphold.
several-unknown = Det som står her, nevner ingen kommune som kan være betalingspliktig. Døgnene er med i månedens sum og ikke i noen kommunes avregning; usikkerhet om dem står også i avregningene til dem som kan være betalingspliktige.
several-of = Her står bare det som gjelder denne kommunen; alle kommunene samlet står i månedens oversikt.
stays-delayed = { $stays } opphold hadde minst ett utskrivningsklart døgn i måneden; det skal betales for { $charged } av dem.
charged-twice-sum = { $amount } er krevd for døgn der det kreves for samme person i to opphold: betal høyst ett av dem.
in-doubt-sum = { $amount } avhenger av det som er usikkert, { $currency ->
        [GBP] hvert pund
        [EUR] hver euro
       *[other] hver krone
    } regnet én gang. Avklar det før beløpet betales eller kreves.
doubtful-of-council = { $stays ->
        [one] { $stays } opphold er usikkert
       *[other] { $stays } opphold er usikre
    }: se «Hva er usikkert?».
rejected-and-doubtful = { $records ->
        [one] { $records } post er avvist
       *[other] { $records } poster er avvist
    }, og { $stays ->
        [one] { $stays } opphold er usikkert
       *[other] { $stays } opphold er usikre
    }: se «Hva er avvist eller usikkert?».
figure-amount = Beløp
figure-amount-note = sum for de betalingspliktige døgnene
figure-amount-without = uten { $days } døgn med ukjent pris
figure-to-pay = Å betale nå
figure-to-pay-note = med { $amount } fra avsluttede måneder
figure-in-doubt = Usikkert
figure-in-doubt-note = se usikre opphold
figure-twice = Krevd to ganger
figure-twice-note = betal høyst ett av dem
figure-chargeable = Betalingspliktige døgn
figure-delayed = Utskrivningsklare døgn
figure-delayed-note = fra utskrivningsklar til oppholdets slutt
figure-stays = Opphold det betales for
figure-stays-note = av { $stays } utskrivningsklare
share-of-delayed = { $share } % av de utskrivningsklare døgnene
share-none = ingen utskrivningsklare døgn
see-statements = se avregningene for kommunene
fact-standing = Status
fact-standing-value = foreløpig til den avsluttes, utgave { $edition }
fact-provisional = { $state ->
        [closed] avsluttet
       *[open] foreløpig
    }, utgave { $edition }
fact-month = Måned
fact-as-of = Opplysninger til og med
fact-ledger = Døgnregister (SHA-256)
fact-program = Program
fact-regime = Regelverk { $id }
fact-regime-value = { $title }; fil { $file }; tolkninger { $readings }
fact-input = Inndata
fact-input-of-index = leveransene som månedens oversikt lister opp
fact-input-file = Inndata { $file }
fact-input-before = Tidligere inndata
fact-input-before-value = { $earlier }; store/manifest.json har SHA-256 for hver av dem
not-known = ikke kjent
authority-not-known = kommunen er ikke kjent
council-not-known = Kommune ikke kjent
none = ingen
total = Sum
total-unpriced = Sum, uten { $days } døgn med ukjent pris
no-delayed-days = ingen utskrivningsklare døgn i måneden
stay-in-two-rows = et opphold kan stå i to rader
unit-days = døgn
unit-patients = pasienter

## What is owed

owed-title = Hva skal betales, og til hvilket sykehus?
owed-title-payer = Hva skal vi betale, og til hvem?
owed-title-payee = Hva har vi krav på, og fra hvem?
owed-title-system = Hvilken kommune skal betale hva, og til hvem?
owed-text = Betalingen går til den som driver sykehuset. Et døgn betales helt, med døgnprisen for den kommunen som er betalingspliktig det døgnet.
owed-table = Beløp etter sykehus og kommune, { $month }
owed-chart = Betalingspliktige døgn etter sykehus, { $month }
bar-days = { $label }: { $days } døgn
bars-none = Ingen utskrivningsklare døgn.

## Each hospital, each day, each stay

hospitals-title = Hva skjedde på hvert sykehus?
hospitals-text = Hvert utskrivningsklart døgn står i nøyaktig én kolonne ved siden av den første.
hospitals-table = Utskrivningsklare døgn etter sykehus og status, { $month }
by-day-title = Utskrivningsklare pasienter hvert døgn i { $month }
by-day-description = I gjennomsnitt var { $mean } pasienter utskrivningsklare per døgn, { $charged } av dem i et betalingspliktig døgn; flest, { $most }, den { $day }.
series-chargeable = betalingspliktig
series-not-chargeable = ikke betalingspliktig
stays-title = Hvilke opphold, og hvorfor?
stays-text = `beddays explain OPPHOLD` viser hvert av dem døgn for døgn, med paragraf og datoene som er brukt.
stays-table = Opphold med betalingspliktige døgn, { $month }
stays-none = det skal ikke betales for noe opphold i måneden
no-reason-given = ingen grunn oppgitt
charge-not-assessed = ikke vurdert
charge-ready = utskrivningsklar
charge-ready-late = utskrivningsklar, et varsel kom for sent
charge-services-missing = tilbud mangler
return-says = { $codes }: { $sides }
list-and = { $first } og { $last }

## The bridge from delayed to chargeable days

bridge-title = Hvordan følger det av de utskrivningsklare døgnene?
bridge-text = Hvert utskrivningsklart døgn har nøyaktig én status. Døgnene det ikke skal betales for, trekkes fra grunn for grunn; resten skal betales.
bridge-span = Det regnes fra og med døgnet pasienten var utskrivningsklar, til og med døgnet oppholdet tok slutt.
bridge-span-named = Det regnes fra og med døgnet pasienten var utskrivningsklar (i regelverket: «{ $word }»), til og med døgnet oppholdet tok slutt.
bridge-table = Utskrivningsklare døgn etter status, { $month }
bridge-chart = Fra utskrivningsklare til betalingspliktige døgn, { $month }
bridge-all = Alle utskrivningsklare døgn
bridge-each-once = hvert døgn én gang
bridge-several-rows = et opphold kan stå i flere rader
bridge-less = minus: { $status }
bridge-charged = Betalingspliktige døgn
bridge-description = Av { $delayed ->
        [one] { $delayed } utskrivningsklart døgn
       *[other] { $delayed } utskrivningsklare døgn
    } er { $charged ->
        [one] { $charged } betalingspliktig
       *[other] { $charged } betalingspliktige
    }. Trukket fra: { $parts }.
bridge-part = { $days } { $status }

## Statuses of days

status-chargeable = Betalingspliktig
status-price_missing = Betalingspliktig, prisen ikke kjent
status-notice_missing = Varsel mangler eller er ugyldig
status-within_interval = Innenfor fristen
status-free_day = Betalingsfritt døgn
status-first_day_exempt = Første døgn unntatt
status-services_in_place = Tilbud klart
status-other_cause = Annen årsak
status-deterioration = Ikke lenger utskrivningsklar
status-out_of_scope = Utenfor ordningen
status-not_in_force = Regelverket gjelder ikke
status-not_claimed = Ikke krevd
status-no_payer = Ingen kommune å kreve betaling av
status-after_end = Etter at betalingsplikten tok slutt
meaning-chargeable = kommunen skal betale
meaning-price_missing = kommunen skal betale, men døgnet er ikke med i noe beløp: se regelverket
meaning-notice_missing = et varsel som sykehuset skal gi, er ikke gitt, er ugyldig eller trukket tilbake
meaning-within_interval = til og med den dagen fristen løper ut
meaning-free_day = et døgn som er fritt etter prisreglene
meaning-first_day_exempt = søndag eller helligdag før første døgn, eller klart innen kl. 11 den dagen
meaning-services_in_place = kommunen var klar i tide
meaning-other_cause = noe annet enn kommunens del sto i veien
meaning-deterioration = pasienten var ikke frisk nok til å reise den dagen
meaning-out_of_scope = ikke et opphold som regelverket gjelder
meaning-not_in_force = regelverket krevde ingen betaling den dagen
meaning-not_claimed = betalingspliktig, men betaling er ikke krevd
meaning-no_payer = kommunen som skulle betale, finnes ikke lenger, og det er ikke kjent hvem som skal betale i stedet
meaning-after_end = perioden var slutt: pasienten hadde reist, eller en hendelse avsluttet den
readiness-notice_missing = et varsel som regelverket krever, ble ikke sendt eller kom for sent
readiness-within_interval = døgnene før betalingsplikten begynner, løp ennå
readiness-services_in_place = kommunen hadde et tilbud klart eller hadde meldt at den kan ta imot pasienten
readiness-deterioration = pasienten var ikke lenger utskrivningsklar

## What to accrue

accrual-title = Hva som bør avsettes for { $month }
accrual-ledger = Betalingspliktige døgn i døgnregisteret
accrual-falls = Usikre døgn som kan falle bort
accrual-adds = Usikre døgn som også kan måtte betales
accrual-twice = Én person i to opphold samme døgn
accrual-open = Åpne opphold: { $days } døgn til månedens slutt, slik det står nå
accrual-total = Å avsette
accrual-not-judged = Avsetningen har ingenting for { $stays } opphold som ikke kunne avgjøres etter regelverket her.
accrual-not-known = Hvor mye { $doubts ->
        [one] { $doubts } usikkert forhold
       *[other] { $doubts } usikre forhold
    } kan øke avsetningen, er ikke kjent og er ikke med i den.

## A line of the journal

journal-bill = { $name }: utskrivningsklare pasienter, { $month }
journal-correction = { $name }: rettelse for utskrivningsklare pasienter, { $month }
