### One stay, day by day. What England's notices did is said in English: no law of another country has them.

explain-stay = Vårdtillfälle { $stay }
explain-facts = Uppgifter
explain-notices = Underrättelser
explain-days = Dagar
explain-doubts = Oklarheter
explain-records = Poster
explain-head = Sjukhus { $hospital }, kommun { $authority }, post { $record } i { $file }
explain-ready = Utskrivningsklar { $periods }
explain-ready-on = { $day }
explain-ready-ill = { $day }, sjuk igen { $ill }
explain-ready-again = { $first }; utskrivningsklar igen { $next }
explain-no-ready = Ingen dag som utskrivningsklar är registrerad: det räknas från den första föreslagna dagen
explain-no-end = Inget slut på vårdtillfället är registrerat: följt till { $day }
explain-law = Regelverk: { $title } ({ $law })
explain-readings = Tolkningar: { $readings }; { $count } öppna frågor, ingen av dem bekräftad
explain-readings-unverified = Tolkningar: { $readings }; { $count } öppna frågor, ingen av dem bekräftad, obekräftade: { $unverified }
explain-default = alla som standard
explain-warning = Varning: { $words } [{ $cite }; { $grade }]
explain-until = { $at } till { $until }
explain-fact = { $at }  { $kind }
explain-fact-day = { $at }  { $kind }, föreslår { $day }
explain-fact-to = { $at }  { $kind }, till { $authority }
explain-fact-word = { $at }  { $kind }: { $word }
explain-not-used = { $fact } (regelverket för vårdtillfället har ingen regel som använder det)
explain-no-delay = inga utskrivningsklara dagar: ingen post säger att patienten var utskrivningsklar innan vårdtillfället tog slut
explain-none-taken = inga: ingen rad om vårdtillfället är godkänd
explain-not-taken = Ingen rad om detta vårdtillfälle är godkänd. Avvisade poster om det:
explain-nothing = Ingen betalning krävs för vårdtillfället som det står: { $amount }
explain-no-law = Projektet anger inget regelverk: ingen betalning krävs, och inget sägs om det
explain-total = { $charged } med betalningsansvar av { $delayed } utskrivningsklara dagar: { $amount }
explain-total-unpriced = { $charged } med betalningsansvar av { $delayed } utskrivningsklara dagar: { $amount }; { $unpriced } till ska betalas med ett belopp som inte är känt
explain-amount-by = { $amount } från { $payer }
explain-day-of-charge = dag { $number } med betalningsansvar
explain-layer = `{ $layer }` { $amount } till { $payee } [{ $cite }]
explain-layer-uncited = `{ $layer }` { $amount } till { $payee }
explain-owes = { $ended }: { $after } ska betala
explain-return = sjukhusets rapport säger: { $side }
explain-sum = { $days ->
        [one] { $days } dag
       *[other] { $days } dagar
    } à { $rate }: { $amount }
explain-record = { $gave }: `{ $file }`, post { $record }
explain-record-from = { $gave }: `{ $file }`, post { $record }, rad { $line }, från byte { $first }
explain-record-at = { $gave }: `{ $file }`, post { $record }, rad { $line }, byte { $first } till { $last }
explain-doubt = { $doubt }: { $record }
explain-days-and-amount = { $days ->
        [one] { $days } dag
       *[other] { $days } dagar
    }, { $amount }
explain-not-known = inte känt: { $why }
explain-stands = som det står { $days ->
        [one] { $days } dag
       *[other] { $days } dagar
    } att betala, { $amount }; på spel står { $stake }
explain-otherwise = { $stands }; annars { $days ->
        [one] { $days } dag
       *[other] { $days } dagar
    } att betala, { $amount }
explain-twice = Krävt två gånger: { $days ->
        [one] { $days } dag
       *[other] { $days } dagar
    } krävs också i vårdtillfälle { $stay }, { $first } till { $last }, { $amount }: betala högst en
