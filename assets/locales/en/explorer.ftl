### Explorer: what is done to entities as wholes.

explorer-add = Add
explorer-command-back = Back
explorer-command-forward = Forward
explorer-command-new-environment = New environment
explorer-command-copy = Copy
explorer-command-cut = Cut
explorer-command-paste = Paste
explorer-command-duplicate = Duplicate
explorer-command-rename = Rename
explorer-command-delete = Delete…

explorer-new-space = New space
explorer-new-filter = New filter
explorer-new-category = New category
explorer-new-offer = New offer
explorer-new-anonymous-offer = New anonymous offer
explorer-new-presentation-rule = New presentation rule
explorer-new-typology = New typology
explorer-new-dimension = New targeting dimension
explorer-new-folder = New folder
explorer-new-template = New offer template
explorer-new-contact = New contact
explorer-new-scenario = New scenario
explorer-from-template = New offer from template
explorer-make-template = Create a template from it
explorer-copy-of = { $label } (copy)

explorer-step-from-template = New offer from template
explorer-step-move = Move { $entity }
explorer-step-paste = { $count ->
    [one] Paste
   *[other] Paste { $count }
}
explorer-step-duplicate = { $others ->
    [0] Duplicate { $entity }
   *[other] Duplicate { $entity } and { $others } more
}
explorer-step-delete = { $others ->
    [0] Delete { $entity }
   *[other] Delete { $entity } and { $others } more
}
explorer-step-cut = { $others ->
    [0] Cut { $entity }
   *[other] Cut { $entity } and { $others } more
}

explorer-read-only = A Live environment is read-only: you cannot add anything to it.
explorer-paste-failed = Cannot paste: { $problem }
explorer-paste-nothing = The clipboard contains no catalog items.
explorer-paste-where = Select a destination first: offers go into a category, categories and spaces into an environment.

explorer-delete = Delete
explorer-delete-title = { $others ->
    [0] Delete { $entity }?
    [one] Delete { $entity } and { $others } other?
   *[other] Delete { $entity } and { $others } others?
}
explorer-delete-unused = Nothing else refers to it. You can undo this.
explorer-delete-used = { $count ->
    [one] Used in { $count } place; that link will break. You can undo this.
   *[other] Used in { $count } places; those links will break. You can undo this.
}
explorer-delete-use = { $entity } ({ $kind }): { $field }
explorer-delete-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}

explorer-wizard-for = Who is it for?
explorer-wizard-visitors = Anonymous visitors
explorer-wizard-visitors-hint = Dedicated to anonymous interactions, with a visitor dimension and a visitor folder.
explorer-wizard-recipients = Recipients
explorer-wizard-other = Another targeting dimension
explorer-wizard-new = A new targeting dimension
explorer-wizard-name-hint = Technical name. Copied from the label until you type one.
explorer-wizard-note = Creates two linked environments: Design, which you edit, and Live, which visitors get.
explorer-wizard-create = Create
explorer-wizard-live-label = { $label } (Live)
explorer-wizard-folder-label = Visitors, { $label }
explorer-wizard-visitor = Visitor
explorer-wizard-recipient = Recipient

explorer-wizard-for-tip = Determines the targeting dimension.
