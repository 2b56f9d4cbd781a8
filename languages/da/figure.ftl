### A figure of a report, followed to what makes it up.

## What it stands in

trace-top = Øverst i rapporten
trace-report = { $report } for { $month }, udgave { $edition }
trace-statement = Afregning
trace-statement-of = Afregning med { $council }
trace-revision = Ændringsrapport
trace-trend = Udviklingsrapport til { $month }, efter { $convention }
trace-pack = Offentlig pakke for { $month }, udgave { $edition }: de nøjagtige tal bag den, ikke til offentliggørelse
trace-claim = Kravet { $name } mod { $month }, udgave { $edition }
trace-what-if = Hvad { $month }, udgave { $edition }, ville beløbe sig til efter { $name }

## Whether it adds up

trace-exactly = nøjagtigt: { $sum }, som delene giver tilsammen
trace-adds-up = stemmer: { $sum }
trace-wrong = STEMMER IKKE: delene giver { $sum }
trace-by-now = efter det, der er gemt nu: { $sum }
trace-again = beregnet igen: det samme
trace-again-wrong = BEREGNET IGEN ER DET ET ANDET TAL
trace-news = { $news ->
        [one] { $news } levering
       *[other] { $news } leveringer
    } kom efter denne udgave
trace-replaced = udgave { $edition } har erstattet denne udgave
trace-later-kept = { $later }: det, der er gemt af poster nu, kan være noget andet end dengang
trace-later-records = { $later }: posterne er dem, der er gemt nu

## Its parts

trace-made-of = Beregnet af
trace-otherwise = Dage efter det andet regelsæt
trace-counted = Talte dage
trace-corrections = Rettelser
trace-found = Fundet
trace-rests-on = Bygger på
trace-correction = { $month }, { $stay }: { $from } til { $to }, { $before } før, { $now } nu: { $cause }
trace-bytes = { $place }, byte { $first } til { $last }
trace-byte = { $place }, fra byte { $first }
trace-no-record = ingen enkelt post
trace-found-at = `{ $file }`, post { $record }, linje { $line }

## How a figure of days is made

trace-ledger-days = { $days ->
        [one] { $days } dag i sengedagsregisteret
       *[other] { $days } dage i sengedagsregisteret
    }
trace-days = { $days } for { $stays }, hver talt én gang
trace-stays = { $stays } med { $days }, hver talt én gang
trace-amount = Beløbene for { $days } for { $stays }, lagt sammen
trace-rate = Hvad hver af { $days } for { $stays } koster
trace-and-corrections = { $how }; og rettelser af afsluttede måneder
trace-twice = Det, der opkræves for én person i flere indlæggelser på én dag, minus den dyreste af dem
trace-corrected-days = Dagene, der er rettet
trace-amount-before = Hvad dagene beløb sig til før
trace-amount-now = Hvad dagene beløber sig til nu
trace-corrected = Hvad dage i afsluttede måneder beløber sig til nu, minus hvad de beløb sig til før
trace-corrected-month = Hvad dage i måneden beløber sig til nu, minus hvad de beløb sig til før
trace-law = regelsæt for denne udgave: { $law }, SHA-256 { $sha256 }
trace-readings = dens fortolkninger: SHA-256 { $sha256 }
trace-because = Dage, der er ændret, fordi { $cause }, som de er nu, minus som de var
trace-edition-days = Dage i udgavens sengedagsregister
trace-published-earlier = Dage i sengedagsregisteret, som det blev offentliggjort, med det, som tidligere afregninger rettede
trace-published-now = Dage i sengedagsregisteret, som det blev offentliggjort, med det, som tidligere afregninger og denne retter

## Records, findings, doubts, claims, editions

trace-links = Poster, der ikke nævner nogen indlæggelse hos os, er koblet til en, eller til ingen
trace-records = Poster i leveringer, hver talt én gang efter, hvad der blev af den
trace-sender-deliveries = Talt i afsenderens leveringer
trace-sender = Over alle afsenderens leveringer, hver post talt én gang efter, hvad der blev af den
trace-first-line = Linjen for det første af disse fund
trace-findings = Fund, hvert talt én gang
trace-doubts = Hver indlæggelse er vurderet igen, som om posten var rigtig: det, der flytter flest penge, står på spil
trace-doubts-once = Hver indlæggelse er vurderet igen, som om posten var rigtig: det, der flytter flest penge, står på spil. Tallet har hver dag af en indlæggelse én gang, uanset hvor mange af disse poster den gælder
trace-in-doubt = Det, der står på spil i denne tvivl, hver krone én gang, uanset hvor mange poster den gælder
trace-accrued = Det, der kan falde bort eller komme til: tvivlsomme dage, hver én gang, dage for én person i to indlæggelser, og dagene til månedens slutning for indlæggelser, der ikke er slut
trace-accrued-rests = månedens sengedagsregister: `--figure accrual:1:ledger`; personer i to indlæggelser: `--figure charged_twice`
trace-other-answer = Hver indlæggelse i måneden afgjort igen med ét spørgsmål besvaret anderledes, minus hvad måneden beløber sig til
trace-answer = det andet svar: { $reading } = "{ $answer }"
trace-answer-law = regelsæt { $law }: SHA-256 { $sha256 }
trace-answer-stays = indlæggelserne, der ændres: `beddays run --month { $month } --what-if FILE`, med [readings] { $reading } = "{ $answer }" i FILE
trace-ledger = sengedagsregisteret for { $month }: SHA-256 { $sha256 }
trace-ledger-edition = sengedagsregisteret for udgave { $edition }: SHA-256 { $sha256 }
trace-claimed = Krævede linjer, holdt op mod dagene i sengedagsregisteret efter indlæggelse
trace-claimed-rests = `beddays query claim` har linjerne, `beddays query claims_against_ledger` begge sider efter indlæggelse
trace-editions = Hvad to sengedagsregistre for en måned beløber sig til: det, der blev offentliggjort, og det, der ville være, eller er, nu
trace-editions-rests = internal-revision.html har dagene, der er ændret, med årsag og post

## What came of a claim

trace-claim-lines = Linjer i kravet, hver talt én gang
trace-claim-days = Dagene, som linjerne kræver
trace-claim-claimed = Det, linjerne i kravet beder om, lagt sammen
trace-claim-owed-days = Dagene, der skyldes efter sengedagsregisteret, hver talt én gang
trace-claim-owed = Beløbene for dage i sengedagsregisteret, lagt sammen
trace-claim-difference = Det, linjerne i kravet beder om, minus beløbene for dage i sengedagsregisteret
trace-claim-file-line = Linjen i kravet, hvor rækken står
trace-claim-no-line = { $how }; ingen linje i kravet har dem
trace-claim-file = kravet `{ $file }`, SHA-256 { $sha256 }
trace-claim-no-copy = projektet har ikke gemt kravet: linjerne er nævnt ved deres nummer
trace-claim-unknown = { $rows ->
        [one] { $rows } række
       *[other] { $rows } rækker
    } i kravet med et beløb, der ikke kan læses: ikke med i nogen sum, og ikke nul

## Other law

trace-held-sum = { $what ->
        [days] Dagene
       *[amounts] Beløbene for dagene
    } efter projektets regelsæt, talt én gang hver
trace-otherwise-sum = { $what ->
        [days] Dagene
       *[amounts] Beløbene for dagene
    } efter det andet regelsæt, talt én gang hver
trace-otherwise-difference = { $what ->
        [days] Dagene
       *[amounts] Beløbene for dagene
    } efter det andet regelsæt, minus dem efter projektets regelsæt
trace-other-law = det andet regelsæt: { $name }, SHA-256 { $sha256 }
trace-law-changed = projektets regelsæt, eller en fortolkning af det, er ændret siden rapporten for { $month }

## The trend

trace-counts = Dage, som { $convention } tæller, hver én gang
trace-counts-month = Dage, som { $convention } tæller i { $month }, hver én gang
trace-people = Indlæggelser, som { $convention } tæller den dag: hver indlæggelse er én person
trace-table = tabellen { $table } i lageret, efter { $convention }: `beddays query { $table }`
trace-per-day = Færdigbehandlingsdagene i { $month }, delt med månedens { $days } dage
trace-special = Måneder, hvor færdigbehandlingsdage pr. dag viser ikke-tilfældig variation, hver talt én gang
trace-limit = { $limit ->
        [mean] Gennemsnittet
       *[range] 2,66 gennemsnitlige glidende variationsbredder fra gennemsnittet
    } af færdigbehandlingsdage pr. dag i { $months } måneder, { $first } til { $last }
trace-share = Dagene med denne grund af alle, i %
trace-share-so-far = Dagene med denne grund og dem ovenfor af alle, i %
trace-share-length = Ventetider af denne længde af alle, i %
trace-delays = Ventetider af denne længde, hver talt én gang
trace-lengths = Ventetidernes hele længder, lagt sammen
trace-convention-changed = tællestandarden { $convention } er en anden fil, end da rapporten blev skrevet
trace-store-changed = lageret er ændret, siden rapporten blev skrevet
trace-step-stays = Indlæggelser med sådanne dage, hver talt én gang
trace-step-days = Dage, som årsagen lægger til, minus dem, den trækker fra
trace-step-rests = `beddays bridge --from { $from } --to { $to } --month { $month }` har dagene én for én
trace-billed = Dage i sengedagsregisteret, der opkræves i { $month }, hver talt én gang
trace-billed-rests = afregningen: `beddays explain --month { $month } --figure "figures:Chargeable days"`

## Official publications

trace-publication = en publikation med SHA-256 { $sha256 }…
trace-published-days = offentliggjorte dage i { $month }
trace-published-per-day = De offentliggjorte dage i { $month }, delt med månedens { $days } dage
trace-published-rate = De offentliggjorte dage pr. dag, for 100.000 voksne
trace-adults = { $adults } voksne i { $year }: `{ $file }`, linje { $line }
trace-published-table = tabellen published i lageret: `beddays query published`
trace-published-no-line = hvor der står linje 0, er filen en projektmappe, eller den er ikke længere blandt projektets filer
trace-as-published = Dage, som de blev offentliggjort, efter udgiverens tællestandard, lagt sammen
trace-place = Pladsen blandt { $areas } områder, hvor det første har flest

## The public pack

trace-pack-people = personer, hver talt én gang
trace-pack-zero = 0, som er et virkeligt nul
trace-pack-rounded = nøjagtigt { $exact }, afrundet efter reglen { $rule }: { $number }
trace-pack-rounded-to = nøjagtigt { $exact }, afrundet til nærmeste { $to } efter reglen { $rule }: { $number }
trace-pack-few = nøjagtigt { $exact }, skjult efter reglen { $rule }, fordi det bygger på få personer: { $people }
trace-pack-withheld = nøjagtigt { $exact }, holdt tilbage efter reglen { $rule }, så et tal, der bygger på få personer, ikke kan regnes ud
trace-pack-amount = de viste dage til deres takst, ikke de nøjagtige beløb; { $how }
trace-pack-rests = { $file } har de nøjagtige tal, som aldrig offentliggøres
trace-pack-rule = reglen { $rule }, SHA-256 { $sha256 }
trace-pack-later = { $month } har { $editions } udgaver, og en pakke siger ikke, hvilken den er af
