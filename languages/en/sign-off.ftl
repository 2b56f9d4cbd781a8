### The sign-off sheet, and the sheet of positions.

## Who stands for a statement

sign-off-title = { $owner }: sign-off of the statement of { $month }
sign-off-standing = { $month }, edition { $edition }: { $state ->
       *[draft] draft
        [checked] checked
        [approved] approved
        [closed] closed
    }
sign-off-state = { $state ->
       *[draft] draft
        [checked] checked
        [approved] approved
        [closed] closed
    }
sign-off-sum = The statement of { $month } in edition { $edition } is { $state ->
       *[draft] a draft: it is not checked yet
        [checked] checked, and not approved yet
        [approved] approved; its month is open
        [closed] final: its month is closed, and what changes of it is corrected in a later month
    }.
sign-off-role = { $role ->
       *[author] Prepared
        [checker] Checked
        [approver] Approved
    }
sign-off-closed = Closed
sign-off-not-yet = not yet
sign-off-not-named = not named
sign-off-to-pay-note = with corrections of closed months
sign-off-steps-title = Who stands for it?
sign-off-steps-text = The steps are of these files alone: a statement that is published anew with any other figure or word has none of them.
sign-off-steps = Steps of the statement
sign-off-fact-state = State
sign-off-fact-files = Files of the statement (SHA-256 of the archive in the store)
fact-log-line = Line of audit.log before this step, and its SHA-256

## What is said of the stays of a month

positions-title = { $owner }: what is accepted, contested and settled of { $month }
positions-standing = { $month }, edition { $edition }: { $standing ->
        [closed] closed
       *[open] provisional until closed
    }
positions-sum = { $charged } is charged for { $month }{ $standing ->
        [closed] , with what later statements correct of it
       *[open] {""}
    }. With what is asked beyond it, { $accepted } is accepted, { $contested } contested and { $settled } settled; of { $not_said } nothing that holds was said yet.
positions-accrual = To accrue: from { $low } to { $high }. Where something was said of a stay, low is what is accepted or settled of it, and high what is settled, or what is charged and asked; of any other stay both are as the statement has them.
positions-beyond = Claims ask { $amount } beyond what is charged.
positions-fell-away = { $amount } fell away, because less was agreed.
positions-stale = { $stays ->
        [one] { $stays } stay is charged otherwise than when something was said of it: look at it again. Until then the amount counts as not yet said.
       *[other] { $stays } stays are charged otherwise than when something was said of them: look at them again. Until then the amount counts as not yet said.
    }
positions-accepted-note = charged, and right
positions-contested-note = disputed between the two sides
positions-settled-note = paid, or agreed
positions-not-said-note = charged, and nothing that holds was said
positions-hospital-title = How much is agreed?
positions-hospital-text = In each row, what is charged and what is asked beyond it are together what is accepted, contested, settled, fell away and is not yet said.
positions-by-hospital = What is said of { $month }, by hospital
positions-stay-title = What is said of each stay?
positions-stay-text = `beddays position` says it. It changes no ledger and no statement. What was said of another amount than is charged now holds no more.
positions-by-stay = What is said of each stay of { $month }
positions-none = nothing is charged for the month
position-state = { $state ->
        [accepted] accepted
        [contested] contested
        [settled] settled
        [stale] to be looked at again
       *[not_said] not yet said
    }
position-was = { $state ->
        [accepted] accepted when { $charged } was charged
        [contested] contested { $amount } when { $charged } was charged
       *[settled] settled { $amount } when { $charged } was charged
    }
position-claim = claim { $claim }
position-no-days = no days in the month
position-nobody = nobody
