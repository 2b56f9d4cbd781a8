### What stands in English in the code of the engine, not in its catalogue.

## Months and days

month-1 = januar
month-2 = februar
month-3 = mars
month-4 = april
month-5 = mai
month-6 = juni
month-7 = juli
month-8 = august
month-9 = september
month-10 = oktober
month-11 = november
month-12 = desember
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

doubt-return_blames_health = Sykehusets rapport legger betalingspliktige døgn på helsetjenesten
doubt-return_blames_both = Sykehusets rapport legger betalingspliktige døgn på begge
doubt-liable_before_ready = Krevd fra før den registrerte dagen som utskrivningsklar
doubt-ends_differ = Postene oppgir ulike slutt på oppholdet; den første er brukt
doubt-no_ready_day = Ingen dag som utskrivningsklar er registrert; det er regnet fra den første foreslåtte dagen
doubt-council_unknown = Kommunen som er nevnt, fantes ikke lenger og var delt, eller fantes ikke ennå; ingen kommune kreves for noe døgn
doubt-record_rejected = En post om oppholdet er avvist
doubt-records_contradict = En post motsier andre om oppholdet
doubt-away_from_bed = Ifølge en post var pasienten ikke i sengen
doubt-assumed = En post er tatt med under en forutsetning
advice-return_blames_health = spør sykehuset hva som er riktig: en annen årsak på slutten av fristdagen avslutter betalingsplikten for tilbud
advice-return_blames_both = spør sykehuset hva som er riktig: en annen årsak på slutten av fristdagen avslutter betalingsplikten for tilbud
advice-liable_before_ready = sammenlign varslene med pasientjournalen
advice-ends_differ = spør sykehuset hvilken dag og hvordan pasienten reiste
advice-no_ready_day = spør sykehuset om dagen; den endrer statistikken, ikke beløpet
advice-council_unknown = spør sykehuset hvor pasienten bodde, og send inn kommunen som kom etter der
advice-record_rejected = be avsenderen om posten på nytt før det betales; den neste opplysningen av samme slag fra samme avsender regnes som rettelsen, uansett hvilken dag den oppgir
advice-records_contradict = spør avsenderen hvilken post som er riktig
advice-away_from_bed = spør sykehuset om sengen ble holdt av: det skal ikke betales for døgn da pasienten var borte
advice-assumed = be avsenderen om det som mangler; rejects.csv sier hva som er forutsatt
not-known-price = prisen for { $days } døgn er ikke kjent
not-known-tariff = ingen døgnpris gjelder for { $days } døgn
refused-coverage = { $day } er utenfor tiden regelverket dekker, { $from } til { $to }
refused-holidays = listen over helligdager når ikke til { $day }
refused-price = ingen pris for { $day }
refused-no-authority = ingen post nevner pasientens kommune
refused-ended = { $day } kreves av { $name }: { $why }
refused-moment = et klokkeslett finnes ikke: klokken ble stilt den dagen
refused-two-claim = { $first } og { $second } gjør begge krav på { $day }: opplysningene sier ikke hvilket som gjelder
refused-no-payer = { $day } skal betales, og ingen post nevner kommunen som betaler
agreement-over_ceiling = Kreves ikke: betalingen har vart så mange døgn som avtalen tillater

## How records were linked

link-exact = nevner oppholdet, og verken person, sykehus eller dager sier noe annet
link-named_only = nevner oppholdet, men sykehuset eller dagene sier noe annet
link-same_admission = samme person; begynner på innleggelsesdagen og slutter, så vidt kjent, i oppholdet
link-around_discharge = samme person; tjenesten begynner fra 3 dager før utskrivningen til 7 dager etter
link-inside = samme person; begynner etter innleggelsesdagen og slutter, så vidt kjent, i oppholdet
link-starts_in = samme person; begynner i oppholdet og slutter to dager eller mer etter det
link-assumed_end = samme person; begynner etter innleggelsesdagen, og oppholdet har ingen registrert slutt
link-off_by_one = samme person; går én dag ut over oppholdet, før innleggelsen eller etter slutten, og ikke lenger
link-ends_in = samme person; begynner to dager eller mer før innleggelsen og slutter, så vidt kjent, i oppholdet
link-covers = samme person; går ut over oppholdet i begge ender, med to dager eller mer i den ene
link-other_hospital = samme person og dager i oppholdet, men et annet sykehus er nevnt
link-ambiguous = to opphold passer like godt: ikke koblet til noen
link-apart = ingen opphold passer: ikke koblet til noen

## Why days are corrected

cause-late_record = en post kom for sent
cause-corrected_record = en post er rettet
cause-contradicted = poster motsier hverandre: usikkert
cause-notice_withdrawn = et varsel er trukket tilbake
cause-authority_corrected = en annen kommune betaler
cause-relinked = poster er koblet til et annet opphold
cause-law_changed = regelverket eller en tolkning er en annen
cause-followed_further = måneden var ikke slutt da den ble kjørt
cause-read_anew = lest på nytt under andre innstillinger eller av en annen versjon

## Who a reason is put down to

side-nhs = helsetjenesten
side-social_care = kommunens omsorgstjeneste
side-both = begge
side-nobody = ingen

## What sources deliver

expects-monthly = hver måned
expects-monthly-once-delivered = hver måned etter første leveranse
expects-nothing = ingenting
sender-missing = `{ $source }` leverte ingen opplysninger fra { $month } ({ $last })
sender-header-only = den siste leveransen fra `{ $source }`, { $file }, har en overskriftslinje og ingen rader ({ $last })
sender-ends-early = opplysningene fra `{ $source }` slutter { $day }, { $days ->
        [one] { $days } dag
       *[other] { $days } dager
    } før måneden gjør det
sender-last = den siste opplysningen er fra { $day }
sender-never = den har aldri hatt noen
sender-last-file = den siste filen
earlier-deliveries = { $deliveries ->
        [one] { $deliveries } tidligere leveranse
       *[other] { $deliveries } tidligere leveranser
    }

## Municipalities that ended or began

council-ended = { $name } ble avviklet; { $after } kom etter
council-ended-on = { $name } ble avviklet { $day }; { $after } kom etter
council-began = { $name } ble opprettet
council-began-on = { $name } ble opprettet { $day }
council-began-after = { $name } ble opprettet etter { $before }
council-began-on-after = { $name } ble opprettet { $day } etter { $before }

## Findings: their messages stand in rejects.csv, in English

finding-example = { $file } linje { $line }
finding-example-column = { $file } linje { $line }, { $column }
finding-found = { $place } (funnet `{ $value }`)
finding-hint = se koden i rejects.csv (på engelsk)
claim-hint = se verdicts.json (på engelsk)
claim-of-the-file = Noe er funnet i filen: se notes i verdicts.json (på engelsk).
not-linked-why = se W_UNLINKED i rejects.csv (på engelsk)

## Kinds of care

care-acute = Akuttbehandling
care-non_acute = Ikke akuttbehandling
care-maternity = Fødselsomsorg
care-mental_health = Psykisk helsevern
care-palliative = Lindrende behandling
care-intermediate = Opptrening før hjemreise
care-rehabilitation = Rehabilitering
care-somatic = Somatisk behandling
care-psychiatric = Psykisk helsevern
care-tsb = Tverrfaglig spesialisert rusbehandling (TSB)
care-hospice = Hospice

## Why one figure is another than the next; other causes are those of statuses

bridge-cause-moved_out = talt i måneden ventetiden tok slutt, ikke i sin egen
bridge-cause-moved_in = døgn fra andre måneder, talt i måneden ventetiden tok slutt
bridge-cause-not_ended = ventetiden var ikke slutt: døgnene telles når den er det
bridge-cause-boundary_first_day = det første døgnet telles ikke
bridge-cause-boundary_last_day = døgnet ventetiden tok slutt, telles ikke
bridge-cause-below_threshold = ventetiden var for kort til å telles
bridge-cause-within_threshold = timene før ventetiden telles
bridge-cause-left_out = holdt utenfor
bridge-cause-unknown = ikke kjent om det telles
bridge-cause-other_statistic = talt for en annen kommune, slik sykehuset leverte oppholdet; kravet ble sendt videre
bridge-cause-before_ready = før den registrerte dagen som utskrivningsklar
bridge-cause-after_delay = etter at oppholdet tok slutt
bridge-cause-ill_again = pasienten var syk igjen og ikke utskrivningsklar det døgnet
bridge-cause-after_end = perioden med betalingsplikt var slutt
bridge-cause-price_missing = skal betales til en pris som ikke er kjent
bridge-cause-other_bill = krevd, men i et annet krav enn dette
bridge-cause-left_when_ready = den som reiste dagen som utskrivningsklar, ventet ikke
bridge-cause-not_judged = ingen lov her kan avgjøre oppholdet
bridge-cause-not_in_ledger = det publiserte døgnregisteret har ikke dette døgnet for oppholdet: det er neste opphold, eller nyere opplysninger
bridge-unknown-age = alderen er ikke registrert: det er ikke kjent om oppholdet telles
bridge-unknown-ready = dagen som utskrivningsklar er ikke registrert: døgnene kan ikke telles
bridge-unknown-ready-again = pasienten var syk igjen etter å ha vært utskrivningsklar, og ingen senere dag som utskrivningsklar er registrert
bridge-unknown-ends-before = oppholdet tok slutt før den registrerte dagen som utskrivningsklar: ett av de to er feil

## What happened in a stay, and to whom layers are paid

kind-admission = innleggelse
kind-expected_admission = forventet innleggelse
kind-assessment_notice = varsel om vurdering
kind-discharge_notice = varsel om utskrivning
kind-assessment_notice_withdrawn = varsel om vurdering trukket tilbake
kind-discharge_notice_withdrawn = varsel om utskrivning trukket tilbake
kind-assessed = vurdert
kind-services_ready = tilbud klart
kind-partial_services_ready = deler av tilbudet klart
kind-authority_ready_notice = melding om klar kommune
kind-discharged = utskrevet
kind-self_discharged = skrev seg ut selv
kind-died = død
kind-further_treatment = videre behandling
kind-own_care = ordner seg selv
kind-deterioration = forverring
kind-nhs_cause = årsak hos helsetjenesten
kind-authority_redirect = annen kommune
kind-admission_notice = innleggelsesvarsel
kind-need_identified = behov oppdaget
kind-ready = utskrivningsklar
kind-readiness_notice = varsel om utskrivningsklar pasient
kind-coordination_meeting = samarbeidsmøte
kind-municipality_reply = kommunens svar
kind-place_ready = tilbud meldt klart
kind-relapse = ikke lenger utskrivningsklar
kind-joint_plan_required = individuell plan kreves
kind-joint_plan_called = innkalling til individuell plan
kind-planning_call = innkalling til planlegging
kind-regional_care_unavailable = regionens åpne behandling ikke tilgjengelig
kind-regional_care_available = regionens åpne behandling tilgjengelig
kind-residence_moved = flyttet
kind-stay = opphold
payee-health_trust = helseforetaket
payee-region = regionen
payee-state = staten
payee-county_council = landstinget

## The public pack: no payer, no reason recorded, a reason that is no plain code

pack-no-authority = ingen kommune
pack-no-reason = ikke registrert
pack-other-reason = annet

## Which days of a delay a convention counts

boundary-last_day_counted = siste dag telles, første ikke
boundary-first_day_counted = første dag telles, siste ikke
boundary-both_days_counted = begge dager telles
boundary-neither_day_counted = ingen av dagene telles

## Why a row is rejected, by its code

code-R_AGE = ikke en alder i hele år
code-R_AMOUNT = ikke et beløp i den minste myntenheten, eller mer enn ett døgn kan koste
code-R_CELL_ERROR = en celle i en arbeidsbok som viser en feil, eller som inneholder noe typen ikke kan
code-R_CHI = ikke et skotsk CHI-nummer
code-R_CLASS = en kontakt med en annen pasient enn en innlagt: ikke noe opphold
code-R_CODE = listen har ingen slik kode
code-R_CONFLICT = oppholdet eller kravet er oppgitt annerledes et annet sted, og ingen av dem er senere
code-R_CONTROL = et tegn som ikke kan ses, eller et linjeskift, der det ikke kan stå noe
code-R_DATE = ikke en dag i kalenderen på den oppgitte formen
code-R_DATE_INVALID = en dag som avsenderen skriver for en som ble sendt og ikke var noen
code-R_DATE_RANGE = en dag før 1990 eller etter 2100, eller et opphold på over tjue år
code-R_ENCODING = byte som ikke er UTF-8
code-R_ENTERED_IN_ERROR = avsenderen har merket det som ført inn ved en feil
code-R_FEW = for få punkter til grenser
code-R_FHIR = ressursene i meldingen kan ikke skilles fra hverandre
code-R_FHIR_MODIFIER = en utvidelse som ikke er kjent, kan snu meningen
code-R_FHIR_STATUS = en kontakt som ikke har begynt, eller aldri vil
code-R_FHIR_TYPE = en post av en annen type enn den som leses her
code-R_FORMULA = en formel uten verdien den gir
code-R_FUTURE = en opplysning etter siste dag med opplysninger
code-R_HEADER_REPEAT = overskriftslinjen en gang til
code-R_HL7 = en melding som er avkortet eller motsier seg selv
code-R_HL7_TEST = en melding for opplæring eller feilsøking
code-R_HL7_TYPE = ingen ADT-melding, eller en hendelse som verken leses her eller står på en liste over det som er forbigått
code-R_HOLE = en periode mangler mellom to som er der
code-R_ID = ikke navnet på et opphold
code-R_JSON = en linje eller et objekt som ikke er JSON, eller ikke et flatt objekt med hver nøkkel én gang
code-R_KIND = ingen hendelse har dette slaget
code-R_NHS = ikke et NHS-nummer, eller et der ingen kan stå
code-R_NOTICE_KIND = det er ikke sikkert hvilket varsel det er
code-R_NULL = et ord for ingenting som profilen ikke oppgir
code-R_NUMBER = ikke et tall der det skal stå et
code-R_ORDER = en slutt før begynnelsen, eller utskrivningsklar utenfor oppholdet
code-R_ORG = ikke koden til en organisasjon, eller en som ingen liste har
code-R_ORG_TERM = en kommune på en dag da den ikke var opprettet
code-R_PERIOD = ikke en måned eller dag som ordner en serie
code-R_PART = en kontakt som er del av en annen, som ingen leveranse har eller som ikke kan ha den som del
code-R_PERSON_NUMBER = ikke et gyldig fødselsnummer, personnummer eller CPR-nummer for landet, eller et der det ville bli lagret lesbart
code-R_PERSON_KEY = ikke et pseudonym med nøkkel, eller oppgitt sammen med et NHS-nummer
code-R_QUOTE = et anførselstegn som ikke hører hjemme der
code-R_REASON = listen over grunner har ingen slik kode
code-R_REBASE = en ny del begynner ved et punkt som ikke er i serien
code-R_REQUIRED = en tom celle der det skal stå en verdi
code-R_ROW = raden kan ikke leses
code-R_SEQ = plassen til et punkt i serien mangler eller er brukt to ganger
code-R_SETTING = ikke en verdi som innstillingen kan ha
code-R_SPELL = en annen del av det samme oppholdet er avvist
code-R_TIME = et klokkeslett som ingen klokke viste, eller bare en dag der tiden kan flytte penger
code-R_TOO_LONG = en celle som er lengre enn et regneark kan ha
code-R_TWICE = et navn som en annen rad alt har
code-R_UNKNOWN_STAY = en opplysning om et opphold som ikke er godtatt
code-R_VALUE = ikke den verdien eller slutten som hendelsens slag krever
code-R_WIDTH = for få eller for mange celler
