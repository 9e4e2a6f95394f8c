### Contacts outside the catalog: databases and imports.

audience-unreadable = “{ $file }” cannot be read: { $detail }
audience-not-plain = “{ $file }” is a pipe or a device, not a file. Write its contents to a file first.
audience-unwritable = “{ $file }” cannot be written: { $detail }
audience-database-none = “{ $file }” is not a contact database. Make one with “vitrine audience import”.
audience-database-newer = “{ $file }” was made by a newer version of Vitrine (format { $version }). Update the program, or import the contacts again.
audience-database-damaged = “{ $file }” is damaged. Import the contacts again.
audience-database-busy = “{ $file }” is being written by another program. Try again later.
audience-database-unfinished = A program was stopped while it wrote “{ $file }”, and what it began cannot be taken back: the file or its folder is read-only.
audience-database-read-only = “{ $file }” cannot be written: it is read-only.
audience-database-full = “{ $file }” cannot be written: the disk is full.
audience-database-failed = “{ $file }” cannot be used: { $detail }
audience-database-no-dimension = “{ $file }” has no contacts of the targeting dimension “{ $dimension }”.

audience-import-packed = “{ $file }” is compressed. Unpack it first: only CSV packed with gzip is read as it is.
audience-import-workbook = “{ $file }” is a workbook. Save it as CSV first.
audience-import-empty = “{ $file }” is empty.
audience-import-no-table = “{ $file }” has no table “{ $table }”. Its tables: { $known }.
audience-import-which-table = “{ $file }” has several tables, or none. Choose one with --table: { $known }.
audience-import-no-column = There is no column “{ $name }”. The columns: { $known }.
audience-import-no-field = The column “{ $column }” cannot be the field “{ $field }”: the dimension “{ $dimension }” has no such field. Its fields: { $known }.
audience-import-encoding = Unknown encoding “{ $name }”. Examples: utf-8, windows-1252, utf-16le.
audience-import-delimiter = “{ $delimiter }” cannot stand between columns: choose one character, such as ; or ,
audience-import-keyless = The dimension “{ $dimension }” has no key: contacts cannot be told apart.
audience-import-no-key = No column holds the key field “{ $field }”. Say which one does with --map COLUMN={ $field }. The columns: { $known }.
audience-import-no-history-column = No column of the history holds “{ $field }”. Say which one does with --map-history COLUMN={ $field }, or what all rows have with --set-history. The columns: { $known }.
audience-import-no-part = A part of a history cannot be “{ $name }”. Known: { $known }.
audience-rejected-line = line
audience-rejected-reason = reason
audience-reject-encoding = A character is not valid in the encoding { $encoding }
audience-reject-twice = The key is that of line { $line }
audience-reject-nobody = No contact has this key
audience-reject-cells = The row has { $count } cells, { $wanted } at most are expected
audience-reject-value = { $field }: { $problem }
audience-reject-no-key = The key field { $field } is empty
audience-reject-folder = There is no folder “{ $folder }”
audience-reject-space = No space is called “{ $value }”, which is no ENVIRONMENT/SPACE either
audience-reject-offer = Not one offer has the name or code “{ $value }”, which is no ENVIRONMENT/OFFER either
audience-reject-moment = Expected a date and time, found “{ $value }”
audience-reject-open-quote = A quotation mark is never closed: all that follows it is taken for this row
audience-reject-rank = “{ $value }” is no rank
audience-reject-status = Unknown status “{ $value }”

audience-info-catalog = Catalog: { $catalog }. Size: { $bytes } bytes.
audience-info-counts = { $contacts ->
    [one] { $contacts } contact
   *[other] { $contacts } contacts
}, { $cookies ->
    [one] { $cookies } cookie
   *[other] { $cookies } cookies
}, { $propositions ->
    [one] { $propositions } proposition
   *[other] { $propositions } propositions
}
audience-info-span = Propositions from { $first } to { $last }
audience-info-folder = Folder { $folder }: { $contacts ->
    [one] { $contacts } contact
   *[other] { $contacts } contacts
}
audience-cli-expected-delimiter = expected one character, such as a comma, or \t
audience-cli-expected-quoting = expected double, single or none
audience-cli-expected-order = expected dmy or mdy
audience-cancelled = The import was cancelled. Nothing was changed.
audience-cli-no-dimension = Unknown targeting dimension “{ $name }”. Available: { $known }.
audience-cli-progress = { $rows } rows, { $percent }%
audience-cli-read = Read as { $encoding }, columns separated by “{ $delimiter }”, decimal sign “{ $decimal }”, first row: { $header ->
   *[yes] column names
    [no] data
}
audience-cli-read-history = History read as { $encoding }, columns separated by “{ $delimiter }”, decimal sign “{ $decimal }”, first row: { $header ->
   *[yes] column names
    [no] data
}
audience-cli-ambiguous = No date shows whether day or month comes first. They are read with the { $day ->
   *[first] day
    [second] month
} first; --date-order says otherwise.
audience-cli-column = { $column }: { $becomes } (e.g. { $sample })
audience-cli-field = field { $name }
audience-cli-cookies = cookies
audience-cli-folder = folder
audience-cli-new = no such field; --add-fields keeps it as { $name }, { $type }
audience-cli-left = left out
audience-cli-done = { $file }: { $contacts ->
    [one] { $contacts } contact
   *[other] { $contacts } contacts
}, { $propositions ->
    [one] { $propositions } proposition
   *[other] { $propositions } propositions
}
audience-cli-rejected = { $count ->
    [one] { $count } row was rejected: see { $file }
   *[other] { $count } rows were rejected: see { $file }
}
audience-cli-repeated = { $count ->
    [one] { $count } row said the same of a contact as a row before it.
   *[other] { $count } rows said the same of a contact as a row before them.
}
audience-cli-left-out = Columns left out: { $columns }. --map COLUMN=FIELD says which field one is, --add-fields keeps new ones.
audience-cli-added = Add these fields to the dimension “{ $dimension }” of the catalog so that rules can use them:

cli-help-audience = Contact databases
cli-help-audience-import = Imports contacts from CSV, Parquet, Arrow IPC or SQLite into a contact database
cli-help-audience-import-data = The file of contacts
cli-help-audience-import-dimension = The targeting dimension of the contacts
cli-help-audience-import-catalog = The catalog; - reads standard input
cli-help-audience-import-output = The database to write; in an existing one, the contacts of the dimension are replaced
cli-help-audience-import-history = A file of past propositions: the key, offer, space, at, status, weight, rank
cli-help-audience-import-map = The field that a column is, or cookies or folder; COLUMN= leaves it out; may be given several times
cli-help-audience-import-map-history = What a column of the history is, or the status that it says was reached; may be given several times
cli-help-audience-import-set-history = What all rows of the history have: space, offer, at or status; may be given several times
cli-help-audience-import-folder = The folder of contacts that name none
cli-help-audience-import-delimiter = The character between columns [found]
cli-help-audience-import-quoting = What stands around cells that hold the delimiter [found]
cli-help-audience-import-encoding = The encoding, such as windows-1252 [found]
cli-help-audience-import-no-header = The first row holds no column names [found]
cli-help-audience-import-decimal-comma = Decimals are written with a comma [found]
cli-help-audience-import-date-order = Whether day or month comes first [found]
cli-help-audience-import-table = The table of a SQLite file
cli-help-audience-import-add-fields = Keeps columns that the dimension has no field for, and prints the fields to add to it
cli-help-audience-import-dry-run = Only shows what the columns are
cli-help-audience-import-json = Prints JSON
cli-help-audience-info = Shows what a contact database holds
cli-help-audience-info-database = The contact database
cli-help-audience-info-json = Prints JSON
cli-help-decide-audience = The contact database to identify in, instead of the catalog’s contacts; calls that store write to it
