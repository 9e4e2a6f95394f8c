### The tour of the window

tour-command = Tour
tour-next = Next
tour-back = Previous
tour-skip = Skip the tour
tour-done = Done
tour-count = { $step } of { $count }
tour-explorer = The whole catalog
tour-explorer-text = Environments with their spaces and offers, then what they share. Type to filter. To add an item, right-click or use the + button.
tour-form = One form for each item
tour-form-text = Each item opens in a tab. Every change can be undone, and the file changes only when you save. This is the first of three key check boxes: it dedicates an environment to anonymous visitors.
tour-identification = An offer for everyone
tour-identification-text = The other two check boxes belong to a space: one recognizes contacts by cookie, the other lets an anonymous space answer when nobody is identified.
tour-preview = Who gets what, and why
tour-preview-text = Choose a contact, how they arrive, the space and the date. The result updates as you edit: the path, the ranked offers, and why every other offer was blocked.
tour-problems = What is wrong
tour-problems-text = Everything is checked while you work. Click a problem to go to its field. Many have a button that fixes them.
tour-palette = Everything by keyboard
tour-palette-text = { $keys } lists every command with its keys. You can repeat this tour from the Help menu.
