### Find, go to, the palette, shortcuts of the explorer, the history of notices.

find-command-find = Find and replace
find-command-go-to = Go to…
find-command-palette = All commands…

## The panel
find-text = Find in the catalog
find-with = Replace with
find-case = Match case
find-whole-words = Whole words only
find-replace = Replace
find-replace-all = Replace all
find-rename = Names are not replaced. Rename the item in its form to update references.
find-fixed = Not replaced: names, references and read-only values
find-count = { $count } found
find-listed = first { $count } shown
find-empty = Search the catalog
find-empty-hint = Searches labels, names, content, rules, templates and descriptions.
find-none = No results
find-none-hint = Try a shorter text, or turn off Match case and Whole words only.
find-step = Replace “{ $text }”
find-replaced-nothing = The catalog has changed, so nothing was replaced. Search again.
find-replaced = { $count ->
    [one] { $count } occurrence replaced
   *[other] { $count } occurrences replaced
}

## The lists over the window
find-no-entity = No matching item
find-no-command = No matching command

## Keys of the explorer, for the list of shortcuts
find-in-window = In the window
find-key-next-part = Next part of the window
find-key-part-before = Previous part of the window
find-key-menus = Menus
find-in-explorer = In the explorer
find-key-open = Open
find-key-delete = Delete
find-key-move-up = Move up
find-key-move-down = Move down
find-key-unfold = Expand
find-key-fold = Collapse
find-key-menu = Context menu

## Notices
find-notices = { $count ->
    [0] Notices
   *[other] Notices ({ $count })
}
find-no-notices = No notices in this session
find-clear-notices = Clear notices

find-keyboard-shift = Shift
find-keyboard-delete = Delete
find-keyboard-enter = Enter
find-keyboard-escape = Esc
find-keyboard-space = Space
find-keyboard-page-up = Page Up
find-keyboard-page-down = Page Down
find-keyboard-home = Home
find-keyboard-end = End
find-keyboard-up = Up
find-keyboard-down = Down
find-keyboard-left = Left
find-keyboard-right = Right
find-keyboard-insert = Insert
find-keyboard-plus = +
find-keyboard-minus = -
