### The effect of a change: who gets other offers than before
impact-tab = Effect
impact-since = Compared with
impact-since-saved = Saved file
impact-since-live = Live
impact-since-approved = Approved
impact-summary = { $changed ->
    [0] None of { $compared } answers differs
   *[other] { $changed } of { $compared } answers differ: { $gained ->
        [one] { $gained } offer gained
       *[other] { $gained } offers gained
    }, { $lost } lost
}
impact-left-out = { $count ->
    [one] { $count } more answer not compared, to stay quick
   *[other] { $count } more answers not compared, to stay quick
}
impact-waiting = Comparing…
impact-nothing = No effect
impact-nothing-hint = All scenarios and sample contacts get the same offers.
impact-fields = Fields
