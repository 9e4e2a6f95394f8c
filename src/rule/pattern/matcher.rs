//! The search of a pattern in a text. Owns its machine: states over characters, which share the sets that a repetition
//! repeats, so that `\pL{0,200}` is 200 states and one set. (The `regex` crate makes a set of bytes of each of them:
//! 28 ms and 5 MB for sixty.) It goes over a text once, and says only whether there is a match.

use regex_syntax::hir::{Class, Hir, HirKind, Look, Repetition};
use std::collections::HashMap;

/// How many states a machine may have. The size of a pattern is bounded so that none has more.
const MAX_STATES: usize = 500_000;

/// A state: what it takes, and where it leads.
#[derive(Debug, Clone, Copy)]
enum State {
    /// Takes this character.
    One(char, u32),
    /// Takes a character of the set of that number.
    OneOf(u32, u32),
    /// Takes nothing, and goes both ways.
    Either(u32, u32),
    /// Takes nothing, where this holds.
    Where(Look, u32),
    /// All is found.
    Found,
}

/// A set of characters.
#[derive(Debug)]
struct Set {
    /// The bits of those that are ASCII.
    ascii: u128,
    /// Ranges in order, both ends in them.
    ranges: Box<[(char, char)]>,
}

impl Set {
    fn new(ranges: impl Iterator<Item = (char, char)>) -> Self {
        let ranges: Box<[(char, char)]> = ranges.collect();
        let within = |code: u8| ranges.iter().any(|(low, high)| (*low..=*high).contains(&char::from(code)));
        let ascii = (0..128_u8).filter(|code| within(*code)).fold(0, |bits, code| bits | 1_u128 << code);
        Self { ascii, ranges }
    }

    fn contains(&self, character: char) -> bool {
        if character.is_ascii() {
            return self.ascii & 1 << u32::from(character) != 0;
        }
        let behind = self.ranges.partition_point(|(_, high)| *high < character);
        self.ranges.get(behind).is_some_and(|(low, _)| *low <= character)
    }
}

/// A pattern that is ready to search.
#[derive(Debug)]
pub(super) struct Matcher {
    states: Vec<State>,
    sets: Vec<Set>,
    start: u32,
}

impl Matcher {
    /// Makes the machine of a pattern in the syntax of the `regex` crate. `None` where it cannot be run after all.
    pub(super) fn new(regex: &str) -> Option<Self> {
        let hir = regex_syntax::Parser::new().parse(regex).ok()?;
        let mut builder = Builder::default();
        let found = builder.state(State::Found)?;
        let start = builder.part(&hir, found)?;
        Some(Self { states: builder.states, sets: builder.sets, start })
    }

    /// How much memory it takes, in bytes.
    pub(super) fn bytes(&self) -> usize {
        let ranges: usize = self.sets.iter().map(|set| size_of_val(&*set.ranges)).sum();
        size_of::<Self>()
            + ranges
            + self.sets.len() * size_of::<Set>()
            + self.states.len() * size_of::<State>()
    }

    /// Whether it matches a part of a text.
    pub(super) fn is_match(&self, text: &str) -> bool {
        let (mut here, mut ahead) = (Threads::new(self), Threads::new(self));
        let mut characters = text.chars().peekable();
        let mut before = None;
        loop {
            let between = (before, characters.peek().copied());
            if here.reach(self, self.start, between) {
                return true;
            }
            let Some(next) = characters.next() else { return false };
            let between = (Some(next), characters.peek().copied());
            ahead.clear();
            for state in &here.waiting {
                let onward = match self.states[*state as usize] {
                    State::One(wanted, onward) if wanted == next => onward,
                    State::OneOf(set, onward) if self.sets[set as usize].contains(next) => onward,
                    _ => continue,
                };
                if ahead.reach(self, onward, between) {
                    return true;
                }
            }
            std::mem::swap(&mut here, &mut ahead);
            before = Some(next);
        }
    }
}

/// The states that a search is in at one place of the text.
struct Threads {
    /// Those that take a character.
    waiting: Vec<u32>,
    /// In which round each state was reached last.
    reached: Vec<u32>,
    round: u32,
    /// The states that are still to be followed.
    open: Vec<u32>,
}

impl Threads {
    fn new(matcher: &Matcher) -> Self {
        Self { waiting: Vec::new(), reached: vec![0; matcher.states.len()], round: 1, open: Vec::new() }
    }

    fn clear(&mut self) {
        self.waiting.clear();
        self.round = self.round.wrapping_add(1);
        if self.round == 0 {
            self.reached.fill(0);
            self.round = 1;
        }
    }

    /// Follows a state as far as it goes between two characters. Says whether all is found.
    fn reach(&mut self, matcher: &Matcher, state: u32, between: (Option<char>, Option<char>)) -> bool {
        self.open.push(state);
        while let Some(state) = self.open.pop() {
            if std::mem::replace(&mut self.reached[state as usize], self.round) == self.round {
                continue;
            }
            match matcher.states[state as usize] {
                State::One(..) | State::OneOf(..) => self.waiting.push(state),
                State::Either(one, other) => self.open.extend([other, one]),
                State::Where(look, onward) if holds(look, between) => self.open.push(onward),
                State::Where(..) => {}
                State::Found => return true,
            }
        }
        false
    }
}

fn holds(look: Look, (before, behind): (Option<char>, Option<char>)) -> bool {
    let is_word = |side: Option<char>| side.is_some_and(|it| it.is_ascii_alphanumeric() || it == '_');
    match look {
        Look::Start => before.is_none(),
        Look::End => behind.is_none(),
        Look::StartLF => before.is_none_or(|before| before == '\n'),
        Look::EndLF => behind.is_none_or(|behind| behind == '\n'),
        Look::WordAscii => is_word(before) != is_word(behind),
        Look::WordAsciiNegate => is_word(before) == is_word(behind),
        // No pattern of RE2 becomes one of the others.
        _ => false,
    }
}

/// Makes states from the end of a pattern to its beginning.
#[derive(Default)]
struct Builder {
    states: Vec<State>,
    sets: Vec<Set>,
    /// The number of each set, by where it stands in the pattern.
    numbers: HashMap<*const Class, u32>,
}

impl Builder {
    fn state(&mut self, state: State) -> Option<u32> {
        if self.states.len() >= MAX_STATES {
            return None;
        }
        self.states.push(state);
        u32::try_from(self.states.len() - 1).ok()
    }

    /// The state where a part begins that leads to another.
    fn part(&mut self, hir: &Hir, onward: u32) -> Option<u32> {
        match hir.kind() {
            HirKind::Empty => Some(onward),
            HirKind::Literal(text) => {
                let text = std::str::from_utf8(&text.0).ok()?;
                text.chars().rev().try_fold(onward, |onward, letter| self.state(State::One(letter, onward)))
            }
            HirKind::Class(class) => {
                let set = self.set(class)?;
                self.state(State::OneOf(set, onward))
            }
            HirKind::Look(look) => self.state(State::Where(*look, onward)),
            HirKind::Repetition(repetition) => self.repetition(repetition, onward),
            HirKind::Capture(capture) => self.part(&capture.sub, onward),
            HirKind::Concat(parts) => {
                parts.iter().rev().try_fold(onward, |onward, part| self.part(part, onward))
            }
            HirKind::Alternation(parts) => {
                let (last, others) = parts.split_last()?;
                let last = self.part(last, onward)?;
                others.iter().rev().try_fold(last, |others, part| {
                    let one = self.part(part, onward)?;
                    self.state(State::Either(one, others))
                })
            }
        }
    }

    fn repetition(&mut self, repetition: &Repetition, onward: u32) -> Option<u32> {
        let Repetition { min, max, sub, .. } = repetition;
        let (mut start, mut least) = (onward, *min);
        if let Some(max) = max {
            for _ in *min..*max {
                let once = self.part(sub, start)?;
                start = self.state(State::Either(once, onward))?;
            }
        } else {
            // It leads back to itself; where it must be there, this is the last time that it must.
            let again = self.state(State::Either(onward, onward))?;
            let once = self.part(sub, again)?;
            self.states[again as usize] = State::Either(once, onward);
            start = if least > 0 { once } else { again };
            least = least.saturating_sub(1);
        }
        (0..least).try_fold(start, |onward, _| self.part(sub, onward))
    }

    fn set(&mut self, class: &Class) -> Option<u32> {
        let place = std::ptr::from_ref(class);
        if let Some(known) = self.numbers.get(&place) {
            return Some(*known);
        }
        let set = match class {
            Class::Unicode(ranges) => Set::new(ranges.iter().map(|range| (range.start(), range.end()))),
            // What matches nothing is a set of no bytes.
            Class::Bytes(bytes) if bytes.is_ascii() => {
                Set::new(bytes.iter().map(|range| (range.start().into(), range.end().into())))
            }
            Class::Bytes(_) => return None,
        };
        let number = u32::try_from(self.sets.len()).ok()?;
        self.sets.push(set);
        self.numbers.insert(place, number);
        Some(number)
    }
}
