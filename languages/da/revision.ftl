### The revision report: what an edition changed.

fact-edition = Udgave
revision-title = { $owner }: hvad afregningen for { $month } ændrer
revision-standing = { $month }, udgave { $edition }
revision-editions-sum = Udgave { $edition } for { $month } erstatter udgave { $earlier }: { $before } før, { $now } nu ({ $difference }).
revision-closed-sum = Måneden { $month }, afsluttet i udgave { $earlier }, er rettet: { $before } før, { $now } nu ({ $difference }).
revision-difference = forskel
revision-editions-title = Hvad ændrede udgave { $edition } af udgave { $earlier }?
revision-days = Dage, der er ændret siden den forrige udgave
revision-closed-title = Hvad er rettet i afsluttede måneder?
revision-closed-text = Filerne for disse måneder bliver, som de var, da de blev afsluttet. Forskellene står i afregningen for { $month }.
revision-edition = Udgave { $edition }
revision-closed-before = Som afsluttet, med tidligere rettelser
revision-now = Som det er nu
revision-steps = Fra det, der blev offentliggjort, til det, der gælder nu, årsag for årsag
revision-cause = { $cause } ({ $stays ->
        [one] { $stays } indlæggelse
       *[other] { $stays } indlæggelser
    })
revision-nothing = intet er ændret
