### The sign-off sheet, and the sheet of positions.

## Who stands for a statement

sign-off-title = { $owner }: godkendelse af afregningen for { $month }
sign-off-standing = { $month }, udgave { $edition }: { $state ->
       *[draft] udkast
        [checked] kontrolleret
        [approved] godkendt
        [closed] afsluttet
    }
sign-off-state = { $state ->
       *[draft] udkast
        [checked] kontrolleret
        [approved] godkendt
        [closed] afsluttet
    }
sign-off-sum = Afregningen for { $month } i udgave { $edition } er { $state ->
       *[draft] et udkast: den er ikke kontrolleret endnu
        [checked] kontrolleret, men ikke godkendt endnu
        [approved] godkendt; måneden er åben
        [closed] endelig: måneden er afsluttet, og det, der ændres i den, rettes i en senere måned
    }.
sign-off-role = { $role ->
       *[author] Udarbejdet
        [checker] Kontrolleret
        [approver] Godkendt
    }
sign-off-closed = Afsluttet
sign-off-not-yet = ikke endnu
sign-off-not-named = ikke navngivet
sign-off-to-pay-note = med rettelser af afsluttede måneder
sign-off-steps-title = Hvem står for den?
sign-off-steps-text = Trinnene gælder kun disse filer: en afregning, der offentliggøres på ny med et andet tal eller ord, har ingen af dem.
sign-off-steps = Afregningens trin
sign-off-fact-state = Tilstand
sign-off-fact-files = Afregningens filer (SHA-256 for arkivet i lageret)
fact-log-line = Linjen i audit.log før dette trin, og dens SHA-256

## What is said of the stays of a month

positions-title = { $owner }: hvad der er accepteret, bestridt og gjort op for { $month }
positions-standing = { $month }, udgave { $edition }: { $standing ->
        [closed] afsluttet
       *[open] foreløbig, indtil den afsluttes
    }
positions-sum = { $charged } er opkrævet for { $month }{ $standing ->
        [closed] , med det, som senere afregninger retter i den
       *[open] {""}
    }. Med det, der kræves ud over det, er { $accepted } accepteret, { $contested } bestridt og { $settled } gjort op; om { $not_said } er der endnu ikke sagt noget, der gælder.
positions-accrual = At hensætte: fra { $low } til { $high }. Hvor der er sagt noget om en indlæggelse, er det mindste det, der er accepteret eller gjort op, og det højeste det, der er gjort op, eller alt det, der kræves; for andre indlæggelser er begge som i afregningen.
positions-beyond = Krav beder om { $amount } ud over det, der er opkrævet i afregningen.
positions-fell-away = { $amount } faldt bort, fordi parterne blev enige om mindre.
positions-stale = { $stays ->
        [one] { $stays } indlæggelse opkræves anderledes, end da noget blev sagt om den: se på den igen. Indtil da regnes beløbet som noget, der ikke er taget stilling til.
       *[other] { $stays } indlæggelser opkræves anderledes, end da noget blev sagt om dem: se på dem igen. Indtil da regnes beløbet som noget, der ikke er taget stilling til.
    }
positions-accepted-note = opkrævet, og rigtigt
positions-contested-note = omstridt mellem parterne
positions-settled-note = betalt eller aftalt
positions-not-said-note = opkrævet, og intet, der gælder, er sagt
positions-hospital-title = Hvor meget er afklaret?
positions-hospital-text = I hver række er det, der er opkrævet, og det, der kræves ud over det, tilsammen det, der er accepteret, bestridt, gjort op eller bortfaldet, og det, der ikke er taget stilling til.
positions-by-hospital = Hvad der er sagt om { $month }, efter sygehus
positions-stay-title = Hvad er der sagt om hver indlæggelse?
positions-stay-text = `beddays position` siger det. Det ændrer hverken sengedagsregisteret eller nogen afregning. Det, der blev sagt om et andet beløb, end der opkræves nu, gælder ikke længere.
positions-by-stay = Hvad der er sagt om hver indlæggelse i { $month }
positions-none = intet opkræves for måneden
position-state = { $state ->
        [accepted] accepteret
        [contested] bestridt
        [settled] gjort op
        [stale] skal ses på igen
       *[not_said] ikke taget stilling til
    }
position-was = { $state ->
        [accepted] accepteret, da { $charged } var opkrævet
        [contested] bestridt { $amount }, da { $charged } var opkrævet
       *[settled] gjort op { $amount }, da { $charged } var opkrævet
    }
position-claim = krav { $claim }
position-no-days = ingen dage i måneden
position-nobody = ingen
