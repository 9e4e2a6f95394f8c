### The command line: its help, and what it says beside the results.

cli-error = error
cli-warning = warning
cli-hint = hint
cli-note = note
cli-read-failed = “{ $file }” cannot be read: { $detail }
cli-output-failed = The output cannot be written: { $detail }
cli-stdin-twice = Only one argument can be “-”: standard input is read once.
cli-no-editor = This build of Vitrine does not include the editor. For its commands, see “vitrine --help”.
cli-no-window = { $detail }
cli-expected-pair = expected NAME=VALUE
cli-unknown-command = Unknown command “{ $name }”. { $hint }
cli-unknown-command-meant = Did you mean “{ $name }”? See “vitrine --help” for all commands.
cli-unknown-command-known = The commands are { $known }: see “vitrine --help”.
cli-left-out = This Vitrine was built without “{ $name }”. The README says how to build all of it.
cli-expected-moment = expected a date or a date and time, such as 2026-07-01, 2026-07-01T08:00 or 2026-07-01T08:00+02:00

cli-expected-count = expected a whole number from { $least } to { $most }
cli-usage = { $problem } See “{ $command } --help”.
cli-usage-unknown = Unknown option “{ $argument }”.
cli-usage-unknown-meant = Unknown option “{ $argument }”. Did you mean “{ $meant }”?
cli-usage-too-many = Unexpected argument “{ $argument }”.
cli-usage-no-value = “{ $argument }” needs a value.
cli-usage-value = “{ $value }” is not valid for “{ $argument }”: { $problem }.
cli-usage-value-known = “{ $value }” is not valid for “{ $argument }”. Available: { $known }.
cli-usage-value-unwanted = “{ $argument }” takes no value, but “{ $value }” was given.
cli-usage-missing = Missing: { $arguments }.
cli-usage-no-command = Choose a command: { $known }.
cli-usage-twice = “{ $argument }” is given more than once.
cli-usage-conflict = “{ $argument }” does not go with “{ $other }”.
cli-usage-not-utf8 = A value among the arguments is not UTF-8 text.
cli-usage-other = { $detail }.

cli-check-clean = { $file }: no problems
cli-check-of-file = { $file }: { $summary }
cli-check-summary = { $errors ->
    [one] { $errors } error
   *[other] { $errors } errors
}, { $warnings ->
    [one] { $warnings } warning
   *[other] { $warnings } warnings
}, { $hints ->
    [one] { $hints } hint
   *[other] { $hints } hints
}

cli-decide-answered-by = Answered by
cli-decide-identification = Identification
cli-decide-moment = Date and time
cli-decide-nobody = not identified
cli-decide-path = Path
cli-decide-step-explicit = identity
cli-decide-step-implicit = cookie
cli-decide-step-fall-back = fallback
cli-decide-found = found
cli-decide-taken = used
cli-decide-skipped = skipped
cli-decide-failed = failed
cli-decide-notes = Notes
cli-decide-propositions = Propositions
cli-decide-nothing = no offer
cli-decide-placement = Space { $number } of { $count }
cli-decide-excluded = Not proposed
cli-decide-changes = What would have to change
cli-decide-others = { $count ->
    [one] { $count } other offer was
   *[other] { $count } other offers were
} not proposed: --explain says why.
cli-data-twice = Call data { $name } is given twice.
cli-data-type = Call data { $name }: { $problem }
cli-unknown-scenario = Unknown scenario { $name }. Available scenarios: { $known }.
cli-unknown-scenario-meant = Unknown scenario { $name }. Did you mean { $meant }?
cli-no-instant = Invalid moment: { $problem }.
cli-unknown-space = The call cannot be answered: { $problem }. Available spaces: { $known }.

cli-test-none = no scenarios
cli-test-summary = { $passed } passed, { $failed } failed

cli-scenarios-proposed = { $count ->
    [0] No scenario is proposed
    [one] { $count } scenario is proposed
   *[other] { $count } scenarios are proposed
}; { $left ->
    [0] with them, nothing is left uncovered
    [one] { $left } thing is left that no call was found for
   *[other] { $left } things are left that no call was found for
}.

cli-export-no-live = { $file } was not exported: it has no Live environment.
cli-export-errors = { $file } was not exported: its Live environments and what they use have { $count ->
    [one] { $count } error
   *[other] { $count } errors
}.
cli-export-onto-itself = The export would overwrite the catalog “{ $file }”. Choose another output file.

cli-publish-no-design = { $file } was not published: it has no Design environment.
cli-publish-errors = { $file } was not published: what would be published has { $count ->
    [one] { $count } error
   *[other] { $count } errors
}.
cli-publish-warning = { $place }: { $problem }
cli-publish-scenario = The scenario “{ $scenario }” passes in Design, but fails in Live.
cli-publish-nothing = Nothing to publish: Live already has everything that is approved.
cli-publish-would = { $count ->
    [one] { $count } change would be published.
   *[other] { $count } changes would be published.
}
cli-publish-done = { $count ->
    [one] { $count } change was published.
   *[other] { $count } changes were published.
}

cli-help = An editor for offer catalogs, and the engine that decides which offers a visitor gets. Without a command, opens the editor.
cli-help-usage = Usage:
cli-help-commands = Commands:
cli-help-arguments = Arguments:
cli-help-options = Options:
cli-help-exit-codes = Exit codes: 0 success; 1 problems, failed scenarios or differences found; 2 could not run.
cli-help-arg-file = The catalog to open [the sample catalog]
cli-help-arg-help = Prints this help
cli-help-arg-version = Prints the version

cli-help-check = Prints the issues of catalogs
cli-help-check-files = The catalogs, or folders of them; - reads standard input
cli-help-check-at = The moment to check for, such as 2026-07-01T08:00 [now]
cli-help-check-deny = Fails for these issues, and reports a code as an error: a code, warnings or hints (repeatable)
cli-help-check-json = Prints JSON, as --format json

cli-help-decide = Shows which offers a call gets, and why
cli-help-decide-file = The catalog; - reads standard input
cli-help-decide-space = The space to call (repeat for the spaces of a page)
cli-help-decide-no-offer-twice = With several --space: an offer kept in one is left out of the next
cli-help-decide-scenario = Uses the call of this scenario; other options override its values
cli-help-decide-identity = A key value of a logged-in contact (repeat for each key)
cli-help-decide-cookie = The permanent cookie
cli-help-decide-session-cookie = The cookie of the browser's session
cli-help-decide-data = A call data value (repeatable)
cli-help-decide-at = The date and time of the call, such as 2026-07-01T08:00 [now]
cli-help-decide-count = Maximum number of offers [1]
cli-help-decide-categories = A requested category (repeatable) [the space's defaults]
cli-help-decide-themes = A requested theme (repeatable) [the space's defaults]
cli-help-decide-explain = Also lists every other offer, why it is not proposed and what would have to change; JSON always says why
cli-help-decide-no-excluded = Leaves out the offers that are not proposed
cli-help-decide-json = Prints the decision as JSON, every offer explained
cli-help-decide-calls = Answers a file of calls, one JSON object per line, with one decision per line (- for standard input)

cli-help-test = Runs the scenarios of catalogs
cli-help-test-files = The catalogs, or folders of them; - reads standard input
cli-help-test-at = The moment of scenarios that name none, such as 2026-07-01T08:00 [now]
cli-help-test-all = Runs every scenario, however long they take together
cli-help-test-coverage = Lists what no scenario touches
cli-help-test-json = Prints JSON, as --format json

cli-help-scenarios = Proposes scenarios for what none touches
cli-help-scenarios-action = What to do: propose
cli-help-scenarios-file = The catalog; - reads standard input
cli-help-scenarios-at = The moment of the proposed calls, such as 2026-07-01T08:00 [now]
cli-help-fmt = Rewrites catalogs in canonical form, keeping comments
cli-help-fmt-files = The catalogs, or folders of them; - reads standard input and writes standard output
cli-help-fmt-check = Lists the files that are not in canonical form, without changing them
cli-help-fmt-backup = Keeps the previous version of a file beside it, as FILE.bak

cli-help-publish = Publishes what is approved: makes it what the Live environments offer
cli-help-publish-file = The catalog; - reads standard input, and writes the published catalog to standard output
cli-help-publish-dry-run = Shows what would change, and writes nothing
cli-help-publish-json = Prints JSON
cli-help-publish-backup = Keeps the previous version beside the file, as FILE.bak

cli-help-export = Exports what production needs, the offers as a spreadsheet, or a document to read
cli-help-export-all = Exports the whole catalog, without checking it; of spreadsheets, also the offers in Live
cli-help-export-file = The catalog; - reads standard input
cli-help-export-format = ron or json; csv or xlsx for the offers as a spreadsheet; html for a document to read [from the extension of the output file, otherwise ron]
cli-help-export-output = The file to write [standard output]
cli-help-export-backup = Keeps the previous version of the output beside it, as OUT.bak
