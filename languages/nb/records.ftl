### The statement: claims, corrections, councils, prices, editions, data, law.

## Claims beside the ledger

claims-title = Hva er krevd, og stemmer det?
claims-sum = { $claimed } er krevd for { $claimed_days } døgn i { $lines ->
        [one] { $lines } linje
       *[other] { $lines } linjer
    }; etter døgnregisteret skal { $owed } betales for { $owed_days ->
        [one] { $owed_days } betalingspliktig døgn
       *[other] { $owed_days } betalingspliktige døgn
    }. Forskjellen er { $gap }.
claims-text = Kreditter er trukket fra. En linje over et månedsskifte har her denne månedens døgn og beløp.
claims-of-index = Opphold og linjer står i kommunenes avregninger. En avregning har linjene som nevner kommunen: En linje som nevner en annen kommune enn den som skal betale, står som krevd og ikke betalingspliktig hos den ene og som betalingspliktig og ikke krevd hos den andre. Linjer som krever samme døgn av to kommuner, står i rejects.csv (W_CLAIM_TWICE).
claims-by-stay = Opphold der krav og døgnregister er ulike
claims-agree-by-stay = krav og døgnregister stemmer for alle opphold
claims-by-kind = Forskjeller mellom krav og døgnregister, etter art
claims-agree = krav og døgnregister stemmer
claims-twice = Samme døgn krevd to ganger: betal høyst ett
claims-rates = Linjer i måneden som ikke følger døgnprisen, hver med alle sine døgn
none-here = ingen her
difference-claimed_twice = Krevd to ganger
difference-claimed_twice-advice = betal høyst én av linjene og be om kreditt for den andre
difference-rate = Krevd med en annen pris
difference-rate-advice = sammenlign linjens beløp med døgnprisen
difference-not_owed = Krevd, ikke betalingspliktig
difference-not_owed-advice = `beddays explain OPPHOLD` viser hvorfor døgnet ikke skal betales
difference-no_stay = Krevd uten opphold her
difference-no_stay-advice = spør sykehuset hvilket opphold det gjelder
difference-days_not_known = Linjer der det ikke er kjent hvilke døgn de krever
difference-days_not_known-advice = be om linjens døgn
difference-not_split = Linjer over et månedsskifte som ikke kan deles
difference-not_split-advice = be om én linje for hver måned
difference-credit = Kreditter på mer enn det som er krevd her
difference-credit-advice = finn linjen som kreditten retter
difference-not_claimed = Betalingspliktig, ikke krevd
difference-not_claimed-advice = ingenting å betale før det er krevd

## Corrections of closed months

corrections-title = Hva skal betales nå?
corrections-title-payee = Hva skal betales til oss nå?
corrections-sum = Avsluttede måneder rettes: { $months }. Sammen med { $amount } for { $month } blir det { $to_pay } å betale nå.
corrections-month = { $amount } for { $month } ({ $stays } opphold)
corrections-text = En avsluttet måned står som den ble sendt. Det som er endret siden, rettes her, døgn for døgn, og en senere avregning bygger videre på det.
corrections-to-pay = Denne måneden og rettelser av avsluttede måneder, etter sykehus, { $month }
nothing = ingenting
corrected-title = Døgn i avsluttede måneder som rettes
corrected-no-day = ikke utskrivningsklart døgn
corrected-not-here = ikke i denne avregningen
corrected-then = { $first }, nå { $last }
evidence-line = { $file }, linje { $line }

## Councils, their statements and those that ended

councils-title = Hvilken kommune skal betale hva?
councils-table = Hva hver kommune skal betale for { $month }, og hvor avregningen ligger
councils-none = ingen utskrivningsklare døgn og ingenting usikkert i måneden
councils-chart = Betalingspliktige døgn etter kommune, { $month }
councils-text = Hver kommune i tabellen har sin egen avregning med alle opphold den skal betale for og all usikkerhet om døgnene: en side, en arbeidsbok, CSV- og JSON-filer, i mappen som tabellen oppgir.
councils-text-unknown = Kommunen som er betalingspliktig det døgnet, betaler: Mappen council-unknown har døgnene der ingen er kjent, og poster som ikke nevner noen.
councils-again = { $amount } som er usikkert, står i avregningene til flere kommuner, fordi hver av dem kan være betalingspliktig. Summen regner hver krone én gang.
councils-again-row = minus: usikkert i flere avregninger
owed-to-hospitals = Hva hvert sykehus har krav på for { $month }
successor-sum = { $ended }: { $days ->
        [one] { $days } betalingspliktig døgn
       *[other] { $days } betalingspliktige døgn
    } i { $stays } opphold ({ $amount }) skal betales av { $payer }. { $why }
successor-reading = At forpliktelser går over til den ene kommunen som kommer etter, er tolkningen successor_liability; vedtaket om sammenslåingen var ikke tilgjengelig.
successor-list = At den kom etter, står i prosjektets kommuneliste.
own-not-yet = { $began }. Ingen døgn i måneden er dens egne: Det kommunene før den skal betale, står i deres avregninger eller i avregningen for hele systemet (view = "system").
own-ended = { $ended }. Ingen døgn i måneden er dens egne.

## Prices that are not known

price-without = { $days } døgn til skal betales til en pris som ikke er kjent, og er ikke med i noe beløp i denne avregningen.
price-title = Hvilke priser mangler?
price-table = Døgn som skal betales til en ukjent pris, { $month }
price-none = alle priser er kjent
price-file = Prisen for { $year } mangler i { $id } ({ $layer }). Skriv en fil prices-{ $year }.toml med de to linjene  prices_of = "{ $id }"  og  { $price }  ved siden av beddays.toml, og nevn den også: regimes = ["{ $id }", "prices-{ $year }.toml"].
price-unknown-some = ingen pris for noen av døgnene
price-unknown = en pris er ikke kjent

## How the statement stands

notice-incomplete = Ikke fullstendig: data for { $month } mangler ({ $sources })
standing-line = Foreløpig til den avsluttes, utgave { $edition } · opplysninger til og med { $day } · beløp i { $currency }
standing-line-incomplete = Foreløpig til den avsluttes, utgave { $edition } · data ikke fullstendige ({ $sources }) · opplysninger til og med { $day } · beløp i { $currency }
missing-data = Dataene for { $month } er ikke fullstendige: { $what }. Døgn og beløp nedenfor bygger på det som kom, og kan være for lave eller for høye.
replaces-sum = Denne utgaven erstatter utgave { $edition }: { $sums }; { $what }. Filene til den utgaven ligger i mappen edition-{ $edition }.
replaces-nothing = ingen døgn i denne avregningen er endret
replaces-stays = { $stays } opphold er endret
corrections-came-to = Rettelser av avsluttede måneder kom til { $before } i utgave { $edition } og kommer til { $now } i denne.
restated-sum = Utgave { $edition } av { $month } ville vært annerledes nå: { $sums } ({ $seen }).
restated-closed = den er avsluttet: den første åpne måneden retter den når den kjøres
restated-run = kjør { $month } på nytt for en ny utgave, eller kvitter for endringen
acknowledged = kvittert
acknowledged-note = kvittert: { $note }
quiet-month = Ingen kilde leverte opplysninger fra { $month }: tallene bygger på opphold som var åpne fra før.
before-and-now = { $chargeable_before ->
        [one] { $chargeable_before } betalingspliktig døgn
       *[other] { $chargeable_before } betalingspliktige døgn
    } av { $delayed_before ->
        [one] { $delayed_before } utskrivningsklart døgn
       *[other] { $delayed_before } utskrivningsklare døgn
    } og { $amount_before } før, { $chargeable_now } av { $delayed_now } og { $amount_now } nå ({ $difference })
changes-title = Hva er endret siden tidligere avregninger?
changes-text = En publisert måned står som den var til den kjøres på nytt: Da blir det en ny utgave, og den gamle beholdes. `beddays acknowledge` noterer at en endring er sett og utsatt. En avsluttet måned står som den er, og en senere avregning retter den.
replaces-rest = Sykehus uten endring
replaces-table = Hva utgave { $edition } endret i utgave { $earlier }, etter sykehus
replaces-none = ingen utskrivningsklare døgn i noen av dem
restated-table = Publiserte måneder som ville vært annerledes med alt som er kjent nå
seen-closed = avsluttet
seen-no = nei
seen-yes = ja
delivered-title = Hva hver kilde leverte for { $month }
delivered-month = måneden
delivered-not-expected = ingenting; det trengs ikke
delivered-missing = ingenting: mangler
delivered-header-only = en overskriftslinje og ingen rader
delivered-ends-early = ikke til månedens slutt

## What was rejected or doubtful

quality-title = Hva er avvist eller usikkert?
quality-title-of-council = Hva er usikkert?
quality-of-council = Hva som er lest i hver leveranse, og hva som er avvist, står i månedens oversikt og i rejects.csv der.
records-sum = { $records ->
        [one] { $records } post
       *[other] { $records } poster
    } lest = { $accepted } godtatt + { $rejected } avvist + { $duplicates } duplikater, i alle leveranser prosjektet har mottatt. rejects.csv har funnene om opphold som denne måneden kan ha med å gjøre, og om leveranser som er kommet siden en annen måned ble kjørt, med fil, linje, kolonne og råd.
records-sum-passed-over = { $records ->
        [one] { $records } post
       *[other] { $records } poster
    } lest = { $accepted } godtatt + { $passed_over } forbigått + { $rejected } avvist + { $duplicates } duplikater, i alle leveranser prosjektet har mottatt. rejects.csv har funnene om opphold som denne måneden kan ha med å gjøre, og om leveranser som er kommet siden en annen måned ble kjørt, med fil, linje, kolonne og råd.
open-stays = { $stays } opphold har ingen registrert slutt og følges til { $day }: { $days ->
        [one] { $days } utskrivningsklart døgn
       *[other] { $days } utskrivningsklare døgn
    } og { $amount } i måneden ligger etter siste opplysning om oppholdet og bygger på det.
unused-events = Registrert, men uten virkning på beløpet, fordi regelverket her ikke har noen regel som bruker det: { $kinds }.
unused-stay = { $kind } (opphold { $stay })
unused-stay-more = { $kind } (opphold { $stay } og { $more } til)
unused-stays = { $kind } ({ $stays } opphold)
not-linked = { $records ->
        [one] { $records } post
       *[other] { $records } poster
    } hører ikke til noe opphold her. Det er ingenting galt med dem i seg selv: De er regnet som godtatt og listet opp med det som avhenger av dem.
not-linked-index = { $records ->
        [one] { $records } post
       *[other] { $records } poster
    } hører ikke til noe opphold her. Det er ingenting galt med dem i seg selv: De er regnet som godtatt og listet opp med det som avhenger av dem i avregningen til kommunen de nevner, eller i council-unknown.
receipts-title = Poster etter leveranse
receipts-all = alle
nothing-delivered = ingenting er levert
senders-title = Poster etter avsender
findings-title = Funn etter avsender og kode
findings-none = ingenting galt er funnet
fate-rejected = avvist
fate-duplicate = duplikat
fate-warning = godtatt med advarsel
passed-over-title = Poster som er forbigått: De sier ikke noe om et opphold selv
passed-over-none = ingenting er forbigått
links-title = Hvordan poster er koblet til opphold, den sikreste klassen først
not-linked-title = Poster som ikke hører til noe opphold her, og det meste som avhenger av dem
not-said = ikke sagt
no-authority-named = ingen kommune nevnt
volumes-title = Poster i hver avsenders siste leveranser ved siden av medianen av inntil 12 før
volumes-few = færre enn 3 før
alarm-odd = under halvparten eller over det dobbelte av medianen
alarm-share = { $now } % kan leses, { $before } % av den forrige
doubts-title = Usikkerhet om opphold i måneden, etter art
doubts-none = ingen usikkerhet
doubts-overlap = I tabellen etter art står hver dag og hvert beløp av et opphold én gang i en rad. Usikkerhet av flere arter kan gjelde samme dag: den står i raden til hver av dem, og én gang i det som er usikkert.
doubtful-title = Usikre opphold, med den lesningen av hver post som flytter mest penger
doubtful-none = ingen opphold å se på
doubtful-not-known = { $doubt }; det er ikke kjent hva som står på spill: { $why }
no-single-record = ingen enkelt post
elsewhere-title = Avviste poster der oppholdet ikke er med i beløpet: Det er ikke tatt med, eller de nevner ikke noe
elsewhere-see = se usikre opphold
elsewhere-nothing = ingenting i denne måneden og visningen
elsewhere-no-stay = ikke kjent: Den nevner ikke noe opphold
elsewhere-unread = ikke kjent: Ingen rad om oppholdet kan leses
elsewhere-listed = { $what }; `beddays query open_question` lister opp oppholdene
elsewhere-further = flere opphold
elsewhere-names-none = nevner ikke noe opphold
elsewhere-several = flere
elsewhere-whole-record = hele posten
not-judged-title = Opphold som ikke kunne avgjøres etter regelverket her: ikke priset, ikke null
twice-title = Én person krevd for i to opphold samme døgn: betal høyst ett

## The law

law-title = Hvilket regelverk bygger det på?
law-grades = Sikkerhet: «bekreftet» er lest i lov- eller forskriftsteksten; «sekundær» bygger på offentlige merknader eller andre kilder; «tolkning» er standardsvaret der teksten er taus; «ubekreftet» er ikke sett.
law-weakest = Den svakeste sikkerheten blant reglene som døgnene i denne måneden bygger på, er «{ $grade }».
law-warning = Advarsel ({ $id }): { $words } [{ $cite }; { $grade }]
law-not-seen = { $id }: ikke sett: { $words }.
law-questions = { $id }: Beløpene bygger også på svarene på { $count ->
        [one] { $count } åpent spørsmål
       *[other] { $count } åpne spørsmål
    } nedenfor; ingen av svarene er bekreftet.
law-questions-unverified = { $id }: Beløpene bygger også på svarene på { $count ->
        [one] { $count } åpent spørsmål
       *[other] { $count } åpne spørsmål
    } nedenfor; ingen av svarene er bekreftet; ubekreftet: { $unverified }.
rules-title = Regler som døgnene i { $month } bygger på
rules-none = ingen døgn bygger på noen regel
readings-title = Tolkninger: svarene som er brukt der regelverket lar et spørsmål stå åpent
readings-none = ingen spørsmål står åpne
reading-not-default = { $answer } (ikke standardsvaret)
questions-title = Hva de åpne rettsspørsmålene er verdt
questions-text = Hver forskjell er hva måneden ville blitt mer eller mindre, med alle opphold avgjort på nytt, om bare det ene spørsmålet ble besvart slik og alle andre som de er. Forskjeller for flere spørsmål kan ikke legges sammen. Tabellen over har spørsmålene med paragraf.
questions-unchanged = Endrer ingenting denne måneden: { $answers }.
questions-fill-in = Ikke vurdert, fordi et klokkeslett må fylles inn: { $answers }.
questions-not-judged = Opphold det skal betales for, som ikke kan avgjøres etter et svar og ikke er med i forskjellen: { $answers }.
questions-none = ingen andre svar endrer det som er kjent om denne måneden
questions-no-law = ingen døgn er avgjort etter noe regelverk denne måneden: ingenting er spurt
grade-verified = bekreftet
grade-secondary = sekundær
grade-reading = tolkning
grade-unverified = ubekreftet
