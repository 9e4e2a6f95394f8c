### What a whole population gets: what is asked, how far it is, and the results
population-tab = Simulation
population-settings = Settings
population-offers = Offers
population-axes = By group
population-gates = Reasons
population-nothing = Left with nothing
population-per-contact = Offers per contact
population-what-if = What if

## Commands
population-command-run = Simulate
population-command-run-tip = Show what a whole population gets of the catalog as it is edited
population-command-cancel = Cancel simulation
population-command-cancel-tip = Stop the simulation; the results from before stay
population-command-who-gets = Who gets this offer?
population-command-who-gets-tip = Show how many contacts of a population get the selected offer, and what stops it for the others
population-command-csv = Export simulation as CSV…
population-command-csv-tip = Write the results of the simulation as a table
population-command-json = Export simulation as JSON…
population-command-json-tip = Write the results with all that was asked, so that the simulation can be made again
population-command-chart = Export chart as picture…
population-command-chart-tip = Write the chart of the results in front as a PNG picture

## Head
population-run = Run
population-cancel = Cancel
population-audience = Population
population-audience-tip = Contacts whose offers are simulated
population-audience-usual = Beside the catalog
population-audience-own = Sample contacts
population-choose-file = Choose a file…
population-choose-catalog = Another catalog…
population-path-audience = Open a population
population-contacts = { $count ->
    [one] { $count } contact
   *[other] { $count } contacts
}
population-as-chart = Chart
population-export = Export results
population-not-written = Cannot write { $file }: { $problem }
population-running = Simulation progress
population-done-of = { $done } of { $total } contacts
population-done = { $done } contacts
population-rate = { $rate } contacts/s
population-left = { $time } left
population-seconds = { $count } s
population-minutes = { $count } min
population-percent = { $number }%
population-summary = { $taken ->
    [one] { $taken } contact, { $some } with an offer ({ $share })
   *[other] { $taken } contacts, { $some } with an offer ({ $share })
}
population-of-all = of { $count } in the population
population-unidentified = { $contacts } without a key
population-unknown = { $contacts } without a key get { $offers } ({ $space })
population-took = { $seconds } s
population-memory = { $memory } MB of memory at most
population-follows = Follows your edits
population-updating = Updating
population-before = Results from before the last change
population-not-run = Not run
population-waits = { $count ->
    [one] { $count } contact: press Run to simulate
   *[other] { $count } contacts: press Run to simulate
}
population-waits-unknown = Large population: press Run to simulate

## Empty states
population-no-space = No space
population-no-space-hint = Add a space to an environment: a simulation calls a space for each contact.
population-none = No results yet
population-none-hint = Press Run to see what a whole population gets.
population-no-axes = No groups
population-no-axes-hint = Choose contact or offer fields in Settings to tell results apart, such as age or category.
population-no-axes-yet = No groups
population-too-many = Too many values
population-too-many-hint = This field has too many different values. Choose another one.
population-no-funnel = No reasons
population-no-funnel-hint = Reasons are not looked for. Choose otherwise in Settings.
population-no-what-if = Nothing to compare with
population-no-what-if-hint = Choose the saved file, Live or another catalog in Settings to see which offers gain and lose.
population-nobody = No contacts
population-nobody-hint = No contact of the population matches the settings.
population-nothing-none = Everyone gets an offer
population-nothing-none-hint = No contact of the population is left with nothing.

## Columns
population-column-contacts = Contacts
population-column-share = Share
population-column-rank = Rank { $rank }
population-column-weight = Mean weight
population-column-mean-rank = Mean rank
population-column-nothing = With nothing
population-column-times = Propositions
population-column-stopped = Stopped
population-column-came = Came to it
population-column-count = Offers
population-column-before = Before
population-column-after = After
population-column-change = Change
population-gate = Reason

## Results
population-axis-theme = Theme
population-axis-split = Split { $name }
population-range = { $from } to { $until }
population-range-from = { $from } and more
population-range-until = under { $until }
population-range-all = All
population-others = { $count ->
    [one] { $count } other
   *[other] { $count } others
}
population-missing = No value
population-text = { $text }
population-number = { $number }
population-value = { $field } { $value }
population-all-offers = All offers
population-who-gets = Who gets it?
population-gets = { $count ->
    [one] { $count } contact gets it ({ $share })
   *[other] { $count } contacts get it ({ $share })
}
population-at-rank = { $count } at rank { $rank }
population-mean-weight = mean weight { $weight }
population-examples = Contacts who get it
population-passed = Proposed
population-funnel-sample = { $count ->
    [one] Reasons of { $count } contact, evenly drawn
   *[other] Reasons of { $count } contacts, evenly drawn
}
population-nothing-count = { $count ->
    [one] { $count } contact gets nothing ({ $share })
   *[other] { $count } contacts get nothing ({ $share })
}
population-nothing-examples = Some of them
population-common = In common
population-common-none = Nothing that tells them from the others
population-common-line = { $field }: { $value } – { $them } of them, { $all } of all
population-closest = What stopped the offer that came furthest
population-closest-line = { $count ->
    [one] { $gate }: { $count } contact
   *[other] { $gate }: { $count } contacts
}
population-offer-count = { $count ->
    [0] No offer
    [one] { $count } offer
   *[other] { $count } offers
}

## Charts
population-chart-offers = Contacts by offer and rank
population-chart-gates = Left after each reason: { $offer }
population-chart-what-if = Contacts gained and lost by offer
population-unit-contacts = Contacts
population-unit-looks = Offers looked at
population-part-left = Left
population-part-stopped = Stopped

## Settings
population-as-preview = As in the preview
population-live = Offers of Live
population-live-hint = Simulate what is published instead of what is edited
population-categories = Categories
population-themes = Themes
population-who = Only contacts
population-who-hint = Empty: everyone
population-sample = Sample size
population-sample-all = Everyone
population-funnel = Reasons for
population-funnel-drawn = As many contacts as take a second
population-funnel-all = All contacts
population-funnel-none = Nobody
population-told-apart = Group by
population-against-nothing = Nothing
population-kept = Earlier simulations
population-kept-tip = Ask the same again (catalog { $catalog }, population { $population }, { $at })
population-again = From exported results…
population-again-tip = Ask again what gave results that were exported as JSON
population-path-again = Open exported results
population-kept-line = { $taken ->
    [one] { $population } · { $space } · { $some } of { $taken } contact with an offer
   *[other] { $population } · { $space } · { $some } of { $taken } contacts with an offer
}
population-no-catalog = { $file } is not a catalog
population-chart-left = { $count } left ({ $share })

## What if
population-flows = Flows
population-moved = Contacts
population-from = From
population-to = to { $offer }
population-no-offer = Nothing
population-changes = { $changed ->
    [one] { $changed } contact gets something else, { $fell } fall to nothing, { $rose } get something again
   *[other] { $changed } contacts get something else, { $fell } fall to nothing, { $rose } get something again
}
population-column-gained = Gained
population-column-lost = Lost
population-fell = Fall to nothing
population-rose = Had nothing
population-moved-fell = { $count ->
    [one] { $count } contact had an offer and gets nothing
   *[other] { $count } contacts had an offer and get nothing
}
population-moved-rose = { $count ->
    [one] { $count } contact had nothing and gets an offer
   *[other] { $count } contacts had nothing and get an offer
}
population-moved-gained = { $count ->
    [one] { $count } contact gets { $offer } and did not before
   *[other] { $count } contacts get { $offer } and did not before
}
population-moved-lost = { $count ->
    [one] { $count } contact does not get { $offer } any more
   *[other] { $count } contacts do not get { $offer } any more
}
population-moved-between = { $count ->
    [one] { $count } contact goes from { $from } to { $to }
   *[other] { $count } contacts go from { $from } to { $to }
}
population-unwritable = The results cannot be written: { $problem }

## Who of a population gets an offer, and what would have to change for the others
reach-title = In the population
reach-ask = Ask the population
reach-changes = What would have to change
reach-again = Ask again
reach-ask-tip = Find how many contacts get this offer, and which changes would win the most others
reach-of = { $population } · { $space } · { $offers ->
    [one] { $offers } offer asked for
   *[other] { $offers } offers asked for
} · { $seconds } s
reach-of-before = Before the last change · { $population } · { $space } · { $offers ->
    [one] { $offers } offer asked for
   *[other] { $offers } offers asked for
} · { $seconds } s
reach-gets = { $count ->
    [one] { $count } of { $taken } contacts gets it ({ $share })
   *[other] { $count } of { $taken } contacts get it ({ $share })
}
reach-stopped = Reasons for the others: { $gates }
reach-gate = { $gate } { $share }
reach-ways = What would have to change, for { $asked } of the others, evenly drawn:
reach-no-ways = No small change would win any of the { $asked } others who were asked.
reach-nobody-asked = None of the others could be asked: the space does not know them by their values.
reach-way = If { $changes }: { $count } of them ({ $share }), rank { $rank } at best
reach-way-tip = Try this in the preview with one of them
