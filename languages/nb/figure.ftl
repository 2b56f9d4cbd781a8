### A figure of a report, followed to what makes it up.

## What it stands in

trace-top = Øverst i rapporten
trace-report = { $report } for { $month }, utgave { $edition }
trace-statement = Avregning
trace-statement-of = Avregning med { $council }
trace-revision = Endringsrapport
trace-trend = Utviklingsrapport til { $month }, etter { $convention }
trace-pack = Offentlig pakke for { $month }, utgave { $edition }: de nøyaktige tallene bak den, ikke for publisering
trace-claim = Kravet { $name } mot { $month }, utgave { $edition }
trace-what-if = Hva { $month }, utgave { $edition }, ville komme på etter { $name }

## Whether it adds up

trace-exactly = nøyaktig: { $sum }, som delene summerer seg til
trace-adds-up = stemmer: { $sum }
trace-wrong = STEMMER IKKE: delene kommer på { $sum }
trace-by-now = etter det som er lagret nå: { $sum }
trace-again = regnet ut på nytt: det samme
trace-again-wrong = REGNET UT PÅ NYTT ER DET ET ANNET TALL
trace-news = { $news ->
        [one] { $news } leveranse
       *[other] { $news } leveranser
    } kom etter denne utgaven
trace-replaced = utgave { $edition } har erstattet denne utgaven
trace-later-kept = { $later }: det som er lagret av poster nå, kan være noe annet enn den gang
trace-later-records = { $later }: postene er de som er lagret nå

## Its parts

trace-made-of = Regnet av
trace-otherwise = Døgn etter det andre regelverket
trace-counted = Talte døgn
trace-corrections = Rettelser
trace-found = Funnet
trace-rests-on = Bygger på
trace-correction = { $month }, { $stay }: { $from } til { $to }, { $before } før, { $now } nå: { $cause }
trace-bytes = { $place }, byte { $first } til { $last }
trace-byte = { $place }, fra byte { $first }
trace-no-record = ingen enkelt post
trace-found-at = `{ $file }`, post { $record }, linje { $line }

## How a figure of days is made

trace-ledger-days = { $days } døgn i døgnregisteret
trace-days = { $days } for { $stays }, hvert talt én gang
trace-stays = { $stays } med { $days }, hvert talt én gang
trace-amount = Beløpene for { $days } for { $stays }, lagt sammen
trace-rate = Hva hvert av { $days } for { $stays } koster
trace-and-corrections = { $how }; og rettelser av avsluttede måneder
trace-twice = Det som kreves for én person i flere opphold på ett døgn, minus det dyreste av dem
trace-corrected-days = Døgnene som er rettet
trace-amount-before = Hva døgnene kom på før
trace-amount-now = Hva døgnene kommer på nå
trace-corrected = Hva døgn i avsluttede måneder kommer på nå, minus hva de kom på før
trace-corrected-month = Hva døgn i måneden kommer på nå, minus hva de kom på før
trace-law = regelverk for denne utgaven: { $law }, SHA-256 { $sha256 }
trace-readings = tolkningene i den: SHA-256 { $sha256 }
trace-because = Døgn som er endret fordi { $cause }, som de er nå minus som de var
trace-edition-days = Døgn i døgnregisteret for utgaven
trace-published-earlier = Døgn i døgnregisteret som det ble publisert, med det tidligere avregninger rettet
trace-published-now = Døgn i døgnregisteret som det ble publisert, med det tidligere avregninger og denne retter

## Records, findings, doubts, claims, editions

trace-links = Poster som ikke nevner noe opphold hos oss, er koblet til et, eller til ingen
trace-records = Poster i leveranser, hver talt én gang etter hva som ble av den
trace-sender-deliveries = Talt i leveransene fra avsenderen
trace-sender = Over alle leveranser fra avsenderen, hver post talt én gang etter hva som ble av den
trace-first-line = Linjen til det første av disse funnene
trace-findings = Funn, hvert talt én gang
trace-doubts = Hvert opphold er vurdert på nytt som om posten var riktig: det som flytter mest penger, står på spill
trace-doubts-once = Hvert opphold er vurdert på nytt som om posten var riktig: det som flytter mest penger, står på spill. Tallet har hver dag av et opphold én gang, uansett hvor mange av disse postene den gjelder
trace-in-doubt = Det som står på spill i denne usikkerheten, hver krone én gang, uansett hvor mange poster den gjelder
trace-accrued = Det som kan falle bort eller komme i tillegg: usikre døgn, hvert én gang, døgn for én person i to opphold, og døgnene til slutten av måneden for opphold som ikke er slutt
trace-accrued-rests = døgnregisteret for måneden: `--figure accrual:1:ledger`; personer i to opphold: `--figure charged_twice`
trace-other-answer = Hvert opphold i måneden avgjort på nytt med ett spørsmål besvart annerledes, minus det måneden kommer på
trace-answer = det andre svaret: { $reading } = "{ $answer }"
trace-answer-law = regelverk { $law }: SHA-256 { $sha256 }
trace-answer-stays = oppholdene som blir endret: `beddays run --month { $month } --what-if FILE`, med [readings] { $reading } = "{ $answer }" i FILE
trace-ledger = døgnregisteret for { $month }: SHA-256 { $sha256 }
trace-ledger-edition = døgnregisteret for utgave { $edition }: SHA-256 { $sha256 }
trace-claimed = Krevde linjer, holdt mot døgnene i døgnregisteret etter opphold
trace-claimed-rests = `beddays query claim` har linjene, `beddays query claims_against_ledger` begge sider etter opphold
trace-editions = Hva to døgnregistre for en måned kommer på: det som ble publisert, og det som ville være, eller er, nå
trace-editions-rests = internal-revision.html har døgnene som er endret, med årsak og post

## What came of a claim

trace-claim-lines = Linjer i kravet, hver talt én gang
trace-claim-days = Døgnene som linjene krever
trace-claim-claimed = Det linjene i kravet ber om, lagt sammen
trace-claim-owed-days = Døgnene som er skyldige etter døgnregisteret, hvert talt én gang
trace-claim-owed = Beløpene for døgn i døgnregisteret, lagt sammen
trace-claim-difference = Det linjene i kravet ber om, minus beløpene for døgn i døgnregisteret
trace-claim-file-line = Linjen i kravet der raden står
trace-claim-no-line = { $how }; ingen linje i kravet har dem
trace-claim-file = kravet `{ $file }`, SHA-256 { $sha256 }
trace-claim-no-copy = prosjektet har ikke lagret kravet: linjene er nevnt ved nummeret
trace-claim-unknown = { $rows ->
        [one] { $rows } rad
       *[other] { $rows } rader
    } i kravet med et beløp som ikke kan leses: ikke med i noen sum, og ikke null

## Other law

trace-held-sum = { $what ->
        [days] Døgnene
       *[amounts] Beløpene for døgnene
    } etter regelverket i prosjektet, hvert talt én gang
trace-otherwise-sum = { $what ->
        [days] Døgnene
       *[amounts] Beløpene for døgnene
    } etter det andre regelverket, hvert talt én gang
trace-otherwise-difference = { $what ->
        [days] Døgnene
       *[amounts] Beløpene for døgnene
    } etter det andre regelverket, minus dem etter regelverket i prosjektet
trace-other-law = det andre regelverket: { $name }, SHA-256 { $sha256 }
trace-law-changed = regelverket i prosjektet, eller en tolkning av det, er endret siden rapporten for { $month }

## The trend

trace-counts = Døgn som { $convention } teller, hvert én gang
trace-counts-month = Døgn som { $convention } teller i { $month }, hvert én gang
trace-people = Opphold som { $convention } teller den dagen: hvert opphold er én person
trace-table = tabellen { $table } i lageret, etter { $convention }: `beddays query { $table }`
trace-per-day = De utskrivningsklare døgnene i { $month }, delt på månedens { $days } dager
trace-special = Måneder der utskrivningsklare døgn per dag viser ikke-tilfeldig variasjon, hver talt én gang
trace-limit = { $limit ->
        [mean] Gjennomsnittet
       *[range] 2,66 gjennomsnittlige bevegelige spenn fra gjennomsnittet
    } av utskrivningsklare døgn per dag i { $months } måneder, { $first } til { $last }
trace-share = Døgnene med denne grunnen av alle, i %
trace-share-so-far = Døgnene med denne grunnen og dem over av alle, i %
trace-share-length = Ventetider av denne lengden av alle, i %
trace-delays = Ventetider av denne lengden, hver talt én gang
trace-lengths = De hele lengdene av ventetidene, lagt sammen
trace-convention-changed = tellestandarden { $convention } er en annen fil enn da rapporten ble skrevet
trace-store-changed = lageret er endret siden rapporten ble skrevet
trace-step-stays = Opphold med slike døgn, hvert talt én gang
trace-step-days = Døgn som årsaken legger til, minus dem den trekker fra
trace-step-rests = `beddays bridge --from { $from } --to { $to } --month { $month }` har døgnene ett for ett
trace-billed = Døgn i døgnregisteret som kreves i { $month }, hvert talt én gang
trace-billed-rests = avregningen: `beddays explain --month { $month } --figure "figures:Chargeable days"`

## Official publications

trace-publication = en publikasjon med SHA-256 { $sha256 }…
trace-published-days = publiserte døgn i { $month }
trace-published-per-day = De publiserte døgnene i { $month }, delt på månedens { $days } dager
trace-published-rate = De publiserte døgnene per dag, for 100 000 voksne
trace-adults = { $adults } voksne i { $year }: `{ $file }`, linje { $line }
trace-published-table = tabellen published i lageret: `beddays query published`
trace-published-no-line = der det står linje 0, er filen en arbeidsbok, eller den er ikke lenger blant filene i prosjektet
trace-as-published = Døgn som de ble publisert, etter utgiverens tellestandard, lagt sammen
trace-place = Plassen blant { $areas } områder, der det første har mest

## The public pack

trace-pack-people = personer, hver talt én gang
trace-pack-zero = 0, som er en virkelig null
trace-pack-rounded = nøyaktig { $exact }, avrundet etter regelen { $rule }: { $number }
trace-pack-rounded-to = nøyaktig { $exact }, avrundet til nærmeste { $to } etter regelen { $rule }: { $number }
trace-pack-few = nøyaktig { $exact }, skjult etter regelen { $rule } fordi det bygger på få personer: { $people }
trace-pack-withheld = nøyaktig { $exact }, holdt tilbake etter regelen { $rule } slik at et tall som bygger på få personer, ikke kan regnes ut
trace-pack-amount = de viste døgnene til døgnprisen, ikke de nøyaktige beløpene; { $how }
trace-pack-rests = { $file } har de nøyaktige tallene, som aldri publiseres
trace-pack-rule = regelen { $rule }, SHA-256 { $sha256 }
trace-pack-later = { $month } har { $editions } utgaver, og en pakke sier ikke hvilken den er av
