### The sign-off sheet, and the sheet of positions.

## Who stands for a statement

sign-off-title = { $owner }: godkännande av avräkningen för { $month }
sign-off-standing = { $month }, utgåva { $edition }: { $state ->
       *[draft] utkast
        [checked] kontrollerad
        [approved] godkänd
        [closed] avslutad
    }
sign-off-state = { $state ->
       *[draft] utkast
        [checked] kontrollerad
        [approved] godkänd
        [closed] avslutad
    }
sign-off-sum = Avräkningen för { $month } i utgåva { $edition } är { $state ->
       *[draft] ett utkast: den är inte kontrollerad än
        [checked] kontrollerad, men inte godkänd än
        [approved] godkänd; månaden är öppen
        [closed] slutlig: månaden är avslutad, och det som ändras i den rättas i en senare månad
    }.
sign-off-role = { $role ->
       *[author] Upprättad
        [checker] Kontrollerad
        [approver] Godkänd
    }
sign-off-closed = Avslutad
sign-off-not-yet = inte än
sign-off-not-named = inte namngiven
sign-off-to-pay-note = med rättelser av avslutade månader
sign-off-steps-title = Vem står för den?
sign-off-steps-text = Stegen gäller bara dessa filer: en avräkning som publiceras på nytt med något annat tal eller ord har inget av dem.
sign-off-steps = Avräkningens steg
sign-off-fact-state = Tillstånd
sign-off-fact-files = Avräkningens filer (SHA-256 för arkivet i lagret)
fact-log-line = Raden i audit.log före detta steg, och dess SHA-256

## What is said of the stays of a month

positions-title = { $owner }: vad som är godtaget, bestritt och reglerat för { $month }
positions-standing = { $month }, utgåva { $edition }: { $standing ->
        [closed] avslutad
       *[open] preliminär tills den avslutas
    }
positions-sum = { $charged } krävs för { $month }{ $standing ->
        [closed] , med det som senare avräkningar rättar i den
       *[open] {""}
    }. Med det som krävs därutöver är { $accepted } godtaget, { $contested } bestritt och { $settled } reglerat; om { $not_said } har inget som gäller sagts än.
positions-accrual = Att reservera: från { $low } till { $high }. Där något har sagts om ett vårdtillfälle är det lägsta det som är godtaget eller reglerat, och det högsta det som är reglerat, eller allt som krävs; för andra vårdtillfällen är båda som i avräkningen.
positions-beyond = Krav begär { $amount } utöver det som krävs i avräkningen.
positions-fell-away = { $amount } föll bort eftersom parterna enades om mindre.
positions-stale = { $stays ->
        [one] { $stays } vårdtillfälle krävs annorlunda än när något sades om det: granska det på nytt. Till dess räknas beloppet som något som ingen ställning tagits till.
       *[other] { $stays } vårdtillfällen krävs annorlunda än när något sades om dem: granska dem på nytt. Till dess räknas beloppet som något som ingen ställning tagits till.
    }
positions-accepted-note = krävt, och riktigt
positions-contested-note = omtvistat mellan parterna
positions-settled-note = betalt eller överenskommet
positions-not-said-note = krävt, och inget som gäller har sagts
positions-hospital-title = Hur mycket är avklarat?
positions-hospital-text = På varje rad är det som krävs och det som krävs därutöver tillsammans det som är godtaget, bestritt, reglerat eller bortfallet, och det som ingen ställning tagits till.
positions-by-hospital = Vad som sagts om { $month }, efter sjukhus
positions-stay-title = Vad har sagts om varje vårdtillfälle?
positions-stay-text = `beddays position` säger det. Det ändrar varken dygnsregistret eller någon avräkning. Det som sades om ett annat belopp än det som krävs nu gäller inte längre.
positions-by-stay = Vad som sagts om varje vårdtillfälle i { $month }
positions-none = ingen betalning krävs för månaden
position-state = { $state ->
        [accepted] godtaget
        [contested] bestritt
        [settled] reglerat
        [stale] ska granskas på nytt
       *[not_said] ingen ställning tagen
    }
position-was = { $state ->
        [accepted] godtaget när { $charged } krävdes
        [contested] bestritt { $amount } när { $charged } krävdes
       *[settled] reglerat { $amount } när { $charged } krävdes
    }
position-claim = krav { $claim }
position-no-days = inga dagar i månaden
position-nobody = ingen
