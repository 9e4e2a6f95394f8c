### Pages: several spaces decided together

page-title = Page
page-placements = Spaces of the page
page-besides = These spaces are decided together with the call, for the same contact and date.
page-no-offer-twice = No offer twice
page-no-offer-twice-hint = An offer shown in one space is left out of the next ones.
page-add = Add a space to the page
page-add-hint = Add a space…
page-number = Space { $number }
page-expects = Expected: { $offers }
page-expects-nothing = Expected: no offer
page-expects-anything = Expected offers: not checked
page-remove = Remove { $space } from the page
page-column = Space { $number }: { $space }
page-answered-by = answered by { $space }
page-same-contact = One identification for all spaces
page-count-of = Maximum offers in { $space }
