### Visits: what is stored of them, and the visit player

visits-tab = Visits
visits-store = Store propositions
visits-store-hint = Stores offers and responses in the contacts of the catalog. Undo takes them back.
visits-command-store = Store this visit
visits-command-store-tip = Adds the offers shown to the contact's history. An unknown visitor with a cookie becomes a contact.
visits-command-add = Add to visits
visits-command-add-tip = Adds the call of the preview to the visits that are played in order.
visits-cookie = Cookie
visits-cookie-none = none
visits-cookie-hint = The permanent cookie of the browser. A login with it links it to the contact.
visits-history = { $count ->
    [0] No stored history
    [one] { $count } proposition in the history
   *[other] { $count } propositions in the history
}
visits-tried = { $count ->
    [one] { $count } more tried here, not stored
   *[other] { $count } more tried here, not stored
}
visits-store-tried = Store them
visits-store-tried-hint = Adds what was tried here to the contact's history in the catalog.
visits-step-store = Store a visit
visits-step-store-tried = Store what was tried
visits-step-export = Add visits to the scenarios
visits-stored = Visit stored for { $contact }
visits-stored-new = New visitor { $contact } in the folder { $folder }
visits-linked = The cookie { $cookie } now recognises { $contact }
visits-shared = The cookie { $cookie } belongs to several contacts now, so it identifies nobody
visits-stored-nothing = Nothing stored: the space stores nothing, or an unknown visitor has no permanent cookie.
visits-none = No visits
visits-none-hint = Set up a call in the preview, add it here, change the date, and add the next one.
visits-number = Visit { $number }
visits-moment = Date of visit { $number }
visits-show = Show { $name } in the preview
visits-export = Save as scenarios
visits-export-hint = Saves each visit as a scenario, with the history that the earlier visits left.
visits-clear = Remove all
visits-clear-hint = Removes all visits from this list.
visits-exported = { $count ->
    [0] No scenario added
    [one] { $count } scenario added
   *[other] { $count } scenarios added
}
visits-not-exported = { $count ->
    [one] { $count } visit needs contacts or cookies that only earlier visits create, and cannot be a scenario
   *[other] { $count } visits need contacts or cookies that only earlier visits create, and cannot be scenarios
}
visits-line = Visits in order: { $visits }
visits-line-step = { $number }, { $moment }, { $recognised }
visits-anonymous = Anonymous
visits-unanswered = No answer
visits-earlier = Earlier than the visit before it
visits-created = new visitor { $contact }
visits-cookie-linked = cookie { $cookie } now recognises this contact
visits-cookie-shared = cookie { $cookie } belongs to several contacts and identifies nobody
visits-nothing = No offer
visits-capped = { $offer }: { $detail }
visits-capped-more = { $count ->
    [one] and { $count } more offer blocked by presentation rules
   *[other] and { $count } more offers blocked by presentation rules
}
visits-answer = Visit { $number }: { $answer }
visits-unanswerable = A response has no stored proposition to answer
visits-answer-stored = Stores the visit and the response in this contact's history.
visits-history-clear = Clear the history
visits-history-tried = { $count ->
    [one] { $count } more proposition is only tried in the preview, and not stored here.
   *[other] { $count } more propositions are only tried in the preview, and not stored here.
}
