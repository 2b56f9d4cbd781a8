### What stands in English in the code of the engine, not in its catalogue.

## Months and days

month-1 = januari
month-2 = februari
month-3 = mars
month-4 = april
month-5 = maj
month-6 = juni
month-7 = juli
month-8 = augusti
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december
day-long = { $day } { $month } { $year }
month-long = { $month } { $year }
day-short = { $day } { $month }
weekday-1 = mån
weekday-2 = tis
weekday-3 = ons
weekday-4 = tors
weekday-5 = fre
weekday-6 = lör
weekday-7 = sön

## Doubts

doubt-return_blames_health = Sjukhusets rapport lägger dagar med betalningsansvar på hälso- och sjukvården
doubt-return_blames_both = Sjukhusets rapport lägger dagar med betalningsansvar på båda
doubt-liable_before_ready = Krävs från före den registrerade dagen som utskrivningsklar
doubt-ends_differ = Posterna anger olika slut på vårdtillfället; det första har använts
doubt-no_ready_day = Ingen dag som utskrivningsklar har registrerats; det räknas från den första föreslagna dagen
doubt-council_unknown = Kommunen som anges fanns inte längre och hade delats, eller fanns inte ännu; ingen kommun krävs för någon dag
doubt-record_rejected = En post om vårdtillfället har avvisats
doubt-records_contradict = En post motsäger andra om vårdtillfället
doubt-away_from_bed = Enligt en post var patienten inte i sängen
doubt-assumed = En post har tagits med under ett antagande
advice-return_blames_health = fråga sjukhuset vad som är rätt: en annan orsak i slutet av fristdagen avslutar betalningsansvaret för insatser
advice-return_blames_both = fråga sjukhuset vad som är rätt: en annan orsak i slutet av fristdagen avslutar betalningsansvaret för insatser
advice-liable_before_ready = jämför underrättelserna med patientjournalen
advice-ends_differ = fråga sjukhuset vilken dag och hur patienten skrevs ut
advice-no_ready_day = fråga sjukhuset om dagen; den ändrar statistiken, inte beloppet
advice-council_unknown = fråga sjukhuset var patienten bodde, och skicka in den kommun som kom efter där
advice-record_rejected = be avsändaren om posten igen innan det betalas; nästa uppgift av samma slag från samma avsändare räknas som rättelsen, vilken dag den än anger
advice-records_contradict = fråga avsändaren vilken post som är rätt
advice-away_from_bed = fråga sjukhuset om platsen hölls: ingen dag ska betalas då patienten var borta
advice-assumed = be avsändaren om det som saknas; rejects.csv anger vad som antagits
not-known-price = beloppet för { $days ->
        [one] { $days } dag
       *[other] { $days } dagar
    } är inte känt
not-known-tariff = inget belopp gäller för { $days ->
        [one] { $days } dag
       *[other] { $days } dagar
    }
refused-coverage = { $day } ligger utanför den tid lagen täcker, { $from } till { $to }
refused-holidays = listan över helgdagar når inte till { $day }
refused-price = inget belopp för { $day }
refused-no-authority = ingen post anger patientens kommun
refused-ended = { $day } krävs av { $name }: { $why }
refused-moment = ett klockslag finns inte: klockan ställdes om den dagen
refused-two-claim = { $first } och { $second } gör båda anspråk på { $day }: uppgifterna säger inte vilken som gäller
refused-no-payer = { $day } ska betalas, och ingen post anger kommunen som betalar
agreement-over_ceiling = Tas inte ut: betalningen har varat så många dagar som avtalet tillåter

## How records were linked

link-exact = anger vårdtillfället, och varken person, sjukhus eller dagar säger något annat
link-named_only = anger vårdtillfället, men sjukhuset eller dagarna säger något annat
link-same_admission = samma person; börjar på inskrivningsdagen och slutar, så vitt känt, i vårdtillfället
link-around_discharge = samma person; insatsen börjar från 3 dagar före utskrivningen till 7 dagar efter
link-inside = samma person; börjar efter inskrivningsdagen och slutar, så vitt känt, i vårdtillfället
link-starts_in = samma person; börjar i vårdtillfället och slutar två dagar eller mer efter det
link-assumed_end = samma person; börjar efter inskrivningsdagen, och vårdtillfället saknar registrerat slut
link-off_by_one = samma person; går en dag utöver vårdtillfället, före inskrivningen eller efter slutet, och inte längre
link-ends_in = samma person; börjar två dagar eller mer före inskrivningen och slutar, så vitt känt, i vårdtillfället
link-covers = samma person; går utöver vårdtillfället i båda ändar, med två dagar eller mer i den ena
link-other_hospital = samma person och dagar i vårdtillfället, men ett annat sjukhus anges
link-ambiguous = två vårdtillfällen passar lika bra: inte kopplad till något
link-apart = inget vårdtillfälle passar: inte kopplad till något

## Why days are corrected

cause-late_record = en post kom sent
cause-corrected_record = en post har rättats
cause-contradicted = poster motsäger varandra: oklart
cause-notice_withdrawn = en underrättelse har återkallats
cause-authority_corrected = en annan kommun betalar
cause-relinked = poster har kopplats till ett annat vårdtillfälle
cause-law_changed = lagen eller en tolkning är en annan
cause-followed_further = månaden var inte slut när den kördes
cause-read_anew = läst på nytt under andra inställningar eller av en annan version

## Who a reason is put down to

side-nhs = hälso- och sjukvården
side-social_care = kommunens omsorg
side-both = båda
side-nobody = ingen

## What sources deliver

expects-monthly = varje månad
expects-monthly-once-delivered = varje månad efter första leveransen
expects-nothing = inget
sender-missing = `{ $source }` levererade inga uppgifter från { $month } ({ $last })
sender-header-only = den senaste leveransen från `{ $source }`, { $file }, har en rubrikrad och inga rader ({ $last })
sender-ends-early = uppgifterna från `{ $source }` slutar { $day }, { $days ->
        [one] { $days } dag
       *[other] { $days } dagar
    } före månaden
sender-last = den sista uppgiften är från { $day }
sender-never = den har aldrig haft någon
sender-last-file = den senaste filen
earlier-deliveries = { $deliveries ->
        [one] { $deliveries } tidigare leverans
       *[other] { $deliveries } tidigare leveranser
    }

## Municipalities that ended or began

council-ended = { $name } upphörde; { $after } kom efter
council-ended-on = { $name } upphörde { $day }; { $after } kom efter
council-began = { $name } bildades
council-began-on = { $name } bildades { $day }
council-began-after = { $name } bildades efter { $before }
council-began-on-after = { $name } bildades { $day } efter { $before }

## Findings: their messages stand in rejects.csv, in English

finding-example = { $file } rad { $line }
finding-example-column = { $file } rad { $line }, { $column }
finding-found = { $place } (står `{ $value }`)
finding-hint = se koden i rejects.csv (på engelska)
claim-hint = se verdicts.json (på engelska)
claim-of-the-file = Något har hittats i filen: se notes i verdicts.json (på engelska).
not-linked-why = se W_UNLINKED i rejects.csv (på engelska)

## Kinds of care

care-acute = Akutvård
care-non_acute = Icke akut vård
care-maternity = Förlossningsvård
care-mental_health = Psykiatrisk vård
care-palliative = Palliativ vård
care-intermediate = Mellanvård
care-rehabilitation = Rehabilitering
care-somatic = Somatisk vård
care-psychiatric = Psykiatrisk vård
care-tsb = Specialiserad beroendevård (Norge, TSB)
care-hospice = Hospice

## Why one figure is another than the next; other causes are those of statuses

bridge-cause-moved_out = räknad i månaden då väntetiden tog slut, inte i sin egen
bridge-cause-moved_in = dagar från andra månader, räknade i månaden då väntetiden tog slut
bridge-cause-not_ended = väntetiden hade inte tagit slut: dagarna räknas när den har det
bridge-cause-boundary_first_day = den första dagen räknas inte
bridge-cause-boundary_last_day = dagen då väntetiden tog slut räknas inte
bridge-cause-below_threshold = väntetiden var för kort för att räknas
bridge-cause-within_threshold = timmarna innan väntetiden räknas
bridge-cause-left_out = utesluten
bridge-cause-unknown = inte känt om den räknas
bridge-cause-other_statistic = räknad för en annan kommun, så som sjukhuset levererade vårdtillfället; kravet skickades vidare
bridge-cause-before_ready = före den registrerade dagen som utskrivningsklar
bridge-cause-after_delay = efter att vårdtillfället tog slut
bridge-cause-ill_again = patienten var sjuk igen och inte utskrivningsklar den dagen
bridge-cause-after_end = perioden med betalningsansvar var slut
bridge-cause-price_missing = ska betalas med ett belopp som inte är känt
bridge-cause-other_bill = krävd, men i ett annat krav än detta
bridge-cause-left_when_ready = den som reste hem samma dag som utskrivningsklar väntade inte
bridge-cause-not_judged = ingen lag här kan avgöra vårdtillfället
bridge-cause-not_in_ledger = det publicerade dygnsregistret har ingen sådan dag för vårdtillfället: den hör till nästa vårdtillfälle, eller till nyare uppgifter
bridge-unknown-age = åldern är inte registrerad: det är inte känt om vårdtillfället räknas
bridge-unknown-ready = dagen som utskrivningsklar är inte registrerad: dagarna kan inte räknas
bridge-unknown-ready-again = patienten var sjuk igen efter att ha varit utskrivningsklar, och ingen senare dag som utskrivningsklar är registrerad
bridge-unknown-ends-before = vårdtillfället tog slut före den registrerade dagen som utskrivningsklar: ett av de två är fel

## What happened in a stay, and to whom layers are paid

kind-admission = inskrivning
kind-expected_admission = förväntad inskrivning
kind-assessment_notice = underrättelse om bedömning
kind-discharge_notice = underrättelse om utskrivning
kind-assessment_notice_withdrawn = underrättelse om bedömning återkallad
kind-discharge_notice_withdrawn = underrättelse om utskrivning återkallad
kind-assessed = bedömd
kind-services_ready = insatser klara
kind-partial_services_ready = en del av insatserna klara
kind-authority_ready_notice = meddelande om klar kommun
kind-discharged = utskriven
kind-self_discharged = skrev ut sig själv
kind-died = avliden
kind-further_treatment = fortsatt behandling
kind-own_care = ordnar det själv
kind-deterioration = försämring
kind-nhs_cause = orsak hos hälso- och sjukvården
kind-authority_redirect = annan kommun
kind-admission_notice = inskrivningsmeddelande
kind-need_identified = behov upptäckt
kind-ready = utskrivningsklar
kind-readiness_notice = underrättelse om utskrivningsklar patient
kind-coordination_meeting = samordningsmöte
kind-municipality_reply = kommunens svar
kind-place_ready = plats anmäld som klar
kind-relapse = inte längre utskrivningsklar
kind-joint_plan_required = samordnad individuell planering krävs
kind-joint_plan_called = kallelse till samordnad individuell planering
kind-planning_call = kallelse till planering
kind-regional_care_unavailable = regionens öppna vård inte tillgänglig
kind-regional_care_available = regionens öppna vård tillgänglig
kind-residence_moved = flyttad
kind-stay = vårdtillfälle
payee-health_trust = helseforetaket
payee-region = regionen
payee-state = staten
payee-county_council = landstinget

## The public pack: no payer, no reason recorded, a reason that is no plain code

pack-no-authority = ingen kommun
pack-no-reason = inte registrerat
pack-other-reason = annat

## Which days of a delay a convention counts

boundary-last_day_counted = sista dagen räknas, den första inte
boundary-first_day_counted = första dagen räknas, den sista inte
boundary-both_days_counted = båda dagarna räknas
boundary-neither_day_counted = ingen av dagarna räknas

## Why a row is rejected, by its code

code-R_AGE = inte en ålder i hela år
code-R_AMOUNT = inte ett belopp i den minsta myntenheten, eller mer än en dag kan kosta
code-R_CELL_ERROR = en cell i en arbetsbok som visar ett fel, eller som innehåller något som typen inte kan
code-R_CHI = inte ett skotskt CHI-nummer
code-R_CLASS = en kontakt med en annan patient än en inskriven: inget vårdtillfälle
code-R_CODE = listan har ingen sådan kod
code-R_CONFLICT = vårdtillfället eller kravet anges annorlunda på ett annat ställe, och inget av dem är senare
code-R_CONTROL = ett tecken som inte kan ses, eller en radbrytning, där inget kan stå
code-R_DATE = inte en dag i kalendern i den angivna formen
code-R_DATE_INVALID = en dag som avsändaren skriver för en som skickades och inte var någon
code-R_DATE_RANGE = en dag före 1990 eller efter 2100, eller ett vårdtillfälle på över tjugo år
code-R_ENCODING = byte som inte är UTF-8
code-R_ENTERED_IN_ERROR = avsändaren har märkt det som infört av misstag
code-R_FEW = för få punkter för gränser
code-R_FHIR = resurserna i meddelandet kan inte skiljas åt
code-R_FHIR_MODIFIER = ett tillägg som inte är känt kan vända på meningen
code-R_FHIR_STATUS = en kontakt som inte har börjat, eller aldrig kommer att
code-R_FHIR_TYPE = en post av en annan typ än den som läses här
code-R_FORMULA = en formel utan värdet som den ger
code-R_FUTURE = en uppgift efter sista dagen med uppgifter
code-R_HEADER_REPEAT = rubrikraden en gång till
code-R_HL7 = ett meddelande som är avkortat eller motsäger sig självt
code-R_HL7_TEST = ett meddelande för utbildning eller felsökning
code-R_HL7_TYPE = inget ADT-meddelande, eller en händelse som varken läses här eller står på en lista över det som förbigås
code-R_HOLE = en period saknas mellan två som finns
code-R_ID = inte namnet på ett vårdtillfälle
code-R_JSON = en rad eller ett objekt som inte är JSON, eller inte ett platt objekt med varje nyckel en gång
code-R_KIND = ingen händelse har detta slag
code-R_NHS = inte ett NHS-nummer, eller ett där inget får stå
code-R_NOTICE_KIND = det är inte säkert vilken underrättelse det är
code-R_NULL = ett ord för ingenting som profilen inte anger
code-R_NUMBER = inte ett tal där ett ska stå
code-R_ORDER = ett slut före början, eller utskrivningsklar utanför vårdtillfället
code-R_ORG = inte koden för en organisation, eller en som ingen lista har
code-R_ORG_TERM = en kommun på en dag då den inte hade bildats
code-R_PERIOD = inte en månad eller dag som ordnar en serie
code-R_PART = en kontakt som är en del av en annan, som ingen leverans har eller som inte kan ha den som del
code-R_PERSON_NUMBER = inte ett giltigt personnummer för landet, eller ett där det skulle lagras läsbart
code-R_PERSON_KEY = inte en pseudonym med nyckel, eller angiven tillsammans med ett NHS-nummer
code-R_QUOTE = ett citattecken som inte hör hemma där
code-R_REASON = listan över skäl har ingen sådan kod
code-R_REBASE = en ny del börjar vid en punkt som inte finns i serien
code-R_REQUIRED = en tom cell där ett värde ska stå
code-R_ROW = raden kan inte läsas
code-R_SEQ = en punkts plats i serien saknas eller är tagen två gånger
code-R_SETTING = inte ett värde som inställningen kan ha
code-R_SPELL = en annan del av samma vårdtillfälle har avvisats
code-R_TIME = ett klockslag som ingen klocka visade, eller bara en dag där tiden kan flytta pengar
code-R_TOO_LONG = en cell som är längre än ett kalkylblad kan ha
code-R_TWICE = ett namn som en annan rad redan har
code-R_UNKNOWN_STAY = en uppgift om ett vårdtillfälle som inte är godkänt
code-R_VALUE = inte det värde eller slut som händelsens slag kräver
code-R_WIDTH = för få eller för många celler
