### The window's frame: menus, commands, dialogs, notices.

app-menu-file = File
app-menu-edit = Edit
app-menu-preview = Preview
app-menu-view = View
app-menu-help = Help

app-command-new = New catalog
app-command-open = Open…
app-command-open-sample = Open the sample catalog
app-command-save = Save
app-command-save-as = Save as…
app-command-export-ron = Export for production as RON…
app-command-export-json = Export for production as JSON…
app-command-quit = Quit
app-command-undo = Undo
app-command-redo = Redo
app-command-close-tab = Close tab
app-command-next-tab = Next tab
app-command-save-scenario = Save as scenario
app-command-forget-trial = Forget accepted and refused offers
app-command-explorer = Explorer
app-command-preview = Live preview
app-command-problems = Problems and scenarios
app-command-light = Light
app-command-dark = Dark
app-command-system = As the system
app-command-english = English
app-command-french = Français
app-command-zoom-in = Larger
app-command-zoom-out = Smaller
app-command-zoom-reset = Actual size
app-command-shortcuts = Keyboard shortcuts
app-command-about = About Vitrine

app-unsaved = Unsaved changes
app-unfit = A value to correct
app-unchanged = No changes
app-saved-at = Saved at { $time }
app-saved = Saved { $file }
app-saved-without = { $saved }, but not “{ $text }” ({ $tab }): it is incomplete or invalid
app-exported = Exported { $file }
app-export-empty = There is no Live environment to export. Publish a Design environment first.
app-export-unsound = { $count ->
    [one] An error keeps
   *[other] { $count } errors keep
} the Live environments from running: { $first }
app-export-failed = The catalog cannot be exported: { $problem }
app-job-failed = Something went wrong in the background. Your catalog is unharmed.
app-no-display = The editor needs a display, and neither DISPLAY nor WAYLAND_DISPLAY leads to one; every other command works without: see vitrine --help.
app-no-graphics = The editor needs a graphics driver with OpenGL, and found none; every other command works without one: see vitrine --help.
app-no-window = The editor cannot open a window here; every other command works without one: see vitrine --help.
app-status-offers = { $count ->
    [one] { $count } offer
   *[other] { $count } offers
}
app-status-decided = decided in { $milliseconds } ms
app-zoom = { $percent } %
app-language = Language
app-nothing-open = Nothing is open
app-nothing-open-hint = Choose something in the explorer to edit it, or go to it by its name.
app-nothing-yet = Nothing is in the catalog yet
app-nothing-yet-hint = Start with an environment: the wizard makes what it needs. Then come its spaces and its offers.
app-scenario-shows = { $who }, { $space }: { $offer }
app-scenario-shows-nothing = { $who }, { $space }: nothing proposed
app-scenario-shows-unknown = Unknown visitor, { $space }: { $offer }
app-scenario-shows-unknown-nothing = Unknown visitor, { $space }: nothing proposed

app-undo-save-scenario = Save as scenario

app-dialog-save = Save
app-dialog-discard = Don't save
app-dialog-cancel = Cancel
app-dialog-close = Close
app-dialog-overwrite = Overwrite
app-dialog-reload = Reload
app-dialog-unsaved = Save the changes to { $file }?
app-dialog-unsaved-text = Otherwise they are lost.
app-dialog-unfit = A value in { $file } cannot be saved as it is
app-dialog-unfit-text = { $entity }, { $tab }: “{ $text }” is incomplete or invalid. Correct it, or leave without it.
app-dialog-unfit-others = Your other changes are not saved yet either.
app-dialog-unfit-go = Go to the field
app-dialog-changed = Another program changed { $file }
app-dialog-changed-text = Overwriting replaces its changes by yours; its version is kept beside the file as .bak. Reloading replaces yours by its.
app-dialog-broken = { $file } is not a catalog
app-dialog-broken-text = The file was left as it is. Mend it in a text editor, then open it again:
app-dialog-broken-place = line { $line }, column { $column }
app-dialog-path-open = Open a catalog
app-dialog-path-save = Save the catalog
app-dialog-path-export = Export for production
app-dialog-path = Path of the file
app-dialog-shortcuts = Keyboard shortcuts
app-dialog-about = About Vitrine
app-dialog-about-text = An editor for offer catalogs: who gets which offer on which space, and why. Works offline; your catalog stays in your file.
app-dialog-about-version = Version { $version }

## Explorer
explorer-filter = Filter
explorer-clear = Clear the filter
explorer-found = { $count } found
explorer-none = Nothing matches
explorer-none-hint = The filter looks at labels and names, without case and accents.
explorer-empty = none yet
explorer-empty-hint = Enter or a double click adds the first.
explorer-off = disabled
explorer-passed = passed
explorer-failed = failed
explorer-passed-of = { $passed }/{ $all }
explorer-issues = { $count ->
    [one] { $count } problem
   *[other] { $count } problems
}
explorer-open = Open
explorer-preview = Preview this space
explorer-copy-name = Copy name
explorer-copy-reference = Copy reference
explorer-expand = Expand all below
explorer-collapse = Collapse all below

## Problems and scenarios
bottom-problems = Problems
bottom-checking = Checking…
bottom-errors = Errors ({ $count })
bottom-warnings = Warnings ({ $count })
bottom-hints = Hints ({ $count })
bottom-no-problems = No problems
bottom-no-problems-hint = Every rule, reference and date of the catalog was checked.
bottom-all-hidden = Nothing of this severity
bottom-all-hidden-hint = The buttons above show and hide errors, warnings and hints.
bottom-no-scenarios = No scenarios
bottom-no-scenarios-hint = A scenario keeps a call with its answer, and says when the answer changes. Save one from the preview.
bottom-scenario-passed = { $label }: passed
bottom-scenario-failed = { $label }: failed

## Dialogs
app-dialog-open = Open
app-dialog-path-replaces = A file of that name is replaced; its version is kept beside it as .bak.

## Work under way
app-task-load = Reading the file…
app-task-save = Writing the file…
app-task-export = Exporting…
app-task-analyse = Checking…
app-task-decide = Deciding…
app-task-find = Searching…
app-task-replace = Replacing…
app-task-compare = Comparing…
app-task-cancel = Cancel: { $task }
