### The trend report, and what it and the statistics say of the data.

## The report

trend-title = Utskrivningsklara patienter: utvecklingen i { $owner } till { $last }
trend-standing = { $first } till { $last }; { $convention }
trend-no-figure-for = Det finns inget tal för { $month }: { $why }.
trend-too-few = Utan tal för två månader kan ingen utveckling visas.
trend-month = I { $month } var det { $days ->
        [one] { $days } utskrivningsklar dag
       *[other] { $days } utskrivningsklara dagar
    }: i genomsnitt { $beds } vårdplatser.
trend-verdict-unsettled = De flesta månader visar icke-slumpmässig variation: gränserna för en process som ständigt ändras ger inget utslag.
trend-verdict = Månaden { $month } visar { $meaning ->
        [worse] icke-slumpmässig variation, och det är en försämring
        [better] icke-slumpmässig variation, och det är en förbättring
        [special] icke-slumpmässig variation, varken bättre eller sämre
       *[usual] slumpmässig variation, inom det vanliga: den visar ingen förändring
    } (medelvärde { $centre }, vanligt från { $lower } till { $upper }).
trend-few-months = Dessa gränser bygger på bara { $months } månader. Tills det finns { $enough } är de, och det de visar som vanligt, preliminära.
trend-year-area = Tolv månader tidigare var det inte samma område: det ändrades i { $month }.
trend-year-change = Det är { $change } % { $way ->
        [fewer] färre
       *[more] fler
    } vårdplatser än tolv månader tidigare (i genomsnitt { $before }).
trend-year-nobody = Tolv månader tidigare var ingen patient utskrivningsklar.
trend-year-unknown = Det finns inga tal för tolv månader tidigare.
trend-most-frequent = Under de senaste { $months } månaderna var ”{ $name }” det vanligaste skälet som har angetts, med { $share } % av dagarna.
trend-in-month = i { $month }
trend-in-month-why = i { $month }: { $why }
trend-beds = Vårdplatser i genomsnitt
trend-year-to-date = Från april till nu
trend-year-months = { $months ->
        [one] utskrivningsklara dagar i april
       *[other] utskrivningsklara dagar i { $months } månader från april
    }
trend-special = Månader med icke-slumpmässig variation
trend-charted = av { $months } i diagrammet
trend-no-april = april saknas här
trend-no-figure = inget tal
trend-not-stated = inte angivet
trend-all = Alla
trend-no-days = inga dagar
trend-no-months = inga månader
trend-unit = dagar per dag
trend-unit-delays = väntetider
trend-unit-people = personer
fact-counting = Räknesätt
fact-months = Månader
trend-months-span = { $first } till { $last }
fact-charts = Diagram
fact-charts-value = XmR: gränser 2,66 genomsnittliga rörliga variationsvidder från medelvärdet, rörliga variationsvidder över 3,267 gånger sitt medelvärde uteslutna en gång; icke-slumpmässig variation: utanför en gräns, 7 stigande eller fallande, 2 av 3 nära en gräns, 7 på samma sida
fact-rebase = Gränserna börjar om
fact-convention = Räknestandard
fact-convention-value = { $title }; fil { $file }
fact-of-month = Månad { $month }
fact-month-edition = utgåva { $edition }, { $state ->
        [closed] avslutad
       *[open] preliminär
    }
fact-month-left-out = inte i denna rapport: uppgifterna som räknas här slutar före månaden (till och med { $day })
months-incomplete = Inte fullständigt: uppgifter för { $months } saknas
standing-incomplete = { $standing } · uppgifterna är inte fullständiga
months-incomplete-text = Uppgifterna för { $months } var inte fullständiga när talen togs fram: de kan vara för låga.

## Areas that changed, a process that keeps changing

trend-ended = { $ended }. Månaden { $month } är den sista månaden med tal: inget här gäller nutiden.
trend-began = { $began }. Talen börjar med { $month }, och gränserna bygger på { $months } månader.
trend-series-breaks = Serien bryts i { $month }: { $what }.
trend-limits-anew = Gränserna börjar om där.
trend-limits-one = Ett par gränser över båda passar ingen av dem: valet --rebase { $option } börjar om där.
trend-code-changed = { $name } har koden { $new } och inte längre { $old }: området eller formen har ändrats
trend-another-area = ett annat område: { $began }
trend-unsettled = Mer än hälften av månaderna visar icke-slumpmässig variation. Gränserna för en process som ständigt ändras passar de senaste månaderna dåligt och ger därför inget utslag om dem.
trend-differ-most = Månaderna skiljer sig mest före och från { $month } (i genomsnitt { $before } och { $after } vårdplatser). Om något är känt som ändrades då är nya gränser från den månaden värda att överväga (valet --rebase { $option }).

## Delayed days per day, all and by their dimensions

trend-all-title = Ökar antalet utskrivningsklara dagar?
trend-all-days = Alla utskrivningsklara dagar
trend-all-chart = Utskrivningsklara dagar per dag, { $first } till { $last }
trend-all-description = Sista månaden: { $variation }. { $special } av { $months } månader visar icke-slumpmässig variation. Enligt de senaste gränserna är medelvärdet { $centre }, och { $lower } till { $upper } är vanligt.
trend-all-table = Utskrivningsklara dagar efter månad, med icke-slumpmässig variation
trend-special-of = { $special } av { $months } månader visar icke-slumpmässig variation enligt reglerna sist på sidan; de andra varierar som vanligt.
trend-target = Målet är { $target } vårdplatser i genomsnitt{ $assured ->
        [passes] : som det är nu nås målet varje månad.
        [fails] : som det är nu nås målet ingen månad.
        [by_chance] : som det är nu avgör slumpen om målet nås.
       *[unknown] ; gränserna visar inte om det nås.
    }
trend-per-day = Per dag: månadens utskrivningsklara dagar delade med dess dagar, vilket är det genomsnittliga antalet upptagna vårdplatser.
trend-attribution-title = Vem är ansvarig?
trend-reason-title = Av vilka skäl?
trend-authority-title = I vilka kommuner?
trend-provider-title = På vilka sjukhus?
trend-care-title = I vilket slags vård?
trend-by-chart = Utskrivningsklara dagar per dag efter { $dimension ->
        [attribution] ansvarig
        [reason] skäl
        [authority] kommun
        [provider] sjukhus
       *[care] vård
    }, var och en med egen skala
trend-by-table = Utskrivningsklara dagar efter { $dimension ->
        [attribution] ansvarig
        [reason] skäl
        [authority] kommun
        [provider] sjukhus
       *[care] vård
    } i { $month }
trend-by-month = Utskrivningsklara dagar efter { $dimension ->
        [attribution] ansvarig
        [reason] skäl
        [authority] kommun
        [provider] sjukhus
       *[care] vård
    } och månad, med icke-slumpmässig variation
trend-counted = { $dimension ->
        [attribution] { $number ->
            [one] { $number } ansvarig
           *[other] { $number } ansvariga
        }
        [reason] { $number } skäl
        [authority] { $number ->
            [one] { $number } kommun
           *[other] { $number } kommuner
        }
        [provider] { $number } sjukhus
       *[care] { $number } slags vård
    }
trend-none-worse = { $dimension ->
        [attribution] Ingen ansvarig
        [reason] Inget skäl
        [authority] Ingen kommun
        [provider] Inget sjukhus
       *[care] Inget slags vård
    } visar en försämring i sista månaden genom icke-slumpmässig variation.
trend-worse = Sista månaden för { $whose } visar icke-slumpmässig variation, och det är en försämring.
trend-some-of = { $some } av { $all }
trend-unsettled-of = För { $what } visar mer än hälften av månaderna icke-slumpmässig variation: inget utslag.
trend-changed-of = { $what } bildades, upphörde eller ändrades under dessa månader: den första tabellen har månaderna, och vad som kom före eller efter.
trend-drawn = Diagrammet visar de { $drawn } med flest dagar under tolv månader; den första tabellen har alla { $all }.
trend-not-charted-of = { $what } kan inte visas i diagrammet, se den första tabellen: okända månader är inte 0.
trend-not-charted = inte i diagrammet
trend-not-charted-ended = inte i diagrammet: har upphört
trend-not-charted-unknown = inte i diagrammet: månader utan tal
trend-not-charted-few = inte i diagrammet: för få månader
trend-break = ett annat område från och med denna månad
trend-below-zero = under noll
trend-keeps-changing = ändras ständigt: inget utslag
trend-as-usual = varierar som vanligt
trend-worse-than-usual = sämre än vanligt
trend-better-than-usual = bättre än vanligt
trend-signal-above = över övre gränsen
trend-signal-below = under undre gränsen
trend-signal-rise = en av 7 eller fler som stiger
trend-signal-fall = en av 7 eller fler som faller
trend-signal-near-upper = 2 av 3 nära övre gränsen
trend-signal-near-lower = 2 av 3 nära undre gränsen
trend-signal-shift-above = en av 7 eller fler över medelvärdet
trend-signal-shift-below = en av 7 eller fler under medelvärdet
responsible-nhs = Hälso- och sjukvården
responsible-social-care = Kommunens omsorg
responsible-both = Båda tillsammans
responsible-neither = Ingen ansvarig

## Few reasons, lengths, people by day

trend-few-title = Vilka få skäl står för det mesta?
trend-few-reasons = { $few } av { $all } skäl står för { $share } % av dagarna under de senaste { $months } månaderna.
trend-reasons-table = Utskrivningsklara dagar efter skäl, de senaste { $months } månaderna till { $month }
trend-lengths-title = Hur länge väntar patienterna?
trend-lengths-ended = { $all ->
        [0] Ingen väntetid tog slut i { $month }.
        [one] { $all } väntetid tog slut i { $month }, i genomsnitt { $mean } dagar.
       *[other] { $all } väntetider tog slut i { $month }, i genomsnitt { $mean } dagar.
    }
trend-lengths-ended-table = Efter längd i dagar: väntetider som tog slut i { $month }
trend-lengths-census = { $all ->
        [0] Ingen väntade på räknedagen, { $day }.
        [one] { $all } person väntade på räknedagen, { $day }, i genomsnitt { $mean } dagar.
       *[other] { $all } personer väntade på räknedagen, { $day }, i genomsnitt { $mean } dagar.
    }
trend-lengths-census-table = Efter längd i dagar: personer som väntade på räknedagen, { $day }
trend-no-bands = inga grupper
trend-people-title = Vilka dagar väntar människor?
trend-people = Personer som väntade en dag i { $month }: minst { $least } ({ $least_on }), flest { $most } ({ $most_on }).
trend-people-table = Personer som väntade varje dag i { $month }
trend-people-note = Räknestandarden räknar en väntetid när den tar slut: personer som väntade vidare efter de senaste uppgifterna är inte med.

## Beside others, from published figures

trend-peers-title = Hur står det sig mot andra?
trend-peer = Enligt { $source }, som kan räkna på annat sätt än denna rapport, hade { $name } { $figure } { $by ->
        [rate] utskrivningsklara dagar per dag och 100 000 vuxna
       *[days] utskrivningsklara dagar per dag
    } i { $month }: plats { $rank } av { $areas } (1 är högst), kvartil { $quartile }.
trend-peer-breaks = { $name } bryts i { $month }: { $what }.
trend-peer-change = Det är { $change } % { $way ->
        [fewer] färre
       *[more] fler
    } vårdplatser än i samma månad året före.
trend-peer-no-rate = Det finns inget tal per 100 000 vuxna: antalet vuxna det året är inte känt för alla områden. Utan det står ett stort område högt för att det är stort.
trend-peers-chart = Utskrivningsklara dagar i { $month }: { $name } och de närmaste i ordningen
trend-peers-table = Områden efter { $by ->
        [rate] utskrivningsklara dagar per dag och 100 000 vuxna
       *[days] utskrivningsklara dagar per dag
    } i { $month } ({ $source })
trend-own-area = { $name } (denna rapport)
trend-no-areas = inga områden
trend-adults-not-known = antalet vuxna är inte känt
trend-month-without = en månad saknar tal
trend-other-area-then = ett annat område då
trend-figures-of-store = publicerade tal i lagret
trend-areas-of-files = de { $count } områdena i filerna
trend-as-published = som publicerat av { $publishers } ({ $formats }){ $counted ->
        [at_the_end] ; dagar efter dagen som utskrivningsklar, alla i månaden för utskrivning
       *[day_by_day] {""}
    }
trend-edition = utgåva { $edition }
trend-edition-not-stated = utgåva inte angiven
trend-sources = { $totals } summor har räknats om: { $held } är som publicerade, { $explained } avviker av ett känt skäl. { $unknown } uppgifter har inget tal och är inte 0.
trend-sources-table = Publicerade filer, och vad de prövats mot
trend-no-files = inga filer

## From one figure to another

trend-bill = kravet
trend-bridge-title = Varför är { $to } ett annat tal än { $from }?
trend-bridge = { $days } dagar enligt { $from }, plus { $added }, minus { $taken }, är { $are } dagar enligt { $to }.
trend-bridge-table = Från { $from } till { $to } i { $month }, i dagar
trend-bridge-others = `beddays bridge` visar dem till { $others }.
trend-no-step = inget steg
bridge-of = { $from } till { $to }, { $month }, utgåva { $edition }, vårdtillfällen följda till { $day }, vy { $view }
bridge-bill = Dagar som krävs
bridge-ledger = månadens dygnsregister
bridge-own-authority = vårdtillfällets egen kommun, som i alla statistikens tabeller
bridge-published = { $name }: tal publicerades så från { $from } till { $to }, inte för { $month }
bridge-now = nu
bridge-cause-removed = posterna om vårdtillfället är raderade efter lagringstiden, så att ingen statistik kan räkna dagarna
trend-removed = posterna om { $stays ->
        [one] { $stays } vårdtillfälle
       *[other] { $stays } vårdtillfällen
    } raderades { $day }
trend-removed-last = Vårdtillfällen i denna månad är raderade efter lagringstiden: det som räknades av dem står i månadernas dagar, och inte här.
bridge-not-counted = { $name }: { $stays ->
        [one] { $stays } vårdtillfälle räknas inte eftersom `{ $what }` inte är känt; det är inte noll
       *[other] { $stays } vårdtillfällen räknas inte eftersom `{ $what }` inte är känt; de är inte noll
    }
trend-not-counted = { $stays ->
        [one] { $stays } vårdtillfälle räknas inte, inte känt: { $causes }
       *[other] { $stays } vårdtillfällen räknas inte, inte känt: { $causes }
    }

## How good the data are

data-title = Hur bra är uppgifterna?
data-records = { $read } lästa poster = { $accepted } godkända + { $passed_over } förbigångna + { $rejected } avvisade + { $duplicates } dubbletter, över alla leveranser som någonsin tagits emot.
data-not-counted = { $stays ->
        [0] Alla vårdtillfällen i den sista månaden kunde räknas.
        [one] { $stays } vårdtillfälle i den sista månaden räknas inte eftersom något inte är känt om det: se not-counted.csv.
       *[other] { $stays } vårdtillfällen i den sista månaden räknas inte eftersom något inte är känt om dem: se not-counted.csv.
    }

## Charts

chart-usual = slumpmässig variation (vanligt)
chart-better = icke-slumpmässig variation: förbättring
chart-worse = icke-slumpmässig variation: försämring
chart-special = icke-slumpmässig variation, varken bättre eller sämre
chart-mean = medelvärde
chart-limits = gränser för det vanliga
chart-target = mål
chart-another-area = ett annat område
chart-assured = { $assured ->
        [passes] målet nås varje månad
        [fails] målet nås ingen månad
       *[by_chance] slumpen avgör om målet nås
    }
book-charted = värde
book-lower = undre gräns
book-centre = mittlinje
book-upper = övre gräns
book-drawn = De första { $drawn } av { $all } är ritade; tabellen har alla tal.

## Names of sheets, at most 28 letters

sheet-all_by_month = Dagar efter månad
sheet-attribution_last = Ansvarig, sista månaden
sheet-attribution_months = Ansvarig, efter månad
sheet-reason_last = Skäl, sista månaden
sheet-reason_months = Skäl, efter månad
sheet-authority_last = Kommuner, sista månaden
sheet-authority_months = Kommuner, efter månad
sheet-provider_last = Sjukhus, sista månaden
sheet-provider_months = Sjukhus, efter månad
sheet-care_last = Vård, sista månaden
sheet-care_months = Vård, efter månad
sheet-few_reasons_table = Vanligaste skäl
sheet-lengths_table = Väntetidernas längd
sheet-people_by_day_table = Personer varje dag
sheet-peers_table = Jämförda områden
sheet-sources = Publicerade filer
sheet-by_month = Personer, dagar efter månad
name-bridge = Brygga { $number }
chart-all_days = Alla dagar
chart-attribution_days = Ansvariga
chart-reason_days = Skäl
chart-authority_days = Kommuner
chart-provider_days = Sjukhus
chart-care_days = Vård
chart-few_reasons = Vanligaste skäl
chart-lengths = Längder
chart-people_by_day = Personer efter dag
chart-near_peers = Närmaste områden

## Gränser från en del av månaderna, och månader som är utelämnade

trend-baseline-first = Gränserna är hämtade från de första { $months } månaderna i varje del enbart, och gäller för de senare.
trend-baseline-span = Gränserna är hämtade från { $first } till { $last } enbart, och gäller för de andra månaderna.
trend-baseline-past = Baslinjen, { $first } till { $last }, är äldre än månaderna som visas, och gränserna började om sedan dess: den ändrar inget här.
trend-baseline-short = En baslinje på { $months } månader är kort: { $enough } eller fler ger gränser att lita på.
trend-left-out = { $month } är utelämnad ur gränser och regler: { $why }.
trend-verdict-left-out = { $month } är utelämnad ur gränser och regler och får därför ingen bedömning.
trend-left-out-last = utelämnad: ingen bedömning
trend-signal-left-out = utelämnad: { $why }
trend-not-charted-baseline = inte ritad: baslinjen är äldre än siffrorna
fact-baseline = Gränser hämtade från
fact-baseline-first = de första { $months } månaderna i varje del
fact-left-out = Utelämnad ur gränserna: { $month }
chart-left-out = utelämnad ur gränser och regler
chart-baseline = månader som gränserna är hämtade från

## Ett skifte som har varat, och alla mått på en sida

trend-lasting = De senaste { $months } månaderna, från och med { $month }, ligger alla { $side ->
        [above] över
       *[below] under
    } medelvärdet (i genomsnitt { $centre } vårdplatser): ett skifte som har varat. Om du vet vad som ändrades då, och väntar dig att det består, är det dags för nya gränser från den månaden (valet --rebase { $option }). Gränser räknas aldrig om av sig själva.
trend-icons-title = Alla mått på en sida
trend-icons = Vad { $month } säger om varje mått, och om målet nås som det är nu: två tecken, inga siffror.
trend-icons-few = Av varje slag finns de här som är ritade ovan. En serie utan mål har ett tecken.
trend-icons-chart = Alla mått i { $month }, med sina tecken
trend-icons-table = Alla mått i { $month }, med sina tecken i ord
trend-icons-all = Utskrivningsklara dagar per dag
trend-icons-by = Utskrivningsklara dagar per dag: { $what }
trend-no-target = inget mål
icon-variation = { $icon ->
        [usual] varierar som vanligt
        [better_low] lägre än vanligt: bättre
        [better_high] högre än vanligt: bättre
        [worse_low] lägre än vanligt: sämre
        [worse_high] högre än vanligt: sämre
        [low] lägre än vanligt
        [high] högre än vanligt
       *[no_verdict] ingen bedömning
    }
head-measure = Mått
head-of-what = Av vad
head-variation = Variation
head-assurance = Mål
chart-icons = Alla mått
sheet-icons_table = Alla mått

## Pengar som en serie

trend-money-title = Vad kostar det?
trend-money-label = Belopp per dag
trend-money-chart = Belopp per dag i månaden, { $currency }
trend-money-table = Belopp per månad, { $currency }, med icke-slumpmässig variation
trend-money-last = { $month } uppgick till { $amount }, { $day } per dag.
trend-last-month-says = Enligt gränserna i sin serie säger { $month }: { $words }.
trend-money-not-charted = Beloppen är inte ritade: gränser behöver två månader vars belopp är kända.
trend-money-some-unknown = { $months ->
        [one] { $months } månad har inget belopp, eftersom ett pris inte är känt. Det är inte 0, och diagrammet börjar efter den.
       *[other] { $months } månader har inget belopp, eftersom ett pris inte är känt. De är inte 0, och diagrammet börjar efter den sista av dem.
    }
trend-money-basis = Varje belopp gäller månadens egna dagar enligt den senaste utgåvan av sammanställningen. Det som senare sammanställningar rättar i en stängd månad ingår inte i något av dem.
trend-money-unknown = ett pris är inte känt
trend-unit-money = per dag
trend-higher-than-usual = högre än vanligt
trend-lower-than-usual = lägre än vanligt
trace-billed-amount = Beloppen för de dagar som debiteras i { $month }
chart-money = Belopp per dag
sheet-money_months = Belopp per månad

## Andelen utskrivningar som fördröjdes

trend-share-title = Hur stor andel av utskrivningarna är fördröjd?
trend-share-label = Andel utskrivningar som fördröjdes
trend-share-chart = Andel utskrivningar som fördröjdes, i procent: { $area }
trend-share-p = I genomsnitt fördröjdes { $mean } utskrivningar i månaden, färre än { $small }. Med så få är det slumpen som flyttar andelen, så detta är ett P-diagram: varje månad har gränserna för sitt eget antal utskrivningar.
trend-share-xmr = I genomsnitt fördröjdes { $mean } utskrivningar i månaden, { $small } eller fler. Mer än slumpen flyttar en sådan andel från månad till månad, så detta är ett XmR-diagram och inget P-diagram, vars gränser skulle bli för snäva.
trend-share-unknown = Månader före den första som är ritad saknar ett antal, som inte är 0.
trend-share-not-charted = Andelen är inte ritad: gränser behöver två månader där båda antalen är kända.
trend-unit-share = procent
head-delayed-discharges = Fördröjda utskrivningar
head-discharges = Utskrivningar
head-share-percent = Andel i procent
chart-share = Andel fördröjda
sheet-share_months = Andel fördröjda per månad

## Sjukhus som kom efter andra

trend-trust-joined = { $name } tog över { $before } den { $day }
trend-trust-began = { $name } började den { $day }, efter { $before }
trend-trust-passed = { $name } övergick till { $after } den { $day }
trend-break-trust = med ett annat sjukhus från denna månad
chart-another-trust = ett annat sjukhus tillkom
trend-no-verdict = ingen bedömning
trend-year-trust = Tolv månader tidigare var det inte samma sjukhus: ett annat tillkom i { $month }.
trend-other-trust-then = ett annat sjukhus då
