### The statistics of a month without a bill.

statistics-title = Utskrivningsklare pasienter: statistikken til { $owner } for { $month }
statistics-standing = Foreløpig til den avsluttes, utgave { $edition } · opplysninger til og med { $day }
statistics-days = { $days ->
        [one] { $days } utskrivningsklart døgn
       *[other] { $days } utskrivningsklare døgn
    } i { $month } etter { $convention } ({ $title }).
statistics-no-figure = Det finnes ikke noe tall for { $month } etter { $convention } ({ $title }).
statistics-counted = Hvor mange utskrivningsklare døgn?
statistics-counted-text = Prosjektet nevner ikke noe regelverk, så det finnes ikke noe krav: dette er døgnene etter tellestandardene i statistikken.
statistics-by-convention = etter tellestandard
statistics-no-conventions = ingen tellestandarder
statistics-no-days = ingen utskrivningsklare døgn i måneden
statistics-not-counted = Hva er ikke talt, og hvorfor?
statistics-all-counted = Hvert opphold i måneden kunne telles.
statistics-not-counted-text = Disse oppholdene er i måneden og er ikke med i noe tall, fordi noe ikke er kjent om dem.
statistics-not-counted-table = Opphold som ikke er talt, { $month }
statistics-fact-convention = Tellestandard { $convention }
head-convention = Tellestandard
head-lacking = Hva som ikke er med
head-how-counted = Hvordan døgn telles
head-not-known = Ikke kjent
head-what-it-means = Hva det betyr

## Names of sheets, at most 28 letters

sheet-counted = Talt
sheet-places = Sykehus og kommuner
sheet-not_counted = Ikke talt
