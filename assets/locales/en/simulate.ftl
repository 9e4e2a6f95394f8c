# Simulations of whole populations, and what they are read from.

simulation-bad-rule = the rule “{ $rule }” cannot say whom it is about: { $problem }
simulation-no-dimension = the environment has no targeting dimension, so that nobody knows what its contacts are
simulation-unknown-axis = { $axis } is no field of the dimension { $dimension }
simulation-unknown-offer-axis = offer.{ $axis } is no field of the offers of this catalog
simulation-after = After
simulation-asked = { $all ->
    [one] { $space }: { $taken } of { $all } contact of { $population }, { $at }
   *[other] { $space }: { $taken } of { $all } contacts of { $population }, { $at }
}
simulation-axis = By { $axis }
simulation-before = Before
simulation-by-count = Contacts by number of offers
simulation-category = Category
simulation-changed = { $changed ->
    [one] { $changed } of { $taken } contacts gets something else from { $after } than from { $before }
   *[other] { $changed } of { $taken } contacts get something else from { $after } than from { $before }
}
simulation-changes = Trying changes
simulation-closest = the offer that came closest was stopped by { $gate } for { $contacts } of them
simulation-common = { $field } { $value }: { $them } of them, { $all } of all
simulation-contacts = Contacts
simulation-count = { $offers ->
    [0] no offer
    [one] { $offers } offer
   *[other] { $offers } offers
}
simulation-drawing = Drawing the sample
simulation-examples = for example { $keys }
simulation-expected-axis = expected an axis such as age, offer.category, offer.theme, offer.price or split('NAME')
simulation-expected-funnel = expected all, none or a number of contacts
simulation-fell = { $contacts ->
    [one] { $contacts } gets nothing any more, for example { $keys }
   *[other] { $contacts } get nothing any more, for example { $keys }
}
simulation-flows = From one first offer to another
simulation-for-example = For example
simulation-funnel = { $contacts ->
    [one] What stopped each offer, for { $contacts } contact
   *[other] What stopped each offer, for { $contacts } contacts
}
simulation-funnel-sample = { $contacts ->
    [one] What stopped each offer, for a sample of { $contacts } contact
   *[other] What stopped each offer, for a sample of { $contacts } contacts
}
simulation-gained = Gained
simulation-gains = Who gains and loses which offer
simulation-gates = Finding what stops offers
simulation-given-up = given up before its end
simulation-left = With nothing
simulation-lost = Lost
simulation-memory = { $memory } MB of memory at most
simulation-most = Most often
simulation-never = { $offers ->
    [one] { $offers } offer is never proposed
   *[other] { $offers } offers are never proposed
}
simulation-no-offer = nothing
simulation-nothing = { $contacts ->
    [one] { $contacts } contact is left with nothing ({ $share })
   *[other] { $contacts } contacts are left with nothing ({ $share })
}
simulation-no-results = “{ $file }” is not the JSON of a simulation. Use what “vitrine simulate --json” or the window wrote.
simulation-other-catalog = the catalog is another one than in those results
simulation-other-population = the population is another one than in those results
simulation-offer = Offer
simulation-offers = Offers
simulation-passed = Proposed
simulation-progress = { $step }: { $done }, { $rate } a second
simulation-progress-of = { $step }: { $done } of { $of }, { $rate } a second, { $left } s left
simulation-rank = Mean rank
simulation-ranking = Ranking
simulation-rose = { $contacts } got nothing before, for example { $keys }
simulation-share = Share
simulation-speed = { $seconds } s, { $rate } contacts a second
simulation-times = Times
simulation-too-many = too many values to tell them apart
simulation-unknown-offer = the environment that answers has no offer { $offer }
simulation-unidentified = { $contacts ->
    [one] { $contacts } contact without a key is left out: nobody knows it
   *[other] { $contacts } contacts without a key are left out: nobody knows them
}
simulation-unknown = { $contacts ->
    [one] { $contacts } contact without a key is known to nobody: { $space } proposes { $offers } to it
   *[other] { $contacts } contacts without a key are known to nobody: { $space } proposes { $offers } to them
}
simulation-value = Value
simulation-weight = Mean weight

source-columns = { $file }, line { $line }: it has { $found } values, and the file has { $wanted } columns
source-failed = { $file } cannot be read: { $problem }
source-no-key = { $file } has no column { $field }, which contacts of the dimension { $dimension } are known by; it has { $columns }
source-open-quote = { $file }, line { $line }: a quotation mark is never closed
source-unknown = { $file } is no file of contacts that can be read: CSV, Parquet and Arrow files and contact databases can
source-value = { $file }, line { $line }, column { $column }: { $problem }

# The help of the command.
cli-help-simulate = Simulates what a whole population would be proposed
cli-help-simulate-file = The catalog; - reads standard input
cli-help-simulate-space = The space to call
cli-help-simulate-again = Asks again what gave these results (the JSON of a simulation), at the same moment
cli-help-simulate-audience = The contacts: a CSV, Parquet or Arrow file, or a contact database [those of the catalog]
cli-help-simulate-against = Compares with another catalog, or with “live”: its Live environment; exits with 1 where somebody gets something else
cli-help-simulate-count = Maximum number of offers for each contact [1]
cli-help-simulate-at = The date and time of the calls, such as 2026-07-01T08:00 [now]
cli-help-simulate-categories = A requested category (repeatable) [the space's defaults]
cli-help-simulate-themes = A requested theme (repeatable) [the space's defaults]
cli-help-simulate-data = A call data value (repeatable)
cli-help-simulate-live = Proposes what is Live
cli-help-simulate-who = A rule that says which contacts, such as “profile.age >= 30” [everybody]
cli-help-simulate-sample = Takes so many of them, evenly drawn
cli-help-simulate-axes = Tells results apart by a field of the contact, offer.category, offer.theme, a field of the offer or split('NAME') (repeatable)
cli-help-simulate-funnel = For how many contacts what stops each offer is found [as many as take about a second]
cli-help-simulate-json = Prints the results as JSON
cli-help-simulate-csv = Prints the results as CSV
