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
