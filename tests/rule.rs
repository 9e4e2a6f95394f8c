//! The rule language against the cases of the CEL specification, where they are at hand.
//! Set `VITRINE_CEL_CASES` to the path of `cases.jsonl`, or keep it beside the repository.

use std::path::PathBuf;
use vitrine::rule::{Inputs, Schema, Truth, compile, interpret, parse, print};

#[derive(serde::Deserialize)]
struct Case {
    file: String,
    section: String,
    name: String,
    rule: String,
    expect: serde_json::Value,
}

impl Case {
    fn path(&self) -> String {
        format!("{}/{}/{}", self.file, self.section, self.name)
    }

    /// What went wrong, for both ways of evaluation, and for the rule as it is printed.
    fn failures(&self, schema: &Schema) -> Vec<String> {
        let Ok(parsed) = parse(&self.rule) else {
            return if self.expect == "unknown" { Vec::new() } else { vec!["is not read".to_owned()] };
        };
        let mut failures = Vec::new();
        let mut check = |how: &str, truth: Truth| {
            let agrees = match &truth {
                Truth::True => self.expect == true,
                Truth::False => self.expect == false,
                Truth::Unknown(_) => self.expect == "unknown",
            };
            if !agrees {
                failures.push(format!("{how}: {truth:?}, not {}", self.expect));
            }
        };
        check("compiled", compile(&parsed, schema).test(&Inputs::default()));
        check("interpreted", interpret(&parsed, schema).test(&Inputs::default()));
        let printed = print(&parsed);
        if parse(&printed).ok().as_ref() != Some(&parsed) {
            failures.push(format!("is printed as {printed}"));
        }
        failures
    }
}

fn cases() -> Option<String> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/cel-conformance/cases.jsonl");
    let path = std::env::var_os("VITRINE_CEL_CASES").map_or(beside, PathBuf::from);
    let read = std::fs::read_to_string(&path);
    if read.is_err() {
        eprintln!("skipped: no cases at {}", path.display());
    }
    read.ok()
}

#[test]
fn the_cases_of_the_specification_hold() {
    let Some(cases) = cases() else { return };
    let schema = Schema::new(&[], &[], &[], &[], jiff::tz::TimeZone::UTC);
    let (mut wrong, mut count) = (Vec::new(), 0);
    for line in cases.lines() {
        let case: Case = serde_json::from_str(line).expect("a case a line");
        count += 1;
        let failures = case.failures(&schema);
        if !failures.is_empty() {
            wrong.push(format!("{} {}: {}", case.path(), case.rule, failures.join("; ")));
        }
    }
    assert!(count > 400, "only {count} cases");
    assert!(wrong.is_empty(), "{} of {count} fail:\n{}", wrong.len(), wrong.join("\n"));
}

/// Nested and repeated constructs, as deep as the specification asks for.
#[test]
fn the_depths_that_the_specification_asks_for_are_read() {
    let nested = |open: &str, inner: &str, close: &str, times: usize| {
        format!("{}{inner}{}", open.repeat(times), close.repeat(times))
    };
    let schema = Schema::new(&[], &[], &[], &[], jiff::tz::TimeZone::UTC);
    for rule in [
        nested("int(", "7", ")", 32) + " == 7",
        nested("[", "0", "]", 32) + " != [1]",
        format!("{}{} == 0", nested("[", "0", "]", 24), "[0]".repeat(24)),
        format!("{}{} == 0", nested("{'a': ", "0", "}", 24), ".a".repeat(24)),
        nested("(", "true", ")", 32),
        nested("[1].exists(a, ", "true", ")", 9),
        "false ? false : ".repeat(32) + "true",
        vec!["true"; 33].join(" && "),
        vec!["3"; 33].join(" - ") + " == -93",
        vec!["1"; 33].join(" * ") + " == 1",
        "!".repeat(32) + "true",
        "-".repeat(32) + "(7) == 7",
    ] {
        let parsed = parse(&rule).unwrap_or_else(|found| panic!("{rule}: {found:?}"));
        for program in [compile(&parsed, &schema), interpret(&parsed, &schema)] {
            assert_eq!(program.test(&Inputs::default()), Truth::True, "{rule}");
        }
    }
}
