### The statement: claims, corrections, councils, prices, editions, data, law.

## Claims beside the ledger

claims-title = Vad krävs, och stämmer det?
claims-sum = { $claimed } krävs för { $claimed_days ->
        [one] { $claimed_days } dag
       *[other] { $claimed_days } dagar
    } på { $lines ->
        [one] { $lines } rad
       *[other] { $lines } rader
    }; enligt dygnsregistret ska { $owed } betalas för { $owed_days ->
        [one] { $owed_days } dag
       *[other] { $owed_days } dagar
    } med betalningsansvar. Skillnaden är { $gap }.
claims-text = Krediteringar är avdragna. En rad över ett månadsskifte har här denna månads dagar och belopp.
claims-of-index = Vårdtillfällen och rader finns i kommunernas avräkningar. En avräkning har de rader som anger kommunen: en rad som anger en annan kommun än den som ska betala står som krävd utan betalningsansvar hos den ena och som betalningsansvar utan krav hos den andra. Rader som kräver samma dagar av två kommuner finns i rejects.csv (W_CLAIM_TWICE).
claims-by-stay = Vårdtillfällen där krav och dygnsregister skiljer sig
claims-agree-by-stay = krav och dygnsregister stämmer för alla vårdtillfällen
claims-by-kind = Skillnader mellan krav och dygnsregister, efter slag
claims-agree = krav och dygnsregister stämmer
claims-twice = Samma dagar krävda två gånger: betala högst en
claims-rates = Rader i månaden som inte följer beloppet per dag, var och en med alla sina dagar
none-here = inget här
difference-claimed_twice = Krävd två gånger
difference-claimed_twice-advice = betala högst en av raderna och begär kreditering av den andra
difference-rate = Krävd med annat belopp
difference-rate-advice = jämför radens belopp med beloppet per dag
difference-not_owed = Krävd, inget betalningsansvar
difference-not_owed-advice = `beddays explain VÅRDTILLFÄLLE` visar varför dagen inte ska betalas
difference-no_stay = Krävd utan vårdtillfälle här
difference-no_stay-advice = fråga sjukhuset vilket vårdtillfälle som avses
difference-days_not_known = Rader där det inte är känt vilka dagar de kräver
difference-days_not_known-advice = begär radens dagar
difference-not_split = Rader över ett månadsskifte som inte kan delas
difference-not_split-advice = begär en rad för varje månad
difference-credit = Krediteringar av mer än vad som krävs här
difference-credit-advice = hitta raden som krediteringen rättar
difference-not_claimed = Betalningsansvar, inte krävd
difference-not_claimed-advice = inget att betala förrän det krävs

## Corrections of closed months

corrections-title = Vad ska betalas nu?
corrections-title-payee = Vad ska betalas till oss nu?
corrections-sum = Avslutade månader rättas: { $months }. Tillsammans med { $amount } för { $month } blir det { $to_pay } att betala nu.
corrections-month = { $amount } för { $month } ({ $stays ->
        [one] { $stays } vårdtillfälle
       *[other] { $stays } vårdtillfällen
    })
corrections-text = En avslutad månad står som den skickades. Det som ändrats sedan dess rättas här, dag för dag, och en senare avräkning utgår från det.
corrections-to-pay = Denna månad och rättelser av avslutade månader, efter sjukhus, { $month }
nothing = inget
corrected-title = Dagar i avslutade månader som rättas
corrected-no-day = ingen utskrivningsklar dag
corrected-not-here = inte i denna avräkning
corrected-then = { $first }, nu { $last }
evidence-line = { $file }, rad { $line }

## Councils, their statements and those that ended

councils-title = Vilken kommun ska betala vad?
councils-table = Vad varje kommun ska betala för { $month }, och var avräkningen finns
councils-none = inga utskrivningsklara dagar och inget oklart i månaden
councils-chart = Dagar med betalningsansvar efter kommun, { $month }
councils-text = Varje kommun i tabellen har en egen avräkning med alla vårdtillfällen den ska betala för och alla oklarheter om dagarna: en sida, en arbetsbok, CSV- och JSON-filer, i mappen som tabellen anger.
councils-text-unknown = Kommunen som har betalningsansvaret den dagen betalar: mappen council-unknown har dagarna där ingen är känd, och poster som inte anger någon.
councils-again = { $amount } som är oklart står i flera kommuners avräkningar, eftersom var och en av dem kan ha betalningsansvar. Summan räknar varje krona en gång.
councils-again-row = minus: oklart i flera avräkningar
owed-to-hospitals = Vad varje sjukhus har rätt till för { $month }
successor-sum = { $ended }: { $days ->
        [one] { $days } dag
       *[other] { $days } dagar
    } med betalningsansvar i { $stays ->
        [one] { $stays } vårdtillfälle
       *[other] { $stays } vårdtillfällen
    } ({ $amount }) ska betalas av { $payer }. { $why }
successor-reading = Att skyldigheter övergår till den enda kommun som kommer efter är tolkningen successor_liability; beslutet om sammanläggningen fanns inte till hands.
successor-list = Att den kom efter står i projektets kommunlista.
own-not-yet = { $began }. Ingen dag i månaden är dess egen: det som kommunerna före den ska betala står i deras avräkningar, eller i avräkningen för hela systemet (view = "system").
own-ended = { $ended }. Ingen dag i månaden är dess egen.

## Prices that are not known

price-without = { $days ->
        [one] { $days } dag
       *[other] { $days } dagar
    } till ska betalas till ett belopp som inte är känt, och ingår inte i något belopp i denna avräkning.
price-title = Vilka belopp saknas?
price-table = Dagar som ska betalas till ett okänt belopp, { $month }
price-none = alla belopp är kända
price-file = Beloppet för { $year } saknas i { $id } ({ $layer }). Skriv en fil prices-{ $year }.toml med de två raderna  prices_of = "{ $id }"  och  { $price }  bredvid beddays.toml, och ange den också: regimes = ["{ $id }", "prices-{ $year }.toml"].
price-unknown-some = inget belopp för några av dagarna
price-unknown = ett belopp är inte känt

## How the statement stands

notice-incomplete = Inte fullständig: uppgifter för { $month } saknas ({ $sources })
standing-line = Preliminär tills den avslutas, utgåva { $edition } · uppgifter till och med { $day } · belopp i { $currency }
standing-line-incomplete = Preliminär tills den avslutas, utgåva { $edition } · uppgifterna inte fullständiga ({ $sources }) · uppgifter till och med { $day } · belopp i { $currency }
missing-data = Uppgifterna för { $month } är inte fullständiga: { $what }. Dagar och belopp nedan bygger på det som kom, och kan vara för låga eller för höga.
replaces-sum = Denna utgåva ersätter utgåva { $edition }: { $sums }; { $what }. Filerna till den utgåvan finns i mappen edition-{ $edition }.
replaces-nothing = ingen dag i denna avräkning har ändrats
replaces-stays = { $stays ->
        [one] { $stays } vårdtillfälle
       *[other] { $stays } vårdtillfällen
    } har ändrats
corrections-came-to = Rättelser av avslutade månader uppgick till { $before } i utgåva { $edition } och uppgår till { $now } i denna.
restated-sum = Utgåva { $edition } av { $month } skulle vara annorlunda nu: { $sums } ({ $seen }).
restated-closed = den är avslutad: den första öppna månaden rättar den när den körs
restated-run = kör { $month } igen för en ny utgåva, eller kvittera ändringen
acknowledged = kvitterat
acknowledged-note = kvitterat: { $note }
quiet-month = Ingen källa levererade uppgifter från { $month }: siffrorna bygger på vårdtillfällen som pågick sedan tidigare.
before-and-now = { $chargeable_before ->
        [one] { $chargeable_before } dag
       *[other] { $chargeable_before } dagar
    } med betalningsansvar av { $delayed_before ->
        [one] { $delayed_before } utskrivningsklar dag
       *[other] { $delayed_before } utskrivningsklara dagar
    } och { $amount_before } före, { $chargeable_now } av { $delayed_now } och { $amount_now } nu ({ $difference })
changes-title = Vad har ändrats sedan tidigare avräkningar?
changes-text = En publicerad månad står som den var tills den körs igen: då blir det en ny utgåva, och den gamla sparas. `beddays acknowledge` noterar att en ändring har setts och får vänta. En avslutad månad står som den är, och en senare avräkning rättar den.
replaces-rest = Sjukhus utan ändring
replaces-table = Vad utgåva { $edition } ändrade i utgåva { $earlier }, efter sjukhus
replaces-none = inga utskrivningsklara dagar i någon av dem
restated-table = Publicerade månader som skulle vara annorlunda med allt som är känt nu
seen-closed = avslutad
seen-no = nej
seen-yes = ja
delivered-title = Vad varje källa levererade för { $month }
delivered-month = månaden
delivered-not-expected = inget; det behövs inte
delivered-missing = inget: saknas
delivered-header-only = en rubrikrad och inga rader
delivered-ends-early = inte till månadens slut

## What was rejected or doubtful

quality-title = Vad har avvisats eller är oklart?
quality-title-of-council = Vad är oklart?
quality-of-council = Vad som lästs i varje leverans, och vad som avvisats, står i månadens översikt och i dess rejects.csv.
records-sum = { $records ->
        [one] { $records } post
       *[other] { $records } poster
    } lästa = { $accepted } godkända + { $rejected } avvisade + { $duplicates } dubbletter, i alla leveranser som projektet har tagit emot. rejects.csv har fynden om vårdtillfällen som denna månad kan ha att göra med, och om leveranser som kommit sedan en annan månad kördes, med fil, rad, kolumn och råd.
records-sum-passed-over = { $records ->
        [one] { $records } post
       *[other] { $records } poster
    } lästa = { $accepted } godkända + { $passed_over } förbigångna + { $rejected } avvisade + { $duplicates } dubbletter, i alla leveranser som projektet har tagit emot. rejects.csv har fynden om vårdtillfällen som denna månad kan ha att göra med, och om leveranser som kommit sedan en annan månad kördes, med fil, rad, kolumn och råd.
open-stays = { $stays ->
        [one] { $stays } vårdtillfälle
       *[other] { $stays } vårdtillfällen
    } saknar registrerat slut och följs till { $day }: { $days ->
        [one] { $days } utskrivningsklar dag
       *[other] { $days } utskrivningsklara dagar
    } och { $amount } i månaden ligger efter den sista uppgiften om vårdtillfället och bygger på det.
unused-events = Registrerat, men utan verkan på beloppet, eftersom lagen här inte har någon regel som använder det: { $kinds }.
unused-stay = { $kind } (vårdtillfälle { $stay })
unused-stay-more = { $kind } (vårdtillfälle { $stay } och { $more } till)
unused-stays = { $kind } ({ $stays ->
        [one] { $stays } vårdtillfälle
       *[other] { $stays } vårdtillfällen
    })
not-linked = { $records ->
        [one] { $records } post
       *[other] { $records } poster
    } hör inte till något vårdtillfälle här. Det är inget fel på dem i sig: de räknas som godkända och räknas upp med det som beror på dem.
not-linked-index = { $records ->
        [one] { $records } post
       *[other] { $records } poster
    } hör inte till något vårdtillfälle här. Det är inget fel på dem i sig: de räknas som godkända och räknas upp med det som beror på dem i avräkningen för den kommun de anger, eller i council-unknown.
receipts-title = Poster efter leverans
receipts-all = alla
nothing-delivered = inget har levererats
senders-title = Poster efter avsändare
findings-title = Fynd efter avsändare och kod
findings-none = inget fel har hittats
fate-rejected = avvisad
fate-duplicate = dubblett
fate-warning = godkänd med varning
passed-over-title = Förbigångna poster: de säger inget om ett eget vårdtillfälle
passed-over-none = inget har förbigåtts
links-title = Hur poster har kopplats till vårdtillfällen, den säkraste klassen först
not-linked-title = Poster som inte hör till något vårdtillfälle här, och det mesta som beror på dem
not-said = inte angivet
no-authority-named = ingen kommun angiven
volumes-title = Poster i varje avsändares senaste leveranser bredvid medianen av upp till 12 före
volumes-few = färre än 3 före
alarm-odd = under hälften eller över det dubbla av medianen
alarm-share = { $now } % kan läsas, { $before } % av den förra
doubts-title = Oklarheter om vårdtillfällen i månaden, efter slag
doubts-none = inga oklarheter
doubts-overlap = I tabellen efter slag står varje dag och varje belopp för ett vårdtillfälle en gång i en rad. Oklarheter av flera slag kan gälla samma dag: den står i raden för vart och ett av dem, och en gång i det som är oklart.
doubtful-title = Oklara vårdtillfällen, med den läsning av varje post som flyttar mest pengar
doubtful-none = inget vårdtillfälle att se på
doubtful-not-known = { $doubt }; det är inte känt vad som står på spel: { $why }
no-single-record = ingen enskild post
elsewhere-title = Avvisade poster vars vårdtillfälle inte ingår i beloppet: det har inte tagits med, eller de anger inget
elsewhere-see = se oklara vårdtillfällen
elsewhere-nothing = inget i denna månad och vy
elsewhere-no-stay = inte känt: den anger inget vårdtillfälle
elsewhere-unread = inte känt: ingen rad om vårdtillfället kan läsas
elsewhere-listed = { $what }; `beddays query open_question` räknar upp vårdtillfällena
elsewhere-further = fler vårdtillfällen
elsewhere-names-none = anger inget vårdtillfälle
elsewhere-several = flera
elsewhere-whole-record = hela posten
not-judged-title = Vårdtillfällen som inte kunde avgöras enligt lagen här: inget belopp, inte noll
twice-title = Betalning krävd för en person i två vårdtillfällen samma dag: betala högst ett

## The law

law-title = Vilken lag bygger det på?
law-grades = Säkerhet: ”bekräftad” har lästs i lag- eller förordningstexten; ”sekundär” bygger på officiella anmärkningar eller andra källor; ”tolkning” är standardsvaret där texten tiger; ”obekräftad” har inte setts.
law-weakest = Den svagaste säkerheten bland reglerna som månadens dagar bygger på är ”{ $grade }”.
law-warning = Varning ({ $id }): { $words } [{ $cite }; { $grade }]
law-not-seen = { $id }: inte sett: { $words }.
law-questions = { $id }: Beloppen bygger också på svaren på { $count ->
        [one] { $count } öppen fråga
       *[other] { $count } öppna frågor
    } nedan; inget av svaren är bekräftat.
law-questions-unverified = { $id }: Beloppen bygger också på svaren på { $count ->
        [one] { $count } öppen fråga
       *[other] { $count } öppna frågor
    } nedan; inget av svaren är bekräftat; obekräftade: { $unverified }.
rules-title = Regler som dagarna i { $month } bygger på
rules-none = ingen dag bygger på någon regel
readings-title = Tolkningar: svaren som använts där lagen lämnar en fråga öppen
readings-none = inga frågor är öppna
reading-not-default = { $answer } (inte standardsvaret)
questions-title = Vad de öppna rättsfrågorna är värda
questions-text = Varje skillnad är vad månaden skulle bli mer eller mindre, med alla vårdtillfällen avgjorda på nytt, om bara den frågan besvarades så och alla andra som de är. Skillnader för flera frågor kan inte läggas ihop. Tabellen ovan har frågorna med paragraf.
questions-unchanged = Ändrar inget denna månad: { $answers }.
questions-fill-in = Inte bedömt, eftersom ett klockslag måste fyllas i: { $answers }.
questions-not-judged = Vårdtillfällen att betala för som inte kan avgöras enligt ett svar och inte ingår i skillnaden: { $answers }.
questions-none = inget annat svar ändrar det som är känt om denna månad
questions-no-law = ingen dag har avgjorts enligt någon lag denna månad: inget har frågats
grade-verified = bekräftad
grade-secondary = sekundär
grade-reading = tolkning
grade-unverified = obekräftad
