### One stay, day by day. What England's notices did is said in English: no law of another country has them.

explain-stay = Indlæggelse { $stay }
explain-facts = Oplysninger
explain-notices = Meldinger
explain-days = Dage
explain-doubts = Tvivl
explain-records = Poster
explain-head = Sygehus { $hospital }, kommune { $authority }, post { $record } i { $file }
explain-ready = Færdigbehandlet { $periods }
explain-ready-on = { $day }
explain-ready-ill = { $day }, syg igen { $ill }
explain-ready-again = { $first }; færdigbehandlet igen { $next }
explain-no-ready = Ingen dag som færdigbehandlet er registreret: der regnes fra den første foreslåede dag
explain-no-end = Ingen slutning på indlæggelsen er registreret: fulgt til { $day }
explain-law = Regelsæt: { $title } ({ $law })
explain-readings = Fortolkninger: { $readings }; { $count } åbne spørgsmål, ingen af dem er bekræftet
explain-readings-unverified = Fortolkninger: { $readings }; { $count } åbne spørgsmål, ingen af dem er bekræftet, ubekræftet: { $unverified }
explain-default = alle som standard
explain-warning = Advarsel: { $words } [{ $cite }; { $grade }]
explain-until = { $at } til { $until }
explain-fact = { $at }  { $kind }
explain-fact-day = { $at }  { $kind }, foreslår { $day }
explain-fact-to = { $at }  { $kind }, til { $authority }
explain-fact-word = { $at }  { $kind }: { $word }
explain-not-used = { $fact } (regelsættet for indlæggelsen har ingen regel, der bruger det)
explain-no-delay = ingen færdigbehandlingsdage: ingen post siger, at patienten var færdigbehandlet før indlæggelsens slutning
explain-none-taken = ingen: ingen række om indlæggelsen er godtaget
explain-not-taken = Ingen række om denne indlæggelse er godtaget. Afviste poster om den:
explain-nothing = Intet opkræves for indlæggelsen, som det står: { $amount }
explain-no-law = Projektet nævner intet regelsæt: intet opkræves, og intet siges om det
explain-total = { $charged } betalingspligtige af { $delayed } færdigbehandlingsdage: { $amount }
explain-total-unpriced = { $charged } betalingspligtige af { $delayed } færdigbehandlingsdage: { $amount }; { $unpriced } mere skal betales til en takst, der ikke er kendt
explain-amount-by = { $amount } fra { $payer }
explain-day-of-charge = betalingspligtig dag nummer { $number }
explain-layer = `{ $layer }` { $amount } til { $payee } [{ $cite }]
explain-layer-uncited = `{ $layer }` { $amount } til { $payee }
explain-owes = { $ended }: { $after } skal betale
explain-return = sygehusets indberetning siger: { $side }
explain-sum = { $days ->
        [one] { $days } dag
       *[other] { $days } dage
    } à { $rate }: { $amount }
explain-record = { $gave }: `{ $file }`, post { $record }
explain-record-from = { $gave }: `{ $file }`, post { $record }, linje { $line }, fra byte { $first }
explain-record-at = { $gave }: `{ $file }`, post { $record }, linje { $line }, byte { $first } til { $last }
explain-doubt = { $doubt }: { $record }
explain-days-and-amount = { $days ->
        [one] { $days } dag
       *[other] { $days } dage
    }, { $amount }
explain-not-known = ikke kendt: { $why }
explain-stands = som det står { $days ->
        [one] { $days } dag
       *[other] { $days } dage
    } at betale, { $amount }; på spil står { $stake }
explain-otherwise = { $stands }; ellers { $days ->
        [one] { $days } dag
       *[other] { $days } dage
    } at betale, { $amount }
explain-twice = Opkrævet to gange: { $days ->
        [one] { $days } dag
       *[other] { $days } dage
    } opkræves også i indlæggelse { $stay }, { $first } til { $last }, { $amount }: betal højst én
