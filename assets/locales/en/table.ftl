### The table of offers.

table-command = Offer table
table-tab = Offers

## Columns and cells
table-weights = Number of weights
table-content-approval = Content approval
table-eligibility-approval = Eligibility approval
table-problems = Problems
table-pending = Pending
table-approved = Approved
table-approved-on = { $count ->
    [one] Approved on { $count } space
   *[other] Approved on { $count } spaces
}
table-rejected = Rejected
table-no-truth = Enter yes or no.
table-no-date = Enter a date, such as 1 Jul 2026
table-no-choice = Choose one of: { $choices }.
table-fixed = Read-only in the table.
table-fixed-weight = Several weights, or a formula: edit them in the offer's tab.
table-fixed-list = A value contains a semicolon: edit the list in the offer's tab.
table-fixed-twin = Another offer of this environment has the same name: rename one of them first.

## What is done
table-step-change = { $count ->
    [one] Change { $field } of { $count } offer
   *[other] Change { $field } of { $count } offers
}
table-step-paste = { $count ->
    [one] Paste into { $count } offer
   *[other] Paste into { $count } offers
}
table-too-many = Select at most { $count } offers.
table-paste-nothing = Copy cells from a spreadsheet, then select a cell here.

## Above the table
table-filter = Filter the offers
table-clear = Clear the filter
table-any-enabled = Enabled and disabled
table-only-enabled = Enabled
table-only-disabled = Disabled
table-any-category = Any category
table-only-problems = With problems
table-columns = Columns
table-count = { $count ->
    [one] { $count } offer
   *[other] { $count } offers
}
table-count-of = { $count ->
    [one] { $shown } of { $count } offer
   *[other] { $shown } of { $count } offers
}
table-chosen = { $count ->
    [one] { $count } selected
   *[other] { $count } selected
}
table-choose = Select
table-choose-all = Select all offers
table-empty = No offers yet
table-empty-hint = Add offers to a category in the explorer to see them here.
table-none = No matching offers
table-none-hint = Try a shorter filter, or show all categories.

## Changing one field of many
table-change = Change a field…
table-change-title = { $count ->
    [one] Change a field of { $count } offer
   *[other] Change a field of { $count } offers
}
table-change-accept = Change
table-field = Field
table-new-value = New value
table-field-none = Choose a field
table-operation = What to do
table-operation-set = Set to
table-operation-clear = Clear
table-operation-percent = Raise by a percentage
table-operation-multiply = Multiply by
table-operation-append = Add at the end
table-percent = Percent
table-percent-hint = 10 raises by 10 %, -5 lowers by 5 %.
table-factor = Factor
table-appended = Text to add
table-appended-list = Entries to add
table-outlook = { $count ->
    [0] Nothing would change.
    [one] { $count } offer would change:
   *[other] { $count } offers would change:
}
table-outlook-line = { $offer }: { $after } (now { $before })
table-outlook-more = { $count ->
    [one] and { $count } other
   *[other] and { $count } others
}
table-unchanged = { $count ->
    [one] { $count } offer unchanged: { $reason } ({ $offers })
   *[other] { $count } offers unchanged: { $reason } ({ $offers })
}
table-stays-same = this value already
table-stays-weight = several weights, or a formula
table-stays-twin = another offer has the same name
table-stays-empty = no value to change
table-stays-no-number = not a number
table-stays-range = the result is too large
table-stays-fixed = cannot be changed here

## Pasting
table-paste-title = Paste cells
table-paste-changes = { $cells } in { $offers } will change.
table-paste-no-change = No changes to paste.
table-cells = { $count ->
    [one] { $count } cell
   *[other] { $count } cells
}
table-paste-refused = { $count ->
    [one] { $count } cell cannot be pasted and stays as it is:
   *[other] { $count } cells cannot be pasted and stay as they are:
}
table-paste-cell = { $offer }, { $column }: “{ $text }”. { $problem }
table-paste-lines-beyond = { $count ->
    [one] { $count } row goes past the last offer and is ignored.
   *[other] { $count } rows go past the last offer and are ignored.
}
table-paste-columns-beyond = { $count ->
    [one] { $count } column goes past the last one shown and is ignored.
   *[other] { $count } columns go past the last one shown and are ignored.
}

## Keys of the table, for the list of shortcuts
table-in-table = In the table of offers
table-key-edit = Edit the cell
table-key-turn = Toggle the check box, or select the row
