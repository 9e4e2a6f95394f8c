### Storage

# Text and syntax
storage-not-utf8 = This is not UTF-8 text.
storage-too-large = The file is too large (limit { $megabytes } MB).
storage-too-much = There is too much in the file: reading on would take more than { $megabytes } MB of memory.
storage-too-long-text = This text is too long (limit { $megabytes } MB).
storage-too-much-text = The texts of the file are too long together (limit { $megabytes } MB).
storage-too-deep = Values are nested too deep (limit { $limit } levels).
storage-expected = Expected { $expected }, found { $found }.
storage-merge-marker = “{ $marker }” is what an unfinished merge left. Keep one of the two versions and remove the markers.
storage-token-value = a value
storage-token-field = the name of a field
storage-token-extension = the name of an extension
storage-token-json-name = a name in quotation marks
storage-json-control = A line end, a tab or a control character stands as such in a text; write it as an escape sequence, or close the text.
storage-token-end = the end of the file
storage-unclosed = This “{ $open }” is never closed.
storage-unclosed-text = This text is never closed.
storage-unclosed-comment = This comment is never closed.
storage-bad-escape = “{ $escape }” is not a valid escape sequence.
storage-not-a-number = “{ $number }” is not a number.
storage-number-too-large = { $number } does not fit in a whole number of 64 bits.
storage-number-suffix = { $number } does not fit in { $suffix }, from { $low } to { $high }.
storage-number-digits = { $number } has more digits than a decimal number keeps: it would become { $kept }.
storage-not-finite = { $number } is not a finite number.
storage-unknown-extension = Unknown extension “{ $name }”. Known extensions: { $known }.

# Values
storage-kind-text = a text
storage-kind-integer = a whole number
storage-kind-decimal = a decimal number
storage-kind-number = a number
storage-kind-boolean = true or false
storage-kind-word = a bare name
storage-kind-variant = a name
storage-kind-struct = named fields in parentheses
storage-kind-tuple = values in parentheses
storage-kind-list = a list
storage-kind-map = a map
storage-kind-object = an object
storage-kind-json-variant = a name as text, or an object with one name
storage-kind-option = Some(…) or None
storage-kind-value = a text, a number, true, false or a list of texts
storage-wrong-type = Expected { $expected }, found { $found }.
storage-no-quotes = Expected a text: “{ $word }” needs quotation marks.
storage-out-of-range = { $number } is not between { $low } and { $high }.
storage-unknown-field = { $owner } has no field “{ $name }”. { $hint }
storage-unknown-variant = “{ $name }” is not allowed here. { $hint }
storage-did-you-mean = Did you mean “{ $name }”?
storage-known-are = Expected one of: { $names }.
storage-repeated-field = The field “{ $name }” of { $owner } is given twice.
storage-repeated-key = The key “{ $key }” is given twice.
storage-wrong-name = Expected { $expected }, found { $found }.
storage-missing-field = { $owner } needs the field “{ $name }”.
storage-variant-form = Write { $variant } { $form }.
storage-form-bare = without parentheses
storage-form-one-value = with one value in parentheses
storage-form-values = with values in parentheses
storage-form-fields = with named fields in parentheses
storage-form-json-bare = as a text
storage-form-json-value = as an object of that name, with its content
storage-not-a-moment = Expected a date or a date and time, such as "2026-07-01", "2026-07-01T08:00" or "2026-07-01T08:00+02:00", found { $found }.
storage-not-a-span = Expected a duration such as "90d" or "2d 6h", in weeks (w), days (d), hours (h), minutes (m) and seconds (s).
storage-not-a-weight = Expected a number, or a formula as text.
storage-invalid = This value cannot be used: { $text }

# Versions
storage-not-a-catalog = This is not a catalog: a catalog starts with “Catalog(”.
storage-format-missing = The catalog's format is missing. Add it, for example “format: 1”.
storage-format-no-number = The format of a catalog is a whole number, such as “format: 1”.
storage-format-newer = This catalog has format { $found }, but this version of Vitrine reads up to format { $known }. Update Vitrine to open it.
storage-format-unknown = There is no format { $found }. This version of Vitrine reads up to format { $known }.

# Files
storage-read-not-found = “{ $path }” was not found.
storage-read-denied = You are not allowed to read “{ $path }”.
storage-read-failed = “{ $path }” cannot be read: { $detail }
storage-is-folder = “{ $path }” is a folder.
storage-write-no-folder = The folder of “{ $path }” does not exist.
storage-write-denied = “{ $path }” cannot be saved: the file or its folder is read-only.
storage-write-full = The disk is full: “{ $path }” was not saved, and the file is unchanged.
storage-write-failed = “{ $path }” cannot be saved: { $detail }
storage-read-not-plain = “{ $path }” is a pipe or a device, not a file. Send it to standard input and write “-” in its place.
storage-write-changed = Another program changed “{ $path }” meanwhile. Nothing was saved.
storage-write-open-file = “{ $path }” is what a program has open, and cannot be replaced. Name the file itself, or send it to standard input and write “-” in its place.
storage-write-no-copy = “{ $path }” was not saved: it can only be written over, and no copy of its previous version can be made first, neither beside it nor in “{ $folder }”: { $detail }
storage-write-half = “{ $path }” could not be written to its end: { $detail }. Its previous version is in “{ $copy }”.
storage-more-of-a-kind = { $count ->
    [one] { $count } more like this is
   *[other] { $count } more like this are
} not listed.
storage-no-backup = “{ $path }” is saved, but its previous version could not be kept as “{ $backup }”: { $detail }
storage-write-too-deep = The catalog cannot be written: its values are nested more than { $limit } deep.
storage-write-unreadable = Nothing was written, because the text could not be opened again. Line { $line }, column { $column }: { $problem }
storage-write-other-catalog = Nothing was written, because the text would open as a different catalog.
storage-write-no-comments = Nothing was written: the file has comments, and JSON has none. Save it with a name that ends in “.ron”, or export it as JSON.
storage-write-other-comments = Nothing was written, because comments of the file would be lost.
storage-write-not-finite = The catalog cannot be written: one of its numbers is infinite or not a number.
