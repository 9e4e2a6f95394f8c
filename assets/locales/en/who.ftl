### Who comes in the preview

who-copy = Edit a copy
who-copy-hint = What if a value were another one? Only this copy changes; the contact stays as it is.
who-copied = Copy
who-copied-tip = The answer is for a copy of the contact with these values.
who-copy-reset = Reset the copy
who-copy-own = The contact has { $value }
who-copy-own-none = The contact has no value
who-copy-keep = As the contact has it: { $field }
who-copy-none = missing
who-copy-find = Search the values of the copy
who-copy-find-hint = Find a field…
who-copy-more = { $count ->
    [one] { $count } more field: search for it
   *[other] { $count } more fields: search for them
}

who-command-open = Open contact database…
who-command-open-tip = Opens a file of contacts beside this catalog, for the preview
who-command-close = Close contact database
who-command-close-tip = Leaves the contacts of the database; the file stays as it is
who-task-open = Opening contacts…
who-dialog-path = Open a contact database
who-database-gone = “{ $file }” is not there any more. Put it back or choose another contact database.
who-opening = Opening { $file }…
who-open = { $file } · { $count ->
    [one] { $count } contact
   *[other] { $count } contacts
}
who-retry = Try again
who-searching = Searching…
who-search-in = { $count ->
    [one] Searches { $file }: { $count } contact
   *[other] Searches { $file }: { $count } contacts
}
who-search-first = The first { $most } of { $file } ({ $count } contacts): type more to narrow them
who-random = Random contact
who-random-nobody = This space identifies no contact.
who-by-rule = By rule
who-rule = Rule
who-rule-tip = The next contact for which this rule is true. Enter finds the next one.
who-rule-hint = profile.age < 26
who-rule-next = Next contact that matches
who-rule-looking = { $count ->
    [one] { $count } contact looked at…
   *[other] { $count } contacts looked at…
}
who-rule-stop = Stop looking
who-rule-nobody = No contact matches.
who-rule-no-more = No further contact matches. The next search starts again from the first.
who-database-not-built = “{ $file }” cannot be opened: this program was built without contact databases.

who-command-import = Import contacts…
who-command-import-tip = Makes a contact database of a CSV, Parquet, Arrow or SQLite file
who-dialog-import = Import contacts
who-dialog-history = The history of the contacts
who-dialog-target = The contact database to make
who-import-title = Import contacts from { $file }
who-import-no-dimension = Add a targeting dimension first: it says what is known of contacts.
who-import-undo = Import fields of { $dimension }
who-import-run = Import
who-import-open = Open it
who-import-stop = Cancel the import
who-import-looking = Looking at the file…
who-import-folder-tip = The folder of contacts that name none
who-import-history = History
who-import-history-tip = A second file of what was proposed to the contacts: key, offer, space, moment, status
who-import-choose-history = Choose the history…
who-import-no-history = Without history
who-import-target = Database
who-import-target-tip = Contacts of this dimension that are in it already are replaced.
who-import-choose-target = Choose the database…
who-import-found = How the file is read
who-import-delimiter = Delimiter
who-import-comma = Comma
who-import-semicolon = Semicolon
who-import-tab = Tab
who-import-bar = Vertical bar
who-import-encoding = Encoding
who-import-header = The first row names the columns
who-import-decimals = Decimals
who-import-dates = Dates
who-import-dates-doubt = Both are possible in the first rows: check this.
who-import-table = Table
who-import-columnar = The file says itself how it is read.
who-import-columns = What each column becomes
who-import-values = { $type }: { $values }
who-import-no-values = No value in the first rows
who-import-nothing = Left out
who-import-new = New field { $field } ({ $type })
who-import-rows = First rows
who-import-progress = Progress of the import
who-import-stage-contacts = Reading contacts…
who-import-stage-indexing = Indexing…
who-import-stage-history = Reading the history…
who-import-stage-writing = Writing the database…
who-import-rate = { $rows } rows · { $rate } per second
who-import-done = { $count ->
    [one] { $count } contact imported into { $file }
   *[other] { $count } contacts imported into { $file }
}
who-import-propositions = { $count ->
    [one] { $count } proposition imported
   *[other] { $count } propositions imported
}
who-import-rejected = { $count ->
    [one] { $count } row rejected. It is kept with its line and the reason in { $file }
   *[other] { $count } rows rejected. They are kept with their lines and the reasons in { $file }
}
who-import-rejected-history = { $count ->
    [one] { $count } row of the history rejected. It is kept with its line and the reason in { $file }
   *[other] { $count } rows of the history rejected. They are kept with their lines and the reasons in { $file }
}
who-import-added = Fields added to the dimension: { $fields }
who-import-left-out = Columns left out: { $columns }
who-import-no-key = No column becomes “{ $field }”, the key by which contacts are told apart. Choose the column that holds it below.
who-import-quoting = Quotes
who-import-quoting-tip = What stands around cells that hold the delimiter or a line break
who-import-quoting-double = Double
who-import-quoting-single = Single
who-import-quoting-none = None
