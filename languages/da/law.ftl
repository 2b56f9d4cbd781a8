### The law of the country in its own language: titles, rules, questions and citations of regimes/liability.

## denmark-2007

law-denmark-2007-title = Betaling for færdigbehandlede patienter
law-denmark-2007-not-seen = de årlige takster: kun dem i 2016-prisniveau er fundet; tidens bekendtgørelse
law-denmark-2007-rule-liable = Patienten var færdigbehandlet og endnu ikke udskrevet
law-denmark-2007-rule-care_out_of_scope = § 238 gælder ikke denne behandling; specialiseret genoptræning opkræves efter § 251
law-denmark-2007-rule-not_in_force = Denne version af § 238 gælder ikke for dagen
law-denmark-2007-rule-before_start = Den dag, patienten blev færdigbehandlet (fortolkning ready_day=ready_out)
law-denmark-2007-rule-relapsed = Behandlingen var genoptaget
law-denmark-2007-rule-left = Den dag, indlæggelsen sluttede
law-denmark-2007-reading-ready_day = Skal der betales for den dag, patienten bliver færdigbehandlet?

## denmark-2017

law-denmark-2017-title = Betaling for færdigbehandlede patienter, til region og stat
law-denmark-2017-not-seen = de årlige takster: kun dem i 2016-prisniveau er fundet; § 3 ff. i bekendtgørelsen; hvad sundhedsreformen 2024–2027 ændrer
law-denmark-2017-rule-liable = Patienten var færdigbehandlet og endnu ikke udskrevet
law-denmark-2017-rule-care_out_of_scope = § 238 gælder ikke denne behandling; specialiseret genoptræning opkræves efter § 251
law-denmark-2017-rule-not_in_force = Denne version af § 238 gælder ikke for dagen
law-denmark-2017-rule-before_start = Den dag, patienten blev færdigbehandlet (fortolkning ready_day=ready_out)
law-denmark-2017-rule-relapsed = Behandlingen var genoptaget
law-denmark-2017-rule-left = Den dag, indlæggelsen sluttede
law-denmark-2017-reading-ready_day = Skal der betales for den dag, patienten bliver færdigbehandlet?
law-denmark-2017-reading-psychiatric_state_layer = Opkræver staten også for psykiatriske dage?
law-denmark-2017-reading-stay_across_2017 = Fra hvilken dag tælles sengedagene, når patienten var færdigbehandlet før 2017?
law-denmark-2017-reading-move_of_residence = Begynder tællingen af sengedage forfra, når patienten flytter?
law-denmark-2017-reading-treatment_resumed = Begynder tællingen af sengedage forfra, når behandlingen er genoptaget og afsluttet igen?
law-denmark-2017-reading-second_ready_without_relapse = Begynder tællingen forfra ved en ny beslutning om, at patienten er færdigbehandlet?

## Citations

cite-act-1737-of-2016-12-27 = lov nr. 1737 af 27. december 2016
cite-act-1737-of-2016-12-27-entry-into-force = lov nr. 1737 af 27. december 2016, ikrafttrædelse
cite-health-act-section-238-1-and-3 = sundhedsloven § 238, stk. 1 og 3
cite-health-act-section-238-1-to-3 = sundhedsloven § 238, stk. 1-3
cite-health-act-section-238-2 = sundhedsloven § 238, stk. 2
cite-by-analogy-with-section-5-of-the-order-on-tariffs-between-regions = i analogi med § 5 i bekendtgørelsen om takster mellem regioner
cite-by-analogy-with-the-order-on-tariffs-between-regions = i analogi med bekendtgørelsen om takster mellem regioner
cite-ministerial-order-section-1-5 = bekendtgørelsen § 1, stk. 5
cite-order-on-tariffs-between-regions-section-5 = bekendtgørelsen om takster mellem regioner § 5
cite-title-of-act-1737-of-2016-12-27 = titlen på lov nr. 1737 af 27. december 2016
cite-treatment-is-not-finished-any-more = patienten er ikke længere færdigbehandlet
cite-health-act-section-238-4-at-the-price-level-of-2016 = sundhedsloven § 238, stk. 4, i 2016-prisniveau
cite-health-act-section-238-2-at-the-price-level-of-2016 = sundhedsloven § 238, stk. 2, i 2016-prisniveau
