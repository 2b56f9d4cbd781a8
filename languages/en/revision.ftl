### The revision report: what an edition changed.

fact-edition = Edition
revision-title = { $owner }: what the statement of { $month } changes
revision-standing = { $month }, edition { $edition }
revision-editions-sum = Edition { $edition } of { $month } replaces edition { $earlier }: { $before } before, { $now } now ({ $difference }).
revision-closed-sum = { $month }, closed in edition { $earlier }, is corrected: { $before } before, { $now } now ({ $difference }).
revision-difference = difference
revision-editions-title = What did edition { $edition } change of edition { $earlier }?
revision-days = Days that changed since the edition before
revision-closed-title = What is corrected of closed months?
revision-closed-text = The files of these months stay as they were closed. The differences stand in the statement of { $month }.
revision-edition = Edition { $edition }
revision-closed-before = As closed, with earlier corrections
revision-now = As it is now
revision-steps = From what was published to what holds now, cause by cause
revision-cause = { $cause } ({ $stays ->
        [one] { $stays } stay
       *[other] { $stays } stays
    })
revision-nothing = nothing changed
