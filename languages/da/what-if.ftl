### The report of what a month would come to under other law.

what-if-title = { $owner }: hvad { $month } ville beløbe sig til efter { $name }
what-if-standing = Hvad nu hvis: intet krav · { $month }, udgave { $edition } · oplysninger til og med { $day }
what-if-notice = Hvad nu hvis, efter { $name }: intet krav
what-if-sum = Måneden { $month } beløber sig til { $held }, og efter { $name } ville den beløbe sig til { $otherwise }: { $difference }.
what-if-stays = { $stays ->
        [one] { $stays } indlæggelse
       *[other] { $stays } indlæggelser
    } ville have andre dage. Intet her er et krav: hverken sengedagsregisteret eller nogen afregning er ændret.
what-if-not-judged-sum = Det andet regelsæt kan ikke afgøre { $stays ->
        [one] { $stays } indlæggelse
       *[other] { $stays } indlæggelser
    }: de er ikke med på nogen af siderne, så måneden beløber sig til mindre her end i afregningen.
what-if-removed = Posterne om { $stays ->
        [one] { $stays } indlæggelse
       *[other] { $stays } indlæggelser
    } er slettet efter opbevaringstiden: de er ikke med på nogen af siderne, så måneden beløber sig til mindre her end i afregningen.
what-if-held = Som det er
what-if-held-note = efter projektets regelsæt
what-if-otherwise = Ellers
what-if-otherwise-note = efter { $name }
what-if-differing = { $stays ->
        [one] { $stays } indlæggelse
       *[other] { $stays } indlæggelser
    } ændres
what-if-difference-title = Hvad ville blive anderledes?
what-if-stays-title = Hvilke indlæggelser?
what-if-by-status = Færdigbehandlingsdage i { $month } efter status, som de er og ellers
what-if-no-days = ingen færdigbehandlingsdage på nogen af siderne
what-if-by-payer = Betalingspligtige sengedage i { $month } efter sygehus og kommune, som de er og ellers
what-if-no-charge = intet opkræves på nogen af siderne
what-if-by-stay = Indlæggelser, hvor en dag ville blive en anden, med betalingspligtige sengedage
what-if-no-stay = ingen dag i nogen indlæggelse ville blive en anden
what-if-not-judged = Indlæggelser, som det andet regelsæt ikke kan afgøre: på ingen af siderne, ikke nul
what-if-councils = { $held }, ellers { $otherwise }
what-if-file = Fil med det andet regelsæt (SHA-256)
what-if-law-held = Som det er: { $law }
what-if-law-otherwise = Ellers: { $law }
