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

## Decisions for a site over HTTP

serve-exposed = { $address } is an address that other machines can reach. Add --expose to serve there all the same.
serve-port-taken = Port { $port } is in use. Choose another port.
serve-failed = Nothing can be served at { $address }: { $detail }
serve-serving = Serving { $file } at { $address } (Ctrl+C ends it)
serve-followed = { $file } changed, and is served as it is now
serve-kept = { $file } is still served as it was before
serve-ended = Ended

serve-page-about = The decisions of this catalog are served here, for a site in the making. Calls go to /decide, as JSON.
serve-page-environment = Environment { $environment }
serve-page-container = Container
serve-page-paste = Paste this into a page, with a container for each space that it shows:

cli-help-serve = Serves decisions over HTTP to a site in the making, on this machine only
cli-help-serve-file = The catalog, followed as it changes
cli-help-serve-port = The port, or 0 for a free one [8487]
cli-help-serve-address = Serves on another address than this machine's own; needs --expose
cli-help-serve-expose = Allows an address that other machines can reach
cli-help-serve-allow-host = A name of this machine under which it may be called (repeatable) [localhost and addresses]
cli-help-serve-allow-origin = An origin whose pages may read the answers (repeatable) [those of this machine]
cli-help-serve-rate = Maximum number of calls per second [100000]
cli-help-serve-audience = A contact database to use instead of the catalog's contacts

serve-command = Serve this catalog…
serve-command-tip = Answer the calls of a site in the making, on this computer, from the catalog as it is edited
serve-tab = Site
serve-start = Start serving
serve-stop = Stop
serve-port = Port
serve-port-hint = The number behind the colon of the address. Choose another one if a program already uses it.
serve-about = Answers the calls of a site in the making from this catalog as you edit it. Only this computer can reach it.
serve-at = Serving at { $address }
serve-other = Another open catalog is being served.
serve-copy-address = Copy address
serve-copy-snippet = Copy snippet
serve-copy-snippet-hint = Copy what to paste into a page, with containers for its spaces
serve-clear = Clear calls
serve-calls = Calls
serve-no-calls = No calls yet
serve-no-calls-hint = The calls of the site appear here. Click one to see in the preview why the visitor got its offers.
serve-call = { $moment } · { $spaces } · { $answer } · { $took } ms
serve-call-hint = Show it in the preview
serve-call-not-shown = This call cannot be shown in the preview: it asks no space of this catalog.
serve-nothing = no offer
serve-unread = unreadable call

## The page in a file

serve-file-who = { $contact } · { $identification } · { $moment }
serve-file-nobody = Nobody known · { $identification } · { $moment }
serve-file-nothing = No offer

cli-help-page = Writes what scenarios get as a page in a file, which needs no server
cli-help-page-file = The catalog; - reads standard input
cli-help-page-scenario = A scenario to show (repeatable) [all of them]
cli-help-page-at = The moment of scenarios that name none, such as 2026-07-01T08:00 [now]
cli-help-page-output = The file to write [standard output]

cli-left-out = This program was built without “{ $name }”.
