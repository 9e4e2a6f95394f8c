### Versions of a catalog: their differences, and merging them
versions-none = No differences
versions-count = { $count ->
    [one] { $count } item differs
   *[other] { $count } items differ
}
versions-git-unmerged = { $file } is not merged yet: settle its conflicts first.
versions-git-arguments = “diff --git” is called by git, with the seven arguments of a diff command.
versions-git-new = { $catalog }: new catalog
versions-git-gone = { $catalog }: catalog deleted

cli-help-diff = Shows what differs between two catalogs
cli-help-diff-old = The old catalog; - reads standard input
cli-help-diff-new = The new catalog; - reads standard input
cli-help-diff-format = text, json or markdown [text]
cli-help-diff-json = Prints JSON
cli-help-diff-git = Takes the arguments that git gives to a diff command: see docs/version-control.md

versions-conflict = { $kind } “{ $entity }”: { $what }
versions-whole-both = added by both, differently
versions-whole-theirs-gone = changed by ours, deleted by theirs
versions-whole-ours-gone = deleted by ours, changed by theirs
versions-not-there = not there
versions-place-behind = in { $holder }, after { $before }
versions-place-first = in { $holder }, first
versions-merge-conflicts = { $count ->
    [one] { $count } conflict is left marked in the file. Open it in Vitrine to settle it.
   *[other] { $count } conflicts are left marked in the file. Open it in Vitrine to settle them.
}
versions-merge-by-lines = Not merged: one version is no catalog. { $file } holds both, with markers around the lines that differ.

cli-help-merge = Merges what two people made of one catalog
cli-help-merge-base = The catalog that both began with; an empty file where it is not known
cli-help-merge-ours = Our catalog, whose comments and layout are kept; - reads standard input
cli-help-merge-theirs = Their catalog; - reads standard input
cli-help-merge-output = The file to write [standard output]
cli-help-merge-backup = Keeps the previous version of the output beside it, as OUT.bak
