### What came of a claim: the overview, the dispute pack, the letter.

## Verdicts

verdict-unreadable = Kan inte läsas
verdict-not_ours = Inte vår
verdict-no_such_stay = Inget sådant vårdtillfälle
verdict-duplicate = Dubblett
verdict-already_paid = Redan betald
verdict-out_of_scope = Omfattas inte
verdict-not_notified = Inte underrättad
verdict-other_cause = Annan orsak
verdict-different_days = Andra dagar
verdict-different_rate = Annat belopp
verdict-agreed = Överens
claim-means-unreadable = oklart tills raden skickats på nytt
claim-means-not_ours = en annan kommun eller ett annat sjukhus svarar för den
claim-means-no_such_stay = inget vårdtillfälle vid detta sjukhus passar det som raden anger
claim-means-duplicate = en annan rad kräver samma dagar för samma vårdtillfälle
claim-means-already_paid = dagarna står i avräkningen för en annan månad
claim-means-out_of_scope = utanför månaden, eller inget regelverk med betalning gäller dagen eller patienten
claim-means-not_notified = en underrättelse som regelverket kräver har inte lämnats, har återkallats eller var ogiltig
claim-means-other_cause = väntetiden hade en orsak som kommunen inte svarar för
claim-means-different_days = andra dagar krävs än dygnsregistret har
claim-means-different_rate = dagarna ska betalas, med ett annat belopp
claim-means-agreed = dagar och belopp är som i dygnsregistret
claim-asked-unreadable = Dessa rader kunde inte läsas. Skicka dem på nytt enligt råden.
claim-asked-not_ours = Någon annan svarar för dessa rader.
claim-asked-no_such_stay = Vi har inget vårdtillfälle som passar dessa rader. Skicka vårdtillfället, eller de nummer som det rapporterades under.
claim-asked-duplicate = En annan rad i detta krav har samma dagar för samma vårdtillfälle. Återta en av de två.
claim-asked-already_paid = Dessa dagar står i avräkningen för en annan månad.
claim-asked-out_of_scope = Dessa dagar är utanför månaden, eller inget regelverk med betalning gäller dagen eller patienten.
claim-asked-not_notified = Vi har ingen giltig underrättelse för dessa dagar. Skicka underrättelsen med datum och klockslag för när den lämnades.
claim-asked-other_cause = Dessa dagar hade väntetiden en orsak som kommunen inte svarar för. Skicka den post som visar något annat.
claim-asked-different_days = Vårt dygnsregister har andra dagar. Regeln som avgjorde står vid var och en av dem; dagar som ska betalas utöver kravet finns också med.
claim-asked-different_rate = Dagarna är vi överens om. Beloppen avviker från beloppet per dag för kommunen och dagen.
claim-verdict-table = { $verdict }: { $meaning }
claim-not-claimed = Skuld, och inte krävd

## The answer

claim-other-side = den andra parten
claim-lines = { $lines ->
        [one] { $lines } rad
       *[other] { $lines } rader
    }
claim-stays = { $stays ->
        [one] { $stays } vårdtillfälle
       *[other] { $stays } vårdtillfällen
    }
claim-days = { $days ->
        [one] { $days } dag
       *[other] { $days } dagar
    }
claim-span = { $first } till { $last }
claim-heading = Från { $from } till { $to }: kravet för { $month } mot månadens dygnsregister, utgåva { $edition }, med uppgifter till och med { $day }.
claim-standing = { $file } mot dygnsregistret för { $month }, utgåva { $edition }, uppgifter till och med { $day }
claim-notice = Delvis: uppgifter från { $sources } kom inte för hela månaden
claim-fact = Krav
claim-fact-value = { $file }, läst med { $profile }; { $sha256 }
claim-fact-month = { $month }, utgåva { $edition }
claim-title = Vad { $who } kräver för { $month }, och vad som ska betalas
claim-title-payee = Vad { $who } säger sig vara skyldig { $owner } för { $month }
claim-sum = { $claimed } krävs på { $lines ->
        [one] { $lines } rad
       *[other] { $lines } rader
    }; enligt dygnsregistret ska { $owed } betalas. Skillnaden är { $gap }.
claim-agrees = Krav och dygnsregister stämmer på varje rad, och inget som ska betalas är utelämnat.
claim-agrees-lines = Varje rad i kravet stämmer med dygnsregistret.
claim-open = { $agreed ->
        [one] { $agreed } rad stämmer
       *[other] { $agreed } rader stämmer
    } med { $amount }; om { $open ->
        [one] { $open } rad
       *[other] { $open } rader
    } är parterna inte överens.
claim-left-out = { $amount } ska betalas för { $stays ->
        [one] { $stays } vårdtillfälle
       *[other] { $stays } vårdtillfällen
    } som kravet inte har.
claim-left-out-named = { $amount } ska betalas för { $stays ->
        [one] { $stays } vårdtillfälle
       *[other] { $stays } vårdtillfällen
    } som kravet inte har någon läsbar rad för.
claim-unknown = { $rows ->
        [one] { $rows } rad vars belopp inte kan läsas är inte med i någon summa här: vad den kräver
       *[other] { $rows } rader vars belopp inte kan läsas är inte med i någon summa här: vad de kräver
    } är inte känt och är inte noll.
claim-unknown-of-total = { $rows ->
        [one] { $rows } rad vars belopp inte kan läsas är inte med i någon summa här: av den angivna summan { $stated } återstår { $left } för det som den kräver.
       *[other] { $rows } rader vars belopp inte kan läsas är inte med i någon summa här: av den angivna summan { $stated } återstår { $left } för det som de kräver.
    }
claim-in-doubt = { $lines ->
        [one] { $lines } rad som stämmer hör
       *[other] { $lines } rader som stämmer hör
    } med { $amount } till det som är oklart enligt månadens avräkning: red ut det innan det betalas.
claim-corrected = Månaden har sedan rättats med { $amount } för { $stays ->
        [one] { $stays } vårdtillfälle
       *[other] { $stays } vårdtillfällen
    }, i avräkningen för { $months }. Varken summorna här eller månadens dygnsregister har det: det betalas, eller dras tillbaka, med den avräkningen.
claim-other-same = { $name } stämdes av för samma månad: det som ska betalas och inte krävs här kan krävas där.
claim-other-days = { $days ->
        [one] { $days } dag
       *[other] { $days } dagar
    } på dessa rader, { $amount }, finns också i { $name }, som stämdes av för samma månad: betala dem en gång.
claim-figure-claimed = Krävt
claim-figure-owed = Skuld enligt dygnsregistret
claim-figure-owed-note = utgåva { $edition } för månaden
claim-figure-gap = Krävt minus skuld
claim-figure-gap-note = skillnaderna summerar till det
claim-figure-agreed = Överens
claim-figure-unclaimed = Skuld, inte krävd

## The overview

claim-sums-title = Stämmer kravet med dygnsregistret?
claim-sums-text = Varje rad har en bedömning. En rad med flera skillnader står under den första av dem i denna ordning: inte vår, inget sådant vårdtillfälle, dubblett, redan betald, omfattas inte, inte underrättad, annan orsak, andra dagar, annat belopp.
claim-sums-second = Den andra tabellen har varje öre under det som det självt är. Båda summerar till skillnaden.
claim-sums-table = Kravet för { $month } och dygnsregistret, en bedömning per rad
claim-chart = Rader i kravet efter bedömning, { $month }
claim-unit = rader
claim-kinds-table = Skillnaden efter slag; en rad kan ha flera
claim-kinds-none = krav och dygnsregister stämmer
claim-not-claimed-means = dagar för vårdtillfällen som ingen rad kräver
claim-no-line = ingen rad
claim-not-stated = inte angivet
claim-by-person = angivet genom personen
claim-rows-title = Rader som inte kan läsas
claim-no-row = ingen rad
claim-not-readable = inte läsbart
claim-whole-row = hela raden
claim-unclaimed-title = Vad som ska betalas och inte krävs
claim-unclaimed-table = Skuld, och inte krävd: vårdtillfällen som kravet inte har någon rad för
claim-unclaimed-none = varje vårdtillfälle som något ska betalas för krävs
claim-rule = { $rule } [{ $cite }]
claim-rule-named = { $rule } [{ $cite }]. Rad { $line } i filen anger detta vårdtillfälle och kan inte läsas
claim-days-title = Dagarna för det som skiljer
claim-days-table = Dag för dag: vad som krävs, vad dygnsregistret har, och varför
claim-days-none = ingen dag är bestridd

## What is sent to the other side

claim-pack-title = Bestridda rader i kravet för { $month }
claim-pack-sum = Om { $lines ->
        [one] { $lines } rad
       *[other] { $lines } rader
    } i kravet är parterna inte överens. De kräver { $claimed }; enligt vårt dygnsregister ska { $owed } betalas för dem, så att { $gap } är bestritt.
claim-pack-unreadable = { $rows ->
        [one] { $rows } rad
       *[other] { $rows } rader
    } kunde inte läsas.
claim-pack-text = För varje rad står dagarna med regeln som avgjorde och dess paragraf. Säger någon av era poster något annat, skicka den med radens nummer: underrättelsen med datum och klockslag, eller rättelsen av vårdtillfället.
claim-pack-none = Parterna är överens om varje rad i kravet: inget är bestritt.
claim-pack-claimed = Krävt på dessa rader
claim-pack-owed = Skuld för dem
claim-pack-owed-note = enligt vårt dygnsregister
claim-pack-gap = Bestritt
claim-pack-gap-note = krävt minus skuld
claim-letter-title = Kravet för { $month }: vad parterna är överens om, och vad inte
claim-letter-sums = Rad för rad, i summor
claim-letter-text = Varje rad i kravet har en bedömning. De bestridda raderna står med dagar och paragrafer i det häfte som följer med denna sida.

## What differs in a line, and why

claim-differs = { $kind }, { $when } ({ $difference })
claim-differs-why = { $kind }, { $when } ({ $difference }): { $why }
claim-why-off-days = drar av dagar som ingen rad före den kräver
claim-why-off-money = drar av pengar, och säger inte för vilka dagar
claim-why-off-line = drar av pengar från rad { $line }, vars dagar fortfarande krävs
claim-why-back = återtar dagar på rad { $line }
claim-why-back-same = återtar rad { $line }, en av dem som kräver samma dagar
claim-why-back-not-owed = återtar dagar på rad { $line }, som inte heller ska betalas
claim-why-owed = ska betalas som krävt
claim-why-rate = krävt med { $claimed }; beloppet per dag ger { $owed }
claim-a-day = { $amount } per dag
claim-for-days = { $amount } för { $days ->
        [one] { $days } dag
       *[other] { $days } dagar
    }
claim-why-same = rad { $line } kräver samma dagar
claim-why-statement = i avräkningen
claim-why-statement-of = i avräkningen för { $month }
claim-why-no-month = inte i { $month }, och inte i avräkningen för någon annan månad
claim-why-answers = { $name } svarar för dessa dagar enligt våra uppgifter
claim-why-no-council = ingen kommun debiteras
claim-why-not-claimed = ska betalas och krävs inte [{ $cite }]
claim-why-no-days = inga utskrivningsklara dagar enligt våra uppgifter: patienten var inte utskrivningsklar, eller hade lämnat sjukhuset
claim-why-no-day = pengar krävs utan någon dag
claim-why-which-days = vilka dagar som avses är inte angivet, och inga fler dagar ska betalas mellan datumen
claim-line = { $claim } (rad { $line } i filen)
claim-corrects = avräkningen för { $month } rättar vårdtillfället med { $days ->
        [one] { $days } dag
       *[other] { $days } dagar
    }, { $amount }: det regleras där, och inte här
claim-doubt = vårdtillfället är oklart enligt månadens avräkning: { $doubts }
claim-twice = betalning krävs för en person i två vårdtillfällen { $day }, { $stays }: betala högst ett
claim-remark-all-days = raden anger inget antal dagar: alla från den första till den sista räknas
claim-remark-not-last = den sista dagen räknas som inte krävd
claim-remark-which = raden kräver { $days } dagar av { $span } och säger inte vilka
claim-remark-no-number = raden drar av pengar och anger inget antal dagar
claim-remark-rate = beloppet är inte priset { $rate } för { $days } dagar: beloppet har jämförts
claim-not-other-payer = raden kräver av { $payer }
claim-not-other-payee = raden kräver för { $payee }, och detta är { $own }
claim-not-of-hospital = vårdtillfället är inte vid { $payee } enligt våra uppgifter
claim-not-of-person = vårdtillfället gäller en annan person än raden anger, enligt våra uppgifter
claim-not-known-stay = vi har inget vårdtillfälle `{ $stay }`
claim-not-named = raden anger varken vårdtillfälle eller person
claim-not-one = flera vårdtillfällen för personen passar, och raden säger inte vilket
claim-not-these-days = vi har inget vårdtillfälle för denna person vid { $payee } dessa dagar
claim-not-both = { $first }; { $last }

## Names of sheets, at most 28 letters

sheet-verdicts = Bedömningar
sheet-differences = Skillnader
sheet-owed_not_claimed = Skuld, inte krävd
sheet-days = Dagar
sheet-unreadable = Kan inte läsas
sheet-not_ours = Inte vår
sheet-no_such_stay = Inget sådant vårdtillfälle
sheet-duplicate = Dubblett
sheet-already_paid = Redan betald
sheet-out_of_scope = Omfattas inte
sheet-not_notified = Inte underrättad
sheet-other_cause = Annan orsak
sheet-different_days = Andra dagar
sheet-different_rate = Annat belopp
sheet-agreed = Överens
chart-lines_by_verdict = Rader efter bedömning
sheet-by_status = Efter status
sheet-by_payer = Efter betalare
sheet-by_stay = Efter vårdtillfälle
sheet-by_hospital = Efter sjukhus
sheet-edition_steps = Utgåvans steg
sheet-changed_days = Ändrade dagar
sheet-closed_steps = Avslutade månader
