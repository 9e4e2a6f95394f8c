### Comparing two states of a catalog
compare-command-saved = Compare with the saved file
compare-button = Compare
compare-title-saved = Unsaved changes in { $file }
compare-title-file = Differences from { $file } on disk
compare-count = { $count ->
    [one] { $count } item differs
   *[other] { $count } items differ
}
compare-old-saved = saved
compare-new-saved = now
compare-old-file = in the file
compare-new-file = in the editor
compare-hint-saved = You can revert each change separately, and undo it again.
compare-hint-file = Use the file's version where you want it, then overwrite the file. Reload takes the whole file.
compare-back-saved = Revert
compare-back-file = Use the file's version
compare-labelled = { $label }: { $value }
compare-none = No differences
compare-none-hint = Both versions are the same.
compare-added = added
compare-removed = removed
compare-changed = changed
compare-renamed = renamed
compare-inside = { $count ->
    [one] with { $count } item inside
   *[other] with { $count } items inside
}
compare-place = Position
compare-order-old = original position
compare-order-new = moved
compare-nothing = nothing
compare-step = Revert: { $entity }
compare-required = Required
compare-approval = Approval
compare-log = Log
compare-author = Author
compare-part = Part
compare-verdict = Verdict
compare-comment = Comment
compare-pending = Pending
compare-approved = Approved
compare-rejected = Rejected
compare-reset = Reset
