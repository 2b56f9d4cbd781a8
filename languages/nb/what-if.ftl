### The report of what a month would come to under other law.

what-if-title = { $owner }: hva { $month } ville komme på etter { $name }
what-if-standing = Hva om: ikke noe krav · { $month }, utgave { $edition } · opplysninger til og med { $day }
what-if-notice = Hva om, etter { $name }: ikke noe krav
what-if-sum = Måneden { $month } kommer på { $held }, og etter { $name } ville den komme på { $otherwise }: { $difference }.
what-if-stays = { $stays } opphold ville ha andre døgn. Ingenting her er et krav: verken døgnregisteret eller noen avregning er endret.
what-if-not-judged-sum = Det andre regelverket kan ikke avgjøre { $stays } opphold: de er ikke med på noen av sidene, så måneden kommer på mindre her enn i avregningen.
what-if-removed = Postene om { $stays } opphold er slettet etter lagringstiden: de er ikke med på noen av sidene, så måneden kommer på mindre her enn i avregningen.
what-if-held = Som det er
what-if-held-note = etter regelverket i prosjektet
what-if-otherwise = Ellers
what-if-otherwise-note = etter { $name }
what-if-differing = { $stays } opphold blir endret
what-if-difference-title = Hva ville bli annerledes?
what-if-stays-title = Hvilke opphold?
what-if-by-status = Utskrivningsklare døgn i { $month } etter status, som de er og ellers
what-if-no-days = ingen utskrivningsklare døgn på noen av sidene
what-if-by-payer = Betalingspliktige døgn i { $month } etter sykehus og kommune, som de er og ellers
what-if-no-charge = det kreves ingen betaling på noen av sidene
what-if-by-stay = Opphold der et døgn ville bli et annet, med betalingspliktige døgn
what-if-no-stay = ikke noe døgn i noe opphold ville bli et annet
what-if-not-judged = Opphold som det andre regelverket ikke kan avgjøre: på ingen av sidene, ikke null
what-if-councils = { $held }, ellers { $otherwise }
what-if-file = Fil med det andre regelverket (SHA-256)
what-if-law-held = Som det er: { $law }
what-if-law-otherwise = Ellers: { $law }
