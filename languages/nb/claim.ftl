### What came of a claim: the overview, the dispute pack, the letter.

## Verdicts

verdict-unreadable = Kan ikke leses
verdict-not_ours = Ikke vår
verdict-no_such_stay = Ikke noe slikt opphold
verdict-duplicate = Duplikat
verdict-already_paid = Allerede betalt
verdict-out_of_scope = Utenfor ordningen
verdict-not_notified = Ikke varslet
verdict-other_cause = Annen årsak
verdict-different_days = Andre døgn
verdict-different_rate = Annen pris
verdict-agreed = Enig
claim-means-unreadable = usikkert til raden er sendt på nytt
claim-means-not_ours = en annen kommune eller et annet sykehus svarer for den
claim-means-no_such_stay = ikke noe opphold ved dette sykehuset passer med det linjen nevner
claim-means-duplicate = en annen linje krever de samme døgnene for det samme oppholdet
claim-means-already_paid = døgnene står i avregningen for en annen måned
claim-means-out_of_scope = utenfor måneden, eller ikke noe regelverk med betaling gjelder døgnet eller pasienten
claim-means-not_notified = et varsel som regelverket krever, er ikke gitt, er trukket tilbake eller var ugyldig
claim-means-other_cause = ventetiden hadde en årsak som kommunen ikke svarer for
claim-means-different_days = det kreves andre døgn enn døgnregisteret har
claim-means-different_rate = døgnene skal betales, med et annet beløp
claim-means-agreed = døgn og beløp er som i døgnregisteret
claim-asked-unreadable = Disse radene kunne ikke leses. Send dem på nytt som anvist.
claim-asked-not_ours = Noen andre svarer for disse linjene.
claim-asked-no_such_stay = Vi har ikke noe opphold som passer med disse linjene. Send oppholdet, eller numrene det ble meldt under.
claim-asked-duplicate = En annen linje i dette kravet har de samme døgnene for det samme oppholdet. Trekk tilbake den ene.
claim-asked-already_paid = Disse døgnene står i avregningen for en annen måned.
claim-asked-out_of_scope = Disse døgnene er utenfor måneden, eller ikke noe regelverk med betaling gjelder døgnet eller pasienten.
claim-asked-not_notified = Vi har ikke noe gyldig varsel for disse døgnene. Send varselet med dato og klokkeslett for når det ble gitt.
claim-asked-other_cause = Disse døgnene hadde ventetiden en årsak som kommunen ikke svarer for. Send posten som viser noe annet.
claim-asked-different_days = Døgnregisteret vårt har andre døgn. Regelen som avgjorde, står ved hvert av dem; døgn som skal betales ut over kravet, er også med.
claim-asked-different_rate = Døgnene er vi enige om. Beløpene avviker fra døgnprisen for kommunen og døgnet.
claim-verdict-table = { $verdict }: { $meaning }
claim-not-claimed = Skyldig, og ikke krevd

## The answer

claim-other-side = den andre parten
claim-lines = { $lines ->
        [one] { $lines } linje
       *[other] { $lines } linjer
    }
claim-stays = { $stays } opphold
claim-days = { $days } døgn
claim-span = { $first } til { $last }
claim-heading = Fra { $from } til { $to }: kravet for { $month } mot døgnregisteret for måneden, utgave { $edition }, med opplysninger til og med { $day }.
claim-standing = { $file } mot døgnregisteret for { $month }, utgave { $edition }, opplysninger til og med { $day }
claim-notice = Delvis: opplysninger fra { $sources } kom ikke for hele måneden
claim-fact = Krav
claim-fact-value = { $file }, lest med { $profile }; { $sha256 }
claim-fact-month = { $month }, utgave { $edition }
claim-title = Hva { $who } krever for { $month }, og hva som er skyldig
claim-title-payee = Hva { $who } sier at de skylder { $owner } for { $month }
claim-sum = { $claimed } er krevd på { $lines ->
        [one] { $lines } linje
       *[other] { $lines } linjer
    }; etter døgnregisteret er { $owed } skyldig. Forskjellen er { $gap }.
claim-agrees = Krav og døgnregister stemmer på hver linje, og ingenting skyldig er utelatt.
claim-agrees-lines = Hver linje i kravet stemmer med døgnregisteret.
claim-open = { $agreed ->
        [one] { $agreed } linje stemmer
       *[other] { $agreed } linjer stemmer
    } med { $amount }; { $open ->
        [one] { $open } linje
       *[other] { $open } linjer
    } er det ikke enighet om.
claim-left-out = { $amount } er skyldig for { $stays } opphold som kravet ikke har.
claim-left-out-named = { $amount } er skyldig for { $stays } opphold som kravet ikke har noen lesbar linje for.
claim-unknown = { $rows ->
        [one] { $rows } rad der beløpet ikke kan leses, er ikke med i noen sum her: hva den krever
       *[other] { $rows } rader der beløpet ikke kan leses, er ikke med i noen sum her: hva de krever
    }, er ikke kjent og er ikke null.
claim-unknown-of-total = { $rows ->
        [one] { $rows } rad der beløpet ikke kan leses, er ikke med i noen sum her: av den oppgitte summen { $stated } er { $left } igjen til det den krever.
       *[other] { $rows } rader der beløpet ikke kan leses, er ikke med i noen sum her: av den oppgitte summen { $stated } er { $left } igjen til det de krever.
    }
claim-in-doubt = { $lines ->
        [one] { $lines } linje som stemmer, hører
       *[other] { $lines } linjer som stemmer, hører
    } med { $amount } til det som er usikkert etter avregningen for måneden: avklar det før det betales.
claim-corrected = Måneden er siden rettet med { $amount } for { $stays } opphold, i avregningen for { $months }. Verken summene her eller døgnregisteret for måneden har det: det betales, eller trekkes tilbake, med den avregningen.
claim-other-same = { $name } ble avstemt for den samme måneden: det som er skyldig og ikke krevd her, kan være krevd der.
claim-other-days = { $days } døgn på disse linjene, { $amount }, er også i { $name }, som ble avstemt for den samme måneden: betal dem én gang.
claim-figure-claimed = Krevd
claim-figure-owed = Skyldig etter døgnregisteret
claim-figure-owed-note = utgave { $edition } for måneden
claim-figure-gap = Krevd minus skyldig
claim-figure-gap-note = forskjellene summerer seg til det
claim-figure-agreed = Enig
claim-figure-unclaimed = Skyldig, ikke krevd

## The overview

claim-sums-title = Stemmer kravet med døgnregisteret?
claim-sums-text = Hver linje har én vurdering. En linje med flere forskjeller står under den første av dem i denne rekkefølgen: ikke vår, ikke noe slikt opphold, duplikat, allerede betalt, utenfor ordningen, ikke varslet, annen årsak, andre døgn, annen pris.
claim-sums-second = Den andre tabellen har hvert øre under det det selv er. Begge summerer seg til forskjellen.
claim-sums-table = Kravet for { $month } og døgnregisteret, én vurdering per linje
claim-chart = Linjer i kravet etter vurdering, { $month }
claim-unit = linjer
claim-kinds-table = Forskjellen etter slag; en linje kan ha flere
claim-kinds-none = krav og døgnregister stemmer
claim-not-claimed-means = døgn for opphold som ingen linje krever
claim-no-line = ingen linje
claim-not-stated = ikke oppgitt
claim-by-person = nevnt ved personen
claim-rows-title = Rader som ikke kan leses
claim-no-row = ingen rad
claim-not-readable = ikke lesbart
claim-whole-row = hele raden
claim-unclaimed-title = Hva som er skyldig og ikke krevd
claim-unclaimed-table = Skyldig, og ikke krevd: opphold som kravet ikke har noen linje for
claim-unclaimed-none = hvert opphold det skyldes noe for, er krevd
claim-rule = { $rule } [{ $cite }]
claim-rule-named = { $rule } [{ $cite }]. Linje { $line } i filen nevner dette oppholdet og kan ikke leses
claim-days-title = Døgnene for det som er forskjellig
claim-days-table = Døgn for døgn: hva som er krevd, hva døgnregisteret har, og hvorfor
claim-days-none = ikke noe døgn er bestridt

## What is sent to the other side

claim-pack-title = Bestridte linjer i kravet for { $month }
claim-pack-sum = { $lines ->
        [one] { $lines } linje
       *[other] { $lines } linjer
    } i kravet er det ikke enighet om. De krever { $claimed }; etter vårt døgnregister er { $owed } skyldig for dem, slik at { $gap } er bestridt.
claim-pack-unreadable = { $rows ->
        [one] { $rows } rad
       *[other] { $rows } rader
    } kunne ikke leses.
claim-pack-text = For hver linje står døgnene med regelen som avgjorde, og dens paragraf. Sier en av deres poster noe annet, send den med nummeret på linjen: varselet med dato og klokkeslett, eller rettelsen av oppholdet.
claim-pack-none = Hver linje i kravet er det enighet om: ingenting er bestridt.
claim-pack-claimed = Krevd på disse linjene
claim-pack-owed = Skyldig for dem
claim-pack-owed-note = etter vårt døgnregister
claim-pack-gap = Bestridt
claim-pack-gap-note = krevd minus skyldig
claim-letter-title = Kravet for { $month }: hva det er enighet om, og hva ikke
claim-letter-sums = Linje for linje, i summer
claim-letter-text = Hver linje i kravet har én vurdering. De bestridte linjene står med døgn og paragrafer i heftet som følger denne siden.

## What differs in a line, and why

claim-differs = { $kind }, { $when } ({ $difference })
claim-differs-why = { $kind }, { $when } ({ $difference }): { $why }
claim-why-off-days = trekker fra døgn som ingen linje før den krever
claim-why-off-money = trekker fra penger, og sier ikke for hvilke døgn
claim-why-off-line = trekker penger fra linje { $line }, der døgnene fortsatt er krevd
claim-why-back = trekker tilbake døgn på linje { $line }
claim-why-back-same = trekker tilbake linje { $line }, en av dem som krever de samme døgnene
claim-why-back-not-owed = trekker tilbake døgn på linje { $line }, som heller ikke er skyldige
claim-why-owed = skyldig som krevd
claim-why-rate = krevd med { $claimed }; døgnprisen gir { $owed }
claim-a-day = { $amount } per døgn
claim-for-days = { $amount } for { $days } døgn
claim-why-same = linje { $line } krever de samme døgnene
claim-why-statement = i avregningen
claim-why-statement-of = i avregningen for { $month }
claim-why-no-month = ikke i { $month }, og ikke i avregningen for noen annen måned
claim-why-answers = { $name } svarer for disse døgnene etter våre opplysninger
claim-why-no-council = ingen kommune er krevd
claim-why-not-claimed = skyldig og ikke krevd [{ $cite }]
claim-why-no-days = ikke utskrivningsklart døgn etter våre opplysninger: pasienten var ikke utskrivningsklar, eller hadde reist
claim-why-no-day = det kreves penger uten noe døgn
claim-why-which-days = hvilke døgn som menes, er ikke oppgitt, og ikke flere døgn er skyldige mellom datoene
claim-line = { $claim } (linje { $line } i filen)
claim-corrects = avregningen for { $month } retter oppholdet med { $days } døgn, { $amount }: det gjøres opp der, og ikke her
claim-doubt = oppholdet er usikkert etter avregningen for måneden: { $doubts }
claim-twice = én person kreves for i to opphold { $day }, { $stays }: betal høyst ett
claim-remark-all-days = linjen oppgir ikke antall døgn: alle fra den første til den siste er regnet med
claim-remark-not-last = det siste døgnet er regnet som ikke krevd
claim-remark-which = linjen krever { $days } døgn av { $span } og sier ikke hvilke
claim-remark-no-number = linjen trekker fra penger og oppgir ikke antall døgn
claim-remark-rate = beløpet er ikke prisen { $rate } for { $days } døgn: beløpet er sammenlignet
claim-not-other-payer = linjen krever av { $payer }
claim-not-other-payee = linjen krever for { $payee }, og dette er { $own }
claim-not-of-hospital = oppholdet er ikke ved { $payee } etter våre opplysninger
claim-not-of-person = oppholdet gjelder en annen person enn den linjen nevner, etter våre opplysninger
claim-not-known-stay = vi har ikke noe opphold `{ $stay }`
claim-not-named = linjen nevner verken opphold eller person
claim-not-one = flere opphold for personen passer, og linjen sier ikke hvilket
claim-not-these-days = vi har ikke noe opphold for denne personen ved { $payee } disse døgnene
claim-not-both = { $first }; { $last }

## Names of sheets, at most 28 letters

sheet-verdicts = Vurderinger
sheet-differences = Forskjeller
sheet-owed_not_claimed = Skyldig, ikke krevd
sheet-days = Døgn
sheet-unreadable = Kan ikke leses
sheet-not_ours = Ikke vår
sheet-no_such_stay = Ikke noe slikt opphold
sheet-duplicate = Duplikat
sheet-already_paid = Allerede betalt
sheet-out_of_scope = Utenfor ordningen
sheet-not_notified = Ikke varslet
sheet-other_cause = Annen årsak
sheet-different_days = Andre døgn
sheet-different_rate = Annen pris
sheet-agreed = Enig
chart-lines_by_verdict = Linjer etter vurdering
sheet-by_status = Etter status
sheet-by_payer = Etter betaler
sheet-by_stay = Etter opphold
sheet-by_hospital = Etter sykehus
sheet-edition_steps = Utgavens trinn
sheet-changed_days = Endrede døgn
sheet-closed_steps = Avsluttede måneder
