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
doubt-council_unknown = Kommunen som er nevnt, fantes ikke lenger og var delt, eller fantes ikke ennå; ingen kommune er krevd for noe døgn
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
kind-authority_ready_notice = melding om at kommunen er klar
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
kind-event = hendelse
kind-reason = grunn
kind-episode = del av et opphold
kind-submission = månedsrapport
kind-care_event = hendelse i omsorgstjenesten
kind-claim = krav
kind-adt = HL7-melding
kind-encounter = FHIR-kontakt
kind-notice = varsel
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

## What a municipality answers, and whether a plan is required

value-can = kan ta imot pasienten
value-cannot = kan ikke ta imot pasienten
value-yes = ja
value-no = nei

## Where a rule of disclosure has its values from

cite-same-page-simple-calculations-where-1-to-7-individuals-are-behind-a-value-it-is-shown-as-extended-here-to-days-and-money = samme side, om enkle beregninger: en verdi som bygger på 1 til 7 personer, vises som *; her også for døgn og beløp
cite-same-page-below-national-level-all-other-counts-are-rounded-to-the-nearest-5 = samme side: under nasjonalt nivå er alle andre antall avrundet til nærmeste 5
cite-same-page-row-and-column-totals-are-calculated-and-then-rounded = samme side: summer av rader og kolonner regnes ut og avrundes så
cite-mark-government-analysis-function-symbols-in-tables-c-for-confidential-width-and-packs-the-test-that-a-pack-must-pass-before-it-is-published = tegnet: Government Analysis Function, tegn i tabeller ([c] for konfidensielt); avstand og pakker: prøven som en pakke må bestå før den publiseres

## The reports of a run, before the names of their files on the screen

screen-file-statement = avregning
screen-file-statistics = statistikk
screen-file-trend = utvikling
