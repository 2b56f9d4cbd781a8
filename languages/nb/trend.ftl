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

## Grenser fra en del av månedene, og måneder som er utelatt

trend-baseline-first = Grensene er hentet fra de første { $months } månedene i hver del alene, og gjelder for de senere.
trend-baseline-span = Grensene er hentet fra { $first } til { $last } alene, og gjelder for de andre månedene.
trend-baseline-past = Grunnlaget, { $first } til { $last }, er eldre enn månedene som vises, og grensene begynte på nytt siden: det endrer ingenting her.
trend-baseline-short = Et grunnlag på { $months } måneder er kort: { $enough } eller flere gir grenser å stole på.
trend-left-out = { $month } er utelatt fra grenser og regler: { $why }.
trend-verdict-left-out = { $month } er utelatt fra grenser og regler, og får derfor ingen vurdering.
trend-left-out-last = utelatt: ingen vurdering
trend-signal-left-out = utelatt: { $why }
trend-not-charted-baseline = ikke tegnet: grunnlaget er eldre enn tallene
fact-baseline = Grenser hentet fra
fact-baseline-first = de første { $months } månedene i hver del
fact-left-out = Utelatt fra grensene: { $month }
chart-left-out = utelatt fra grenser og regler
chart-baseline = måneder som grensene er hentet fra

## Et skift som har vart, og alle indikatorer på én side

trend-lasting = De siste { $months } månedene, fra og med { $month }, ligger alle { $side ->
        [above] over
       *[below] under
    } gjennomsnittet (i gjennomsnitt { $centre } senger): et skift som har vart. Hvis du vet hva som endret seg da, og venter at det varer, er det på tide med nye grenser fra den måneden (valget --rebase { $option }). Grenser regnes aldri ut på nytt av seg selv.
trend-icons-title = Alle indikatorer på én side
trend-icons = Hva { $month } sier om hver indikator, og om målet blir nådd slik det er nå: to tegn, ingen tall.
trend-icons-few = Av hvert slag er de her som er tegnet ovenfor. En serie uten mål har ett tegn.
trend-icons-chart = Alle indikatorer i { $month }, med tegnene sine
trend-icons-table = Alle indikatorer i { $month }, med tegnene sine i ord
trend-icons-all = Utskrivningsklare døgn per dag
trend-icons-by = Utskrivningsklare døgn per dag: { $what }
trend-no-target = ingen mål
icon-variation = { $icon ->
        [usual] varierer som vanlig
        [better_low] lavere enn vanlig: bedre
        [better_high] høyere enn vanlig: bedre
        [worse_low] lavere enn vanlig: verre
        [worse_high] høyere enn vanlig: verre
        [low] lavere enn vanlig
        [high] høyere enn vanlig
       *[no_verdict] ingen vurdering
    }
head-measure = Indikator
head-of-what = Av hva
head-variation = Variasjon
head-assurance = Mål
chart-icons = Alle indikatorer
sheet-icons_table = Alle indikatorer

## Penger som en serie

trend-money-title = Hva koster det?
trend-money-label = Beløp per dag
trend-money-chart = Beløp per dag i måneden, { $currency }
trend-money-table = Beløp per måned, { $currency }, med ikke-tilfeldig variasjon
trend-money-last = { $month } kom på { $amount }, { $day } per dag.
trend-last-month-says = Etter grensene i sin serie sier { $month }: { $words }.
trend-money-not-charted = Beløpene er ikke tegnet: grenser trenger to måneder med kjente beløp.
trend-money-some-unknown = { $months ->
        [one] { $months } måned har ikke noe beløp, fordi en pris ikke er kjent. Det er ikke 0, og diagrammet begynner etter den.
       *[other] { $months } måneder har ikke noe beløp, fordi en pris ikke er kjent. De er ikke 0, og diagrammet begynner etter den siste av dem.
    }
trend-money-basis = Hvert beløp gjelder månedens egne døgn etter siste utgave av oppgaven. Det senere oppgaver retter i en lukket måned, er ikke med i noe av dem.
trend-money-unknown = en pris er ikke kjent
trend-unit-money = per dag
trend-higher-than-usual = høyere enn vanlig
trend-lower-than-usual = lavere enn vanlig
trace-billed-amount = Beløpene for døgnene som det kreves betaling for i { $month }
chart-money = Beløp per dag
sheet-money_months = Beløp per måned

## Andelen utskrivninger som ble forsinket

trend-share-title = Hvor stor andel av utskrivningene er forsinket?
trend-share-label = Andel utskrivninger som ble forsinket
trend-share-chart = Andel utskrivninger som ble forsinket, i prosent: { $area }
trend-share-p = I gjennomsnitt ble { $mean } utskrivninger i måneden forsinket, færre enn { $small }. Med så få er det tilfeldigheter som flytter andelen, så dette er et P-diagram: hver måned har grensene for sitt eget antall utskrivninger.
trend-share-xmr = I gjennomsnitt ble { $mean } utskrivninger i måneden forsinket, { $small } eller flere. Mer enn tilfeldigheter flytter en slik andel fra måned til måned, så dette er et XmR-diagram og ikke et P-diagram, som ville hatt for trange grenser.
trend-share-unknown = Måneder før den første som er tegnet mangler et antall, som ikke er 0.
trend-share-not-charted = Andelen er ikke tegnet: grenser trenger to måneder der begge antall er kjent.
trend-unit-share = prosent
head-delayed-discharges = Forsinkede utskrivninger
head-discharges = Utskrivninger
head-share-percent = Andel i prosent
chart-share = Andel forsinket
sheet-share_months = Andel forsinket per måned

## Helseforetak som kom etter andre

trend-trust-joined = { $name } overtok { $before } { $day }
trend-trust-began = { $name } begynte { $day }, etter { $before }
trend-trust-passed = { $name } gikk over til { $after } { $day }
trend-break-trust = med et annet foretak fra denne måneden
chart-another-trust = et annet foretak kom til
trend-no-verdict = ingen vurdering
trend-year-trust = Tolv måneder før var det ikke det samme foretaket: et annet kom til i { $month }.
trend-other-trust-then = et annet foretak da
