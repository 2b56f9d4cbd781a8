### A figure of a report, followed to what makes it up.

## What it stands in

trace-top = Överst i rapporten
trace-report = { $report } för { $month }, utgåva { $edition }
trace-statement = Avräkning
trace-statement-of = Avräkning med { $council }
trace-revision = Ändringsrapport
trace-trend = Utvecklingsrapport till { $month }, enligt { $convention }
trace-pack = Offentligt paket för { $month }, utgåva { $edition }: de exakta talen bakom det, inte för publicering
trace-claim = Kravet { $name } mot { $month }, utgåva { $edition }
trace-what-if = Vad { $month }, utgåva { $edition }, skulle uppgå till enligt { $name }

## Whether it adds up

trace-exactly = exakt: { $sum }, som delarna summerar till
trace-adds-up = stämmer: { $sum }
trace-wrong = STÄMMER INTE: delarna uppgår till { $sum }
trace-by-now = enligt det som är lagrat nu: { $sum }
trace-again = beräknat på nytt: detsamma
trace-again-wrong = BERÄKNAT PÅ NYTT ÄR DET ETT ANNAT TAL
trace-news = { $news ->
        [one] { $news } leverans
       *[other] { $news } leveranser
    } kom efter denna utgåva
trace-replaced = utgåva { $edition } har ersatt denna utgåva
trace-later-kept = { $later }: det som är lagrat av poster nu kan vara något annat än det var då
trace-later-records = { $later }: posterna är de som är lagrade nu

## Its parts

trace-made-of = Beräknat av
trace-otherwise = Dagar enligt det andra regelverket
trace-counted = Räknade dagar
trace-corrections = Rättelser
trace-found = Hittat
trace-rests-on = Bygger på
trace-correction = { $month }, { $stay }: { $from } till { $to }, { $before } före, { $now } nu: { $cause }
trace-bytes = { $place }, byte { $first } till { $last }
trace-byte = { $place }, från byte { $first }
trace-no-record = ingen enskild post
trace-found-at = `{ $file }`, post { $record }, rad { $line }

## How a figure of days is made

trace-ledger-days = { $days ->
        [one] { $days } dag i dygnsregistret
       *[other] { $days } dagar i dygnsregistret
    }
trace-days = { $days } för { $stays }, var och en räknad en gång
trace-stays = { $stays } med { $days }, vart och ett räknat en gång
trace-amount = Beloppen för { $days } för { $stays }, sammanlagda
trace-rate = Vad var och en av { $days } för { $stays } kostar
trace-and-corrections = { $how }; och rättelser av avslutade månader
trace-twice = Det som krävs för en person i flera vårdtillfällen på en dag, minus det dyraste av dem
trace-corrected-days = Dagarna som rättas
trace-amount-before = Vad dagarna uppgick till före
trace-amount-now = Vad dagarna uppgår till nu
trace-corrected = Vad dagar i avslutade månader uppgår till nu, minus vad de uppgick till före
trace-corrected-month = Vad dagar i månaden uppgår till nu, minus vad de uppgick till före
trace-law = regelverk för denna utgåva: { $law }, SHA-256 { $sha256 }
trace-readings = dess tolkningar: SHA-256 { $sha256 }
trace-because = Dagar som ändrats eftersom { $cause }, som de är nu minus som de var
trace-edition-days = Dagar i utgåvans dygnsregister
trace-published-earlier = Dagar i dygnsregistret som det publicerades, med det som tidigare avräkningar rättat
trace-published-now = Dagar i dygnsregistret som det publicerades, med det som tidigare avräkningar och denna rättar

## Records, findings, doubts, claims, editions

trace-links = Poster som inte anger något vårdtillfälle hos oss är kopplade till ett, eller till inget
trace-records = Poster i leveranser, var och en räknad en gång efter vad som blev av den
trace-sender-deliveries = Räknat i avsändarens leveranser
trace-sender = Över avsändarens alla leveranser, varje post räknad en gång efter vad som blev av den
trace-first-line = Raden för det första av dessa fynd
trace-findings = Fynd, vart och ett räknat en gång
trace-doubts = Varje vårdtillfälle har bedömts på nytt som om posten vore riktig: det som flyttar mest pengar står på spel
trace-doubts-once = Varje vårdtillfälle har bedömts på nytt som om posten vore riktig: det som flyttar mest pengar står på spel. Siffran har varje dag av ett vårdtillfälle en gång, oavsett hur många av dessa oklarheter som rör den
trace-in-doubt = Det som står på spel i dessa oklarheter, varje krona en gång, oavsett hur många av dem som rör den
trace-accrued = Det som kan falla bort eller tillkomma: oklara dagar, var och en en gång, dagar för en person i två vårdtillfällen, och dagarna till månadens slut för vårdtillfällen som inte är slut
trace-accrued-rests = månadens dygnsregister: `--figure accrual:1:ledger`; personer i två vårdtillfällen: `--figure charged_twice`
trace-other-answer = Varje vårdtillfälle i månaden avgjort på nytt med en fråga besvarad på annat sätt, minus vad månaden uppgår till
trace-answer = det andra svaret: { $reading } = "{ $answer }"
trace-answer-law = regelverk { $law }: SHA-256 { $sha256 }
trace-answer-stays = vårdtillfällena som ändras: `beddays run --month { $month } --what-if FILE`, med [readings] { $reading } = "{ $answer }" i FILE
trace-ledger = dygnsregistret för { $month }: SHA-256 { $sha256 }
trace-ledger-edition = dygnsregistret för utgåva { $edition }: SHA-256 { $sha256 }
trace-claimed = Krävda rader, ställda mot dagarna i dygnsregistret efter vårdtillfälle
trace-claimed-rests = `beddays query claim` har raderna, `beddays query claims_against_ledger` båda sidor efter vårdtillfälle
trace-editions = Vad två dygnsregister för en månad uppgår till: det som publicerades, och det som skulle vara, eller är, nu
trace-editions-rests = internal-revision.html har dagarna som ändrats, med orsak och post

## What came of a claim

trace-claim-lines = Rader i kravet, var och en räknad en gång
trace-claim-days = Dagarna som raderna kräver
trace-claim-claimed = Det som raderna i kravet begär, sammanlagt
trace-claim-owed-days = Dagarna som ska betalas enligt dygnsregistret, var och en räknad en gång
trace-claim-owed = Beloppen för dagar i dygnsregistret, sammanlagda
trace-claim-difference = Det som raderna i kravet begär, minus beloppen för dagar i dygnsregistret
trace-claim-file-line = Raden i kravet där uppgiften står
trace-claim-no-line = { $how }; ingen rad i kravet har dem
trace-claim-file = kravet `{ $file }`, SHA-256 { $sha256 }
trace-claim-no-copy = projektet har inte lagrat kravet: raderna anges med sina nummer
trace-claim-unknown = { $rows ->
        [one] { $rows } rad
       *[other] { $rows } rader
    } i kravet med ett belopp som inte kan läsas: inte med i någon summa, och inte noll

## Other law

trace-held-sum = { $what ->
        [days] Dagarna
       *[amounts] Beloppen för dagarna
    } enligt projektets regelverk, vart och ett räknat en gång
trace-otherwise-sum = { $what ->
        [days] Dagarna
       *[amounts] Beloppen för dagarna
    } enligt det andra regelverket, vart och ett räknat en gång
trace-otherwise-difference = { $what ->
        [days] Dagarna
       *[amounts] Beloppen för dagarna
    } enligt det andra regelverket, minus dem enligt projektets regelverk
trace-other-law = det andra regelverket: { $name }, SHA-256 { $sha256 }
trace-law-changed = projektets regelverk, eller en tolkning av det, har ändrats sedan rapporten för { $month }

## The trend

trace-counts = Dagar som { $convention } räknar, var och en en gång
trace-counts-month = Dagar som { $convention } räknar i { $month }, var och en en gång
trace-people = Vårdtillfällen som { $convention } räknar den dagen: varje vårdtillfälle är en person
trace-table = tabellen { $table } i lagret, enligt { $convention }: `beddays query { $table }`
trace-per-day = De utskrivningsklara dagarna i { $month }, delade med månadens { $days } dagar
trace-special = Månader där utskrivningsklara dagar per dag visar icke-slumpmässig variation, var och en räknad en gång
trace-limit = { $limit ->
        [mean] Medelvärdet
       *[range] 2,66 genomsnittliga rörliga variationsvidder från medelvärdet
    } av utskrivningsklara dagar per dag i { $months } månader, { $first } till { $last }
trace-share = Dagarna med detta skäl av alla, i %
trace-share-so-far = Dagarna med detta skäl och dem ovanför av alla, i %
trace-share-length = Väntetider av denna längd av alla, i %
trace-delays = Väntetider av denna längd, var och en räknad en gång
trace-lengths = Väntetidernas hela längder, sammanlagda
trace-convention-changed = räknestandarden { $convention } är en annan fil än när rapporten skrevs
trace-store-changed = lagret har ändrats sedan rapporten skrevs
trace-step-stays = Vårdtillfällen med sådana dagar, vart och ett räknat en gång
trace-step-days = Dagar som orsaken lägger till, minus dem som den drar ifrån
trace-step-rests = `beddays bridge --from { $from } --to { $to } --month { $month }` har dagarna en och en
trace-billed = Dagar i dygnsregistret som krävs i { $month }, var och en räknad en gång
trace-billed-rests = avräkningen: `beddays explain --month { $month } --figure "figures:Chargeable days"`

## Official publications

trace-publication = en publikation med SHA-256 { $sha256 }…
trace-published-days = publicerade dagar i { $month }
trace-published-per-day = De publicerade dagarna i { $month }, delade med månadens { $days } dagar
trace-published-rate = De publicerade dagarna per dag, för 100 000 vuxna
trace-adults = { $adults } vuxna i { $year }: `{ $file }`, rad { $line }
trace-published-table = tabellen published i lagret: `beddays query published`
trace-published-no-line = där rad 0 står är filen en arbetsbok, eller den är inte längre bland projektets filer
trace-as-published = Dagar som de publicerades, enligt utgivarens räknestandard, sammanlagda
trace-place = Platsen bland { $areas } områden, där det första har flest

## The public pack

trace-pack-people = personer, var och en räknad en gång
trace-pack-zero = 0, som är en verklig nolla
trace-pack-rounded = exakt { $exact }, avrundat enligt regeln { $rule }: { $number }
trace-pack-rounded-to = exakt { $exact }, avrundat till närmaste { $to } enligt regeln { $rule }: { $number }
trace-pack-few = exakt { $exact }, dolt enligt regeln { $rule } eftersom det bygger på få personer: { $people }
trace-pack-withheld = exakt { $exact }, undanhållet enligt regeln { $rule } så att ett tal som bygger på få personer inte kan räknas ut
trace-pack-amount = de visade dagarna med deras belopp per dag, inte de exakta beloppen; { $how }
trace-pack-rests = { $file } har de exakta talen, som aldrig publiceras
trace-pack-rule = regeln { $rule }, SHA-256 { $sha256 }
trace-pack-later = { $month } har { $editions } utgåvor, och ett paket säger inte vilken det är av
