### The public pack.

pack-title = Utskrivningsklara patienter: { $owner }, { $month }
pack-standing = { $state ->
        [closed] Avslutad
       *[open] Preliminär
    }, utgåva { $edition } · belopp i { $currency }
pack-several-rates = mer än ett belopp per dag
pack-fact-rule = Sekretessregel { $rule }
pack-fact-rule-value = { $publisher }, { $title }; fil { $file }
pack-fact-grade = Regelns lägsta grad
pack-fact-grade-value = tolkning: det som undanhålls för att skydda andra tal är vårt val

## What it comes to

pack-people = utskrivningsklara personer
pack-days = utskrivningsklara dagar
pack-charged-people = personer att betala för
pack-charged-days = dagar med betalningsansvar
pack-none = inga { $what }
pack-about = omkring { $number } { $what }
pack-few = { $from } till { $to } { $what }
pack-not-shown = ett antal { $what } som inte visas
pack-sum = I { $month } var det { $people } och { $days }; av dem { $charged }.
pack-beds = En genomsnittlig dag tog de upp omkring { $beds } vårdplatser.
pack-hidden = { $few } av { $all } tal bygger på få personer och visas som { $mark }; { $withheld } visas som { $other } så att de första inte kan räknas ut.
pack-later = Det finns senare uppgifter eller rättelser för { $months }: de är inte med i talen för dessa månader.
pack-people-note = var och en en gång i månaden
pack-charged-note = dagar som ska betalas enligt regelverket
pack-amount-note = dagar med betalningsansvar till beloppet per dag

## Tables

pack-hospitals = Hur många vid varje sjukhus?
pack-authorities = Hur många från varje kommun?
pack-pairs = Vilken kommun vid vilket sjukhus?
pack-reasons = Varför väntade de?
pack-hospital-reasons = Varför väntade de vid varje sjukhus?
pack-authority-reasons = Varför väntade de från varje kommun?
pack-by-hospital = efter sjukhus
pack-by-authority = efter kommun
pack-by-hospital-and-authority = efter sjukhus och kommun
pack-by-reason = efter skäl
pack-by-hospital-and-reason = efter sjukhus och skäl
pack-by-authority-and-reason = efter kommun och skäl
pack-table = Utskrivningsklara personer och dagar { $by }, { $month }
pack-chart = Utskrivningsklara dagar { $by }, { $month }
pack-two-reasons = En person med två skäl i månaden står på två rader, och en gång i summan.
pack-nobody = ingen person var utskrivningsklar
pack-bar = { $name }: omkring { $days } dagar
pack-bars-hidden = Inte visade: { $hidden } av { $all }.
pack-months = Hur är det jämfört med månaderna innan?
pack-months-text = Varje månad står som dess senaste utgåva har den: rättelser av avslutade månader, och uppgifter som kommit sedan dess, är inte med. En person som var utskrivningsklar i två månader står på båda raderna, och en gång i talet från april till nu.
pack-months-table = Utskrivningsklara personer och dagar efter månad, till { $month }
pack-no-month = ingen månad är känd
pack-year = Från april till nu

## The rule

pack-rule-title = Hur skyddas personerna?
pack-rule-few = { $mark }: talet bygger på { $from } till { $to } personer. Dagar, belopp och genomsnitt döljs tillsammans med dem { $source }.
pack-rule-rounding = Alla andra tal är avrundade till närmaste { $to }; 0 är en verklig nolla. Ett belopp är de avrundade dagarna till beloppet per dag { $source }.
pack-rule-totals = Summor har lagts samman exakt och sedan avrundats, så delar behöver inte bli summan { $source }.
pack-rule-withheld = { $mark }: undanhållet, oavsett storlek, så att ett dolt tal inte kan räknas ut av det som visas { $source }.
pack-rule-checked = Före publiceringen prövades varje dolt tal mot detta paket och { $packs ->
        [one] { $packs } paket
       *[other] { $packs } paket
    } publicerade tidigare: vart och ett kan ha värden som ligger minst { $width } ifrån varandra, och ändå stämma med allt som visas.

## Names of sheets, at most 28 letters

sheet-by_authority = Efter kommun
sheet-by_hospital_and_authority = Efter sjukhus och kommun
sheet-by_reason = Efter skäl
sheet-by_hospital_and_reason = Efter sjukhus och skäl
sheet-by_authority_and_reason = Efter kommun och skäl
chart-days_by_hospital = Dagar efter sjukhus
chart-days_by_authority = Dagar efter kommun
chart-days_by_reason = Dagar efter skäl
