### Comparing two states of a catalog
compare-command-saved = Compare with the saved file
compare-button = Compare
compare-title-saved = What is not saved in { $file }
compare-title-file = What differs from { $file } as it is now
compare-count = { $count ->
    [one] { $count } entity differs
   *[other] { $count } entities differ
}
compare-old-saved = saved
compare-new-saved = now
compare-old-file = in the file
compare-new-file = in the editor
compare-hint-saved = Each change can be taken back on its own, and is a step that Undo takes back.
compare-hint-file = Take over from the file what you want, then overwrite it with what is in the editor. Reloading takes all of the file.
compare-back-saved = Take back
compare-back-file = Take the file's
compare-none = Nothing differs
compare-none-hint = Both hold the same catalog.
compare-added = added
compare-removed = removed
compare-changed = changed
compare-renamed = renamed
compare-inside = { $count ->
    [one] with { $count } entity inside
   *[other] with { $count } entities inside
}
compare-place = Place
compare-order-old = where it stood in its list
compare-order-new = elsewhere in its list
compare-nothing = nothing
compare-step = Take back: { $entity }
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
