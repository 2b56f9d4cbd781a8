### The statistics of a month without a bill.

statistics-title = Færdigbehandlede patienter: statistikken for { $owner } for { $month }
statistics-standing = Foreløbig indtil den afsluttes, udgave { $edition } · oplysninger til og med { $day }
statistics-days = { $days ->
        [one] { $days } færdigbehandlingsdag
       *[other] { $days } færdigbehandlingsdage
    } i { $month } efter { $convention } ({ $title }).
statistics-no-figure = Der er intet tal for { $month } efter { $convention } ({ $title }).
statistics-counted = Hvor mange færdigbehandlingsdage?
statistics-counted-text = Projektet nævner intet regelsæt, så der er intet krav: dette er dagene efter statistikkens tællestandarder.
statistics-by-convention = efter tællestandard
statistics-no-conventions = ingen tællestandarder
statistics-no-days = ingen færdigbehandlingsdage i måneden
statistics-not-counted = Hvad er ikke talt, og hvorfor?
statistics-all-counted = Hver indlæggelse i måneden kunne tælles.
statistics-not-counted-text = Disse indlæggelser er i måneden og er ikke med i noget tal, fordi noget ikke er kendt om dem.
statistics-not-counted-table = Indlæggelser, der ikke er talt, { $month }
statistics-fact-convention = Tællestandard { $convention }
head-convention = Tællestandard
head-lacking = Hvad der ikke er med
head-how-counted = Hvordan dage tælles
head-not-known = Ikke kendt
head-what-it-means = Hvad det betyder

## Names of sheets, at most 28 letters

sheet-counted = Talt
sheet-places = Sygehuse og kommuner
sheet-not_counted = Ikke talt
