### The trend report, and what it and the statistics say of the data.

## The report

trend-title = Utskrivningsklare pasienter: utviklingen i { $owner } til { $last }
trend-standing = { $first } til { $last }; { $convention }
trend-no-figure-for = Det finnes ikke noe tall for { $month }: { $why }.
trend-too-few = Uten tall for to måneder kan ingen utvikling vises.
trend-month = I { $month } var det { $days ->
        [one] { $days } utskrivningsklart døgn
       *[other] { $days } utskrivningsklare døgn
    }: i gjennomsnitt { $beds } senger.
trend-verdict-unsettled = De fleste månedene viser ikke-tilfeldig variasjon: grensene for en prosess som stadig endrer seg, gir ingen konklusjon.
trend-verdict = Måneden { $month } viser { $meaning ->
        [worse] ikke-tilfeldig variasjon, og det er en forverring
        [better] ikke-tilfeldig variasjon, og det er en forbedring
        [special] ikke-tilfeldig variasjon, verken bedre eller verre
       *[usual] tilfeldig variasjon, innenfor det vanlige: den viser ingen endring
    } (gjennomsnitt { $centre }, vanlig fra { $lower } til { $upper }).
trend-few-months = Disse grensene bygger på bare { $months } måneder. Regn dem, og det de viser som vanlig, som foreløpige til det er { $enough }.
trend-year-area = Tolv måneder før var det ikke det samme området: det ble endret i { $month }.
trend-year-change = Det er { $change } % { $way ->
        [fewer] færre
       *[more] flere
    } senger enn tolv måneder før (i gjennomsnitt { $before }).
trend-year-nobody = Tolv måneder før var ingen pasient utskrivningsklar.
trend-year-unknown = Det finnes ingen tall for tolv måneder før.
trend-most-frequent = I de siste { $months } månedene var «{ $name }» den hyppigste grunnen som er oppgitt, med { $share } % av døgnene.
trend-in-month = i { $month }
trend-in-month-why = i { $month }: { $why }
trend-beds = Senger i gjennomsnitt
trend-year-to-date = Fra april til nå
trend-year-months = { $months ->
        [one] utskrivningsklare døgn i april
       *[other] utskrivningsklare døgn i { $months } måneder fra april
    }
trend-special = Måneder med ikke-tilfeldig variasjon
trend-charted = av { $months } i diagrammet
trend-no-april = april mangler her
trend-no-figure = ikke noe tall
trend-not-stated = ikke oppgitt
trend-all = Alle
trend-no-days = ingen døgn
trend-no-months = ingen måneder
trend-unit = døgn per dag
trend-unit-delays = ventetider
trend-unit-people = personer
fact-counting = Tellemåte
fact-months = Måneder
trend-months-span = { $first } til { $last }
fact-charts = Diagrammer
fact-charts-value = XmR: grenser 2,66 gjennomsnittlige bevegelige spenn fra gjennomsnittet, bevegelige spenn over 3,267 ganger gjennomsnittet deres holdt utenfor én gang; ikke-tilfeldig variasjon: utenfor en grense, 7 stigende eller fallende, 2 av 3 nær en grense, 7 på samme side
fact-rebase = Grensene begynner på nytt
fact-convention = Tellestandard
fact-convention-value = { $title }; fil { $file }
fact-of-month = Måned { $month }
fact-month-edition = utgave { $edition }, { $state ->
        [closed] avsluttet
       *[open] foreløpig
    }
fact-month-left-out = ikke i denne rapporten: opplysningene som er talt her, slutter før måneden gjør det (til og med { $day })
months-incomplete = Ikke fullstendig: opplysninger for { $months } mangler
standing-incomplete = { $standing } · opplysningene er ikke fullstendige
months-incomplete-text = Opplysningene for { $months } var ikke fullstendige da tallene ble laget: de kan være for lave.

## Areas that changed, a process that keeps changing

trend-ended = { $ended }. Måneden { $month } er den siste måneden med tall: ingenting her gjelder nåtiden.
trend-began = { $began }. Tallene begynner med { $month }, og grensene bygger på { $months } måneder.
trend-series-breaks = Serien har et brudd i { $month }: { $what }.
trend-limits-anew = Grensene begynner på nytt der.
trend-limits-one = Ett par grenser over begge passer til ingen av dem: valget --rebase { $option } begynner nye der.
trend-code-changed = { $name } har koden { $new } og ikke lenger { $old }: området eller formen er endret
trend-another-area = et annet område: { $began }
trend-unsettled = Mer enn halvparten av månedene viser ikke-tilfeldig variasjon. Grensene for en prosess som stadig endrer seg, passer dårlig til de siste månedene og gir derfor ingen konklusjon om dem.
trend-differ-most = Månedene er mest forskjellige før og fra { $month } (i gjennomsnitt { $before } og { $after } senger). Hvis noe er kjent for å ha endret seg da, er nye grenser fra den måneden verdt å vurdere (valget --rebase { $option }).

## Delayed days per day, all and by their dimensions

trend-all-title = Øker antallet utskrivningsklare døgn?
trend-all-days = Alle utskrivningsklare døgn
trend-all-chart = Utskrivningsklare døgn per dag, { $first } til { $last }
trend-all-description = Siste måned: { $variation }. { $special } av { $months } måneder viser ikke-tilfeldig variasjon. Etter de siste grensene er gjennomsnittet { $centre }, og { $lower } til { $upper } er vanlig.
trend-all-table = Utskrivningsklare døgn etter måned, med ikke-tilfeldig variasjon
trend-special-of = { $special } av { $months } måneder viser ikke-tilfeldig variasjon etter reglene nederst på siden; de andre varierer som vanlig.
trend-target = Målet er { $target } senger i gjennomsnitt{ $assured ->
        [passes] : slik det er nå, nås målet hver måned.
        [fails] : slik det er nå, nås målet ingen måned.
        [by_chance] : slik det er nå, er det tilfeldig om målet nås.
       *[unknown] ; grensene viser ikke om det nås.
    }
trend-per-day = Per dag: de utskrivningsklare døgnene i en måned delt på antall dager, som er gjennomsnittlig antall senger i bruk.
trend-attribution-title = Hvem er ansvarlig?
trend-reason-title = Av hvilke grunner?
trend-authority-title = I hvilke kommuner?
trend-provider-title = På hvilke sykehus?
trend-care-title = I hva slags behandling?
trend-by-chart = Utskrivningsklare døgn per dag etter { $dimension ->
        [attribution] ansvarlig
        [reason] grunn
        [authority] kommune
        [provider] sykehus
       *[care] behandling
    }, hver med sin egen skala
trend-by-table = Utskrivningsklare døgn etter { $dimension ->
        [attribution] ansvarlig
        [reason] grunn
        [authority] kommune
        [provider] sykehus
       *[care] behandling
    } i { $month }
trend-by-month = Utskrivningsklare døgn etter { $dimension ->
        [attribution] ansvarlig
        [reason] grunn
        [authority] kommune
        [provider] sykehus
       *[care] behandling
    } og måned, med ikke-tilfeldig variasjon
trend-counted = { $dimension ->
        [attribution] { $number ->
            [one] { $number } ansvarlig
           *[other] { $number } ansvarlige
        }
        [reason] { $number ->
            [one] { $number } grunn
           *[other] { $number } grunner
        }
        [authority] { $number ->
            [one] { $number } kommune
           *[other] { $number } kommuner
        }
        [provider] { $number } sykehus
       *[care] { $number ->
            [one] { $number } slags behandling
           *[other] { $number } slags behandling
        }
    }
trend-none-worse = { $dimension ->
        [attribution] Ingen ansvarlig
        [reason] Ingen grunn
        [authority] Ingen kommune
        [provider] Ikke noe sykehus
       *[care] Ingen slags behandling
    } viser forverring i siste måned ved ikke-tilfeldig variasjon.
trend-worse = Siste måned for { $whose } viser ikke-tilfeldig variasjon, og det er en forverring.
trend-some-of = { $some } av { $all }
trend-unsettled-of = For { $what } viser mer enn halvparten av månedene ikke-tilfeldig variasjon: ingen konklusjon.
trend-changed-of = { $what } ble opprettet, avviklet eller endret i disse månedene: den første tabellen har månedene, og hva som kom før eller etter.
trend-drawn = Diagrammet viser de { $drawn } med flest døgn over tolv måneder; den første tabellen har alle { $all }.
trend-not-charted-of = { $what } kan ikke vises i diagrammet, se den første tabellen: ukjente måneder er ikke 0.
trend-not-charted = ikke i diagrammet
trend-not-charted-ended = ikke i diagrammet: avviklet
trend-not-charted-unknown = ikke i diagrammet: måneder uten tall
trend-not-charted-few = ikke i diagrammet: for få måneder
trend-break = et annet område fra og med denne måneden
trend-below-zero = under null
trend-keeps-changing = endrer seg stadig: ingen konklusjon
trend-as-usual = varierer som vanlig
trend-worse-than-usual = verre enn vanlig
trend-better-than-usual = bedre enn vanlig
trend-signal-above = over øvre grense
trend-signal-below = under nedre grense
trend-signal-rise = en av 7 eller flere som stiger
trend-signal-fall = en av 7 eller flere som faller
trend-signal-near-upper = 2 av 3 nær øvre grense
trend-signal-near-lower = 2 av 3 nær nedre grense
trend-signal-shift-above = en av 7 eller flere over gjennomsnittet
trend-signal-shift-below = en av 7 eller flere under gjennomsnittet
responsible-nhs = Helsetjenesten
responsible-social-care = Kommunens omsorgstjeneste
responsible-both = Begge sammen
responsible-neither = Ingen ansvarlig

## Few reasons, lengths, people by day

trend-few-title = Hvilke få grunner utgjør det meste?
trend-few-reasons = { $few } av { $all } grunner utgjør { $share } % av døgnene i de siste { $months } månedene.
trend-reasons-table = Utskrivningsklare døgn etter grunn, de siste { $months } månedene til { $month }
trend-lengths-title = Hvor lenge venter pasientene?
trend-lengths-ended = { $all ->
        [0] Ingen ventetid tok slutt i { $month }.
        [one] { $all } ventetid tok slutt i { $month }, i gjennomsnitt { $mean } døgn.
       *[other] { $all } ventetider tok slutt i { $month }, i gjennomsnitt { $mean } døgn.
    }
trend-lengths-ended-table = Etter lengde i døgn: ventetider som tok slutt i { $month }
trend-lengths-census = { $all ->
        [0] Ingen ventet på telledagen, { $day }.
        [one] { $all } person ventet på telledagen, { $day }, i gjennomsnitt { $mean } døgn.
       *[other] { $all } personer ventet på telledagen, { $day }, i gjennomsnitt { $mean } døgn.
    }
trend-lengths-census-table = Etter lengde i døgn: personer som ventet på telledagen, { $day }
trend-no-bands = ingen grupper
trend-people-title = På hvilke dager venter folk?
trend-people = Personer som ventet en dag i { $month }: minst { $least } ({ $least_on }), flest { $most } ({ $most_on }).
trend-people-table = Personer som ventet hver dag i { $month }
trend-people-note = Tellestandarden teller en ventetid når den tar slutt: personer som ventet videre etter de siste opplysningene, er ikke med.

## Beside others, from published figures

trend-peers-title = Hvordan er det sammenlignet med andre?
trend-peer = Ifølge { $source }, som kan telle på en annen måte enn denne rapporten, hadde { $name } { $figure } { $by ->
        [rate] utskrivningsklare døgn per dag og 100 000 voksne
       *[days] utskrivningsklare døgn per dag
    } i { $month }: plass { $rank } av { $areas } (1 er høyest), kvartil { $quartile }.
trend-peer-breaks = { $name } har et brudd i { $month }: { $what }.
trend-peer-change = Det er { $change } % { $way ->
        [fewer] færre
       *[more] flere
    } senger enn i samme måned året før.
trend-peer-no-rate = Det finnes ikke noe tall per 100 000 voksne: antallet voksne det året er ikke kjent for alle områder. Uten det står et stort område høyt fordi det er stort.
trend-peers-chart = Utskrivningsklare døgn i { $month }: { $name } og de nærmeste i rekkefølgen
trend-peers-table = Områder etter { $by ->
        [rate] utskrivningsklare døgn per dag og 100 000 voksne
       *[days] utskrivningsklare døgn per dag
    } i { $month } ({ $source })
trend-own-area = { $name } (denne rapporten)
trend-no-areas = ingen områder
trend-adults-not-known = antall voksne ikke kjent
trend-month-without = en måned mangler tall
trend-other-area-then = et annet område da
trend-figures-of-store = publiserte tall i lageret
trend-areas-of-files = de { $count } områdene i filene
trend-as-published = som publisert av { $publishers } ({ $formats }){ $counted ->
        [at_the_end] ; døgn etter dagen som utskrivningsklar, alle i måneden for utskrivning
       *[day_by_day] {""}
    }
trend-edition = utgave { $edition }
trend-edition-not-stated = utgave ikke oppgitt
trend-sources = { $totals } summer er regnet på nytt: { $held } er som publisert, { $explained } avviker av en kjent grunn. { $unknown } opplysninger har ikke noe tall og er ikke 0.
trend-sources-table = Publiserte filer, og hva de er prøvd mot
trend-no-files = ingen filer

## From one figure to another

trend-bill = kravet
trend-bridge-title = Hvorfor er { $to } et annet tall enn { $from }?
trend-bridge = { $days } døgn etter { $from }, pluss { $added }, minus { $taken }, er { $are } døgn etter { $to }.
trend-bridge-table = Fra { $from } til { $to } i { $month }, i døgn
trend-bridge-others = `beddays bridge` viser dem til { $others }.
trend-no-step = ikke et trinn
bridge-of = { $from } til { $to }, { $month }, utgave { $edition }, opphold fulgt til { $day }, visning { $view }
bridge-bill = Døgn som kreves
bridge-ledger = døgnregisteret for måneden
bridge-own-authority = kommunen til selve oppholdet, som i alle tabeller i statistikken
bridge-published = { $name }: tall ble publisert slik fra { $from } til { $to }, ikke for { $month }
bridge-now = nå
bridge-cause-removed = postene om oppholdet er slettet etter lagringstiden, så ingen statistikk kan telle døgnene
trend-removed = postene om { $stays ->
        [one] { $stays } opphold
       *[other] { $stays } opphold
    } ble slettet { $day }
trend-removed-last = Opphold i denne måneden er slettet etter lagringstiden: det som var talt av dem, står i månedenes døgn, og ikke her.
bridge-not-counted = { $name }: { $stays } opphold er ikke talt fordi `{ $what }` ikke er kjent; de er ikke null
trend-not-counted = { $stays } opphold er ikke talt, ikke kjent: { $causes }

## How good the data are

data-title = Hvor gode er opplysningene?
data-records = { $read } leste poster = { $accepted } godtatt + { $passed_over } forbigått + { $rejected } avvist + { $duplicates } duplikater, over alle leveranser som noen gang er mottatt.
data-not-counted = { $stays ->
        [0] Alle opphold i den siste måneden kunne telles.
       *[other] { $stays } opphold i den siste måneden er ikke talt fordi noe ikke er kjent om dem: se not-counted.csv.
    }

## Charts

chart-usual = tilfeldig variasjon (vanlig)
chart-better = ikke-tilfeldig variasjon: forbedring
chart-worse = ikke-tilfeldig variasjon: forverring
chart-special = ikke-tilfeldig variasjon, verken bedre eller verre
chart-mean = gjennomsnitt
chart-limits = grenser for det vanlige
chart-target = mål
chart-another-area = et annet område
chart-assured = { $assured ->
        [passes] målet nås hver måned
        [fails] målet nås ingen måned
       *[by_chance] det er tilfeldig om målet nås
    }
book-charted = verdi
book-lower = nedre grense
book-centre = midtlinje
book-upper = øvre grense
book-drawn = De første { $drawn } av { $all } er tegnet; tabellen har alle tallene.

## Names of sheets, at most 28 letters

sheet-all_by_month = Døgn etter måned
sheet-attribution_last = Ansvarlig, siste måned
sheet-attribution_months = Ansvarlig, etter måned
sheet-reason_last = Grunner, siste måned
sheet-reason_months = Grunner, etter måned
sheet-authority_last = Kommuner, siste måned
sheet-authority_months = Kommuner, etter måned
sheet-provider_last = Sykehus, siste måned
sheet-provider_months = Sykehus, etter måned
sheet-care_last = Behandling, siste måned
sheet-care_months = Behandling, etter måned
sheet-few_reasons_table = Hyppigste grunner
sheet-lengths_table = Ventetidenes lengde
sheet-people_by_day_table = Personer hver dag
sheet-peers_table = Områder sammenlignet
sheet-sources = Publiserte filer
sheet-by_month = Personer og døgn etter måned
name-bridge = Bro { $number }
chart-all_days = Alle døgn
chart-attribution_days = Ansvarlig
chart-reason_days = Grunner
chart-authority_days = Kommuner
chart-provider_days = Sykehus
chart-care_days = Behandling
chart-few_reasons = Hyppigste grunner
chart-lengths = Lengder
chart-people_by_day = Personer etter dag
chart-near_peers = Nærmeste områder
