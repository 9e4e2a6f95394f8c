### Catalogs in other hands: schemas, spreadsheets, documents.

exchange-no-schema = This build of Vitrine does not include the JSON Schema.

exchange-no-sheets = This build of Vitrine does not include spreadsheets.

# Spreadsheets
sheet-content-status = Content approval
sheet-eligibility-status = Eligibility approval
sheet-weight = Weight { $number }
sheet-weight-formula = Weight { $number }: formula
sheet-weight-label = Weight { $number }: label
sheet-weight-from = Weight { $number }: from
sheet-weight-until = Weight { $number }: until
sheet-weight-space = Weight { $number }: space
sheet-weight-target = Weight { $number }: rule
sheet-on-space = { $field } ({ $space })
sheet-key-note = This column says which offer a row is about. Leave it as it is.
sheet-shown-note = This column is for information only: it is not read back.
sheet-fixed-title = Do not change
sheet-text-too-long = [This text has { $length } characters, too many for a cell. It stays as it is.]
sheet-no-offers = There is no offer to write to a spreadsheet.
sheet-too-large = A workbook cannot hold { $rows } rows and { $columns } columns. Use CSV.
sheet-unwritable = The workbook cannot be written: { $problem }
sheet-unreadable = “{ $file }” cannot be read as a spreadsheet: { $problem }
sheet-no-table = “{ $file }” is neither a workbook nor a text with rows.
sheet-file-too-large = “{ $file }” is too large to be read as a spreadsheet.
sheet-no-heading = “{ $file }” has no row of headings with “{ $environment }” and “{ $offer }”.
sheet-in-column = { $column }: { $problem }
sheet-cell-beyond = This cell stands behind the last heading. A text in which the separator occurs stands in quotation marks.
sheet-ambiguous-number = It is not clear whether this mark stands between thousands or before decimals. Write { $thousands } or { $decimals }.
sheet-column-twice = This column is there twice.
sheet-column-ambiguous = Several columns have this heading. Use the headings of an export.
sheet-columns-not-read = { $count ->
    [one] A column is not read: { $columns }
   *[other] { $count } columns are not read: { $columns }
}
sheet-status-not-read = { $count ->
    [one] A cell that is for information only was changed, and is not read.
   *[other] { $count } cells that are for information only were changed, and are not read.
}
sheet-unknown-offer = There is no offer “{ $offer }” in the environment “{ $environment }”.
sheet-offer-twice = The offer “{ $offer }” is already in row { $row }.
sheet-other-category = The offer “{ $offer }” is in the category “{ $category }”. A spreadsheet does not move offers.
sheet-live = The offer “{ $offer }” is in a Live environment, which is read-only.
sheet-cell-other = “{ $what }” is not a value.
sheet-date-for-text = The spreadsheet has made a date of this text. Format the cell as text, and type it again.
sheet-truth-for-text = The spreadsheet has made TRUE or FALSE of this text. Format the cell as text, and type it again.
sheet-no-number = This is not a number.
sheet-no-whole-number = This is not a whole number.
sheet-no-truth = Expected TRUE or FALSE, or yes or no.
sheet-no-moment = This is not a date. Write it as 2026-07-01, or 2026-07-01 08:00.
sheet-no-day = This is not a date without a time. Write it as 2026-07-01.
sheet-ambiguous-day = It is not clear which part of this date is the month. Write it as 2026-07-01.
sheet-no-choice = Expected one of: { $choices }.
sheet-no-space = The environment has no space “{ $space }”.
sheet-no-rule = This is not a rule: { $problem }
sheet-text-cut = The spreadsheet has cut this text off. The cells of a spreadsheet do not hold it.
sheet-weight-twice = A weight has a number or a formula, not both.
sheet-weight-empty = This weight has neither a number nor a formula. Clear all its cells to remove it.
sheet-refused = { $file }: nothing was changed, since { $count ->
    [one] { $count } cell cannot be taken over.
   *[other] { $count } cells or rows cannot be taken over.
}
sheet-nothing = { $rows ->
    [one] { $rows } offer was compared
   *[other] { $rows } offers were compared
}: nothing changes.
sheet-would = { $count ->
    [one] { $count } offer would change
   *[other] { $count } offers would change
}, of { $rows }.
sheet-done = { $count ->
    [one] { $count } offer was changed
   *[other] { $count } offers were changed
}, of { $rows }.

# The document
booklet-contents = Contents
booklet-general = Shared by all environments
booklet-offers = { $count ->
    [0] no offers
    [one] { $count } offer
   *[other] { $count } offers
}
booklet-disabled = Disabled
booklet-approval = { $part }: { $state }
booklet-no-contacts = { $count ->
    [one] { $count } sample contact is
   *[other] { $count } sample contacts are
} left out of this document.

# In the window
exchange-command-xlsx = Export offers as a workbook (XLSX)…
exchange-command-xlsx-tip = Writes the offers with their weights, periods and texts, one row per offer, for Excel and the like.
exchange-command-csv = Export offers as CSV…
exchange-command-csv-tip = Writes the offers with their weights, periods and texts, one row per offer, as text.
exchange-command-html = Export as a document to read (HTML)…
exchange-command-html-tip = Writes the whole catalog as a page that people read and print without Vitrine.
exchange-command-apply = Apply a spreadsheet…
exchange-command-apply-tip = Reads a spreadsheet of offers and shows what it would change, before anything is changed.
exchange-dialog-sheet = Apply a spreadsheet
exchange-compare-title = Changes of a spreadsheet to { $file }
exchange-compare-new = in the spreadsheet
exchange-compare-hint = Take over the changes you want, one by one or all at once. You can undo them.
exchange-take = Take over
exchange-take-all = Take over all
exchange-step = Spreadsheet: { $count ->
    [one] { $count } offer
   *[other] { $count } offers
}
exchange-step-one = Spreadsheet: { $entity }
exchange-broken = “{ $file }” cannot be applied
exchange-broken-text = Nothing was changed. { $count ->
    [one] { $count } cell cannot be taken over:
   *[other] { $count } cells or rows cannot be taken over:
}

cli-help-schema = Prints the JSON Schema of exports in JSON

cli-help-apply = Applies a spreadsheet to a catalog, after comparing each of its cells
cli-help-apply-file = The catalog; - reads standard input, and writes the changed catalog to standard output
cli-help-apply-sheet = The spreadsheet, as “export” writes it: CSV, XLSX, XLS or ODS
cli-help-apply-dry-run = Shows what would change, and writes nothing
cli-help-apply-output = The file to write [the catalog itself]
cli-help-apply-author = Who changes the offers, as their approval logs name them [your user name]
cli-help-apply-json = Prints JSON
cli-help-apply-backup = Keeps the previous version beside the file, as FILE.bak
