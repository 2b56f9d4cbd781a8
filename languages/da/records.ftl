### The statement: claims, corrections, councils, prices, editions, data, law.

## Claims beside the ledger

claims-title = Hvad er opkrævet, og stemmer det?
claims-sum = { $claimed } er opkrævet for { $claimed_days ->
        [one] { $claimed_days } dag
       *[other] { $claimed_days } dage
    } i { $lines ->
        [one] { $lines } linje
       *[other] { $lines } linjer
    }; efter sengedagsregisteret skal { $owed } betales for { $owed_days ->
        [one] { $owed_days } betalingspligtig sengedag
       *[other] { $owed_days } betalingspligtige sengedage
    }. Det er en forskel på { $gap } i alt.
claims-text = Kreditter er trukket fra. En linje hen over et månedsskifte har her denne måneds dage og beløb.
claims-of-index = Indlæggelser og linjer står i kommunernes afregninger. En afregning har de linjer, der nævner kommunen: En linje, der nævner en anden kommune end den, der skal betale, står som opkrævet og ikke betalingspligtig hos den ene og som betalingspligtig og ikke opkrævet hos den anden. Linjer, der opkræver samme dage hos to kommuner, står i rejects.csv (W_CLAIM_TWICE).
claims-by-stay = Indlæggelser, hvor krav og sengedagsregister er forskellige
claims-agree-by-stay = krav og sengedagsregister stemmer for alle indlæggelser
claims-by-kind = Forskelle mellem krav og sengedagsregister, efter art
claims-agree = krav og sengedagsregister stemmer
claims-twice = Samme dage opkrævet to gange: betal højst én
claims-rates = Linjer i måneden, der ikke følger taksten, hver med alle sine dage
none-here = ingen her
difference-claimed_twice = Opkrævet to gange
difference-claimed_twice-advice = betal højst én af linjerne, og bed om kreditering af den anden
difference-rate = Opkrævet med en anden takst
difference-rate-advice = sammenlign linjens beløb med taksten
difference-not_owed = Opkrævet, ikke betalingspligtig
difference-not_owed-advice = `beddays explain INDLÆGGELSE` viser, hvorfor dagen ikke skal betales
difference-no_stay = Opkrævet uden indlæggelse her
difference-no_stay-advice = spørg sygehuset, hvilken indlæggelse der menes
difference-days_not_known = Linjer, hvor det ikke vides, hvilke dage de opkræver
difference-days_not_known-advice = bed om linjens dage
difference-not_split = Linjer hen over et månedsskifte, der ikke kan deles
difference-not_split-advice = bed om én linje for hver måned
difference-credit = Kreditter på mere end det, der er opkrævet her
difference-credit-advice = find den linje, som kreditten retter
difference-not_claimed = Betalingspligtig, ikke opkrævet
difference-not_claimed-advice = intet at betale, før det er opkrævet

## Corrections of closed months

corrections-title = Hvad skal betales nu?
corrections-title-payee = Hvad skal betales til os nu?
corrections-sum = Afsluttede måneder rettes: { $months }. Sammen med { $amount } for { $month } bliver det { $to_pay } at betale nu.
corrections-month = { $amount } for { $month } ({ $stays ->
        [one] { $stays } indlæggelse
       *[other] { $stays } indlæggelser
    })
corrections-text = En afsluttet måned står, som den blev sendt. Det, der er ændret siden, rettes her, dag for dag, og en senere afregning bygger videre på det.
corrections-to-pay = Denne måned og rettelser af afsluttede måneder, efter sygehus, { $month }
nothing = intet
corrected-title = Dage i afsluttede måneder, der rettes
corrected-no-day = ingen færdigbehandlingsdag
corrected-not-here = ikke i denne afregning
corrected-then = { $first }, nu { $last }
evidence-line = { $file }, linje { $line }

## Councils, their statements and those that ended

councils-title = Hvilken kommune skal betale hvad?
councils-table = Hvad hver kommune skal betale for { $month }, og hvor afregningen ligger
councils-none = ingen færdigbehandlingsdage og intet tvivlsomt i måneden
councils-chart = Betalingspligtige sengedage efter kommune, { $month }
councils-text = Hver kommune i tabellen har sin egen afregning med alle indlæggelser, den skal betale for, og al tvivl om dagene: en side, en projektmappe, CSV- og JSON-filer, i den mappe, som tabellen angiver.
councils-text-unknown = Kommunen, der er betalingspligtig den dag, betaler: Mappen council-unknown har de dage, hvor ingen er kendt, og poster, der ikke nævner nogen.
councils-again = { $amount }, der er tvivl om, står i flere kommuners afregninger, fordi hver af dem kan være betalingspligtig. Summen regner hver krone én gang.
councils-again-row = minus: tvivlsomt i flere afregninger
owed-to-hospitals = Hvad hvert sygehus har krav på for { $month }
successor-sum = { $ended }: { $days ->
        [one] { $days } betalingspligtig sengedag
       *[other] { $days } betalingspligtige sengedage
    } i { $stays ->
        [one] { $stays } indlæggelse
       *[other] { $stays } indlæggelser
    } ({ $amount }) skal betales af { $payer }. { $why }
successor-reading = At forpligtelser overgår til den ene kommune, der kommer efter, er fortolkningen successor_liability; beslutningen om sammenlægningen var ikke til rådighed.
successor-list = At den kom efter, står i projektets kommuneliste.
own-not-yet = { $began }. Ingen dag i måneden er dens egen: Det, som kommunerne før den skal betale, står i deres afregninger eller i afregningen for hele systemet (view = "system").
own-ended = { $ended }. Ingen dag i måneden er dens egen.

## Prices that are not known

price-without = { $days ->
        [one] { $days } dag
       *[other] { $days } dage
    } mere skal betales til en takst, der ikke er kendt, og indgår ikke i noget beløb i denne afregning.
price-title = Hvilke takster mangler?
price-table = Dage, der skal betales til en ukendt takst, { $month }
price-none = alle takster er kendt
price-file = Taksten for { $year } mangler i { $id } ({ $layer }). Skriv en fil prices-{ $year }.toml med de to linjer  prices_of = "{ $id }"  og  { $price }  ved siden af beddays.toml, og nævn den også: regimes = ["{ $id }", "prices-{ $year }.toml"].
price-unknown-some = ingen takst for nogle af dagene
price-unknown = en takst er ikke kendt

## How the statement stands

notice-incomplete = Ikke fuldstændig: data for { $month } mangler ({ $sources })
standing-line = Foreløbig indtil den afsluttes, udgave { $edition } · oplysninger til og med { $day } · beløb i { $currency }
standing-line-incomplete = Foreløbig indtil den afsluttes, udgave { $edition } · data ikke fuldstændige ({ $sources }) · oplysninger til og med { $day } · beløb i { $currency }
missing-data = Dataene for { $month } er ikke fuldstændige: { $what }. Dage og beløb nedenfor bygger på det, der kom, og kan være for lave eller for høje.
replaces-sum = Denne udgave erstatter udgave { $edition }: { $sums }; { $what }. Filerne til den udgave ligger i mappen edition-{ $edition }.
replaces-nothing = ingen dag i denne afregning er ændret
replaces-stays = { $stays ->
        [one] { $stays } indlæggelse
       *[other] { $stays } indlæggelser
    } er ændret
corrections-came-to = Rettelser af afsluttede måneder udgjorde { $before } i udgave { $edition } og udgør { $now } i denne.
restated-sum = Udgave { $edition } af { $month } ville være anderledes nu: { $sums } ({ $seen }).
restated-closed = den er afsluttet: den første åbne måned retter den, når den køres
restated-run = kør { $month } igen for en ny udgave, eller kvittér for ændringen
acknowledged = kvitteret
acknowledged-note = kvitteret: { $note }
quiet-month = Ingen kilde leverede oplysninger fra { $month }: tallene bygger på indlæggelser, der var åbne fra før.
before-and-now = { $chargeable_before ->
        [one] { $chargeable_before } betalingspligtig sengedag
       *[other] { $chargeable_before } betalingspligtige sengedage
    } af { $delayed_before ->
        [one] { $delayed_before } færdigbehandlingsdag
       *[other] { $delayed_before } færdigbehandlingsdage
    } og { $amount_before } før, { $chargeable_now } af { $delayed_now } og { $amount_now } nu ({ $difference })
changes-title = Hvad er ændret siden tidligere afregninger?
changes-text = En offentliggjort måned står, som den var, til den køres igen: Så bliver det en ny udgave, og den gamle gemmes. `beddays acknowledge` noterer, at en ændring er set og udsat. En afsluttet måned står, som den er, og en senere afregning retter den.
replaces-rest = Sygehuse uden ændring
replaces-table = Hvad udgave { $edition } ændrede i udgave { $earlier }, efter sygehus
replaces-none = ingen færdigbehandlingsdage i nogen af dem
restated-table = Offentliggjorte måneder, der ville være anderledes med alt, der vides nu
seen-closed = afsluttet
seen-no = nej
seen-yes = ja
delivered-title = Hvad hver kilde leverede for { $month }
delivered-month = måneden
delivered-not-expected = intet; det behøves ikke
delivered-missing = intet: mangler
delivered-header-only = en overskriftslinje og ingen rækker
delivered-ends-early = ikke til månedens slutning

## What was rejected or doubtful

quality-title = Hvad er afvist eller tvivlsomt?
quality-title-of-council = Hvad er tvivlsomt?
quality-of-council = Hvad der er læst i hver levering, og hvad der er afvist, står i månedens oversigt og i dens rejects.csv.
records-sum = { $records ->
        [one] { $records } post
       *[other] { $records } poster
    } læst = { $accepted } godtaget + { $rejected } afvist + { $duplicates } dubletter, i alle leveringer, som projektet har modtaget. rejects.csv har fundene om indlæggelser, som denne måned kan have at gøre med, og om leveringer, der er kommet, siden en anden måned blev kørt, med fil, linje, kolonne og råd.
records-sum-passed-over = { $records ->
        [one] { $records } post
       *[other] { $records } poster
    } læst = { $accepted } godtaget + { $passed_over } forbigået + { $rejected } afvist + { $duplicates } dubletter, i alle leveringer, som projektet har modtaget. rejects.csv har fundene om indlæggelser, som denne måned kan have at gøre med, og om leveringer, der er kommet, siden en anden måned blev kørt, med fil, linje, kolonne og råd.
open-stays = { $stays ->
        [one] { $stays } indlæggelse
       *[other] { $stays } indlæggelser
    } har ingen registreret slutning og følges til { $day }: { $days ->
        [one] { $days } færdigbehandlingsdag
       *[other] { $days } færdigbehandlingsdage
    } og { $amount } i måneden ligger efter den sidste oplysning om indlæggelsen og bygger på det.
unused-events = Registreret, men uden virkning på beløbet, fordi reglerne her ikke har nogen regel, der bruger det: { $kinds }.
unused-stay = { $kind } (indlæggelse { $stay })
unused-stay-more = { $kind } (indlæggelse { $stay } og { $more } mere)
unused-stays = { $kind } ({ $stays ->
        [one] { $stays } indlæggelse
       *[other] { $stays } indlæggelser
    })
not-linked = { $records ->
        [one] { $records } post
       *[other] { $records } poster
    } hører ikke til nogen indlæggelse her. Der er intet galt med dem i sig selv: De regnes som godtaget og opregnes med det, der afhænger af dem.
not-linked-index = { $records ->
        [one] { $records } post
       *[other] { $records } poster
    } hører ikke til nogen indlæggelse her. Der er intet galt med dem i sig selv: De regnes som godtaget og opregnes med det, der afhænger af dem, i afregningen for den kommune, de nævner, eller i council-unknown.
receipts-title = Poster efter levering
receipts-all = alle
nothing-delivered = intet er leveret
senders-title = Poster efter afsender
findings-title = Fund efter afsender og kode
findings-none = intet galt er fundet
fate-rejected = afvist
fate-duplicate = dublet
fate-warning = godtaget med advarsel
passed-over-title = Forbigåede poster: De siger intet om en indlæggelse i sig selv
passed-over-none = intet er forbigået
links-title = Hvordan poster er koblet til indlæggelser, den sikreste klasse først
not-linked-title = Poster, der ikke hører til nogen indlæggelse her, og det meste, der afhænger af dem
not-said = ikke sagt
no-authority-named = ingen kommune nævnt
volumes-title = Poster i hver afsenders seneste leveringer ved siden af medianen af op til 12 før
volumes-few = færre end 3 før
alarm-odd = under halvdelen eller over det dobbelte af medianen
alarm-share = { $now } % kan læses, { $before } % af den forrige
doubts-title = Tvivl om indlæggelser i måneden, efter art
doubts-none = ingen tvivl
doubts-overlap = I tabellen efter art står hver dag og hvert beløb for en indlæggelse én gang i en række. Tvivl af flere arter kan gælde samme dag: den står i rækken for hver af dem, og én gang i det, der er tvivl om.
doubtful-title = Tvivlsomme indlæggelser, med den læsning af hver post, der flytter flest penge
doubtful-none = ingen indlæggelse at se på
doubtful-not-known = { $doubt }; det vides ikke, hvad der står på spil: { $why }
no-single-record = ingen enkelt post
elsewhere-title = Afviste poster, hvis indlæggelse ikke indgår i beløbet: Den er ikke taget med, eller de nævner ingen
elsewhere-see = se tvivlsomme indlæggelser
elsewhere-nothing = intet i denne måned og visning
elsewhere-no-stay = ikke kendt: Den nævner ingen indlæggelse
elsewhere-unread = ikke kendt: Ingen række om indlæggelsen kan læses
elsewhere-listed = { $what }; `beddays query open_question` opregner indlæggelserne
elsewhere-further = flere indlæggelser
elsewhere-names-none = nævner ingen indlæggelse
elsewhere-several = flere
elsewhere-whole-record = hele posten
not-judged-title = Indlæggelser, der ikke kunne afgøres efter reglerne her: ingen takst, ikke nul
twice-title = Én person opkrævet for i to indlæggelser samme dag: betal højst én

## The law

law-title = Hvilke regler bygger det på?
law-grades = Sikkerhed: »bekræftet« er læst i lov- eller bekendtgørelsesteksten; »sekundær« bygger på officielle bemærkninger eller andre kilder; »fortolkning« er standardsvaret, hvor teksten er tavs; »ubekræftet« er ikke set.
law-weakest = Den svageste sikkerhed blandt de regler, som månedens dage bygger på, er »{ $grade }«.
law-warning = Advarsel ({ $id }): { $words } [{ $cite }; { $grade }]
law-not-seen = { $id }: ikke set: { $words }.
law-questions = { $id }: Beløbene bygger også på svarene på { $count ->
        [one] { $count } åbent spørgsmål
       *[other] { $count } åbne spørgsmål
    } nedenfor; ingen af svarene er bekræftet.
law-questions-unverified = { $id }: Beløbene bygger også på svarene på { $count ->
        [one] { $count } åbent spørgsmål
       *[other] { $count } åbne spørgsmål
    } nedenfor; ingen af svarene er bekræftet; ubekræftet: { $unverified }.
rules-title = Regler, som dagene i { $month } bygger på
rules-none = ingen dag bygger på nogen regel
readings-title = Fortolkninger: svarene, der er brugt, hvor reglerne lader et spørgsmål stå åbent
readings-none = ingen spørgsmål står åbne
reading-not-default = { $answer } (ikke standardsvaret)
questions-title = Hvad de åbne retsspørgsmål er værd
questions-text = Hver forskel er, hvad måneden ville blive mere eller mindre, med alle indlæggelser afgjort på ny, hvis kun det ene spørgsmål blev besvaret sådan og alle andre, som de er. Forskelle for flere spørgsmål kan ikke lægges sammen. Tabellen ovenfor har spørgsmålene med paragraf.
questions-unchanged = Ændrer intet denne måned: { $answers }.
questions-fill-in = Ikke vurderet, fordi et klokkeslæt skal udfyldes: { $answers }.
questions-not-judged = Indlæggelser, der betales for, som ikke kan afgøres efter et svar og ikke indgår i forskellen: { $answers }.
questions-none = intet andet svar ændrer det, der vides om denne måned
questions-no-law = ingen dag er afgjort efter nogen regler denne måned: intet er spurgt
grade-verified = bekræftet
grade-secondary = sekundær
grade-reading = fortolkning
grade-unverified = ubekræftet
