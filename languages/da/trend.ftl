### The trend report, and what it and the statistics say of the data.

## The report

trend-title = Færdigbehandlede patienter: udviklingen i { $owner } til { $last }
trend-standing = { $first } til { $last }; { $convention }
trend-no-figure-for = Der er intet tal for { $month }: { $why }.
trend-too-few = Uden tal for to måneder kan ingen udvikling vises.
trend-month = I { $month } var der { $days ->
        [one] { $days } færdigbehandlingsdag
       *[other] { $days } færdigbehandlingsdage
    }: i gennemsnit { $beds } senge.
trend-verdict-unsettled = De fleste måneder viser ikke-tilfældig variation: grænserne for en proces, der bliver ved med at ændre sig, giver ingen konklusion.
trend-verdict = Måneden { $month } viser { $meaning ->
        [worse] ikke-tilfældig variation, og det er en forværring
        [better] ikke-tilfældig variation, og det er en forbedring
        [special] ikke-tilfældig variation, hverken bedre eller værre
       *[usual] tilfældig variation, inden for det sædvanlige: den viser ingen ændring
    } (gennemsnit { $centre }, sædvanligt fra { $lower } til { $upper }).
trend-few-months = Disse grænser bygger på kun { $months } måneder. Indtil der er { $enough }, er de, og det, de viser som sædvanligt, foreløbige.
trend-year-area = Tolv måneder før var det ikke det samme område: det blev ændret i { $month }.
trend-year-change = Det er { $change } % { $way ->
        [fewer] færre
       *[more] flere
    } senge end tolv måneder før (i gennemsnit { $before }).
trend-year-nobody = Tolv måneder før var ingen patient færdigbehandlet.
trend-year-unknown = Der er ingen tal for tolv måneder før.
trend-most-frequent = I de seneste { $months } måneder var »{ $name }« den hyppigste grund, der er angivet, med { $share } % af dagene.
trend-in-month = i { $month }
trend-in-month-why = i { $month }: { $why }
trend-beds = Senge i gennemsnit
trend-year-to-date = Fra april til nu
trend-year-months = { $months ->
        [one] færdigbehandlingsdage i april
       *[other] færdigbehandlingsdage i { $months } måneder fra april
    }
trend-special = Måneder med ikke-tilfældig variation
trend-charted = af { $months } i diagrammet
trend-no-april = april mangler her
trend-no-figure = intet tal
trend-not-stated = ikke angivet
trend-all = Alle
trend-no-days = ingen dage
trend-no-months = ingen måneder
trend-unit = dage pr. dag
trend-unit-delays = ventetider
trend-unit-people = personer
fact-counting = Tællemåde
fact-months = Måneder
trend-months-span = { $first } til { $last }
fact-charts = Diagrammer
fact-charts-value = XmR: grænser 2,66 gennemsnitlige glidende variationsbredder fra gennemsnittet, glidende variationsbredder over 3,267 gange deres gennemsnit udeladt én gang; ikke-tilfældig variation: uden for en grænse, 7 stigende eller faldende, 2 af 3 nær en grænse, 7 på samme side
fact-rebase = Grænserne begynder forfra
fact-convention = Tællestandard
fact-convention-value = { $title }; fil { $file }
fact-of-month = Måned { $month }
fact-month-edition = udgave { $edition }, { $state ->
        [closed] afsluttet
       *[open] foreløbig
    }
fact-month-left-out = ikke i denne rapport: de oplysninger, der er talt her, slutter før måneden (til og med { $day })
months-incomplete = Ikke fuldstændigt: oplysninger for { $months } mangler
standing-incomplete = { $standing } · oplysningerne er ikke fuldstændige
months-incomplete-text = Oplysningerne for { $months } var ikke fuldstændige, da tallene blev lavet: de kan være for lave.

## Areas that changed, a process that keeps changing

trend-ended = { $ended }. Måneden { $month } er den sidste måned med tal: intet her gælder nutiden.
trend-began = { $began }. Tallene begynder med { $month }, og grænserne bygger på { $months } måneder.
trend-series-breaks = Serien har et brud i { $month }: { $what }.
trend-limits-anew = Grænserne begynder forfra der.
trend-limits-one = Ét par grænser over begge passer til ingen af dem: valget --rebase { $option } begynder nye der.
trend-code-changed = { $name } har koden { $new } og ikke længere { $old }: området eller formen er ændret
trend-another-area = et andet område: { $began }
trend-unsettled = Mere end halvdelen af månederne viser ikke-tilfældig variation. Grænserne for en proces, der bliver ved med at ændre sig, passer dårligt til de sidste måneder og giver derfor ingen konklusion om dem.
trend-differ-most = Månederne er mest forskellige før og fra { $month } (i gennemsnit { $before } og { $after } senge). Hvis noget vides at have ændret sig da, er nye grænser fra den måned værd at overveje (valget --rebase { $option }).

## Delayed days per day, all and by their dimensions

trend-all-title = Stiger antallet af færdigbehandlingsdage?
trend-all-days = Alle færdigbehandlingsdage
trend-all-chart = Færdigbehandlingsdage pr. dag, { $first } til { $last }
trend-all-description = Den sidste måned: { $variation }. { $special } af { $months } måneder viser ikke-tilfældig variation. Efter de sidste grænser er gennemsnittet { $centre }, og { $lower } til { $upper } er sædvanligt.
trend-all-table = Færdigbehandlingsdage efter måned, med ikke-tilfældig variation
trend-special-of = { $special } af { $months } måneder viser ikke-tilfældig variation efter reglerne nederst på siden; de andre varierer som sædvanligt.
trend-target = Målet er { $target } senge i gennemsnit{ $assured ->
        [passes] : som det er nu, nås målet hver måned.
        [fails] : som det er nu, nås målet ingen måned.
        [by_chance] : som det er nu, er det tilfældigt, om målet nås.
       *[unknown] ; grænserne viser ikke, om det nås.
    }
trend-per-day = Pr. dag: månedens færdigbehandlingsdage delt med dens dage, som er det gennemsnitlige antal optagne senge.
trend-attribution-title = Hvem er ansvarlig?
trend-reason-title = Af hvilke grunde?
trend-authority-title = I hvilke kommuner?
trend-provider-title = På hvilke sygehuse?
trend-care-title = I hvilken slags behandling?
trend-by-chart = Færdigbehandlingsdage pr. dag efter { $dimension ->
        [attribution] ansvarlig
        [reason] grund
        [authority] kommune
        [provider] sygehus
       *[care] behandling
    }, hver med sin egen skala
trend-by-table = Færdigbehandlingsdage efter { $dimension ->
        [attribution] ansvarlig
        [reason] grund
        [authority] kommune
        [provider] sygehus
       *[care] behandling
    } i { $month }
trend-by-month = Færdigbehandlingsdage efter { $dimension ->
        [attribution] ansvarlig
        [reason] grund
        [authority] kommune
        [provider] sygehus
       *[care] behandling
    } og måned, med ikke-tilfældig variation
trend-counted = { $dimension ->
        [attribution] { $number ->
            [one] { $number } ansvarlig
           *[other] { $number } ansvarlige
        }
        [reason] { $number ->
            [one] { $number } grund
           *[other] { $number } grunde
        }
        [authority] { $number ->
            [one] { $number } kommune
           *[other] { $number } kommuner
        }
        [provider] { $number ->
            [one] { $number } sygehus
           *[other] { $number } sygehuse
        }
       *[care] { $number ->
            [one] { $number } slags behandling
           *[other] { $number } slags behandling
        }
    }
trend-none-worse = { $dimension ->
        [attribution] Ingen ansvarlig
        [reason] Ingen grund
        [authority] Ingen kommune
        [provider] Intet sygehus
       *[care] Ingen slags behandling
    } viser forværring i den sidste måned ved ikke-tilfældig variation.
trend-worse = Den sidste måned for { $whose } viser ikke-tilfældig variation, og det er en forværring.
trend-some-of = { $some } af { $all }
trend-unsettled-of = For { $what } viser mere end halvdelen af månederne ikke-tilfældig variation: ingen konklusion.
trend-changed-of = { $what } blev oprettet, nedlagt eller ændret i disse måneder: den første tabel har månederne, og hvad der kom før eller efter.
trend-drawn = Diagrammet viser de { $drawn } med flest dage over tolv måneder; den første tabel har alle { $all }.
trend-not-charted-of = { $what } kan ikke vises i diagrammet, se den første tabel: ukendte måneder er ikke 0.
trend-not-charted = ikke i diagrammet
trend-not-charted-ended = ikke i diagrammet: nedlagt
trend-not-charted-unknown = ikke i diagrammet: måneder uden tal
trend-not-charted-few = ikke i diagrammet: for få måneder
trend-break = et andet område fra og med denne måned
trend-below-zero = under nul
trend-keeps-changing = bliver ved med at ændre sig: ingen konklusion
trend-as-usual = varierer som sædvanligt
trend-worse-than-usual = værre end sædvanligt
trend-better-than-usual = bedre end sædvanligt
trend-signal-above = over øvre grænse
trend-signal-below = under nedre grænse
trend-signal-rise = en af 7 eller flere, der stiger
trend-signal-fall = en af 7 eller flere, der falder
trend-signal-near-upper = 2 af 3 nær øvre grænse
trend-signal-near-lower = 2 af 3 nær nedre grænse
trend-signal-shift-above = en af 7 eller flere over gennemsnittet
trend-signal-shift-below = en af 7 eller flere under gennemsnittet
responsible-nhs = Sundhedsvæsenet
responsible-social-care = Kommunens pleje
responsible-both = Begge sammen
responsible-neither = Ingen ansvarlig

## Few reasons, lengths, people by day

trend-few-title = Hvilke få grunde udgør det meste?
trend-few-reasons = { $few } af { $all } grunde udgør { $share } % af dagene i de seneste { $months } måneder.
trend-reasons-table = Færdigbehandlingsdage efter grund, de seneste { $months } måneder til { $month }
trend-lengths-title = Hvor længe venter patienterne?
trend-lengths-ended = { $all ->
        [0] Ingen ventetid sluttede i { $month }.
        [one] { $all } ventetid sluttede i { $month }, i gennemsnit { $mean } dage.
       *[other] { $all } ventetider sluttede i { $month }, i gennemsnit { $mean } dage.
    }
trend-lengths-ended-table = Efter længde i dage: ventetider, der sluttede i { $month }
trend-lengths-census = { $all ->
        [0] Ingen ventede på tælledagen, { $day }.
        [one] { $all } person ventede på tælledagen, { $day }, i gennemsnit { $mean } dage.
       *[other] { $all } personer ventede på tælledagen, { $day }, i gennemsnit { $mean } dage.
    }
trend-lengths-census-table = Efter længde i dage: personer, der ventede på tælledagen, { $day }
trend-no-bands = ingen grupper
trend-people-title = På hvilke dage venter folk?
trend-people = Personer, der ventede på en dag i { $month }: færrest { $least } ({ $least_on }), flest { $most } ({ $most_on }).
trend-people-table = Personer, der ventede hver dag i { $month }
trend-people-note = Tællestandarden tæller en ventetid, når den slutter: personer, der ventede videre efter de seneste oplysninger, er ikke med.

## Beside others, from published figures

trend-peers-title = Hvordan er det sammenlignet med andre?
trend-peer = Ifølge { $source }, som kan tælle på en anden måde end denne rapport, havde { $name } { $figure } { $by ->
        [rate] færdigbehandlingsdage pr. dag og 100.000 voksne
       *[days] færdigbehandlingsdage pr. dag
    } i { $month }: plads { $rank } af { $areas } (1 er højest), kvartil { $quartile }.
trend-peer-breaks = { $name } har et brud i { $month }: { $what }.
trend-peer-change = Det er { $change } % { $way ->
        [fewer] færre
       *[more] flere
    } senge end i samme måned året før.
trend-peer-no-rate = Der er intet tal pr. 100.000 voksne: antallet af voksne det år er ikke kendt for alle områder. Uden det står et stort område højt, fordi det er stort.
trend-peers-chart = Færdigbehandlingsdage i { $month }: { $name } og de nærmeste i rækkefølgen
trend-peers-table = Områder efter { $by ->
        [rate] færdigbehandlingsdage pr. dag og 100.000 voksne
       *[days] færdigbehandlingsdage pr. dag
    } i { $month } ({ $source })
trend-own-area = { $name } (denne rapport)
trend-no-areas = ingen områder
trend-adults-not-known = antal voksne ikke kendt
trend-month-without = en måned mangler tal
trend-other-area-then = et andet område da
trend-figures-of-store = offentliggjorte tal i lageret
trend-areas-of-files = de { $count } områder i filerne
trend-as-published = som offentliggjort af { $publishers } ({ $formats }){ $counted ->
        [at_the_end] ; dage efter dagen som færdigbehandlet, alle i måneden for udskrivning
       *[day_by_day] {""}
    }
trend-edition = udgave { $edition }
trend-edition-not-stated = udgave ikke angivet
trend-sources = { $totals } summer er regnet efter: { $held } er som offentliggjort, { $explained } afviger af en kendt grund. { $unknown } oplysninger har intet tal og er ikke 0.
trend-sources-table = Offentliggjorte filer, og hvad de er prøvet mod
trend-no-files = ingen filer

## From one figure to another

trend-bill = kravet
trend-bridge-title = Hvorfor er { $to } et andet tal end { $from }?
trend-bridge = { $days } dage efter { $from }, plus { $added }, minus { $taken }, er { $are } dage efter { $to }.
trend-bridge-table = Fra { $from } til { $to } i { $month }, i dage
trend-bridge-others = `beddays bridge` viser dem til { $others }.
trend-no-step = ikke et trin
bridge-of = { $from } til { $to }, { $month }, udgave { $edition }, indlæggelser fulgt til { $day }, visning { $view }
bridge-bill = Dage, der opkræves
bridge-ledger = månedens sengedagsregister
bridge-own-authority = indlæggelsens egen kommune, som i alle statistikkens tabeller
bridge-published = { $name }: tal blev offentliggjort sådan fra { $from } til { $to }, ikke for { $month }
bridge-now = nu
bridge-cause-removed = posterne om indlæggelsen er slettet efter opbevaringstiden, så ingen statistik kan tælle dagene
trend-removed = posterne om { $stays ->
        [one] { $stays } indlæggelse
       *[other] { $stays } indlæggelser
    } blev slettet { $day }
trend-removed-last = Indlæggelser i denne måned er slettet efter opbevaringstiden: det, der var talt af dem, står i månedernes dage, og ikke her.
bridge-not-counted = { $name }: { $stays ->
        [one] { $stays } indlæggelse er ikke talt, fordi `{ $what }` ikke er kendt; den er ikke nul
       *[other] { $stays } indlæggelser er ikke talt, fordi `{ $what }` ikke er kendt; de er ikke nul
    }
trend-not-counted = { $stays ->
        [one] { $stays } indlæggelse er ikke talt, ikke kendt: { $causes }
       *[other] { $stays } indlæggelser er ikke talt, ikke kendt: { $causes }
    }

## How good the data are

data-title = Hvor gode er oplysningerne?
data-records = { $read } læste poster = { $accepted } godtaget + { $passed_over } forbigået + { $rejected } afvist + { $duplicates } dubletter, over alle leveringer, der nogensinde er modtaget.
data-not-counted = { $stays ->
        [0] Alle indlæggelser i den sidste måned kunne tælles.
        [one] { $stays } indlæggelse i den sidste måned er ikke talt, fordi noget ikke er kendt om den: se not-counted.csv.
       *[other] { $stays } indlæggelser i den sidste måned er ikke talt, fordi noget ikke er kendt om dem: se not-counted.csv.
    }

## Charts

chart-usual = tilfældig variation (sædvanligt)
chart-better = ikke-tilfældig variation: forbedring
chart-worse = ikke-tilfældig variation: forværring
chart-special = ikke-tilfældig variation, hverken bedre eller værre
chart-mean = gennemsnit
chart-limits = grænser for det sædvanlige
chart-target = mål
chart-another-area = et andet område
chart-assured = { $assured ->
        [passes] målet nås hver måned
        [fails] målet nås ingen måned
       *[by_chance] det er tilfældigt, om målet nås
    }
book-charted = værdi
book-lower = nedre grænse
book-centre = midterlinje
book-upper = øvre grænse
book-drawn = De første { $drawn } af { $all } er tegnet; tabellen har alle tal.

## Names of sheets, at most 28 letters

sheet-all_by_month = Dage efter måned
sheet-attribution_last = Ansvarlig, sidste måned
sheet-attribution_months = Ansvarlig, efter måned
sheet-reason_last = Grunde, sidste måned
sheet-reason_months = Grunde, efter måned
sheet-authority_last = Kommuner, sidste måned
sheet-authority_months = Kommuner, efter måned
sheet-provider_last = Sygehuse, sidste måned
sheet-provider_months = Sygehuse, efter måned
sheet-care_last = Behandling, sidste måned
sheet-care_months = Behandling, efter måned
sheet-few_reasons_table = Hyppigste grunde
sheet-lengths_table = Ventetidernes længde
sheet-people_by_day_table = Personer hver dag
sheet-peers_table = Områder sammenlignet
sheet-sources = Offentliggjorte filer
sheet-by_month = Personer, dage efter måned
name-bridge = Bro { $number }
chart-all_days = Alle dage
chart-attribution_days = Ansvarlige
chart-reason_days = Grunde
chart-authority_days = Kommuner
chart-provider_days = Sygehuse
chart-care_days = Behandling
chart-few_reasons = Hyppigste grunde
chart-lengths = Længder
chart-people_by_day = Personer efter dag
chart-near_peers = Nærmeste områder

## Grænser fra en del af månederne, og måneder der er udeladt

trend-baseline-first = Grænserne er taget fra de første { $months } måneder i hver del alene og gælder for de senere.
trend-baseline-span = Grænserne er taget fra { $first } til { $last } alene og gælder for de andre måneder.
trend-baseline-past = Grundlaget, { $first } til { $last }, er ældre end de viste måneder, og grænserne begyndte forfra siden da: det ændrer intet her.
trend-baseline-short = Et grundlag på { $months } måneder er kort: { $enough } eller flere giver grænser at stole på.
trend-left-out = { $month } er udeladt fra grænser og regler: { $why }.
trend-verdict-left-out = { $month } er udeladt fra grænser og regler og får derfor ingen vurdering.
trend-left-out-last = udeladt: ingen vurdering
trend-signal-left-out = udeladt: { $why }
trend-not-charted-baseline = ikke tegnet: grundlaget er ældre end tallene
fact-baseline = Grænser taget fra
fact-baseline-first = de første { $months } måneder i hver del
fact-left-out = Udeladt fra grænserne: { $month }
chart-left-out = udeladt fra grænser og regler
chart-baseline = måneder som grænserne er taget fra

## Et skift der har varet, og alle indikatorer på én side

trend-lasting = De sidste { $months } måneder, fra og med { $month }, ligger alle { $side ->
        [above] over
       *[below] under
    } gennemsnittet (i gennemsnit { $centre } senge): et skift der har varet. Hvis du ved hvad der ændrede sig da, og venter at det varer, er det tid til nye grænser fra den måned (valget --rebase { $option }). Grænser beregnes aldrig på ny af sig selv.
trend-icons-title = Alle indikatorer på én side
trend-icons = Hvad { $month } siger om hver indikator, og om målet nås som det er nu: to tegn, ingen tal.
trend-icons-few = Af hver slags er dem her der er tegnet ovenfor. En serie uden mål har ét tegn.
trend-icons-chart = Alle indikatorer i { $month }, med deres tegn
trend-icons-table = Alle indikatorer i { $month }, med deres tegn i ord
trend-icons-all = Færdigbehandlingsdage pr. dag
trend-icons-by = Færdigbehandlingsdage pr. dag: { $what }
trend-no-target = intet mål
icon-variation = { $icon ->
        [usual] varierer som sædvanligt
        [better_low] lavere end sædvanligt: bedre
        [better_high] højere end sædvanligt: bedre
        [worse_low] lavere end sædvanligt: værre
        [worse_high] højere end sædvanligt: værre
        [low] lavere end sædvanligt
        [high] højere end sædvanligt
       *[no_verdict] ingen vurdering
    }
head-measure = Indikator
head-of-what = Af hvad
head-variation = Variation
head-assurance = Mål
chart-icons = Alle indikatorer
sheet-icons_table = Alle indikatorer

## Penge som en serie

trend-money-title = Hvad koster det?
trend-money-label = Beløb pr. dag
trend-money-chart = Beløb pr. dag i måneden, { $currency }
trend-money-table = Beløb pr. måned, { $currency }, med ikke-tilfældig variation
trend-money-last = { $month } løb op i { $amount }, { $day } pr. dag.
trend-last-month-says = Efter grænserne i sin serie siger { $month }: { $words }.
trend-money-not-charted = Beløbene er ikke tegnet: grænser kræver to måneder med kendte beløb.
trend-money-some-unknown = { $months ->
        [one] { $months } måned har intet beløb, fordi en pris ikke er kendt. Det er ikke 0, og diagrammet begynder efter den.
       *[other] { $months } måneder har intet beløb, fordi en pris ikke er kendt. De er ikke 0, og diagrammet begynder efter den sidste af dem.
    }
trend-money-basis = Hvert beløb gælder månedens egne dage efter den sidste udgave af opgørelsen. Det som senere opgørelser retter i en lukket måned, er ikke med i noget af dem.
trend-money-unknown = en pris er ikke kendt
trend-unit-money = pr. dag
trend-higher-than-usual = højere end sædvanligt
trend-lower-than-usual = lavere end sædvanligt
trace-billed-amount = Beløbene for de dage der opkræves for i { $month }
chart-money = Beløb pr. dag
sheet-money_months = Beløb pr. måned

## Andelen af udskrivninger der blev forsinket

trend-share-title = Hvor stor en andel af udskrivningerne er forsinket?
trend-share-label = Andel af udskrivninger der blev forsinket
trend-share-chart = Andel af udskrivninger der blev forsinket, i procent: { $area }
trend-share-p = I gennemsnit blev { $mean } udskrivninger om måneden forsinket, færre end { $small }. Med så få er det tilfældet der flytter andelen, så dette er et P-diagram: hver måned har grænserne for sit eget antal udskrivninger.
trend-share-xmr = I gennemsnit blev { $mean } udskrivninger om måneden forsinket, { $small } eller flere. Mere end tilfældet flytter en sådan andel fra måned til måned, så dette er et XmR-diagram og ikke et P-diagram, hvis grænser ville blive for snævre.
trend-share-unknown = Måneder før den første der er tegnet, mangler et antal, som ikke er 0.
trend-share-not-charted = Andelen er ikke tegnet: grænser kræver to måneder hvor begge antal er kendt.
trend-unit-share = procent
head-delayed-discharges = Forsinkede udskrivninger
head-discharges = Udskrivninger
head-share-percent = Andel i procent
chart-share = Andel forsinket
sheet-share_months = Andel forsinket pr. måned

## Hospitaler der kom efter andre

trend-trust-joined = { $name } overtog { $before } { $day }
trend-trust-began = { $name } begyndte { $day }, efter { $before }
trend-trust-passed = { $name } gik over til { $after } { $day }
trend-break-trust = med et andet hospital fra denne måned
chart-another-trust = et andet hospital kom til
trend-no-verdict = ingen vurdering
trend-year-trust = Tolv måneder før var det ikke det samme hospital: et andet kom til i { $month }.
trend-other-trust-then = et andet hospital dengang
