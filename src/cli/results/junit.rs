//! Results as JUnit's XML, which every build server reads: a suite a file, and in it a test for each result.

use super::super::clean::clean;
use super::super::codes::{NOT_A_CATALOG, NOT_CHECKED, UNREADABLE_FILE, word};
use super::super::console::{Console, Failure};
use super::finding::{Case, FileResults, Results};
use crate::text::Message;
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use std::io::Write;

pub(super) fn print(results: &Results, console: &mut Console) -> Result<(), Failure> {
    let mut report = Report::new(format!("vitrine {}", results.command));
    for file in &results.files {
        report.add_test_suite(suite(file, console));
    }
    let failed = |error: quick_junit::SerializeError| {
        Message::new("cli-output-failed").with("detail", error.to_string())
    };
    let text = report.to_string().map_err(failed)?;
    // The root of the published schema has no number of tests that were skipped; the suites have.
    let skipped = report.skipped;
    let text = text.replacen(&format!(" skipped=\"{skipped}\""), "", 1);
    // The two characters that are no XML and that the crate lets through.
    let text = text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}");
    Ok(console.out().write_all(text.as_bytes())?)
}

fn suite(file: &FileResults, console: &Console) -> TestSuite {
    let mut suite = TestSuite::new(&*clean(&file.name));
    for case in &file.cases {
        suite.add_test_case(test_case(&file.name, case, console));
    }
    suite
}

/// What does not make a command fail is a test that passed, with what was found in its output.
fn test_case(file: &str, case: &Case, console: &Console) -> TestCase {
    let (mut status, mut output) = (TestCaseStatus::success(), None);
    if let Some(finding) = &case.finding {
        let words = finding.words(console);
        let place = finding.place.map(|place| format!(":{}:{}", place.line, place.column));
        let severity = console.language.text(word(finding.severity));
        let title = format!("{severity}[{}]", finding.code);
        let detail = format!("{}{}: {title}: {}", clean(file), place.unwrap_or_default(), words.join("\n"));
        if finding.known {
            status = TestCaseStatus::skipped();
            status.set_message(words.first().cloned().unwrap_or_default());
        } else if finding.fails {
            // A file that cannot be read is no test that failed: nothing was tested.
            let is_unread = [UNREADABLE_FILE, NOT_A_CATALOG, NOT_CHECKED].contains(&finding.code);
            let kind = if is_unread { NonSuccessKind::Error } else { NonSuccessKind::Failure };
            status = TestCaseStatus::non_success(kind);
            status.set_message(words.first().cloned().unwrap_or_default());
            status.set_type(finding.code);
            status.set_description(detail);
        } else {
            output = Some(detail);
        }
    }
    let mut test = TestCase::new(&*clean(&case.name), status);
    test.set_classname(&*clean(file));
    if let Some(took) = case.took {
        test.set_time(took);
    }
    if let Some(output) = output {
        test.set_system_out(output);
    }
    test
}
