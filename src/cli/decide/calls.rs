//! `vitrine decide --calls`: a call or a page of calls a line in, a decision or a list of decisions a line out, in
//! order, as they come.

use super::super::console::{Console, Failure, Outcome, json_text};
use super::super::input::Input;
use super::line::{self, Line, Unread};
use crate::contacts::Population;
use crate::engine::{self, CallError, Caller, Decision, PageOptions, Plan, Report};
use crate::model::{Call, is_blank};
use crate::text::{Language, Message};
use jiff::Timestamp;
use rayon::prelude::*;
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

/// How many bytes of calls are read ahead.
const READ_AHEAD: usize = 256 * 1024;

/// How many lines are answered together at most. Where every offer is explained an answer is as long as the catalog has
/// offers, and all of them are held until they are written.
const MOST_TOGETHER: usize = 1_024;
const MOST_EXPLAINED: usize = 64;

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
    let mut lines = BufReader::with_capacity(READ_AHEAD, calls.open()?);
    let (mut refused, mut number) = (false, 1);
    let most = if unexplained { MOST_TOGETHER } else { MOST_EXPLAINED };
    loop {
        if !lines.buffer().contains(&b'\n') {
            // Whoever writes the calls one by one waits for each answer, a part of the next call behind it or not.
            console.out().flush()?;
        }
        let waiting = waiting_lines(&mut lines, most).map_err(|error| calls.unreadable(&error))?;
        if waiting.is_empty() {
            return Ok(Outcome::problems_if(refused));
        }
        for answer in desk.answers(&waiting, number).into_iter().flatten() {
            refused |= answer.is_refused;
            writeln!(console.out(), "{}", answer.json.map_err(io::Error::from)?)?;
        }
        number += waiting.len() as u64;
    }
}

/// What answers, with what it has stored so far.
struct Desk<'p> {
    plan: &'p Plan,
    population: Population,
    /// Whether nothing is said of the offers that are not proposed.
    unexplained: bool,
}

/// The answer of a line, written out.
struct Written {
    json: serde_json::Result<String>,
    is_refused: bool,
}

impl Written {
    fn of(answer: &Answer) -> Self {
        Self { json: json_text(answer), is_refused: answer.is_refused() }
    }
}

impl Desk<'_> {
    /// The answers of lines in their order, the first of which has this number; `None` where nothing stands on one. Those
    /// between two that store something are worked out by all processors together.
    fn answers(&mut self, lines: &[Vec<u8>], first: u64) -> Vec<Option<Written>> {
        let read: Vec<Option<Result<Line, String>>> = lines.par_iter().map(|line| read_line(line)).collect();
        let numbered: Vec<_> = (first..).zip(read).collect();
        let mut answers = Vec::with_capacity(lines.len());
        for alike in
            numbered.chunk_by(|(_, one), (_, other)| !stores(one.as_ref()) && !stores(other.as_ref()))
        {
            if let [(number, line)] = alike {
                let made = self.answer(line.as_ref(), *number);
                answers.push(made.map(|(written, to_store)| {
                    to_store.store(self.plan, &mut self.population);
                    written
                }));
            } else {
                let desk = &*self;
                let each = alike.par_iter().map(|(number, line)| desk.answer(line.as_ref(), *number));
                answers.par_extend(each.map(|made| made.map(|(written, _)| written)));
            }
        }
        answers
    }

    /// The answer of a line, and what may have to be stored of it; `None` where nothing stands on the line.
    fn answer(&self, line: Option<&Result<Line, String>>, number: u64) -> Option<(Written, ToStore)> {
        let refusal = |error: String| Answer::Refusal { error, line: number };
        let now = Timestamp::now();
        let (answer, to_store) = match line? {
            Ok(Line::One(call)) => match self.one(call, now) {
                Ok((report, decision)) => (Answer::One(report.into()), ToStore::of(call, decision)),
                Err(error) => (refusal(error), ToStore::default()),
            },
            Ok(Line::Page { calls, no_offer_twice }) => {
                let (answers, to_store) = self.page(calls, *no_offer_twice, now);
                let answers = answers.into_iter();
                let answers = answers.map(|it| it.map_or_else(refusal, |it| Answer::One(it.into())));
                (Answer::Page(answers.collect()), to_store)
            }
            Err(error) => (refusal(error.clone()), ToStore::default()),
        };
        Some((Written::of(&answer), to_store))
    }

    fn one(&self, call: &Call, now: Timestamp) -> Result<(Report, Decision), String> {
        let decide = if self.unexplained { engine::decide_best } else { engine::decide };
        let decision = decide(self.plan, &self.population, call, now).map_err(|error| said(&error))?;
        Ok((Report::of(&decision), decision))
    }

    /// The answers of a page, in the places of its calls.
    fn page(
        &self,
        calls: &[Result<Call, Unread>],
        no_offer_twice: bool,
        now: Timestamp,
    ) -> (Vec<Result<Report, String>>, ToStore) {
        let readable: Vec<Call> = calls.iter().flatten().cloned().collect();
        let (caller, note) = caller(calls);
        let options = PageOptions { no_offer_twice, unexplained: self.unexplained };
        let decided = engine::decide_page_for(self.plan, &self.population, &caller, &readable, options, now);
        let mut made = Vec::new();
        let mut decided = readable.into_iter().zip(decided);
        let mut answer = |call: &Result<Call, Unread>| {
            call.as_ref().map_err(|unread| unread.error.clone())?;
            let (call, decision) = decided.next().ok_or_else(String::new)?;
            let mut decision = decision.map_err(|error| said(&error))?;
            decision.notes.extend(note.clone());
            let report = Report::of(&decision);
            made.push((call, decision));
            Ok(report)
        };
        let answers = calls.iter().map(&mut answer).collect();
        (answers, ToStore { caller, made })
    }
}

/// Decisions made together, of which those that are to be stored change what later calls see.
#[derive(Default)]
struct ToStore {
    caller: Caller,
    made: Vec<(Call, Decision)>,
}

impl ToStore {
    /// The decision for a call, where that asks for it.
    fn of(call: &Call, decision: Decision) -> Self {
        if !call.store {
            return Self::default();
        }
        Self { caller: Caller::of(call), made: vec![(call.clone(), decision)] }
    }

    fn store(&self, plan: &Plan, population: &mut Population) {
        let page: Vec<_> = self.made.iter().map(|(call, decision)| (call, decision)).collect();
        engine::store_page(plan, population, &self.caller, &page);
    }
}

/// Whether something of a line may be stored.
fn stores(line: Option<&Result<Line, String>>) -> bool {
    match line {
        Some(Ok(Line::One(call))) => call.store,
        Some(Ok(Line::Page { calls, .. })) => calls.iter().flatten().any(|call| call.store),
        Some(Err(_)) | None => false,
    }
}

/// What a line asks for; `None` where nothing stands on it.
fn read_line(line: &[u8]) -> Option<Result<Line, String>> {
    if line.len() > MAX_LINE_BYTES {
        return Some(Err(format!("the line is longer than {MAX_LINE_BYTES} bytes, the most it may have")));
    }
    let text = match std::str::from_utf8(line) {
        Ok(text) => text.trim_start_matches('\u{feff}'),
        Err(error) => return Some(Err(format!("byte {} is not UTF-8", error.valid_up_to() + 1))),
    };
    (!is_blank(text)).then(|| line::read(text))
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

/// The next line, once it is there, and those behind it that are there already, no more than so many; none at the end.
fn waiting_lines(lines: &mut BufReader<impl Read>, most: usize) -> io::Result<Vec<Vec<u8>>> {
    let mut waiting = Vec::new();
    let mut line = Vec::new();
    while waiting.is_empty() || waiting.len() < most && lines.buffer().contains(&b'\n') {
        if !next_line(lines, &mut line)? {
            break;
        }
        waiting.push(std::mem::take(&mut line));
    }
    Ok(waiting)
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
    fn no_more_lines_wait_than_are_answered_together() {
        let mut lines = BufReader::new(&b"1\n2\n3\n\n5\nsix"[..]);
        let counts: Vec<usize> =
            std::iter::from_fn(|| Some(waiting_lines(&mut lines, 2).expect("in memory").len()))
                .take_while(|count| *count > 0)
                .collect();
        assert_eq!(counts, [2, 2, 1, 1]);
    }

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
