### What stands in English in the code of the engine, not in its catalogue.

## Months and days

month-1 = januar
month-2 = februar
month-3 = marts
month-4 = april
month-5 = maj
month-6 = juni
month-7 = juli
month-8 = august
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december
day-long = { $day }. { $month } { $year }
month-long = { $month } { $year }
day-short = { $day }. { $month }
weekday-1 = man
weekday-2 = tir
weekday-3 = ons
weekday-4 = tor
weekday-5 = fre
weekday-6 = lør
weekday-7 = søn

## Doubts

doubt-return_blames_health = Sygehusets indberetning lægger betalingspligtige dage på sundhedsvæsenet
doubt-return_blames_both = Sygehusets indberetning lægger betalingspligtige dage på begge
doubt-liable_before_ready = Opkræves fra før den registrerede dag som færdigbehandlet
doubt-ends_differ = Posterne angiver forskellige slutninger på indlæggelsen; den første er brugt
doubt-no_ready_day = Ingen dag som færdigbehandlet er registreret; der regnes fra den første foreslåede dag
doubt-council_unknown = Den nævnte kommune fandtes ikke længere og var delt, eller fandtes ikke endnu; der opkræves ikke hos nogen kommune for nogen dag
doubt-record_rejected = En post om indlæggelsen er afvist
doubt-records_contradict = En post modsiger andre om indlæggelsen
doubt-away_from_bed = Ifølge en post var patienten ikke i sengen
doubt-assumed = En post er taget med under en forudsætning
advice-return_blames_health = spørg sygehuset, hvad der er rigtigt: en anden årsag ved slutningen af fristdagen afslutter betalingspligten for tilbud
advice-return_blames_both = spørg sygehuset, hvad der er rigtigt: en anden årsag ved slutningen af fristdagen afslutter betalingspligten for tilbud
advice-liable_before_ready = sammenlign meldingerne med patientjournalen
advice-ends_differ = spørg sygehuset, hvilken dag og hvordan patienten blev udskrevet
advice-no_ready_day = spørg sygehuset om dagen; den ændrer statistikken, ikke beløbet
advice-council_unknown = spørg sygehuset, hvor patienten boede, og indsend den kommune, der kom efter dér
advice-record_rejected = bed afsenderen om posten igen, før der betales; den næste oplysning af samme slags fra samme afsender regnes som rettelsen, uanset hvilken dag den angiver
advice-records_contradict = spørg afsenderen, hvilken post der er rigtig
advice-away_from_bed = spørg sygehuset, om sengen blev holdt: der skal ikke betales for dage, hvor patienten var væk
advice-assumed = bed afsenderen om det, der mangler; rejects.csv siger, hvad der er forudsat
not-known-price = taksten for { $days ->
        [one] { $days } dag
       *[other] { $days } dage
    } er ikke kendt
not-known-tariff = ingen takst gælder for { $days ->
        [one] { $days } dag
       *[other] { $days } dage
    }
refused-coverage = { $day } ligger uden for den tid, reglerne dækker, { $from } til { $to }
refused-holidays = listen over helligdage når ikke til { $day }
refused-price = ingen takst for { $day }
refused-no-authority = ingen post nævner patientens kommune
refused-ended = { $day } opkræves hos { $name }: { $why }
refused-moment = et klokkeslæt findes ikke: uret blev stillet den dag
refused-two-claim = { $first } og { $second } gør begge krav på { $day }: oplysningerne siger ikke, hvilken der gælder
refused-no-payer = { $day } skal betales, og ingen post nævner den kommune, der betaler
agreement-over_ceiling = Opkræves ikke: betalingen har varet så mange dage, som aftalen tillader

## How records were linked

link-exact = nævner indlæggelsen, og hverken person, sygehus eller dage siger andet
link-named_only = nævner indlæggelsen, men sygehuset eller dagene siger andet
link-same_admission = samme person; begynder på indlæggelsesdagen og slutter, så vidt vides, i indlæggelsen
link-around_discharge = samme person; indsatsen begynder fra 3 dage før udskrivningen til 7 dage efter
link-inside = samme person; begynder efter indlæggelsesdagen og slutter, så vidt vides, i indlæggelsen
link-starts_in = samme person; begynder i indlæggelsen og slutter to dage eller mere efter den
link-assumed_end = samme person; begynder efter indlæggelsesdagen, og indlæggelsen har ingen registreret slutning
link-off_by_one = samme person; går én dag ud over indlæggelsen, før den eller efter dens slutning, og ikke længere
link-ends_in = samme person; begynder to dage eller mere før indlæggelsen og slutter, så vidt vides, i den
link-covers = samme person; går ud over indlæggelsen i begge ender, med to dage eller mere i den ene
link-other_hospital = samme person og dage i indlæggelsen, men et andet sygehus er nævnt
link-ambiguous = to indlæggelser passer lige godt: ikke koblet til nogen
link-apart = ingen indlæggelse passer: ikke koblet til nogen

## Why days are corrected

cause-late_record = en post kom for sent
cause-corrected_record = en post er rettet
cause-contradicted = poster modsiger hinanden: tvivlsomt
cause-notice_withdrawn = en melding er trukket tilbage
cause-authority_corrected = en anden kommune betaler
cause-relinked = poster er koblet til en anden indlæggelse
cause-law_changed = reglerne eller en fortolkning er en anden
cause-followed_further = måneden var ikke slut, da den blev kørt
cause-read_anew = læst på ny under andre indstillinger eller af en anden version

## Who a reason is put down to

side-nhs = sundhedsvæsenet
side-social_care = kommunens pleje
side-both = begge
side-nobody = ingen

## What sources deliver

expects-monthly = hver måned
expects-monthly-once-delivered = hver måned efter første levering
expects-nothing = intet
sender-missing = `{ $source }` leverede ingen oplysninger fra { $month } ({ $last })
sender-header-only = den seneste levering fra `{ $source }`, { $file }, har en overskriftslinje og ingen rækker ({ $last })
sender-ends-early = oplysningerne fra `{ $source }` slutter { $day }, { $days ->
        [one] { $days } dag
       *[other] { $days } dage
    } før måneden
sender-last = den sidste oplysning er fra { $day }
sender-never = den har aldrig haft nogen
sender-last-file = den sidste fil
earlier-deliveries = { $deliveries ->
        [one] { $deliveries } tidligere levering
       *[other] { $deliveries } tidligere leveringer
    }

## Municipalities that ended or began

council-ended = { $name } ophørte; { $after } kom efter
council-ended-on = { $name } ophørte { $day }; { $after } kom efter
council-began = { $name } blev oprettet
council-began-on = { $name } blev oprettet { $day }
council-began-after = { $name } blev oprettet efter { $before }
council-began-on-after = { $name } blev oprettet { $day } efter { $before }

## Findings: their messages stand in rejects.csv, in English

finding-example = { $file } linje { $line }
finding-example-column = { $file } linje { $line }, { $column }
finding-found = { $place } (fundet `{ $value }`)
finding-hint = se koden i rejects.csv (på engelsk)
claim-hint = se verdicts.json (på engelsk)
claim-of-the-file = Noget er fundet i filen: se notes i verdicts.json (på engelsk).
not-linked-why = se W_UNLINKED i rejects.csv (på engelsk)

## Kinds of care

care-acute = Akut behandling
care-non_acute = Ikke akut behandling
care-maternity = Fødselsbehandling
care-mental_health = Psykiatrisk behandling
care-palliative = Lindrende behandling
care-intermediate = Genoptræning før hjemrejse
care-rehabilitation = Rehabilitering
care-somatic = Somatisk behandling
care-psychiatric = Psykiatrisk behandling
care-tsb = Specialiseret rusmiddelbehandling (Norge, TSB)
care-hospice = Hospice

## Why one figure is another than the next; other causes are those of statuses

bridge-cause-moved_out = talt i den måned, hvor ventetiden sluttede, ikke i sin egen
bridge-cause-moved_in = dage fra andre måneder, talt i den måned, hvor ventetiden sluttede
bridge-cause-not_ended = ventetiden var ikke slut: dagene tælles, når den er det
bridge-cause-boundary_first_day = den første dag tælles ikke
bridge-cause-boundary_last_day = den dag, ventetiden sluttede, tælles ikke
bridge-cause-below_threshold = ventetiden var for kort til at tælles
bridge-cause-within_threshold = timerne før ventetiden tælles
bridge-cause-left_out = holdt ude
bridge-cause-unknown = ikke kendt, om den tælles
bridge-cause-other_statistic = talt for en anden kommune, som sygehuset leverede indlæggelsen; kravet blev sendt videre
bridge-cause-before_ready = før den registrerede dag som færdigbehandlet
bridge-cause-after_delay = efter indlæggelsens slutning
bridge-cause-ill_again = patienten var syg igen og ikke færdigbehandlet den dag
bridge-cause-after_end = perioden med betalingspligt var slut
bridge-cause-price_missing = skal betales til en takst, der ikke er kendt
bridge-cause-other_bill = opkrævet, men i et andet krav end dette
bridge-cause-left_when_ready = den, der rejste samme dag som færdigbehandlet, ventede ikke
bridge-cause-not_judged = ingen lov her kan afgøre indlæggelsen
bridge-cause-not_in_ledger = det offentliggjorte sengedagsregister har ikke denne dag for indlæggelsen: den hører til den næste indlæggelse eller til nyere oplysninger
bridge-unknown-age = alderen er ikke registreret: det er ikke kendt, om indlæggelsen tælles
bridge-unknown-ready = dagen som færdigbehandlet er ikke registreret: dagene kan ikke tælles
bridge-unknown-ready-again = patienten var syg igen efter at have været færdigbehandlet, og ingen senere dag som færdigbehandlet er registreret
bridge-unknown-ends-before = indlæggelsen sluttede før den registrerede dag som færdigbehandlet: ét af de to er forkert

## What happened in a stay, and to whom layers are paid

kind-admission = indlæggelse
kind-expected_admission = forventet indlæggelse
kind-assessment_notice = melding om vurdering
kind-discharge_notice = melding om udskrivning
kind-assessment_notice_withdrawn = melding om vurdering trukket tilbage
kind-discharge_notice_withdrawn = melding om udskrivning trukket tilbage
kind-assessed = vurderet
kind-services_ready = tilbud klar
kind-partial_services_ready = en del af tilbuddet klar
kind-authority_ready_notice = melding om, at kommunen er klar
kind-discharged = udskrevet
kind-self_discharged = udskrev sig selv
kind-died = død
kind-further_treatment = videre behandling
kind-own_care = klarer sig selv
kind-deterioration = forværring
kind-nhs_cause = årsag hos sundhedsvæsenet
kind-authority_redirect = anden kommune
kind-admission_notice = indlæggelsesadvis
kind-need_identified = behov konstateret
kind-ready = færdigbehandlet
kind-readiness_notice = melding om færdigbehandling
kind-coordination_meeting = koordineringsmøde
kind-municipality_reply = kommunens svar
kind-place_ready = plads meldt klar
kind-relapse = ikke længere færdigbehandlet
kind-joint_plan_required = individuel plan kræves
kind-joint_plan_called = indkaldelse til individuel plan
kind-planning_call = indkaldelse til planlægning
kind-regional_care_unavailable = regionens ambulante tilbud ikke til rådighed
kind-regional_care_available = regionens ambulante tilbud til rådighed
kind-residence_moved = flyttet
kind-stay = indlæggelse
kind-event = hændelse
kind-reason = grund
kind-episode = del af en indlæggelse
kind-submission = månedsindberetning
kind-care_event = hændelse i plejen
kind-claim = krav
kind-adt = HL7-meddelelse
kind-encounter = FHIR-kontakt
kind-notice = melding
payee-health_trust = helseforetaket
payee-region = regionen
payee-state = staten
payee-county_council = landstinget

## The public pack: no payer, no reason recorded, a reason that is no plain code

pack-no-authority = ingen kommune
pack-no-reason = ikke registreret
pack-other-reason = andet

## Which days of a delay a convention counts

boundary-last_day_counted = sidste dag tælles, første ikke
boundary-first_day_counted = første dag tælles, sidste ikke
boundary-both_days_counted = begge dage tælles
boundary-neither_day_counted = ingen af dagene tælles

## What a municipality answers, and whether a plan is required

value-can = kan modtage patienten
value-cannot = kan ikke modtage patienten
value-yes = ja
value-no = nej

## Where a rule of disclosure has its values from

cite-same-page-simple-calculations-where-1-to-7-individuals-are-behind-a-value-it-is-shown-as-extended-here-to-days-and-money = samme side, om enkle beregninger: en værdi, der bygger på 1 til 7 personer, vises som *; her også for dage og beløb
cite-same-page-below-national-level-all-other-counts-are-rounded-to-the-nearest-5 = samme side: under nationalt niveau er alle andre antal afrundet til nærmeste 5
cite-same-page-row-and-column-totals-are-calculated-and-then-rounded = samme side: summer af rækker og kolonner regnes ud og afrundes derefter
cite-mark-government-analysis-function-symbols-in-tables-c-for-confidential-width-and-packs-the-test-that-a-pack-must-pass-before-it-is-published = tegnet: Government Analysis Function, tegn i tabeller ([c] for fortroligt); afstand og pakker: den prøve, en pakke skal bestå, før den offentliggøres

## The reports of a run, before the names of their files on the screen

screen-file-statement = afregning
screen-file-statistics = statistik
screen-file-trend = udvikling
