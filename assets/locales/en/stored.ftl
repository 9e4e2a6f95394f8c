### What visits leave in a contact database

stored-hint = Stores offers and responses in the contact database, at once. Undo does not take them back.
stored-where = In { $file }, at once
stored-in = Visit stored for { $contact } in { $file }
stored-tried = { $count ->
    [one] { $count } proposition stored in { $file }
   *[other] { $count } propositions stored in { $file }
}
stored-tried-hint = Adds what was tried here to the contact's history in the contact database.
stored-task = Storing a visit…
stored-too-many = Too many visits are waiting to be stored. Wait a moment and try again.
stored-history = History of { $contact } in { $file }
stored-history-hint = The latest comes first. Nothing changes in the database before you store it.
stored-history-store = Store
stored-history-undo = Undo all changes
stored-history-remove = Remove { $offer }, { $moment }
stored-history-more = { $count ->
    [one] { $count } earlier proposition is not shown
   *[other] { $count } earlier propositions are not shown
}
stored-history-done = History stored in { $file }
stored-history-changed = Not stored: the history in { $file } has changed since you opened it. Open it again.
stored-visits-in = Contacts of { $file }, played against a copy
stored-visits-mixed = Not added: the visits in the list are of other contacts. Remove them first.
stored-visits-restore = Bring back the removed visits
stored-visits-restore-hint = Puts the visits that were just removed back into the list.
stored-scenario-copied = The scenario needs its contact: a copy is in the catalog now
stored-scenario-other = Not saved: the catalog has a contact with the same key as { $contact }, with other values or history. Rename or delete that one first.
