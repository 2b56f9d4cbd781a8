### The law of the country in its own language: titles, rules, questions and citations of regimes/liability.

## sweden-1990

law-sweden-1990-title = Kommunernas betalningsansvar, lag (1990:1404)
law-sweden-1990-not-seen = 10 a–13 §§; lagen före 2003-07-01; beloppen för andra år än 2016; beloppen för långvård, som är varje landstings egna
law-sweden-1990-rule-liable = Patienten var utskrivningsklar, och vardagarna efter kallelsen till vårdplanering hade löpt ut
law-sweden-1990-rule-care_out_of_scope = Lagen gäller inte denna vård
law-sweden-1990-rule-not_in_force = Underrättelsen skickades enligt en annan lag
law-sweden-1990-rule-message_missing = Ingen underrättelse om utskrivningsklar patient, eller ingen kallelse till vårdplanering, har registrerats
law-sweden-1990-rule-before_start = Vardagarna efter kallelsen till vårdplanering löpte
law-sweden-1990-rule-relapsed = Patienten var inte längre utskrivningsklar
law-sweden-1990-rule-left = Dagen då vårdtillfället tog slut (tolkning first_liable_day=end_day_free)
law-sweden-1990-reading-first_liable_day = Vilken vardag efter kallelsen är den första med betalningsansvar, och ska utskrivningsdagen betalas?

## sweden-2018

law-sweden-2018-title = Kommunens betalningsansvar för utskrivningsklara patienter, lag (2017:612)
law-sweden-2018-not-seen = beloppen för 2018 (i minnet 7 100), 2021 och 2024–2026; 4 kap. 2 § och 5 kap. 2 § lagen; vad propositionen säger om 5 kap. 4 §
law-sweden-2018-rule-liable = Inskrivningsmeddelande, underrättelse om utskrivningsklar patient och, där den krävs, kallelse till samordnad individuell planering hade lämnats, och dagarna i 5 kap. 4 § hade löpt ut
law-sweden-2018-rule-liable_for_review = Som betalningsansvar; ett meddelande eller en kallelse kom för sent (tolkning late_message_or_call=review)
law-sweden-2018-rule-care_out_of_scope = Lagen gäller inte denna vård
law-sweden-2018-rule-not_in_force = Underrättelsen skickades enligt en annan lag
law-sweden-2018-rule-message_missing = Inskrivningsmeddelandet, underrättelsen om utskrivningsklar patient eller en nödvändig kallelse till samordnad individuell planering skickades aldrig
law-sweden-2018-rule-message_late = Inskrivningsmeddelandet eller en nödvändig kallelse till samordnad individuell planering skickades för sent
law-sweden-2018-rule-before_start = Dagarna efter underrättelsen om utskrivningsklar patient löpte
law-sweden-2018-rule-regional_care_missing = Regionfinansierad öppen vård fanns inte att tillgå
law-sweden-2018-rule-relapsed = Patienten var inte längre utskrivningsklar, och ingen ny underrättelse hade skickats
law-sweden-2018-rule-left = Dagen då vårdtillfället tog slut
law-sweden-2018-reading-discharge_day_charged = Ska utskrivningsdagen betalas?
law-sweden-2018-reading-late_message_or_call = Vad gör ett sent inskrivningsmeddelande eller en sen kallelse till samordnad individuell planering?
law-sweden-2018-reading-regional_obstacle = Vad gör ett hinder enligt 5 kap. 5 § som upphör senare?
law-sweden-2018-reading-psychiatric_2018 = Vilket datum avgör de trettio dagarna i psykiatrisk vård 2018, och gäller regeln om klockan 12 för dem?
law-sweden-2018-reading-after_relapse = Löper dagarna i 5 kap. 4 § på nytt efter en försämring?
law-sweden-2018-reading-price_across_new_year = Vilket belopp gäller för ett vårdtillfälle över nyår?
law-sweden-2018-reading-late_regional_obstacle = Vad gör ett hinder enligt 5 kap. 5 § som kommer efter att betalningsansvaret inträtt?
law-sweden-2018-reading-call_before_relapse = Räcker en kallelse från före en försämring för den nya underrättelsen?
law-sweden-2018-reading-second_readiness_notice = Vilken av två underrättelser startar dagarna i 5 kap. 4 §?
law-sweden-2018-reading-hours_across_clock_change = Hur räknas 24 timmar när klockan ställs om?

## Citations

cite-act-1990-1404-section-10 = lag (1990:1404) 10 §
cite-act-1990-1404-sections-1-and-10 = lag (1990:1404) 1 och 10 §§
cite-act-2017-612-1-1-and-1-3 = lag (2017:612) 1 kap. 1 och 3 §§
cite-act-2017-612-1-3-5-and-3-1 = lag (2017:612) 1 kap. 3 § 5 och 3 kap. 1 §
cite-act-2017-612-2-3 = lag (2017:612) 2 kap. 3 §
cite-act-2017-612-3-1-and-5-4 = lag (2017:612) 3 kap. 1 § och 5 kap. 4 §
cite-act-2017-612-4-3 = lag (2017:612) 4 kap. 3 §
cite-act-2017-612-5-1-5-3-and-5-4 = lag (2017:612) 5 kap. 1, 3 och 4 §§
cite-act-2017-612-5-3 = lag (2017:612) 5 kap. 3 §
cite-act-2017-612-5-3-2-3-and-4-3 = lag (2017:612) 5 kap. 3 §, 2 kap. 3 § och 4 kap. 3 §
cite-act-2017-612-5-4 = lag (2017:612) 5 kap. 4 §
cite-act-2017-612-5-4-and-5-6 = lag (2017:612) 5 kap. 4 och 6 §§
cite-act-2017-612-5-5 = lag (2017:612) 5 kap. 5 §
cite-act-2017-612-5-6 = lag (2017:612) 5 kap. 6 §
cite-act-2017-612-entry-into-force-bill-2017-18-12 = lag (2017:612), ikraftträdande; prop. 2017/18:12
cite-bill-2017-18-12 = prop. 2017/18:12
cite-ordinance-1991-1278 = förordning (1991:1278)
cite-ordinance-1991-1278-a-region-s-page-of-2016-and-2017 = förordning (1991:1278); en regions webbsida 2016 och 2017
cite-sfs-2003-193-act-2017-612 = SFS 2003:193; lag (2017:612)
cite-a-region-s-page-of-2016-and-2017 = en regions webbsida 2016 och 2017
cite-as-in-the-act-that-came-after-it = som i den lag som kom efter
cite-the-act-is-silent = lagen tiger
cite-municipal-handbook-of-2016-kristianstad = kommunal handbok 2016 (Kristianstad)
cite-stockholm-s-guidance-on-psychiatric-care-a-public-note = Stockholms vägledning om psykiatrisk vård; en offentlig notering
cite-co-operation-site-of-sk-ne-december-2021 = Skånes samverkanswebbplats, december 2021
cite-public-note-arithmetic-of-invoices = offentlig notering; beräkning från fakturor
