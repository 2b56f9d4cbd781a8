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
doubt-council_unknown = Kommunen som anges fanns inte längre och hade delats, eller fanns inte ännu; ingen kommun debiteras för någon dag
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
kind-authority_ready_notice = meddelande om att kommunen är klar
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
kind-event = händelse
kind-reason = skäl
kind-episode = del av ett vårdtillfälle
kind-submission = månadsrapport
kind-care_event = händelse i omsorgen
kind-claim = krav
kind-adt = HL7-meddelande
kind-encounter = FHIR-kontakt
kind-notice = underrättelse
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

## What a municipality answers, and whether a plan is required

value-can = kan ta emot patienten
value-cannot = kan inte ta emot patienten
value-yes = ja
value-no = nej

## Where a rule of disclosure has its values from

cite-same-page-simple-calculations-where-1-to-7-individuals-are-behind-a-value-it-is-shown-as-extended-here-to-days-and-money = samma sida, om enkla beräkningar: ett värde som bygger på 1 till 7 personer visas som *; här även för dagar och belopp
cite-same-page-below-national-level-all-other-counts-are-rounded-to-the-nearest-5 = samma sida: under nationell nivå är alla andra antal avrundade till närmaste 5
cite-same-page-row-and-column-totals-are-calculated-and-then-rounded = samma sida: summor av rader och kolumner räknas ut och avrundas sedan
cite-mark-government-analysis-function-symbols-in-tables-c-for-confidential-width-and-packs-the-test-that-a-pack-must-pass-before-it-is-published = tecknet: Government Analysis Function, tecken i tabeller ([c] för konfidentiellt); avstånd och paket: det prov som ett paket måste klara innan det publiceras

## The reports of a run, before the names of their files on the screen

screen-file-statement = avräkning
screen-file-statistics = statistik
screen-file-trend = utveckling
