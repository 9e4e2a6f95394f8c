### Results for people and build servers, and the options that ask for them.

## What commands say of the files that they are given
cli-folder-without-catalogs = There is no catalog in “{ $folder }” or the folders below it: no file name ends in { $ending }.
cli-folder-unreadable = The folder “{ $folder }” cannot be read: { $detail }
cli-not-checked = Not checked: { $problem }
cli-not-checked-place = Not checked: { $place }: { $problem }
cli-fmt-differs = Not in canonical form from line { $line } on: “vitrine fmt” rewrites it.
cli-fmt-format-without-check = “--format” and “--json” of fmt need “--check”, without “--diff”.
cli-test-failed = The scenario “{ $scenario }” failed: { $differences }
cli-test-differences = { $one }; { $more }
cli-test-coverage-format = “--coverage” works with the formats text and json only.

## Options of every command
cli-help-arg-color = Colors: auto, always or never [auto: on terminals]
cli-help-arg-lang = The language of messages: en or fr [the system's]

## Options of single commands
cli-help-check-quiet = Prints only what makes the command fail
cli-help-check-format = How the results are printed: text, json, junit (XML for build servers), sarif (2.1.0) or github (annotations) [text]
cli-help-test-quiet = Prints only the scenarios that fail
cli-help-test-format = How the results are printed: text, json, junit (XML for build servers), sarif (2.1.0) or github (annotations) [text]
cli-help-fmt-quiet = With --check, lists nothing: the exit code tells
cli-help-fmt-format = With --check, how the results are printed: text, json, junit (XML for build servers), sarif (2.1.0) or github (annotations) [text]
cli-help-fmt-json = With --check, prints JSON, as --format json

## Which issues count: the command line, vitrine.toml and a baseline
cli-check-known = { $summary } ({ $known } known, not shown)
cli-unknown-code = unknown issue “{ $code }” (“vitrine explain” lists them)
cli-unknown-code-meant = unknown issue “{ $code }” (perhaps “{ $meant }”)
cli-deny-and-allow = “{ $code }” is both denied and allowed.
cli-config-not-toml = Not valid TOML: { $detail }
cli-config-unknown = Unknown key “{ $key }”. Available: { $known }.
cli-config-unknown-meant = Unknown key “{ $key }”. Did you mean “{ $meant }”?
cli-config-table = “{ $key }” is a table: write [{ $key }].
cli-config-list = “{ $key }” is a list of codes, such as ["warnings", "zero_weight"].
cli-config-text = “{ $key }” is the path of a file, in quotation marks.
cli-baseline-missing = There is no baseline “{ $file }”. “vitrine check --write-baseline” writes one.
cli-baseline-format = “{ $file }” has the format { $format }, which this version does not read.
cli-baseline-unreadable = Not a baseline: { $detail }
cli-baseline-unnamed = Name the file to write: --baseline FILE, or baseline = "FILE" in vitrine.toml.
cli-baseline-written = { $count ->
    [one] { $count } known issue was written to { $file }
   *[other] { $count } known issues were written to { $file }
}.
cli-baseline-gone = { $count ->
    [one] { $count } known issue of { $file } no longer exists
   *[other] { $count } known issues of { $file } no longer exist
}: --write-baseline removes them.
cli-help-check-allow = Does not report these issues: a code, warnings or hints (repeatable)
cli-help-check-baseline = A file of known issues, which are not reported [that of vitrine.toml]
cli-help-check-write-baseline = Writes the issues there are to the baseline: from now on they are known

## Scenarios by name, differences of layout, and watching
cli-test-no-scenarios = The catalog has no scenarios.
cli-test-unknown = No catalog has a scenario “{ $name }”.
cli-test-unknown-meant = No catalog has a scenario “{ $name }”. Did you mean “{ $meant }”?
cli-watch-stdin = --watch needs files: standard input is read only once.
cli-watch-waits = Watching { $count ->
    [one] { $count } catalog
   *[other] { $count } catalogs
}; Ctrl+C ends.
cli-help-test-scenarios = Runs only this scenario (repeatable)
cli-help-test-fail-empty = Fails for a catalog without scenarios
cli-help-fmt-diff = Shows what would change, without changing files; exits with 1 for differences
cli-help-fmt-stdin-filename = The file that standard input stands for, in messages
cli-help-check-stdin-filename = The file that standard input stands for, in messages and for vitrine.toml
cli-help-check-watch = Checks again whenever a file changes, until Ctrl+C

## Completions and manual
cli-man-no-folder = There is no folder “{ $folder }”.
cli-help-completions = Prints a shell's completions of arguments
cli-help-completions-shell = bash, elvish, fish, powershell or zsh
cli-help-man = Prints the manual page
cli-help-man-output = Writes a page for each command to this folder instead
