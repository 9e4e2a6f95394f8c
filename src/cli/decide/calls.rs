//! `vitrine decide --calls`: a call or a page of calls a line in, a decision or a list of decisions a line out, in
//! order, as they come.

use super::super::console::{Console, Failure, Outcome};
use super::super::input::Input;
use crate::contacts::ContactStore;
use crate::engine::{Clerk, Plan};
use crate::site::{self, Asked, Asking, Refused, ToStore, Writing};
use jiff::Timestamp;
use rayon::prelude::*;
use std::io::{self, BufRead, BufReader, Read, Write as _};
use std::panic;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::mpsc::{self, Receiver, SyncSender, TryRecvError};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// The longest line, in bytes: far above what a page sends, so that a file without line breaks does not fill
/// the memory.
const MAX_LINE_BYTES: usize = 1024 * 1024;

/// How many bytes of calls are read ahead.
const READ_AHEAD: usize = 256 * 1024;

/// How many lines are read and answered together at most.
const MOST_TOGETHER: usize = 512;

/// How many bytes of answers wait to be written before no more are begun, and for how long: who writes calls while they are
/// answered gets the first answers at once, and a few answers as long as a large catalog do not fill the memory.
const MOST_BYTES: usize = 8 * 1024 * 1024;
const LONGEST: Duration = Duration::from_millis(100);

/// How many of them one processor answers, one after another.
const LINES_OF_ONE: usize = 16;

/// Answers each line. A call that names no moment is made when it is read: whoever writes the calls may do so
/// for days. Calls that store change what later calls see of their contact. Lines without a call are passed
/// over; one that is no call, or asks for a space that does not exist, is refused in its place.
///
/// One thread reads ahead, one has the calls answered, and this one writes, so that none waits for another. The two are not
/// waited for where nothing can be written any more: the one that reads may wait for a call that never comes.
pub(super) fn run(
    plan: Plan,
    contacts: Box<dyn ContactStore>,
    calls: &Input,
    unexplained: bool,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let lines = BufReader::with_capacity(READ_AHEAD, calls.open()?);
    let (waiting, to_answer) = mpsc::sync_channel(1);
    let (answered, to_write) = mpsc::sync_channel(1);
    let reading = thread("calls: lines", move || read_all(lines, &waiting))?;
    let answering =
        thread("calls: answers", move || answer_all(&plan, contacts, unexplained, &to_answer, &answered))?;
    let mut refused = false;
    while let Some(answers) = next(&to_write, console)? {
        for answer in answers.map_err(|error| calls.unreadable(&error))? {
            refused |= answer.is_refused;
            console.out().write_all(&answer.json.map_err(io::Error::from)?)?;
        }
    }
    // Both have come to an end, or to grief.
    for thread in [answering, reading] {
        thread.join().unwrap_or_else(|grief| panic::resume_unwind(grief));
    }
    Ok(Outcome::problems_if(refused))
}

fn thread(name: &str, work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, Failure> {
    Ok(thread::Builder::new().name(name.to_owned()).spawn(work)?)
}

/// What was answered next; none at the end. Whoever writes the calls one by one waits for each answer: what was written is
/// not held back until the next ones are there.
fn next<T>(answered: &Receiver<T>, console: &mut Console) -> Result<Option<T>, Failure> {
    match answered.try_recv() {
        Ok(next) => return Ok(Some(next)),
        Err(TryRecvError::Disconnected) => return Ok(None),
        Err(TryRecvError::Empty) => console.out().flush()?,
    }
    Ok(answered.recv().ok())
}

/// Hands on lines as they come, until there are no more, or nobody wants them.
fn read_all(mut lines: BufReader<impl Read>, to: &SyncSender<io::Result<Vec<Vec<u8>>>>) {
    loop {
        let waiting = waiting_lines(&mut lines, MOST_TOGETHER);
        let is_last = waiting.as_ref().map_or(true, Vec::is_empty);
        if to.send(waiting).is_err() || is_last {
            return;
        }
    }
}

fn answer_all(
    plan: &Plan,
    contacts: Box<dyn ContactStore>,
    unexplained: bool,
    waiting: &Receiver<io::Result<Vec<Vec<u8>>>>,
    to: &SyncSender<io::Result<Vec<Written>>>,
) {
    let mut desk = Desk {
        plan,
        contacts,
        unexplained,
        together: rayon::current_num_threads(),
        clerks: Mutex::default(),
    };
    let mut number = 1;
    for lines in waiting {
        let go_on = match lines {
            Ok(lines) => {
                let first = number;
                number += lines.len() as u64;
                desk.answer_lines(&lines, first, &mut |answers| to.send(Ok(answers)).is_ok())
            }
            Err(error) => to.send(Err(error)).is_ok(),
        };
        if !go_on {
            return;
        }
    }
}

/// What answers, with what it has stored so far.
struct Desk<'p> {
    plan: &'p Plan,
    contacts: Box<dyn ContactStore>,
    /// Whether nothing is said of the offers that are not proposed.
    unexplained: bool,
    /// How many lines are begun at once: twice as many as before where there was room for all, else as many as there was.
    together: usize,
    /// Those that are free.
    clerks: Mutex<Vec<Clerk<'p>>>,
}

/// A line with its number: what it asks for, `None` where nothing stands on it.
type Numbered = (u64, Option<Result<Asked, String>>);

/// The room for answers that are made at once.
struct Room {
    bytes: AtomicUsize,
    since: Instant,
}

impl Default for Room {
    fn default() -> Self {
        Self { bytes: AtomicUsize::new(0), since: Instant::now() }
    }
}

impl Room {
    fn is_left(&self) -> bool {
        self.bytes.load(Relaxed) < MOST_BYTES && self.since.elapsed() < LONGEST
    }

    fn take(&self, bytes: usize) {
        self.bytes.fetch_add(bytes, Relaxed);
    }
}

/// Answers, written out, a line each.
struct Written {
    json: serde_json::Result<Vec<u8>>,
    /// Whether a call among them cannot be answered.
    is_refused: bool,
}

impl<'p> Desk<'p> {
    /// Gives the answers of lines in their order, the first of which has this number, for as long as they are wanted; none
    /// where nothing stands on a line. Those between two that store something are worked out by all processors together.
    fn answer_lines(
        &mut self,
        lines: &[Vec<u8>],
        first: u64,
        give: &mut dyn FnMut(Vec<Written>) -> bool,
    ) -> bool {
        let read: Vec<Option<Result<Asked, String>>> = lines.par_iter().map(|line| read_line(line)).collect();
        let numbered: Vec<Numbered> = (first..).zip(read).collect();
        numbered.chunk_by(|(_, one), (_, other)| !stores(one.as_ref()) && !stores(other.as_ref())).all(
            |alike| match alike {
                [(number, line)] => {
                    let mut writing = Writing::default();
                    let made =
                        self.by_a_clerk(|clerk| self.answer(clerk, line.as_ref(), *number, &mut writing));
                    give(vec![self.stored(made, writing, *number)])
                }
                alike => self.answer_alike(alike, give),
            },
        )
    }

    /// The answers of lines that store nothing: as many at once as there is room for. What is left over of those of one
    /// processor is answered before what others have made of the lines behind is given.
    fn answer_alike(&mut self, lines: &[Numbered], give: &mut dyn FnMut(Vec<Written>) -> bool) -> bool {
        let mut rest = lines;
        while !rest.is_empty() {
            let (begun, later) = rest.split_at(rest.len().min(self.together));
            rest = later;
            let (desk, room) = (&*self, Room::default());
            let each = begun.len().div_ceil(rayon::current_num_threads()).min(LINES_OF_ONE);
            let parts = begun.par_chunks(each).enumerate();
            let made: Vec<(Written, &[Numbered])> =
                parts.map(|(place, some)| desk.answers_of_one(some, place == 0, &room)).collect();
            self.together = match made.iter().map(|(_, left)| left.len()).sum() {
                0 => MOST_TOGETHER.min(2 * self.together),
                left => begun.len() - left,
            };
            let mut ready = Vec::with_capacity(made.len());
            for (written, left) in made {
                ready.push(written);
                let is_wanted =
                    left.is_empty() || give(std::mem::take(&mut ready)) && self.answer_alike(left, give);
                if !is_wanted {
                    return false;
                }
            }
            if !give(ready) {
                return false;
            }
        }
        true
    }

    /// Stores what is to be stored of a line's answer.
    fn stored(&mut self, made: serde_json::Result<ToStore>, mut writing: Writing, number: u64) -> Written {
        let json = made.and_then(|to_store| {
            writing.store(&to_store, self.plan, &mut *self.contacts, Some(number))?;
            writing.end_line();
            Ok(std::mem::take(&mut writing.json))
        });
        Written { json, is_refused: writing.refused.is_some() }
    }

    /// The answers of lines that store nothing, one after another while there is room, the first line of all in any case; and
    /// the lines that are left.
    fn answers_of_one<'l>(
        &self,
        lines: &'l [Numbered],
        is_first: bool,
        room: &Room,
    ) -> (Written, &'l [Numbered]) {
        let mut writing = Writing::default();
        let (mut left, mut is_first) = (lines, is_first);
        let made = self.by_a_clerk(|clerk| {
            while let [(number, line), behind @ ..] = left
                && (is_first || room.is_left())
            {
                let before = writing.json.len();
                self.answer(clerk, line.as_ref(), *number, &mut writing)?;
                room.take(writing.json.len() - before);
                (left, is_first) = (behind, false);
            }
            Ok(())
        });
        let is_refused = writing.refused.is_some();
        (Written { json: made.map(|()| writing.json), is_refused }, left)
    }

    /// Lets a clerk work who is free, or a new one.
    fn by_a_clerk<T>(&self, work: impl FnOnce(&mut Clerk<'p>) -> T) -> T {
        let clerks = || self.clerks.lock().unwrap_or_else(PoisonError::into_inner);
        let free = clerks().pop();
        let mut clerk = free.unwrap_or_else(|| Clerk::new(self.plan));
        let done = work(&mut clerk);
        clerks().push(clerk);
        done
    }

    /// Writes the answer of a line, and says what may have to be stored of it; nothing where nothing stands on the line.
    fn answer(
        &self,
        clerk: &mut Clerk<'_>,
        line: Option<&Result<Asked, String>>,
        number: u64,
        writing: &mut Writing,
    ) -> serde_json::Result<ToStore> {
        let asking = Asking { unexplained: self.unexplained, now: Timestamp::now(), line: Some(number) };
        let to_store = match line {
            None => return Ok(ToStore::default()),
            Some(Ok(asked)) => writing.answer(clerk, &*self.contacts, asked, asking)?,
            Some(Err(error)) => {
                writing.refuse(Refused::Unread, error, asking.line)?;
                ToStore::default()
            }
        };
        writing.end_line();
        Ok(to_store)
    }
}

/// Whether something of a line may be stored.
fn stores(line: Option<&Result<Asked, String>>) -> bool {
    line.is_some_and(|line| line.as_ref().is_ok_and(Asked::stores))
}

/// What a line asks for; `None` where nothing stands on it.
fn read_line(line: &[u8]) -> Option<Result<Asked, String>> {
    if line.len() > MAX_LINE_BYTES {
        return Some(Err(format!("the line is longer than {MAX_LINE_BYTES} bytes, the most it may have")));
    }
    let text = match std::str::from_utf8(line) {
        Ok(text) => text.trim_start_matches('\u{feff}'),
        Err(error) => return Some(Err(format!("byte {} is not UTF-8", error.valid_up_to() + 1))),
    };
    // What is blank to JSON: a line of anything else, seen or not, is answered.
    let is_blank = text.bytes().all(|byte| byte.is_ascii_whitespace());
    (!is_blank).then(|| site::read(text))
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
