### The revision report: what an edition changed.

fact-edition = Utgåva
revision-title = { $owner }: vad avräkningen för { $month } ändrar
revision-standing = { $month }, utgåva { $edition }
revision-editions-sum = Utgåva { $edition } för { $month } ersätter utgåva { $earlier }: { $before } före, { $now } nu ({ $difference }).
revision-closed-sum = Månaden { $month }, avslutad i utgåva { $earlier }, rättas: { $before } före, { $now } nu ({ $difference }).
revision-difference = skillnad
revision-editions-title = Vad ändrade utgåva { $edition } i utgåva { $earlier }?
revision-days = Dagar som ändrats sedan förra utgåvan
revision-closed-title = Vad rättas i avslutade månader?
revision-closed-text = Filerna för dessa månader förblir som de var när de avslutades. Skillnaderna står i avräkningen för { $month }.
revision-edition = Utgåva { $edition }
revision-closed-before = Som avslutad, med tidigare rättelser
revision-now = Som det är nu
revision-steps = Från det som publicerades till det som gäller nu, orsak för orsak
revision-cause = { $cause } ({ $stays ->
        [one] { $stays } vårdtillfälle
       *[other] { $stays } vårdtillfällen
    })
revision-nothing = inget har ändrats
