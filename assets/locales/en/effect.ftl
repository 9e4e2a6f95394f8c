## What a rule does: the contacts it matches, and what its parts come to
effect-matches = { $count } of { $all } sample { $all ->
    [one] contact matches
   *[other] contacts match
}
effect-matches-of-first = { $count } of the first { $all } sample contacts match
effect-unknown-for = ; { $count } cannot be evaluated
effect-matches-hint = List these contacts and choose one to preview
effect-nobody = Matches no contact
effect-for = For { $contact }: { $found }
effect-unknown-visitor = an anonymous visitor
effect-true = true
effect-false = false
effect-empty = empty
effect-unknown = unknown: { $cause }
effect-line = { $part } – { $found }
effect-all-of = All of these
effect-any-of = Any of these
effect-not = Not this
effect-choice = If the first is true, the second applies, otherwise the third
effect-used-in = Used in
effect-unused = Not used in any rule
effect-use = { $entity } ({ $kind }) – { $field }
effect-inline = Replace its uses with its rule
effect-inline-hint = Copies the filter's rule, with the given values, into each rule that uses it
effect-inline-delete = Replace its uses and delete it
effect-inline-step = Replace uses of { $filter } with its rule
