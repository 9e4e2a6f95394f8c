//! `vitrine decide --calls`: a call a line in, a decision a line out, in order, as they come.

use super::super::console::{Console, Failure, Outcome};
use super::super::input::Input;
use crate::contacts::Population;
use crate::engine::{self, Plan, Report};
use crate::model::Call;
use crate::text::Language;
use jiff::Timestamp;
use serde::Serialize;
use std::io::{self, BufRead, BufReader, Read, Write};

/// The longest call, in bytes: far above what a page sends, so that a file without line breaks does not fill
/// the memory.
const MAX_CALL_BYTES: usize = 1024 * 1024;

/// What stands in the place of the decision for a call that cannot be answered.
#[derive(Debug, Serialize)]
struct Refusal {
    error: String,
    line: u64,
}

/// Answers each call. Calls that store change what later calls see of their contact. Lines without a call
/// are passed over; one that is no call, or asks for a space that does not exist, is refused in its place.
pub(super) fn run(
    plan: &Plan,
    mut population: Population,
    calls: &Input,
    now: Timestamp,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let mut lines = BufReader::new(calls.open()?);
    let mut line = Vec::new();
    let mut refused = false;
    for number in 1.. {
        if lines.buffer().is_empty() {
            // Whoever writes the calls one by one waits for each answer.
            console.out().flush()?;
        }
        if !next_line(&mut lines, &mut line).map_err(|error| calls.unreadable(&error))? {
            break;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        match answer(plan, &mut population, &line, now) {
            Ok(report) => console.json_line(&report)?,
            Err(error) => {
                refused = true;
                console.json_line(&Refusal { error, line: number })?;
            }
        }
    }
    Ok(Outcome::problems_if(refused))
}

fn answer(plan: &Plan, population: &mut Population, line: &[u8], now: Timestamp) -> Result<Report, String> {
    if line.len() > MAX_CALL_BYTES {
        return Err(format!("the line is longer than {MAX_CALL_BYTES} bytes, the most that a call may have"));
    }
    let call: Call = serde_json::from_slice(line).map_err(|error| reason(&error))?;
    let decision =
        engine::decide(plan, population, &call, now).map_err(|error| Language::En.say(&error.message))?;
    engine::store(plan, population, &call, &decision);
    Ok(Report::of(&decision))
}

/// The words of a JSON error. Its line is always 1, and would be taken for the line of the file.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    match text.strip_suffix(&place) {
        Some(words) => format!("{words}, at column {}", error.column()),
        None => text,
    }
}

/// Reads the next line, or as much of it as shows that it is too long, and passes over the rest. Says whether
/// there was one.
fn next_line(lines: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let most = MAX_CALL_BYTES as u64 + 1;
    let read = lines.by_ref().take(most).read_until(b'\n', line)?;
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if line.len() > MAX_CALL_BYTES {
        lines.skip_until(b'\n')?;
    }
    Ok(read > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_too_long_ends_where_it_ends() {
        let long = "x".repeat(2 * MAX_CALL_BYTES);
        let text = format!("{long}\n\nlast");
        let mut lines = text.as_bytes();
        let mut line = Vec::new();
        let mut lengths = Vec::new();
        while next_line(&mut lines, &mut line).expect("in memory") {
            lengths.push(line.len());
        }
        assert_eq!(lengths, [MAX_CALL_BYTES + 1, 0, 4]);
    }

    #[test]
    fn the_reason_names_the_column_and_not_the_line() {
        let error =
            serde_json::from_str::<Call>(r#"{"space": "a/b", "spice": 1}"#).expect_err("unknown field");
        let reason = reason(&error);
        assert!(
            reason.starts_with("unknown field `spice`") && reason.ends_with(", at column 24"),
            "{reason}"
        );
    }
}
