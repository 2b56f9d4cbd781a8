### What came of a claim: the overview, the dispute pack, the letter.

## Verdicts

verdict-unreadable = Kan ikke læses
verdict-not_ours = Ikke vores
verdict-no_such_stay = Ingen sådan indlæggelse
verdict-duplicate = Dublet
verdict-already_paid = Allerede betalt
verdict-out_of_scope = Ikke omfattet
verdict-not_notified = Ikke meldt
verdict-other_cause = Anden årsag
verdict-different_days = Andre dage
verdict-different_rate = Anden takst
verdict-agreed = Enig
claim-means-unreadable = tvivlsomt, indtil rækken er sendt igen
claim-means-not_ours = en anden kommune eller et andet sygehus svarer for den
claim-means-no_such_stay = ingen indlæggelse på dette sygehus passer med det, linjen nævner
claim-means-duplicate = en anden linje kræver de samme dage for den samme indlæggelse
claim-means-already_paid = dagene står i afregningen for en anden måned
claim-means-out_of_scope = uden for måneden, eller intet regelsæt med betaling gælder dagen eller patienten
claim-means-not_notified = en melding, som regelsættet kræver, er ikke givet, er trukket tilbage eller var ugyldig
claim-means-other_cause = ventetiden havde en årsag, som kommunen ikke svarer for
claim-means-different_days = der kræves andre dage, end sengedagsregisteret har
claim-means-different_rate = dagene skal betales, med et andet beløb
claim-means-agreed = dage og beløb er som i sengedagsregisteret
claim-asked-unreadable = Disse rækker kunne ikke læses. Send dem igen som anvist.
claim-asked-not_ours = En anden svarer for disse linjer.
claim-asked-no_such_stay = Vi har ingen indlæggelse, der passer med disse linjer. Send indlæggelsen, eller de numre, den blev meldt under.
claim-asked-duplicate = En anden linje i dette krav har de samme dage for den samme indlæggelse. Træk den ene af de to tilbage.
claim-asked-already_paid = Disse dage står i afregningen for en anden måned.
claim-asked-out_of_scope = Disse dage er uden for måneden, eller intet regelsæt med betaling gælder dagen eller patienten.
claim-asked-not_notified = Vi har ingen gyldig melding for disse dage. Send meldingen med dato og klokkeslæt for, hvornår den blev givet.
claim-asked-other_cause = På disse dage havde ventetiden en årsag, som kommunen ikke svarer for. Send den post, der viser andet.
claim-asked-different_days = Vores sengedagsregister har andre dage. Reglen, der afgjorde, står ved hver af dem; dage, der skal betales ud over kravet, er også med.
claim-asked-different_rate = Dagene er vi enige om. Beløbene afviger fra taksten for kommunen og dagen.
claim-verdict-table = { $verdict }: { $meaning }
claim-not-claimed = Skyldigt, og ikke krævet

## The answer

claim-other-side = den anden part
claim-lines = { $lines ->
        [one] { $lines } linje
       *[other] { $lines } linjer
    }
claim-stays = { $stays ->
        [one] { $stays } indlæggelse
       *[other] { $stays } indlæggelser
    }
claim-days = { $days ->
        [one] { $days } dag
       *[other] { $days } dage
    }
claim-span = { $first } til { $last }
claim-heading = Fra { $from } til { $to }: kravet for { $month } mod månedens sengedagsregister, udgave { $edition }, med oplysninger til og med { $day }.
claim-standing = { $file } mod sengedagsregisteret for { $month }, udgave { $edition }, oplysninger til og med { $day }
claim-notice = Delvis: oplysninger fra { $sources } kom ikke for hele måneden
claim-fact = Krav
claim-fact-value = { $file }, læst med { $profile }; { $sha256 }
claim-fact-month = { $month }, udgave { $edition }
claim-title = Hvad { $who } kræver for { $month }, og hvad der skyldes
claim-title-payee = Hvad { $who } siger, at de skylder { $owner } for { $month }
claim-sum = { $claimed } er krævet på { $lines ->
        [one] { $lines } linje
       *[other] { $lines } linjer
    }; efter sengedagsregisteret skyldes { $owed }. Forskellen er { $gap }.
claim-agrees = Krav og sengedagsregister stemmer på hver linje, og intet skyldigt er udeladt.
claim-agrees-lines = Hver linje i kravet stemmer med sengedagsregisteret.
claim-open = { $agreed ->
        [one] { $agreed } linje stemmer
       *[other] { $agreed } linjer stemmer
    } med { $amount }; { $open ->
        [one] { $open } linje
       *[other] { $open } linjer
    } er der ikke enighed om.
claim-left-out = { $amount } skyldes for { $stays ->
        [one] { $stays } indlæggelse
       *[other] { $stays } indlæggelser
    }, som kravet ikke har.
claim-left-out-named = { $amount } skyldes for { $stays ->
        [one] { $stays } indlæggelse
       *[other] { $stays } indlæggelser
    }, som kravet ikke har nogen læsbar linje for.
claim-unknown = { $rows ->
        [one] { $rows } række, hvis beløb ikke kan læses, er ikke med i nogen sum her: hvad den kræver
       *[other] { $rows } rækker, hvis beløb ikke kan læses, er ikke med i nogen sum her: hvad de kræver
    }, er ikke kendt og er ikke nul.
claim-unknown-of-total = { $rows ->
        [one] { $rows } række, hvis beløb ikke kan læses, er ikke med i nogen sum her: af den angivne sum { $stated } er { $left } tilbage til det, den kræver.
       *[other] { $rows } rækker, hvis beløb ikke kan læses, er ikke med i nogen sum her: af den angivne sum { $stated } er { $left } tilbage til det, de kræver.
    }
claim-in-doubt = { $lines ->
        [one] { $lines } linje, der stemmer, hører
       *[other] { $lines } linjer, der stemmer, hører
    } med { $amount } til det, der er tvivlsomt efter månedens afregning: afklar det, før der betales.
claim-corrected = Måneden er siden rettet med { $amount } for { $stays ->
        [one] { $stays } indlæggelse
       *[other] { $stays } indlæggelser
    }, i afregningen for { $months }. Hverken summerne her eller månedens sengedagsregister har det: det betales, eller trækkes tilbage, med den afregning.
claim-other-same = { $name } blev afstemt for den samme måned: det, der skyldes og ikke kræves her, kan være krævet dér.
claim-other-days = { $days ->
        [one] { $days } dag
       *[other] { $days } dage
    } på disse linjer, { $amount }, er også i { $name }, som blev afstemt for den samme måned: betal dem én gang.
claim-figure-claimed = Krævet
claim-figure-owed = Skyldigt efter sengedagsregisteret
claim-figure-owed-note = udgave { $edition } for måneden
claim-figure-gap = Krævet minus skyldigt
claim-figure-gap-note = forskellene giver det tilsammen
claim-figure-agreed = Enig
claim-figure-unclaimed = Skyldigt, ikke krævet

## The overview

claim-sums-title = Stemmer kravet med sengedagsregisteret?
claim-sums-text = Hver linje har én vurdering. En linje med flere forskelle står under den første af dem i denne rækkefølge: ikke vores, ingen sådan indlæggelse, dublet, allerede betalt, ikke omfattet, ikke meldt, anden årsag, andre dage, anden takst.
claim-sums-second = Den anden tabel har hver øre under det, den selv er. Begge giver forskellen tilsammen.
claim-sums-table = Kravet for { $month } og sengedagsregisteret, én vurdering pr. linje
claim-chart = Linjer i kravet efter vurdering, { $month }
claim-unit = linjer
claim-kinds-table = Forskellen efter slags; en linje kan have flere
claim-kinds-none = krav og sengedagsregister stemmer
claim-not-claimed-means = dage for indlæggelser, som ingen linje kræver
claim-no-line = ingen linje
claim-not-stated = ikke angivet
claim-by-person = nævnt ved personen
claim-rows-title = Rækker, der ikke kan læses
claim-no-row = ingen række
claim-not-readable = ikke læseligt
claim-whole-row = hele rækken
claim-unclaimed-title = Hvad der skyldes og ikke kræves
claim-unclaimed-table = Skyldigt, og ikke krævet: indlæggelser, som kravet ikke har nogen linje for
claim-unclaimed-none = hver indlæggelse, der skyldes noget for, er krævet
claim-rule = { $rule } [{ $cite }]
claim-rule-named = { $rule } [{ $cite }]. Linje { $line } i filen nævner denne indlæggelse og kan ikke læses
claim-days-title = Dagene for det, der er forskelligt
claim-days-table = Dag for dag: hvad der er krævet, hvad sengedagsregisteret har, og hvorfor
claim-days-none = ingen dag er bestridt

## What is sent to the other side

claim-pack-title = Bestridte linjer i kravet for { $month }
claim-pack-sum = { $lines ->
        [one] { $lines } linje
       *[other] { $lines } linjer
    } i kravet er der ikke enighed om. De kræver { $claimed }; efter vores sengedagsregister skyldes { $owed } for dem, så { $gap } er bestridt.
claim-pack-unreadable = { $rows ->
        [one] { $rows } række
       *[other] { $rows } rækker
    } kunne ikke læses.
claim-pack-text = For hver linje står dagene med reglen, der afgjorde, og dens paragraf. Siger en af jeres poster andet, så send den med linjens nummer: meldingen med dato og klokkeslæt, eller rettelsen af indlæggelsen.
claim-pack-none = Hver linje i kravet er der enighed om: intet er bestridt.
claim-pack-claimed = Krævet på disse linjer
claim-pack-owed = Skyldigt for dem
claim-pack-owed-note = efter vores sengedagsregister
claim-pack-gap = Bestridt
claim-pack-gap-note = krævet minus skyldigt
claim-letter-title = Kravet for { $month }: hvad der er enighed om, og hvad ikke
claim-letter-sums = Linje for linje, i summer
claim-letter-text = Hver linje i kravet har én vurdering. De bestridte linjer står med dage og paragraffer i det hæfte, der følger med denne side.

## What differs in a line, and why

claim-differs = { $kind }, { $when } ({ $difference })
claim-differs-why = { $kind }, { $when } ({ $difference }): { $why }
claim-why-off-days = trækker dage fra, som ingen linje før den kræver
claim-why-off-money = trækker penge fra, og siger ikke for hvilke dage
claim-why-off-line = trækker penge fra linje { $line }, hvis dage fortsat kræves
claim-why-back = trækker dage på linje { $line } tilbage
claim-why-back-same = trækker linje { $line } tilbage, en af dem, der kræver de samme dage
claim-why-back-not-owed = trækker dage på linje { $line } tilbage, som heller ikke skyldes
claim-why-owed = skyldigt som krævet
claim-why-rate = krævet med { $claimed }; taksten giver { $owed }
claim-a-day = { $amount } pr. dag
claim-for-days = { $amount } for { $days ->
        [one] { $days } dag
       *[other] { $days } dage
    }
claim-why-same = linje { $line } kræver de samme dage
claim-why-statement = i afregningen
claim-why-statement-of = i afregningen for { $month }
claim-why-no-month = ikke i { $month }, og ikke i afregningen for nogen anden måned
claim-why-answers = { $name } svarer for disse dage efter vores oplysninger
claim-why-no-council = der opkræves ikke hos nogen kommune
claim-why-not-claimed = skyldigt og ikke krævet [{ $cite }]
claim-why-no-days = ingen færdigbehandlingsdage efter vores oplysninger: patienten var ikke færdigbehandlet, eller var udskrevet
claim-why-no-day = der kræves penge uden nogen dag
claim-why-which-days = hvilke dage der menes, er ikke angivet, og der skyldes ikke flere dage mellem datoerne
claim-line = { $claim } (linje { $line } i filen)
claim-corrects = afregningen for { $month } retter indlæggelsen med { $days ->
        [one] { $days } dag
       *[other] { $days } dage
    }, { $amount }: det gøres op dér, og ikke her
claim-doubt = indlæggelsen er tvivlsom efter månedens afregning: { $doubts }
claim-twice = der opkræves for én person i to indlæggelser { $day }, { $stays }: betal højst én
claim-remark-all-days = linjen angiver intet antal dage: alle fra den første til den sidste er regnet med
claim-remark-not-last = den sidste dag er regnet som ikke krævet
claim-remark-which = linjen kræver { $days } dage af { $span } og siger ikke hvilke
claim-remark-no-number = linjen trækker penge fra og angiver intet antal dage
claim-remark-rate = beløbet er ikke taksten { $rate } for { $days } dage: beløbet er sammenlignet
claim-not-other-payer = linjen kræver af { $payer }
claim-not-other-payee = linjen kræver for { $payee }, og dette er { $own }
claim-not-of-hospital = indlæggelsen er ikke på { $payee } efter vores oplysninger
claim-not-of-person = indlæggelsen gælder en anden person, end linjen nævner, efter vores oplysninger
claim-not-known-stay = vi har ingen indlæggelse `{ $stay }`
claim-not-named = linjen nævner hverken indlæggelse eller person
claim-not-one = flere indlæggelser for personen passer, og linjen siger ikke hvilken
claim-not-these-days = vi har ingen indlæggelse for denne person på { $payee } disse dage
claim-not-both = { $first }; { $last }

## Names of sheets, at most 28 letters

sheet-verdicts = Vurderinger
sheet-differences = Forskelle
sheet-owed_not_claimed = Skyldigt, ikke krævet
sheet-days = Dage
sheet-unreadable = Kan ikke læses
sheet-not_ours = Ikke vores
sheet-no_such_stay = Ingen sådan indlæggelse
sheet-duplicate = Dublet
sheet-already_paid = Allerede betalt
sheet-out_of_scope = Ikke omfattet
sheet-not_notified = Ikke meldt
sheet-other_cause = Anden årsag
sheet-different_days = Andre dage
sheet-different_rate = Anden takst
sheet-agreed = Enig
chart-lines_by_verdict = Linjer efter vurdering
sheet-by_status = Efter status
sheet-by_payer = Efter betaler
sheet-by_stay = Efter indlæggelse
sheet-by_hospital = Efter sygehus
sheet-edition_steps = Udgavens trin
sheet-changed_days = Ændrede dage
sheet-closed_steps = Afsluttede måneder
