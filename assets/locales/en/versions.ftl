### Versions of a catalog: their differences, and merging them
versions-none = No differences
versions-count = { $count ->
    [one] { $count } item differs
   *[other] { $count } items differ
}
versions-git-unmerged = { $file } is not merged yet: settle its conflicts first.
versions-git-arguments = “diff --git” is called by git, with the seven arguments of a diff command.
versions-git-layout = Only comments or layout differ
versions-git-new = { $catalog }: new catalog
versions-git-gone = { $catalog }: catalog deleted

cli-help-diff = Shows what differs between two catalogs
cli-help-diff-old = The old catalog, or a folder of catalogs; - reads standard input
cli-help-diff-new = The new catalog, or a folder of catalogs; - reads standard input
cli-help-diff-format = text, json or markdown [text]
cli-help-diff-json = Prints JSON
cli-help-diff-git = Takes the arguments that git gives to a diff command: see docs/version-control.md

versions-conflict = { $kind } “{ $entity }”: { $what }
versions-whole-both = added by both, differently
versions-whole-theirs-gone = changed by ours, deleted by theirs
versions-whole-ours-gone = deleted by ours, changed by theirs
versions-whole-ours-only = only in ours, and no common version tells whether theirs deleted it
versions-whole-theirs-only = only in theirs, and no common version tells whether ours deleted it
versions-not-there = not there
versions-place-behind = in { $holder }, after { $before }
versions-place-first = in { $holder }, first
versions-merge-conflicts = { $count ->
    [one] { $count } conflict is left marked in the file. Open it in Vitrine to settle it.
   *[other] { $count } conflicts are left marked in the file. Open it in Vitrine to settle them.
}
versions-merge-by-lines = Not merged by entity and field. { $file } holds both, with markers around the lines that differ.

cli-help-merge = Merges what two people made of one catalog
cli-help-merge-base = The catalog that both began with; an empty file where it is not known
cli-help-merge-ours = Our catalog, whose comments and layout are kept; - reads standard input
cli-help-merge-theirs = Their catalog; - reads standard input
cli-help-merge-output = The file to write [standard output]
cli-help-merge-backup = Keeps the previous version of the output beside it, as OUT.bak

### Conflicts in the window
versions-command-settle = Settle the conflicts…
versions-command-settle-tip = Shows what two people changed differently, side by side, and lets you choose.
versions-title = Conflicts in { $file }
versions-conflicts = Conflicts
versions-settled = { $settled } of { $count } settled
versions-hint = Choose for each conflict. Everything else has been merged. You can change your mind, and undo each choice.
versions-no-conflict = Nothing left to settle
versions-no-conflict-hint = Both versions went together.
versions-open = to be settled
versions-taken = taken: { $side }
versions-ours = Ours
versions-base = Before both
versions-theirs = Theirs
versions-both = Both
versions-take-ours = Take ours
versions-take-base = Take the one before
versions-take-theirs = Take theirs
versions-take-both = Keep both
versions-show-base = Show what both began with
versions-step = Settle the conflict: { $entity }
versions-all-together = This file held the markers of a merge. Both versions went together: save it to take them away.
versions-not-saved = { $count ->
    [one] Not saved: { $count } conflict is still to be settled.
   *[other] Not saved: { $count } conflicts are still to be settled.
}
versions-keep-marked = Keep for later
versions-unsaved-text = { $count ->
    [one] { $count } conflict is still to be settled. “Keep for later” writes your choices to the file and leaves the rest marked.
   *[other] { $count } conflicts are still to be settled. “Keep for later” writes your choices to the file and leaves the rest marked.
}

### Comparing any two states
versions-command-compare = Compare…
versions-command-compare-tip = Compares any two states: edited, saved, Live, another file, before a change, a revision in git.
versions-compare-title = Compare two states of { $file }
versions-compare-hint = To revert single changes, choose “As edited now” on the right.
versions-pick-old = Old state
versions-pick-new = New state
versions-state-edited = As edited now
versions-state-saved = As saved
versions-state-live = Live
versions-state-file = Another file…
versions-state-earlier = Before: { $change }
versions-state-gone = That state is not there any more.
versions-no-catalog = { $file } is no catalog.
versions-no-file = No revisions: this catalog has no file yet.
versions-no-git = No revisions: git is not installed.
versions-no-repository = No revisions: the file is not in a git repository.
versions-no-revision = No revisions: the file was never committed.
