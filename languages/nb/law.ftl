### The law of the country in its own language: titles, rules, questions and citations of regimes/liability.

## norway-1999

law-norway-1999-title = Betaling for utskrivningsklare pasienter, med ti dagers varslingsfrist
law-norway-1999-not-seen = forskriftsteksten ut over det rundskriv U-13/2002 sier om den; dagen den begynte å gjelde; andre døgnpriser enn for 2003
law-norway-1999-rule-liable = Det var gått ti dager siden varselet, og pasienten var utskrivningsklar
law-norway-1999-rule-care_out_of_scope = Forskriften gjelder ikke denne typen behandling
law-norway-1999-rule-not_in_force = Denne forskriften gjelder ikke for døgnet
law-norway-1999-rule-message_missing = Varselet ble aldri sendt, eller ingen post sier at pasienten var utskrivningsklar
law-norway-1999-rule-before_start = Varslingsfristen på ti dager løp
law-norway-1999-rule-place_ready = Kommunen hadde et tilbud klart
law-norway-1999-rule-relapsed = Pasienten var ikke lenger utskrivningsklar
law-norway-1999-rule-left = Dagen oppholdet tok slutt
law-norway-1999-reading-first_payable_day = Hvilken dag etter varselet er den første det kan kreves betaling for?
law-norway-1999-reading-end_day_charged = Skal det betales for dagen oppholdet tar slutt?

## norway-2012

law-norway-2012-title = Betaling for utskrivningsklare pasienter
law-norway-2012-not-seen = ordlyden i §§ 8–10 og 12; døgnprisen for 2013, som er husket som 4 125 og ikke sett
law-norway-2012-rule-liable = Pasienten var utskrivningsklar, kommunen var varslet, og den kunne ikke ta imot pasienten eller svarte ikke
law-norway-2012-rule-liable_for_review = Som betalingspliktig; et varsel som forskriften krever, kom for sent, og noen bør se på det
law-norway-2012-rule-care_out_of_scope = Forskriften gjelder ikke denne typen behandling
law-norway-2012-rule-setting_out_of_scope = Verken offentlig sykehus eller privat sykehus med avtale med et regionalt helseforetak
law-norway-2012-rule-not_in_force = Denne versjonen av forskriften gjelder ikke for døgnet
law-norway-2012-rule-message_missing = Et varsel som betalingsplikten forutsetter, ble aldri sendt
law-norway-2012-rule-message_late = Et varsel kom for sent (tolkning late_admission_message=bar)
law-norway-2012-rule-before_start = Ikke alle vilkårene i §§ 8–10 var oppfylt ennå
law-norway-2012-rule-reply_can = Kommunen hadde svart at den kan ta imot pasienten
law-norway-2012-rule-place_ready = Kommunen hadde meldt at et tilbud var klart
law-norway-2012-rule-relapsed = Pasienten var ikke lenger utskrivningsklar, og nytt varsel var ikke sendt
law-norway-2012-rule-left = Dagen oppholdet tok slutt
law-norway-2012-reading-end_day_charged = Skal det betales for dagen oppholdet tar slutt ved død eller utskrivning, eller da betalingsplikten ville begynne og ta slutt?
law-norway-2012-reading-late_admission_message = Hva gjør et innleggelsesvarsel som kommer senere enn 24 timer?
law-norway-2012-reading-late_evening_notice = Gjelder et varsel om utskrivningsklar pasient sent på kvelden for det døgnet?
law-norway-2012-reading-price_across_new_year = Hvilken døgnpris gjelder for et opphold over nyttår?
law-norway-2012-reading-reply_can_then_late_place = Er kommunen betalingspliktig når den har sagt at den kan ta imot pasienten, og melder tilbudet klart senere?
law-norway-2012-reading-late_admission_notice = Kan det kreves betaling for et døgn før innleggelsesvarselet var sendt?

## norway-2019

law-norway-2019-title = Betaling for utskrivningsklare pasienter, også i psykisk helsevern og TSB
law-norway-2019-not-seen = den endelige ordlyden i endringen i 2019; ordlyden i §§ 8–10 og 12; døgnprisene for 2025 og 2026
law-norway-2019-rule-liable = Pasienten var utskrivningsklar, kommunen var varslet, og den kunne ikke ta imot pasienten eller svarte ikke
law-norway-2019-rule-liable_for_review = Som betalingspliktig; et varsel som forskriften krever, kom for sent, og noen bør se på det
law-norway-2019-rule-care_out_of_scope = Forskriften gjelder ikke denne typen behandling
law-norway-2019-rule-setting_out_of_scope = Verken offentlig sykehus eller privat sykehus med avtale med et regionalt helseforetak
law-norway-2019-rule-not_in_force = Denne versjonen av forskriften gjelder ikke for døgnet
law-norway-2019-rule-message_missing = Et varsel som betalingsplikten forutsetter, ble aldri sendt
law-norway-2019-rule-message_late = Et varsel kom for sent (tolkning late_admission_message=bar)
law-norway-2019-rule-before_start = Ikke alle vilkårene i §§ 8–10 var oppfylt ennå
law-norway-2019-rule-reply_can = Kommunen hadde svart at den kan ta imot pasienten
law-norway-2019-rule-place_ready = Kommunen hadde meldt at et tilbud var klart
law-norway-2019-rule-relapsed = Pasienten var ikke lenger utskrivningsklar, og nytt varsel var ikke sendt
law-norway-2019-rule-left = Dagen oppholdet tok slutt
law-norway-2019-reading-end_day_charged = Skal det betales for dagen oppholdet tar slutt ved død eller utskrivning, eller da betalingsplikten ville begynne og ta slutt?
law-norway-2019-reading-late_admission_message = Hva gjør et innleggelsesvarsel som kommer senere enn 24 timer?
law-norway-2019-reading-late_evening_notice = Gjelder et varsel om utskrivningsklar pasient sent på kvelden for det døgnet?
law-norway-2019-reading-meeting_condition = Krever betalingsplikten i psykisk helsevern eller TSB et møte om videre oppfølging?
law-norway-2019-reading-price_across_new_year = Hvilken døgnpris gjelder for et opphold over nyttår?
law-norway-2019-reading-reply_can_then_late_place = Er kommunen betalingspliktig når den har sagt at den kan ta imot pasienten, og melder tilbudet klart senere?
law-norway-2019-reading-late_admission_notice = Kan det kreves betaling for et døgn før innleggelsesvarselet var sendt?
law-norway-2019-reading-late_meeting = Kan det kreves betaling for et døgn før møtet var holdt?

## Citations

cite-regulation-1998-12-16-no-1447 = forskrift 1998-12-16 nr. 1447
cite-regulation-1998-12-16-no-1447-section-6 = forskrift 1998-12-16 nr. 1447 § 6
cite-regulation-1998-12-16-no-1447-sections-6-and-7 = forskrift 1998-12-16 nr. 1447 §§ 6 og 7
cite-regulation-2011-11-18-no-1115 = forskrift 2011-11-18 nr. 1115
cite-regulation-2011-11-18-no-1115-section-11-2 = forskrift 2011-11-18 nr. 1115 § 11 andre ledd
cite-regulation-2011-11-18-no-1115-section-13-1-and-2 = forskrift 2011-11-18 nr. 1115 § 13 første og andre ledd
cite-regulation-2011-11-18-no-1115-section-13-2 = forskrift 2011-11-18 nr. 1115 § 13 andre ledd
cite-regulation-2011-11-18-no-1115-section-13-3 = forskrift 2011-11-18 nr. 1115 § 13 tredje ledd
cite-regulation-2011-11-18-no-1115-section-2 = forskrift 2011-11-18 nr. 1115 § 2
cite-regulation-2011-11-18-no-1115-sections-8-and-13-2 = forskrift 2011-11-18 nr. 1115 § 8 og § 13 andre ledd
cite-regulation-2011-11-18-no-1115-sections-8-10-and-13-2 = forskrift 2011-11-18 nr. 1115 §§ 8 og 10 og § 13 andre ledd
cite-as-in-the-regulation-that-came-after-it = som i forskriften som kom etter
cite-consultation-of-2016-id2509611 = høringen i 2016, id2509611
cite-days-are-counted-as-the-difference-of-dates = døgn regnes som forskjellen mellom datoer
cite-statistics-office-definition-of-stay-days = Statistisk sentralbyrå, definisjonen av oppholdsdøgn
cite-the-ministry-s-letter-id682786 = departementets brev id682786
cite-regulation-1998-12-16-no-1447-section-7-as-changed-on-2002-11-26-circular-u-13-2002 = forskrift 1998-12-16 nr. 1447 § 7, som endret 26. november 2002; rundskriv U-13/2002
cite-regulation-2011-11-18-no-1115-section-13-3-the-directorate-of-health-s-table-of-daily-prices = forskrift 2011-11-18 nr. 1115 § 13 tredje ledd; Helsedirektoratets tabell over døgnpriser
