## What a rule does: the contacts it matches, and what its parts come to
effect-matches = Matches { $count } of { $all } sample { $all ->
    [one] contact
   *[other] contacts
}
effect-matches-of-first = Matches { $count } of the first { $all } sample contacts
effect-unknown-for = , cannot be told for { $count }
effect-matches-hint = List them, and choose one to preview
effect-nobody = It matches nobody.
effect-for = For { $contact }: { $found }
effect-unknown-visitor = an unknown visitor
effect-true = true
effect-false = false
effect-empty = empty
effect-unknown = unknown: { $cause }
effect-line = { $part } – { $found }
effect-all-of = All of these
effect-any-of = Any of these
effect-not = Not this
effect-choice = If the first holds, the second counts, else the third
effect-used-in = Used in
effect-unused = No rule uses it.
effect-use = { $entity } ({ $kind }) – { $field }
effect-inline = Replace its uses by its rule
effect-inline-hint = The rules of this environment then say themselves what the filter says, with the values they gave
effect-inline-delete = Replace its uses and delete it
effect-inline-step = Replace the uses of { $filter } by its rule
