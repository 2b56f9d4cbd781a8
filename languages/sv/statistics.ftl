### The statistics of a month without a bill.

statistics-title = Utskrivningsklara patienter: statistiken för { $owner } för { $month }
statistics-standing = Preliminär tills den avslutas, utgåva { $edition } · uppgifter till och med { $day }
statistics-days = { $days ->
        [one] { $days } utskrivningsklar dag
       *[other] { $days } utskrivningsklara dagar
    } i { $month } enligt { $convention } ({ $title }).
statistics-no-figure = Det finns inget tal för { $month } enligt { $convention } ({ $title }).
statistics-counted = Hur många utskrivningsklara dagar?
statistics-counted-text = Projektet anger inget regelverk, så det finns inget krav: detta är dagarna enligt statistikens räknestandarder.
statistics-by-convention = efter räknestandard
statistics-no-conventions = inga räknestandarder
statistics-no-days = inga utskrivningsklara dagar i månaden
statistics-not-counted = Vad räknas inte, och varför?
statistics-all-counted = Varje vårdtillfälle i månaden kunde räknas.
statistics-not-counted-text = Dessa vårdtillfällen är i månaden och är inte med i något tal, eftersom något inte är känt om dem.
statistics-not-counted-table = Vårdtillfällen som inte räknas, { $month }
statistics-fact-convention = Räknestandard { $convention }
head-convention = Räknestandard
head-lacking = Vad som inte är med
head-how-counted = Hur dagar räknas
head-not-known = Inte känt
head-what-it-means = Vad det betyder

## Names of sheets, at most 28 letters

sheet-counted = Räknat
sheet-places = Sjukhus och kommuner
sheet-not_counted = Inte räknat
