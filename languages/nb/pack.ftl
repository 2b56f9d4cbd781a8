### The public pack.

pack-title = Utskrivningsklare pasienter: { $owner }, { $month }
pack-standing = { $state ->
        [closed] Avsluttet
       *[open] Foreløpig
    }, utgave { $edition } · beløp i { $currency }
pack-several-rates = mer enn én døgnpris
pack-fact-rule = Skjermingsregel { $rule }
pack-fact-rule-value = { $publisher }, { $title }; fil { $file }
pack-fact-grade = Laveste grad i regelen
pack-fact-grade-value = tolkning: det som holdes tilbake for å beskytte andre tall, er vårt valg

## What it comes to

pack-people = utskrivningsklare personer
pack-days = utskrivningsklare døgn
pack-charged-people = personer det betales for
pack-charged-days = betalingspliktige døgn
pack-none = ingen { $what }
pack-about = omtrent { $number } { $what }
pack-few = { $from } til { $to } { $what }
pack-not-shown = et antall { $what } som ikke vises
pack-sum = I { $month } var det { $people } og { $days }; av dem { $charged }.
pack-beds = En gjennomsnittlig dag tok de opp omtrent { $beds } senger.
pack-hidden = { $few } av { $all } tall bygger på få personer og vises som { $mark }; { $withheld } vises som { $other } slik at de første ikke kan regnes ut.
pack-later = Det finnes senere opplysninger eller rettelser for { $months }: de er ikke med i tallene for disse månedene.
pack-people-note = hver én gang i måneden
pack-charged-note = døgn det skal betales for etter regelverket
pack-amount-note = betalingspliktige døgn til døgnprisen

## Tables

pack-hospitals = Hvor mange ved hvert sykehus?
pack-authorities = Hvor mange fra hver kommune?
pack-pairs = Hvilken kommune ved hvilket sykehus?
pack-reasons = Hvorfor ventet de?
pack-hospital-reasons = Hvorfor ventet de ved hvert sykehus?
pack-authority-reasons = Hvorfor ventet de fra hver kommune?
pack-by-hospital = etter sykehus
pack-by-authority = etter kommune
pack-by-hospital-and-authority = etter sykehus og kommune
pack-by-reason = etter grunn
pack-by-hospital-and-reason = etter sykehus og grunn
pack-by-authority-and-reason = etter kommune og grunn
pack-table = Utskrivningsklare personer og døgn { $by }, { $month }
pack-chart = Utskrivningsklare døgn { $by }, { $month }
pack-two-reasons = En person med to grunner i måneden står i to rader, og én gang i summen.
pack-nobody = ingen person var utskrivningsklar
pack-bar = { $name }: omtrent { $days } døgn
pack-bars-hidden = Ikke vist: { $hidden } av { $all }.
pack-months = Hvordan er det sammenlignet med månedene før?
pack-months-text = Hver måned står slik den siste utgaven har den: rettelser av avsluttede måneder, og opplysninger som kom siden, er ikke med. En person som var utskrivningsklar i to måneder, står i begge radene, og én gang i tallet fra april til nå.
pack-months-table = Utskrivningsklare personer og døgn etter måned, til { $month }
pack-no-month = ingen måned er kjent
pack-year = Fra april til nå

## The rule

pack-rule-title = Hvordan er personene beskyttet?
pack-rule-few = { $mark }: tallet bygger på { $from } til { $to } personer. Døgn, beløp og gjennomsnitt skjules sammen med dem { $source }.
pack-rule-rounding = Alle andre tall er avrundet til nærmeste { $to }; 0 er en virkelig null. Et beløp er de avrundede døgnene til døgnprisen { $source }.
pack-rule-totals = Summer er lagt sammen nøyaktig og så avrundet, så deler trenger ikke bli summen { $source }.
pack-rule-withheld = { $mark }: holdt tilbake, uansett størrelse, slik at et skjult tall ikke kan regnes ut av det som vises { $source }.
pack-rule-checked = Før publiseringen ble hvert skjulte tall prøvd mot denne pakken og { $packs ->
        [one] { $packs } pakke
       *[other] { $packs } pakker
    } publisert før: hvert av dem kan ha verdier som ligger minst { $width } fra hverandre, og likevel stemme med alt som vises.

## Names of sheets, at most 28 letters

sheet-by_authority = Etter kommune
sheet-by_hospital_and_authority = Etter sykehus og kommune
sheet-by_reason = Etter grunn
sheet-by_hospital_and_reason = Etter sykehus og grunn
sheet-by_authority_and_reason = Etter kommune og grunn
chart-days_by_hospital = Døgn etter sykehus
chart-days_by_authority = Døgn etter kommune
chart-days_by_reason = Døgn etter grunn
