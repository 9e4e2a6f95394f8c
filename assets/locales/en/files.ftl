### Files
files-command-close-catalog = Close catalog
files-command-next-catalog = Next catalog
files-recent = Open recent
files-read-only = Read-only
files-read-only-hint = The file is write-protected. Saving asks for a new file.
files-open-already = { $file } is open. Close it before you replace it.
files-reloaded = { $file } was changed by another program and has been reloaded
files-undo-recover = Recovered changes

files-recover = Recover unsaved changes to { $file } from { $time }?
files-recover-new = Recover an unsaved new catalog from { $time }?
files-recover-changed = { $count ->
    [one] { $count } item differs from the file.
   *[other] { $count } items differ from the file.
}
files-recover-holds = { $count ->
    [one] It contains { $count } item.
   *[other] It contains { $count } items.
}
files-recover-text = Vitrine closed before they were saved. Recovered changes stay unsaved, and the file unchanged, until you save.
files-recover-file-changed = The file has changed since. When you save, you choose which version to keep.
files-recover-yes = Recover
files-recover-no = Discard
files-recover-later = Later

files-broken-title = { $file } is not a valid catalog. Fix it here:
files-broken-error = line { $line }, column { $column }: { $problem }
files-broken-text = Text of the file
files-broken-lines = Lines { $first } to { $last } of { $all } are shown. Select an error to go to its line.
files-broken-earlier = Earlier lines
files-broken-later = Later lines
files-broken-mended = The file is now a valid catalog.
files-broken-checking = Checking…
files-broken-save = Save and open
files-broken-save-disabled = Fix all errors first
files-broken-close = Close the file
files-broken-changed = Another program changed { $file }, so nothing was saved. Copy your text, close the file and open it again.
files-broken-busy = Close the file that you are fixing first
files-broken-outside = Another program changed { $file }, which is no longer a valid catalog. Your open version is unchanged.

files-lose-text = Close without saving?
files-lose-text-text = Your corrections will be lost. The file stays unchanged.
