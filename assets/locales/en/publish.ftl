### Publishing what is approved, from Design to Live
publish-no-live = { $environment } cannot be published because it is not linked to a Live environment.
publish-live-twice = { $environment } cannot be published because its Live environment belongs to another Design environment.
publish-no-linked-space = { $space } cannot be published because its linked anonymous space, { $missing }, does not exist in Live.
publish-command = Publish…
publish-command-tip = Shows approved changes that are not in Live yet, and publishes them.
publish-command-back = Go back to an earlier Live version…
publish-command-back-tip = Makes Live what it was before a publication of this session.
publish-title = Publish
publish-accept = Publish
publish-open = Open
publish-step = Publish
publish-step-back = Go back to an earlier Live version
publish-count = { $count ->
    [one] { $count } item changes in Live:
   *[other] { $count } items change in Live:
}
publish-changes = Changes in Live
publish-nothing = Live is up to date
publish-nothing-hint = Everything that is approved is published. Approve offers in Design to publish them.
publish-refused = { $count ->
    [one] Cannot publish yet. Fix this problem first:
   *[other] Cannot publish yet. Fix these { $count } problems first:
}
publish-standing-scenarios = { $count ->
    [one] One scenario passes in Design and fails in Live, as before: { $scenarios }.
   *[other] { $count } scenarios pass in Design and fail in Live, as before: { $scenarios }.
}
publish-standing-warnings = { $count ->
    [one] { $count } warning about Live, as before.
   *[other] { $count } warnings about Live, as before.
}
publish-although = Publish despite these warnings
publish-done = { $count ->
    [one] Published. { $count } item of Live changed.
   *[other] Published. { $count } items of Live changed.
}
publish-went-back = { $count ->
    [one] Live is back to the earlier version. { $count } item changed.
   *[other] Live is back to the earlier version. { $count } items changed.
}
publish-status-none = Live is up to date
publish-status-changes = { $count ->
    [one] { $count } unpublished change
   *[other] { $count } unpublished changes
}
publish-status-blocked = Cannot be published
publish-back-title = Go back to an earlier Live version
publish-back-hint = Design stays as it is. You can undo this.
publish-back-accept = Go back
publish-back-state = { $number ->
    [one] 1 version back
   *[other] { $number } versions back
}: { $offers } enabled, { $changes } since.
publish-back-none = No earlier version
publish-back-none-hint = Versions published since the file was opened are listed here. For older ones, compare with a file from version control.
