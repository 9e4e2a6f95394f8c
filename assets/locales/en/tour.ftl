### The tour of the window

tour-command = Tour
tour-next = Next
tour-back = Previous
tour-skip = Skip the tour
tour-done = Done
tour-count = { $step } of { $count }
tour-explorer = The whole catalog
tour-explorer-text = Environments with their spaces and offers, then what they share. Type to filter; a right click, or the plus above, makes something new.
tour-form = One form for each thing
tour-form-text = What you choose opens in a tab. Change what you like: every step can be undone, and the file stays as it is until you save. Here is the first of the three boxes that matter most: it dedicates an environment to visitors who have not said who they are.
tour-identification = Nobody is left without an offer
tour-identification-text = The other two boxes are a space's: one recognises a contact by cookie; the other lets a space of an anonymous environment answer when nobody was identified.
tour-preview = Who gets what, and why
tour-preview-text = Choose who comes, how, where and when. The answer follows each of your changes: the path taken, the offers in their order, and for every other offer what stopped it.
tour-problems = What is wrong
tour-problems-text = Everything is checked while you work. A click leads to the very field; many problems have a button that mends them.
tour-palette = Everything by keyboard
tour-palette-text = { $keys } lists every command with its keys. This tour can be taken again from the Help menu.
