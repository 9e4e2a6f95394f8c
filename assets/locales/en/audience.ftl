### Contacts outside the catalog: databases and imports.

audience-unreadable = “{ $file }” cannot be read: { $detail }
audience-unwritable = “{ $file }” cannot be written: { $detail }
audience-database-none = “{ $file }” is not a contact database. Make one with “vitrine audience import”.
audience-database-newer = “{ $file }” was made by a newer version of Vitrine (format { $version }). Update the program, or import the contacts again.
audience-database-damaged = “{ $file }” is damaged. Import the contacts again.
audience-database-busy = “{ $file }” is being written by another program. Try again later.
audience-database-read-only = “{ $file }” cannot be written: it is read-only.
audience-database-full = “{ $file }” cannot be written: the disk is full.
audience-database-failed = “{ $file }” cannot be used: { $detail }
audience-database-no-dimension = “{ $file }” has no contacts of the targeting dimension “{ $dimension }”.

audience-import-packed = “{ $file }” is compressed. Unpack it first.
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
audience-import-no-history-column = No column of the history holds “{ $field }”. The columns: { $known }.
audience-rejected-line = line
audience-rejected-reason = reason
audience-reject-encoding = A character is not valid in the encoding { $encoding }
audience-reject-twice = The key is that of line { $line }
audience-reject-nobody = No contact has this key
audience-reject-cells = The row has { $count } cells, { $wanted } at most are expected
audience-reject-value = { $field }: { $problem }
audience-reject-no-key = The key field { $field } is empty
audience-reject-folder = There is no folder “{ $folder }”
audience-reject-address = { $column }: expected ENVIRONMENT/NAME, found “{ $value }”
audience-reject-moment = Expected a date and time, found “{ $value }”
audience-reject-status = Unknown status “{ $value }”
