### The statement.

## The statement: titles, the answer, the figures at the top

title-payer = Utskrivningsklara patienter: vad { $owner } ska betala för { $month }
title-payee = Utskrivningsklara patienter: vad { $owner } har rätt till för { $month }
title-system = Utskrivningsklara patienter i { $owner }: vad varje kommun ska betala för { $month }
title-of-payee = Utskrivningsklara patienter: vad { $who } ska betala till { $owner } för { $month }
title-of = Utskrivningsklara patienter i { $owner }: vad { $who } ska betala för { $month }
title-unknown = Utskrivningsklara patienter, { $owner }: dagar och poster utan känd kommun, { $month }
title-unknown-system = Utskrivningsklara patienter i { $owner }: dagar och poster utan känd kommun, { $month }
answer-of-payee = { $who } ska betala { $amount } till { $owner } för { $chargeable ->
        [one] { $chargeable } dag
       *[other] { $chargeable } dagar
    } med betalningsansvar av { $delayed ->
        [one] { $delayed } utskrivningsklar dag
       *[other] { $delayed } utskrivningsklara dagar
    } i { $month }.
answer-owes = { $who } ska betala { $amount } för { $chargeable ->
        [one] { $chargeable } dag
       *[other] { $chargeable } dagar
    } med betalningsansvar av { $delayed ->
        [one] { $delayed } utskrivningsklar dag
       *[other] { $delayed } utskrivningsklara dagar
    } i { $month }.
answer-is-owed = { $who } har rätt till { $amount } för { $chargeable ->
        [one] { $chargeable } dag
       *[other] { $chargeable } dagar
    } med betalningsansvar av { $delayed ->
        [one] { $delayed } utskrivningsklar dag
       *[other] { $delayed } utskrivningsklara dagar
    } i { $month }.
answer-councils = Kommunerna i { $who } ska betala { $amount } för { $chargeable ->
        [one] { $chargeable } dag
       *[other] { $chargeable } dagar
    } med betalningsansvar av { $delayed ->
        [one] { $delayed } utskrivningsklar dag
       *[other] { $delayed } utskrivningsklara dagar
    } i { $month }.
amount-not-known = ett belopp som inte är känt
unknown-none = Ingen utskrivningsklar dag i { $month } saknar en kommun som ska betala.
unknown-days = Ingen kommun debiteras för { $days ->
        [one] { $days } utskrivningsklar dag
       *[other] { $days } utskrivningsklara dagar
    } i { $month }, eftersom det inte är känt vilken som ska betala.
nothing-due = Inget ska betalas för { $month }.
several-index-one = Den enda kommunens avräkning är länkad nedan; inga enskilda vårdtillfällen visas på denna sida.
several-index = Avräkningarna för { $count } kommuner är länkade nedan; inga enskilda vårdtillfällen visas på denna sida.
several-unknown = Det som står här anger ingen kommun som kan ha betalningsansvar. Dagarna ingår i månadens summa men inte i någon kommuns avräkning; oklarheter om dem står också i avräkningarna för de kommuner som kan ha betalningsansvar.
several-of = Här står bara det som gäller denna kommun; alla kommuner tillsammans finns i månadens översikt.
stays-delayed = { $stays ->
        [one] { $stays } vårdtillfälle
       *[other] { $stays } vårdtillfällen
    } hade minst en utskrivningsklar dag i månaden; betalning ska ske för { $charged } av dem.
charged-twice-sum = { $amount } krävs för dagar då betalning krävs för samma person i två vårdtillfällen: betala högst ett av dem.
in-doubt-sum = { $amount } beror på det som är oklart, { $currency ->
        [GBP] varje pund räknat
        [EUR] varje euro räknad
       *[other] varje krona räknad
    } en gång. Red ut det innan beloppet betalas eller krävs.
doubtful-of-council = { $stays ->
        [one] { $stays } vårdtillfälle är oklart
       *[other] { $stays } vårdtillfällen är oklara
    }: se ”Vad är oklart?”.
rejected-and-doubtful = { $records ->
        [one] { $records } post har avvisats
       *[other] { $records } poster har avvisats
    } och { $stays ->
        [one] { $stays } vårdtillfälle är oklart
       *[other] { $stays } vårdtillfällen är oklara
    }: se ”Vad har avvisats eller är oklart?”.
figure-amount = Belopp
figure-amount-note = summan av dagarna med betalningsansvar
figure-amount-without = utan { $days ->
        [one] { $days } dag
       *[other] { $days } dagar
    } med okänt belopp
figure-to-pay = Att betala nu
figure-to-pay-note = med { $amount } från avslutade månader
figure-in-doubt = Oklart
figure-in-doubt-note = se oklara vårdtillfällen
figure-twice = Krävt två gånger
figure-twice-note = betala högst ett av dem
figure-chargeable = Dagar med betalningsansvar
figure-delayed = Utskrivningsklara dagar
figure-delayed-note = från utskrivningsklar till vårdtillfällets slut
figure-stays = Vårdtillfällen att betala för
figure-stays-note = av { $stays } utskrivningsklara
share-of-delayed = { $share } % av de utskrivningsklara dagarna
share-none = inga utskrivningsklara dagar
see-statements = se avräkningarna för kommunerna
fact-standing = Status
fact-standing-value = preliminär tills den avslutas, utgåva { $edition }
fact-provisional = { $state ->
        [closed] avslutad
       *[open] preliminär
    }, utgåva { $edition }
fact-month = Månad
fact-as-of = Uppgifter till och med
fact-ledger = Dygnsregister (SHA-256)
fact-program = Program
fact-regime = Regelverk { $id }
fact-regime-value = { $title }; fil { $file }; tolkningar { $readings }
fact-input = Indata
fact-input-of-index = leveranserna som månadens översikt räknar upp
fact-input-file = Indata { $file }
fact-input-before = Tidigare indata
fact-input-before-value = { $earlier }; store/manifest.json har SHA-256 för var och en
not-known = inte känt
authority-not-known = kommunen är inte känd
council-not-known = Kommun inte känd
none = ingen
total = Summa
total-unpriced = Summa, utan { $days ->
        [one] { $days } dag
       *[other] { $days } dagar
    } med okänt belopp
no-delayed-days = inga utskrivningsklara dagar i månaden
stay-in-two-rows = ett vårdtillfälle kan stå på två rader
unit-days = dagar
unit-patients = patienter

## What is owed

owed-title = Vad ska betalas, och till vilket sjukhus?
owed-title-payer = Vad ska vi betala, och till vem?
owed-title-payee = Vad har vi rätt till, och från vem?
owed-title-system = Vilken kommun ska betala vad, och till vem?
owed-text = Betalningen går till den som driver sjukhuset. En dag betalas hel, med beloppet för den kommun som har betalningsansvaret den dagen.
owed-table = Belopp efter sjukhus och kommun, { $month }
owed-chart = Dagar med betalningsansvar efter sjukhus, { $month }
bar-days = { $label }: { $days ->
        [one] { $days } dag
       *[other] { $days } dagar
    }
bars-none = Inga utskrivningsklara dagar.

## Each hospital, each day, each stay

hospitals-title = Vad hände på varje sjukhus?
hospitals-text = Varje utskrivningsklar dag står i exakt en kolumn vid sidan av den första.
hospitals-table = Utskrivningsklara dagar efter sjukhus och status, { $month }
by-day-title = Utskrivningsklara patienter varje dag i { $month }
by-day-description = I genomsnitt var { $mean } patienter utskrivningsklara per dag, { $charged } av dem en dag med betalningsansvar; flest, { $most }, den { $day }.
series-chargeable = betalningsansvar
series-not-chargeable = inget betalningsansvar
stays-title = Vilka vårdtillfällen, och varför?
stays-text = `beddays explain VÅRDTILLFÄLLE` visar vart och ett dag för dag, med paragraf och de datum som använts.
stays-table = Vårdtillfällen med betalningsansvar, { $month }
stays-none = inget vårdtillfälle ska betalas i månaden
no-reason-given = inget skäl angivet
charge-not-assessed = inte bedömd
charge-ready = utskrivningsklar
charge-ready-late = utskrivningsklar, ett meddelande kom för sent
charge-services-missing = insatser saknas
return-says = { $codes }: { $sides }
list-and = { $first } och { $last }

## The bridge from delayed to chargeable days

bridge-title = Hur följer det av de utskrivningsklara dagarna?
bridge-text = Varje utskrivningsklar dag har exakt en status. Dagarna som inte ska betalas dras av skäl för skäl; resten ska betalas.
bridge-span = Det räknas från och med dagen då patienten var utskrivningsklar till och med dagen då vårdtillfället tog slut.
bridge-span-named = Det räknas från och med dagen då patienten var utskrivningsklar (i lagen: ”{ $word }”) till och med dagen då vårdtillfället tog slut.
bridge-table = Utskrivningsklara dagar efter status, { $month }
bridge-chart = Från utskrivningsklara dagar till dagar med betalningsansvar, { $month }
bridge-all = Alla utskrivningsklara dagar
bridge-each-once = varje dag en gång
bridge-several-rows = ett vårdtillfälle kan stå på flera rader
bridge-less = minus: { $status }
bridge-charged = Dagar med betalningsansvar
bridge-description = Av { $delayed ->
        [one] { $delayed } utskrivningsklar dag
       *[other] { $delayed } utskrivningsklara dagar
    } är { $charged ->
        [one] { $charged } dag
       *[other] { $charged } dagar
    } med betalningsansvar. Avdraget: { $parts }.
bridge-part = { $days } { $status }

## Statuses of days

status-chargeable = Betalningsansvar
status-price_missing = Betalningsansvar, beloppet inte känt
status-notice_missing = Underrättelse saknas eller är ogiltig
status-within_interval = Inom fristen
status-free_day = Betalningsfri dag
status-first_day_exempt = Första dagen undantagen
status-services_in_place = Insatser klara
status-other_cause = Annan orsak
status-deterioration = Inte längre utskrivningsklar
status-out_of_scope = Omfattas inte
status-not_in_force = Lagen gäller inte
status-not_claimed = Inte krävd
status-no_payer = Ingen kommun att debitera
status-after_end = Efter betalningsansvarets slut
meaning-chargeable = kommunen ska betala
meaning-price_missing = kommunen ska betala, men dagen ingår inte i något belopp: se lagen
meaning-notice_missing = en underrättelse som sjukhuset ska lämna har inte lämnats, är ogiltig eller återkallad
meaning-within_interval = till och med den dag då fristen går ut
meaning-free_day = en dag som är fri enligt reglerna om beloppet
meaning-first_day_exempt = söndag eller helgdag före första dagen, eller klart senast kl. 11 den dagen
meaning-services_in_place = kommunen var klar i tid
meaning-other_cause = något annat än kommunens del stod i vägen
meaning-deterioration = patienten var inte tillräckligt frisk för att åka hem den dagen
meaning-out_of_scope = inte ett vårdtillfälle som lagen gäller
meaning-not_in_force = lagen krävde ingen betalning den dagen
meaning-not_claimed = betalningsansvar, men ingen betalning krävs
meaning-no_payer = kommunen som skulle betala finns inte längre, och det är inte känt vilken som ska betala i stället
meaning-after_end = perioden var slut: patienten hade lämnat sjukhuset, eller en händelse avslutade den
readiness-notice_missing = ett meddelande som lagen kräver skickades inte eller kom för sent
readiness-within_interval = dagarna innan betalningsansvaret inträder löpte ännu
readiness-services_in_place = kommunen hade en plats eller hade meddelat att den kan ta emot patienten
readiness-deterioration = patienten var inte längre utskrivningsklar

## What to accrue

accrual-title = Vad som bör reserveras för { $month }
accrual-ledger = Dagar med betalningsansvar i dygnsregistret
accrual-falls = Oklara dagar som kan falla bort
accrual-adds = Oklara dagar som också kan behöva betalas
accrual-twice = En person i två vårdtillfällen samma dag
accrual-open = Pågående vårdtillfällen: { $days ->
        [one] { $days } dag
       *[other] { $days } dagar
    } till månadens slut, som det är nu
accrual-total = Att reservera
accrual-not-judged = Reserveringen har inget för { $stays ->
        [one] { $stays } vårdtillfälle
       *[other] { $stays } vårdtillfällen
    } som inte kunde avgöras enligt lagen här.
accrual-not-known = Hur mycket { $doubts ->
        [one] { $doubts } oklarhet
       *[other] { $doubts } oklarheter
    } kan öka reserveringen är inte känt och ingår inte i den.

## A line of the journal

journal-bill = { $name }: utskrivningsklara patienter, { $month }
journal-correction = { $name }: rättelse för utskrivningsklara patienter, { $month }
