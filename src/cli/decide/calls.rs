//! `vitrine decide --calls`: a call or a page of calls a line in, a decision or a list of decisions a line out, in
//! order, as they come.

use super::super::console::{Console, Failure, Outcome};
use super::super::input::Input;
use super::line::{self, Line, Unread};
use crate::contacts::Population;
use crate::engine::{self, CallError, Caller, Decision, PageOptions, Plan, Report};
use crate::model::{Call, is_blank};
use crate::text::{Language, Message};
use jiff::Timestamp;
use serde::Serialize;
use std::io::{self, BufRead, BufReader, Read, Write as _};

/// The longest line, in bytes: far above what a page sends, so that a file without line breaks does not fill
/// the memory.
const MAX_LINE_BYTES: usize = 1024 * 1024;

/// What stands in a line's place.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Answer {
    One(Box<Report>),
    /// A call that cannot be answered.
    Refusal {
        error: String,
        line: u64,
    },
    Page(Vec<Answer>),
}

impl Answer {
    fn is_refused(&self) -> bool {
        match self {
            Self::One(_) => false,
            Self::Refusal { .. } => true,
            Self::Page(answers) => answers.iter().any(Self::is_refused),
        }
    }
}

/// Answers each line. A call that names no moment is made when it is read: whoever writes the calls may do so
/// for days. Calls that store change what later calls see of their contact. Lines without a call are passed
/// over; one that is no call, or asks for a space that does not exist, is refused in its place.
pub(super) fn run(
    plan: &Plan,
    population: Population,
    calls: &Input,
    unexplained: bool,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let mut desk = Desk { plan, population, unexplained };
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
        if let Some(answer) = desk.answer(&line, number, Timestamp::now()) {
            refused |= answer.is_refused();
            console.json_line(&answer)?;
        }
    }
    Ok(Outcome::problems_if(refused))
}

/// What answers, with what it has stored so far.
struct Desk<'p> {
    plan: &'p Plan,
    population: Population,
    /// Whether nothing is said of the offers that are not proposed.
    unexplained: bool,
}

impl Desk<'_> {
    /// The answer of a line; `None` where nothing stands on it.
    fn answer(&mut self, line: &[u8], number: u64, now: Timestamp) -> Option<Answer> {
        let refusal = |error: String| Answer::Refusal { error, line: number };
        if line.len() > MAX_LINE_BYTES {
            return Some(refusal(format!(
                "the line is longer than {MAX_LINE_BYTES} bytes, the most it may have"
            )));
        }
        let text = match std::str::from_utf8(line) {
            Ok(text) => text.trim_start_matches('\u{feff}'),
            Err(error) => return Some(refusal(format!("byte {} is not UTF-8", error.valid_up_to() + 1))),
        };
        if is_blank(text) {
            return None;
        }
        Some(match line::read(text) {
            Ok(Line::One(call)) => {
                self.one(&call, now).map_or_else(refusal, |report| Answer::One(report.into()))
            }
            Ok(Line::Page { calls, no_offer_twice }) => {
                let answers = self.page(calls, no_offer_twice, now).into_iter();
                Answer::Page(answers.map(|it| it.map_or_else(refusal, |it| Answer::One(it.into()))).collect())
            }
            Err(error) => refusal(error),
        })
    }

    fn one(&mut self, call: &Call, now: Timestamp) -> Result<Report, String> {
        let decide = if self.unexplained { engine::decide_best } else { engine::decide };
        let decision = decide(self.plan, &self.population, call, now).map_err(|error| said(&error))?;
        engine::store(self.plan, &mut self.population, call, &decision);
        Ok(Report::of(&decision))
    }

    /// The answers of a page, in the places of its calls.
    fn page(
        &mut self,
        calls: Vec<Result<Call, Unread>>,
        no_offer_twice: bool,
        now: Timestamp,
    ) -> Vec<Result<Report, String>> {
        let readable: Vec<Call> = calls.iter().flatten().cloned().collect();
        let (caller, note) = caller(&calls);
        let options = PageOptions { no_offer_twice, unexplained: self.unexplained };
        let decided = engine::decide_page_for(self.plan, &self.population, &caller, &readable, options, now);
        let answered = readable.iter().zip(&decided);
        let answered: Vec<(&Call, &Decision)> =
            answered.filter_map(|(call, decision)| Some((call, decision.as_ref().ok()?))).collect();
        engine::store_page(self.plan, &mut self.population, &caller, &answered);
        let mut decided = decided.into_iter();
        let answer = |call: Result<Call, Unread>| {
            call.map_err(|unread| unread.error)?;
            let mut decision = decided.next().ok_or_else(String::new)?.map_err(|error| said(&error))?;
            decision.notes.extend(note.clone());
            Ok(Report::of(&decision))
        };
        calls.into_iter().map(answer).collect()
    }
}

/// Whom a page is of: the first of its calls says so, one that cannot be answered too. Where that one does not, a later
/// one does, which is to be noted.
fn caller(calls: &[Result<Call, Unread>]) -> (Caller, Option<Message>) {
    let all: Vec<(bool, Caller)> = calls
        .iter()
        .map(|call| match call {
            Ok(call) => (true, Caller::of(call)),
            Err(unread) => (unread.caller.is_somebody(), unread.caller.clone()),
        })
        .collect();
    let Some(index) = all.iter().position(|(says, _)| *says) else { return (Caller::default(), None) };
    let moment = calls.iter().zip(&all).find(|(call, (_, caller))| call.is_ok() || caller.at.is_some());
    let caller = Caller { at: moment.and_then(|(_, (_, caller))| caller.at.clone()), ..all[index].1.clone() };
    let note = (index > 0).then(|| Message::new("decision-page-caller").with("number", index + 1));
    (caller, note)
}

fn said(error: &CallError) -> String {
    Language::En.say(&error.message)
}

/// Reads the next line, or as much of it as shows that it is too long, and passes over the rest. Says whether
/// there was one.
fn next_line(lines: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let most = MAX_LINE_BYTES as u64 + 1;
    let read = lines.by_ref().take(most).read_until(b'\n', line)?;
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if line.len() > MAX_LINE_BYTES {
        lines.skip_until(b'\n')?;
    }
    Ok(read > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_too_long_ends_where_it_ends() {
        let long = "x".repeat(2 * MAX_LINE_BYTES);
        let text = format!("{long}\n\nlast");
        let mut lines = text.as_bytes();
        let mut line = Vec::new();
        let mut lengths = Vec::new();
        while next_line(&mut lines, &mut line).expect("in memory") {
            lengths.push(line.len());
        }
        assert_eq!(lengths, [MAX_LINE_BYTES + 1, 0, 4]);
    }
}
