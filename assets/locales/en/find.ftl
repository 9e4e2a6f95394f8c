### Find, go to, the palette, shortcuts of the explorer, the history of notices.

find-command-find = Find and replace
find-command-go-to = Go to…
find-command-palette = All commands…

## The panel
find-text = Find in the catalog
find-with = Replace by
find-case = Match case
find-whole-words = Whole words only
find-replace = Replace here
find-replace-all = Replace all
find-rename = A name: rename it in its form, and what refers to it follows
find-fixed = A name, a reference or something read-only: not replaced
find-count = { $count } found
find-listed = the first { $count } are listed
find-empty = Find anything
find-empty-hint = Labels, names, content, rules, templates and descriptions of the whole catalog are searched.
find-none = Nothing found
find-none-hint = Try fewer letters, or switch off case and whole words.
find-step = Replace “{ $text }”
find-replaced-nothing = The catalog changed meanwhile: nothing was replaced.
find-replaced = { $count ->
    [one] { $count } place replaced
   *[other] { $count } places replaced
}

## The lists over the window
find-no-entity = No entity fits.
find-no-command = No command fits.

## Keys of the explorer, for the list of shortcuts
find-in-explorer = In the explorer
find-key-open = Open
find-key-rename = Rename
find-key-delete = Delete
find-key-move-up = Move up
find-key-move-down = Move down
find-key-unfold = Open a branch
find-key-fold = Close a branch
find-key-menu = Context menu

## Notices
find-notices = { $count ->
    [0] Notices
   *[other] Notices ({ $count })
}
find-no-notices = Nothing has happened yet in this session.
find-clear-notices = Clear the list
