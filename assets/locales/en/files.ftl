### Files
files-command-close-catalog = Close catalog
files-command-next-catalog = Next catalog
files-recent = Open recent
files-read-only = Read-only
files-read-only-hint = The file is protected against writing. Saving asks for another file.
files-open-already = { $file } is open: close it before you save over it
files-reloaded = Another program changed { $file }: it was read again
files-undo-recover = Recovered changes

files-recover = Recover unsaved changes to { $file } from { $time }?
files-recover-new = Recover a catalog that was never saved, from { $time }?
files-recover-changed = { $count ->
    [one] { $count } entity differs from the file.
   *[other] { $count } entities differ from the file.
}
files-recover-holds = { $count ->
    [one] It holds { $count } entity.
   *[other] It holds { $count } entities.
}
files-recover-text = The program ended before they were saved. Recovering opens them as unsaved changes; your file stays as it is until you save.
files-recover-file-changed = The file was changed since: saving will ask which version stays.
files-recover-yes = Recover
files-recover-no = Discard
files-recover-later = Later

files-broken-title = { $file } is not a catalog yet. Mend its text here:
files-broken-error = line { $line }, column { $column }: { $problem }
files-broken-text = Text of the file
files-broken-mended = The text is a catalog now.
files-broken-checking = Checking…
files-broken-save = Save and open
files-broken-save-disabled = Once the text has no errors
files-broken-close = Close the text
files-broken-changed = Another program changed { $file } meanwhile: nothing was saved. Copy your text, close it and open the file again.
files-broken-busy = Close the text that you are mending first
files-broken-outside = Another program changed { $file }, and it is no catalog now. What you have open stays as it was.

files-lose-text = Close without saving the text?
files-lose-text-text = What you changed in the text of the broken file is lost; the file stays as it was.
