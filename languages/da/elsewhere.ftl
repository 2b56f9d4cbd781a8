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
doubt-council_unknown = Den nævnte kommune fandtes ikke længere og var delt, eller fandtes ikke endnu; ingen kommune opkræves for nogen dag
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
kind-authority_ready_notice = melding om klar kommune
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

## Why a row is rejected, by its code

code-R_AGE = ikke en alder i hele år
code-R_AMOUNT = ikke et beløb i den mindste møntenhed, eller mere end én dag kan koste
code-R_CELL_ERROR = en celle i en projektmappe, der viser en fejl eller indeholder noget, typen ikke kan
code-R_CHI = ikke et skotsk CHI-nummer
code-R_CLASS = en kontakt med en anden patient end en indlagt: ingen indlæggelse
code-R_CODE = listen har ingen sådan kode
code-R_CONFLICT = indlæggelsen eller kravet er angivet anderledes et andet sted, og ingen af dem er senere
code-R_CONTROL = et tegn, der ikke kan ses, eller et linjeskift, hvor der ikke kan stå noget
code-R_DATE = ikke en dag i kalenderen i den angivne form
code-R_DATE_INVALID = en dag, som afsenderen skriver for en, der blev sendt og ingen var
code-R_DATE_RANGE = en dag før 1990 eller efter 2100, eller en indlæggelse på over tyve år
code-R_ENCODING = byte, der ikke er UTF-8
code-R_ENTERED_IN_ERROR = afsenderen har mærket det som indført ved en fejl
code-R_FEW = for få punkter til grænser
code-R_FHIR = ressourcerne i meddelelsen kan ikke skelnes fra hinanden
code-R_FHIR_MODIFIER = en udvidelse, der ikke er kendt, kan vende meningen
code-R_FHIR_STATUS = en kontakt, der ikke er begyndt, eller aldrig vil
code-R_FHIR_TYPE = en post af en anden type end den, der læses her
code-R_FORMULA = en formel uden den værdi, den giver
code-R_FUTURE = en oplysning efter sidste dag med oplysninger
code-R_HEADER_REPEAT = overskriftslinjen en gang til
code-R_HL7 = en meddelelse, der er afkortet eller modsiger sig selv
code-R_HL7_TEST = en meddelelse til undervisning eller fejlsøgning
code-R_HL7_TYPE = ingen ADT-meddelelse, eller en hændelse, der hverken læses her eller står på en liste over det, der forbigås
code-R_HOLE = en periode mangler mellem to, der er der
code-R_ID = ikke navnet på en indlæggelse
code-R_JSON = en linje eller et objekt, der ikke er JSON, eller ikke et fladt objekt med hver nøgle én gang
code-R_KIND = ingen hændelse har denne art
code-R_NHS = ikke et NHS-nummer, eller et, hvor der intet må stå
code-R_NOTICE_KIND = det er ikke sikkert, hvilken melding det er
code-R_NULL = et ord for ingenting, som profilen ikke angiver
code-R_NUMBER = ikke et tal, hvor der skal stå et
code-R_ORDER = en slutning før begyndelsen, eller færdigbehandlet uden for indlæggelsen
code-R_ORG = ikke koden for en organisation, eller en, som ingen liste har
code-R_ORG_TERM = en kommune på en dag, hvor den ikke var oprettet
code-R_PERIOD = ikke en måned eller dag, der ordner en serie
code-R_PART = en kontakt, der er en del af en anden, som ingen levering har, eller som ikke kan have den som del
code-R_PERSON_NUMBER = ikke et gyldigt personnummer for landet, eller et, hvor det ville blive gemt læsbart
code-R_PERSON_KEY = ikke et pseudonym med nøgle, eller angivet sammen med et NHS-nummer
code-R_QUOTE = et anførselstegn, der ikke hører til der
code-R_REASON = listen over grunde har ingen sådan kode
code-R_REBASE = en ny del begynder ved et punkt, der ikke er i serien
code-R_REQUIRED = en tom celle, hvor der skal stå en værdi
code-R_ROW = rækken kan ikke læses
code-R_SEQ = et punkts plads i serien mangler eller er brugt to gange
code-R_SETTING = ikke en værdi, som indstillingen kan have
code-R_SPELL = en anden del af den samme indlæggelse er afvist
code-R_TIME = et klokkeslæt, som intet ur viste, eller kun en dag, hvor tiden kan flytte penge
code-R_TOO_LONG = en celle, der er længere, end et regneark kan have
code-R_TWICE = et navn, som en anden række allerede har
code-R_UNKNOWN_STAY = en oplysning om en indlæggelse, der ikke er godtaget
code-R_VALUE = ikke den værdi eller slutning, som hændelsens art kræver
code-R_WIDTH = for få eller for mange celler
