### The report of what a month would come to under other law.

what-if-title = { $owner }: vad { $month } skulle uppgå till enligt { $name }
what-if-standing = Vad händer om: inget krav · { $month }, utgåva { $edition } · uppgifter till och med { $day }
what-if-notice = Vad händer om, enligt { $name }: inget krav
what-if-sum = Månaden { $month } uppgår till { $held }, och enligt { $name } skulle den uppgå till { $otherwise }: { $difference }.
what-if-stays = { $stays ->
        [one] { $stays } vårdtillfälle
       *[other] { $stays } vårdtillfällen
    } skulle ha andra dagar. Inget här är ett krav: varken dygnsregistret eller någon avräkning har ändrats.
what-if-not-judged-sum = Det andra regelverket kan inte avgöra { $stays ->
        [one] { $stays } vårdtillfälle
       *[other] { $stays } vårdtillfällen
    }: de är inte med på någon av sidorna, så att månaden uppgår till mindre här än i avräkningen.
what-if-removed = Posterna om { $stays ->
        [one] { $stays } vårdtillfälle
       *[other] { $stays } vårdtillfällen
    } är raderade efter lagringstiden: de är inte med på någon av sidorna, så att månaden uppgår till mindre här än i avräkningen.
what-if-held = Som det är
what-if-held-note = enligt projektets regelverk
what-if-otherwise = Annars
what-if-otherwise-note = enligt { $name }
what-if-differing = { $stays ->
        [one] { $stays } vårdtillfälle
       *[other] { $stays } vårdtillfällen
    } ändras
what-if-difference-title = Vad skulle bli annorlunda?
what-if-stays-title = Vilka vårdtillfällen?
what-if-by-status = Utskrivningsklara dagar i { $month } efter status, som de är och annars
what-if-no-days = inga utskrivningsklara dagar på någon av sidorna
what-if-by-payer = Dagar med betalningsansvar i { $month } efter sjukhus och kommun, som de är och annars
what-if-no-charge = ingen betalning krävs på någon av sidorna
what-if-by-stay = Vårdtillfällen där en dag skulle bli en annan, med dagar med betalningsansvar
what-if-no-stay = ingen dag i något vårdtillfälle skulle bli en annan
what-if-not-judged = Vårdtillfällen som det andra regelverket inte kan avgöra: på ingen av sidorna, inte noll
what-if-councils = { $held }, annars { $otherwise }
what-if-file = Fil med det andra regelverket (SHA-256)
what-if-law-held = Som det är: { $law }
what-if-law-otherwise = Annars: { $law }
