### The public pack.

pack-title = Færdigbehandlede patienter: { $owner }, { $month }
pack-standing = { $state ->
        [closed] Afsluttet
       *[open] Foreløbig
    }, udgave { $edition } · beløb i { $currency }
pack-several-rates = mere end én takst pr. sengedag
pack-fact-rule = Diskretionsregel { $rule }
pack-fact-rule-value = { $publisher }, { $title }; fil { $file }
pack-fact-grade = Reglens laveste grad
pack-fact-grade-value = fortolkning: det, der holdes tilbage for at beskytte andre tal, er vores valg

## What it comes to

pack-people = færdigbehandlede personer
pack-days = færdigbehandlingsdage
pack-charged-people = personer, der betales for
pack-charged-days = betalingspligtige sengedage
pack-none = ingen { $what }
pack-about = omkring { $number } { $what }
pack-few = { $from } til { $to } { $what }
pack-not-shown = et antal { $what }, som ikke vises
pack-sum = I { $month } var der { $people } og { $days }; af dem { $charged }.
pack-beds = En gennemsnitlig dag optog de omkring { $beds } senge.
pack-hidden = { $few } af { $all } tal bygger på få personer og vises som { $mark }; { $withheld } vises som { $other }, så de første ikke kan regnes ud.
pack-later = Der er senere oplysninger eller rettelser for { $months }: de er ikke med i tallene for disse måneder.
pack-people-note = hver én gang i måneden
pack-charged-note = dage, der skal betales efter regelsættet
pack-amount-note = betalingspligtige sengedage til taksten

## Tables

pack-hospitals = Hvor mange på hvert sygehus?
pack-authorities = Hvor mange fra hver kommune?
pack-pairs = Hvilken kommune på hvilket sygehus?
pack-reasons = Hvorfor ventede de?
pack-hospital-reasons = Hvorfor ventede de på hvert sygehus?
pack-authority-reasons = Hvorfor ventede de fra hver kommune?
pack-by-hospital = efter sygehus
pack-by-authority = efter kommune
pack-by-hospital-and-authority = efter sygehus og kommune
pack-by-reason = efter grund
pack-by-hospital-and-reason = efter sygehus og grund
pack-by-authority-and-reason = efter kommune og grund
pack-table = Færdigbehandlede personer og dage { $by }, { $month }
pack-chart = Færdigbehandlingsdage { $by }, { $month }
pack-two-reasons = En person med to grunde i måneden står i to rækker, og én gang i summen.
pack-nobody = ingen person var færdigbehandlet
pack-bar = { $name }: omkring { $days } dage
pack-bars-hidden = Ikke vist: { $hidden } af { $all }.
pack-months = Hvordan er det i forhold til månederne før?
pack-months-text = Hver måned står, som dens seneste udgave har den: rettelser af afsluttede måneder, og oplysninger, der er kommet siden, er ikke med. En person, der var færdigbehandlet i to måneder, står i begge rækker, og én gang i tallet fra april til nu.
pack-months-table = Færdigbehandlede personer og dage efter måned, til { $month }
pack-no-month = ingen måned er kendt
pack-year = Fra april til nu

## The rule

pack-rule-title = Hvordan er personerne beskyttet?
pack-rule-few = { $mark }: tallet bygger på { $from } til { $to } personer. Dage, beløb og gennemsnit skjules sammen med dem { $source }.
pack-rule-rounding = Alle andre tal er afrundet til nærmeste { $to }; 0 er et virkeligt nul. Et beløb er de afrundede dage til deres takst { $source }.
pack-rule-totals = Summer er lagt sammen nøjagtigt og derefter afrundet, så dele behøver ikke give summen { $source }.
pack-rule-withheld = { $mark }: holdt tilbage, uanset størrelse, så et skjult tal ikke kan regnes ud af det, der vises { $source }.
pack-rule-checked = Før offentliggørelsen blev hvert skjult tal prøvet mod denne pakke og { $packs ->
        [one] { $packs } pakke
       *[other] { $packs } pakker
    }, der var offentliggjort før: hvert af dem kan have værdier, der ligger mindst { $width } fra hinanden, og alligevel stemme med alt, der vises.

## Names of sheets, at most 28 letters

sheet-by_authority = Efter kommune
sheet-by_hospital_and_authority = Efter sygehus og kommune
sheet-by_reason = Efter grund
sheet-by_hospital_and_reason = Efter sygehus og grund
sheet-by_authority_and_reason = Efter kommune og grund
chart-days_by_hospital = Dage efter sygehus
chart-days_by_authority = Dage efter kommune
chart-days_by_reason = Dage efter grund
