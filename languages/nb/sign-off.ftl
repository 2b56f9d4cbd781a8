### The sign-off sheet, and the sheet of positions.

## Who stands for a statement

sign-off-title = { $owner }: godkjenning av avregningen for { $month }
sign-off-standing = { $month }, utgave { $edition }: { $state ->
       *[draft] utkast
        [checked] kontrollert
        [approved] godkjent
        [closed] avsluttet
    }
sign-off-state = { $state ->
       *[draft] utkast
        [checked] kontrollert
        [approved] godkjent
        [closed] avsluttet
    }
sign-off-sum = Avregningen for { $month } i utgave { $edition } er { $state ->
       *[draft] et utkast: den er ikke kontrollert ennå
        [checked] kontrollert, men ikke godkjent ennå
        [approved] godkjent; måneden er åpen
        [closed] endelig: måneden er avsluttet, og det som endres i den, rettes i en senere måned
    }.
sign-off-role = { $role ->
       *[author] Utarbeidet
        [checker] Kontrollert
        [approver] Godkjent
    }
sign-off-closed = Avsluttet
sign-off-not-yet = ikke ennå
sign-off-not-named = ikke navngitt
sign-off-to-pay-note = med rettelser av avsluttede måneder
sign-off-steps-title = Hvem står for den?
sign-off-steps-text = Trinnene gjelder bare disse filene: en avregning som publiseres på nytt med et annet tall eller ord, har ingen av dem.
sign-off-steps = Avregningens trinn
sign-off-fact-state = Tilstand
sign-off-fact-files = Avregningens filer (SHA-256 for arkivet i lageret)
fact-log-line = Linjen i audit.log før dette trinnet, og dens SHA-256

## What is said of the stays of a month

positions-title = { $owner }: hva som er godtatt, bestridt og oppgjort for { $month }
positions-standing = { $month }, utgave { $edition }: { $standing ->
        [closed] avsluttet
       *[open] foreløpig til den avsluttes
    }
positions-sum = { $charged } er krevd for { $month }{ $standing ->
        [closed] , med det senere avregninger retter i den
       *[open] {""}
    }. Med det som kreves ut over det, er { $accepted } godtatt, { $contested } bestridt og { $settled } oppgjort; om { $not_said } er det ennå ikke sagt noe som gjelder.
positions-accrual = Å avsette: fra { $low } til { $high }. Der noe er sagt om et opphold, er det minste det som er godtatt eller oppgjort, og det høyeste det som er oppgjort, eller det som er krevd i alt; for andre opphold er begge som i avregningen.
positions-beyond = Krav ber om { $amount } ut over det som er krevd i avregningen.
positions-fell-away = { $amount } er falt bort fordi partene ble enige om mindre.
positions-stale = { $stays ->
        [one] { $stays } opphold kreves annerledes enn da noe ble sagt om det: se på det på nytt. Til da regnes beløpet som noe det ikke er tatt stilling til.
       *[other] { $stays } opphold kreves annerledes enn da noe ble sagt om dem: se på dem på nytt. Til da regnes beløpet som noe det ikke er tatt stilling til.
    }
positions-accepted-note = krevd, og riktig
positions-contested-note = omstridt mellom partene
positions-settled-note = betalt eller avtalt
positions-not-said-note = krevd, og ingenting som gjelder, er sagt
positions-hospital-title = Hvor mye er avklart?
positions-hospital-text = I hver rad er det som er krevd, og det som kreves ut over det, til sammen det som er godtatt, bestridt, oppgjort eller falt bort, og det som det ikke er tatt stilling til.
positions-by-hospital = Hva som er sagt om { $month }, etter sykehus
positions-stay-title = Hva er sagt om hvert opphold?
positions-stay-text = `beddays position` sier det. Det endrer verken døgnregisteret eller noen avregning. Det som ble sagt om et annet beløp enn det som kreves nå, gjelder ikke lenger.
positions-by-stay = Hva som er sagt om hvert opphold i { $month }
positions-none = det kreves ingen betaling for måneden
position-state = { $state ->
        [accepted] godtatt
        [contested] bestridt
        [settled] oppgjort
        [stale] må ses på på nytt
       *[not_said] ikke tatt stilling til
    }
position-was = { $state ->
        [accepted] godtatt da { $charged } var krevd
        [contested] bestridt { $amount } da { $charged } var krevd
       *[settled] oppgjort { $amount } da { $charged } var krevd
    }
position-claim = krav { $claim }
position-no-days = ingen døgn i måneden
position-nobody = ingen
