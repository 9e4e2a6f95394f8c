### The window's frame: menus, commands, dialogs, notices.

app-menu-bar = Menus
app-toolbar = Toolbar
app-open-catalogs = Open catalogs
app-open-tabs = Open tabs
app-menu-file = File
app-menu-edit = Edit
app-menu-catalog = Catalog
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
app-command-close-others = Close other tabs
app-command-close-all = Close all tabs
app-command-next-tab = Next tab
app-command-next-inner-tab = Next tab of the form
app-command-previous-inner-tab = Previous tab of the form
app-command-save-scenario = Save as scenario
app-command-forget-trial = Reset accepted and rejected offers
app-command-explorer = Explorer
app-command-preview = Live preview
app-command-problems = Problems and scenarios
app-command-enlarge = Enlarge the panel below
app-command-light = Light
app-command-dark = Dark
app-command-system = Use system setting
app-command-english = English
app-command-french = Français
app-command-zoom-in = Zoom in
app-command-zoom-out = Zoom out
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
    [one] An error prevents
   *[other] { $count } errors prevent
} the Live environments from running. First error: { $first }
app-job-failed = A background task failed. Your catalog was not changed.
app-no-display = The editor needs a display, but neither DISPLAY nor WAYLAND_DISPLAY is set to one. Other commands work without it: see vitrine --help.
app-no-graphics = The editor needs an OpenGL graphics driver and found none. Other commands work without it: see vitrine --help.
app-no-window = The editor cannot open a window on this computer. Other commands work without it: see vitrine --help.
app-status-offers = { $count ->
    [one] { $count } offer
   *[other] { $count } offers
}
app-status-decided = decided in { $milliseconds } ms
app-zoom = { $percent } %
app-language = Language
app-language-is = Language: { $language }
app-nothing-open = Nothing is open
app-nothing-open-hint = Select an item in the explorer, or find it by name with Go to…
app-nothing-yet = This catalog is empty
app-nothing-yet-hint = Create an environment with the wizard, then add spaces and offers.
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
app-dialog-unsaved-text = If you don't save, your changes will be lost.
app-dialog-unfit = A value in { $file } cannot be saved as it is
app-dialog-unfit-text = { $entity }, { $tab }: “{ $text }” is incomplete or invalid. Correct it, or leave without it.
app-dialog-unfit-others = Your other changes are not saved yet either.
app-dialog-unfit-go = Go to the field
app-dialog-changed = Another program changed { $file }
app-dialog-changed-text = “Overwrite” replaces its changes with yours and keeps its version in a .bak file. “Reload” discards yours.
app-dialog-broken = { $file } is not a valid catalog
app-dialog-broken-text = The file was not changed. Fix the error in a text editor, then open it again:
app-dialog-broken-place = line { $line }, column { $column }
app-dialog-path-open = Open a catalog
app-dialog-path-save = Save the catalog
app-dialog-path = File path
app-dialog-shortcuts = Keyboard shortcuts
app-dialog-about = About Vitrine
app-dialog-about-text = An editor for offer catalogs: who gets which offer on which space, and why. Works offline; your catalog stays in your file.
app-dialog-about-version = Version { $version }

## Explorer
explorer-filter = Filter
explorer-clear = Clear the filter
explorer-found = { $count } found
explorer-none = No matches
explorer-none-hint = Searches labels and names, ignoring case and accents.
explorer-empty = none yet
explorer-empty-hint = Press Enter or double-click to add one.
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
explorer-expand = Expand all
explorer-collapse = Collapse all

## Problems and scenarios
bottom-problems = Problems
bottom-checking = Checking…
bottom-errors = Errors ({ $count })
bottom-warnings = Warnings ({ $count })
bottom-hints = Hints ({ $count })
bottom-fix-all = Fix all { $count }
bottom-fix-all-hint = Fixes every problem of this kind in one step that can be undone.
bottom-no-problems = No problems
bottom-no-problems-hint = All rules, references and dates in the catalog were checked.
bottom-all-hidden = All problems are hidden
bottom-all-hidden-hint = Use the buttons above to show errors, warnings or hints.
bottom-no-scenarios = No scenarios
bottom-no-scenarios-hint = A scenario saves a call with its expected result and reports any difference. Save one from the preview.
bottom-scenario-passed = { $label }: passed
bottom-scenario-failed = { $label }: failed
bottom-accept = Accept
bottom-accept-of = Accept the current result of { $label }
bottom-accept-all = Accept all { $count } current results
bottom-accept-hint = What the scenarios expect becomes what they get now, in the parts that they check. You can undo it.
bottom-accept-title = Accept the current results of { $count } scenarios?

## Dialogs
app-dialog-open = Open
app-dialog-path-replaces = An existing file with this name will be replaced. A .bak copy is kept in the same folder.

## Work under way
app-task-load = Reading the file…
app-task-save = Writing the file…
app-task-export = Exporting…
app-task-analyse = Checking…
app-task-decide = Deciding…
app-task-find = Searching…
app-task-replace = Replacing…
app-task-compare = Comparing…
app-task-publish = Preparing publication…
app-task-cancel = Cancel: { $task }
