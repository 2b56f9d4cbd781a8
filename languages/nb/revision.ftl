### The revision report: what an edition changed.

fact-edition = Utgave
revision-title = { $owner }: hva avregningen for { $month } endrer
revision-standing = { $month }, utgave { $edition }
revision-editions-sum = Utgave { $edition } for { $month } erstatter utgave { $earlier }: { $before } før, { $now } nå ({ $difference }).
revision-closed-sum = Måneden { $month }, avsluttet i utgave { $earlier }, er rettet: { $before } før, { $now } nå ({ $difference }).
revision-difference = forskjell
revision-editions-title = Hva endret utgave { $edition } av utgave { $earlier }?
revision-days = Døgn som er endret siden forrige utgave
revision-closed-title = Hva er rettet i avsluttede måneder?
revision-closed-text = Filene for disse månedene blir som de var da de ble avsluttet. Forskjellene står i avregningen for { $month }.
revision-edition = Utgave { $edition }
revision-closed-before = Som avsluttet, med tidligere rettelser
revision-now = Slik det er nå
revision-steps = Fra det som ble publisert, til det som gjelder nå, årsak for årsak
revision-cause = { $cause } ({ $stays } opphold)
revision-nothing = ingenting er endret
