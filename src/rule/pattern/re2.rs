//! From RE2's syntax to that of the `regex` crate, which differ in more than `\w`: sets do not nest in RE2, `\Q…\E`
//! quotes, `{` may be a letter, `\<` is one, `x**` and `x{1001}` are none. Owns that translation, and the sizes that
//! the bounds are set on. What is read here compiles; a test holds that.

use super::class::{self, ASCII_SIZE, WIDE_SIZE};
use super::reader::{Reader, Refused, literal};

/// How often a part may be repeated, all repetitions around it multiplied: RE2's own bound.
const MAX_REPEAT: u32 = 1_000;

/// How deep groups may nest: the compiler recurses.
const MAX_DEPTH: usize = 100;

/// A pattern in the syntax of the `regex` crate.
#[derive(Debug)]
pub(super) struct Translated {
    /// The pattern.
    pub(super) regex: String,
    /// How much there is to compile: characters, sets by how many ranges they are, each as often as it is repeated.
    pub(super) size: u32,
    /// The same with each part counted once.
    pub(super) written: u32,
    /// Whether upper and lower case are one somewhere.
    pub(super) folds: bool,
    /// In how many places a search may be at once.
    pub(super) positions: u32,
}

/// Reads a pattern of RE2.
pub(super) fn translate(pattern: &str) -> Result<Translated, Refused> {
    let mut translator = Translator {
        reader: Reader::new(pattern),
        out: String::new(),
        groups: vec![Group::default()],
        last: None,
        flags: String::new(),
        names: Vec::new(),
        written: 0,
        folds: false,
    };
    while let Some(next) = translator.reader.next() {
        translator.step(next)?;
    }
    translator.settle();
    let Some(whole) = translator.groups.pop().filter(|_| translator.groups.is_empty()) else {
        return Err(Refused::Wrong);
    };
    let Translator { out: regex, written, folds, .. } = translator;
    Ok(Translated { regex, size: whole.size.max(1), written, folds, positions: whole.positions.max(1) })
}

/// A part that can be repeated, or what a group holds so far.
#[derive(Debug, Clone, Copy, Default)]
struct Group {
    size: u32,
    positions: u32,
    /// The most that something in it is repeated.
    repeat: u32,
    /// It was repeated itself.
    repeated: bool,
}

impl Group {
    fn of_size(size: u32) -> Self {
        let positions = if size > ASCII_SIZE { 2 } else { 1 };
        Self { size, positions, repeat: 1, repeated: false }
    }

    fn add(&mut self, part: Self) {
        self.size = self.size.saturating_add(part.size);
        self.positions = self.positions.saturating_add(part.positions);
        self.repeat = self.repeat.max(part.repeat);
    }
}

struct Translator<'p> {
    reader: Reader<'p>,
    out: String,
    /// The groups that are open, without the part at hand.
    groups: Vec<Group>,
    /// The part at hand, which may still be repeated.
    last: Option<Group>,
    /// Flags that were set behind the part at hand: they are written behind its repetition.
    flags: String,
    names: Vec<String>,
    written: u32,
    folds: bool,
}

impl Translator<'_> {
    fn step(&mut self, next: char) -> Result<(), Refused> {
        match next {
            '(' => return self.open(),
            ')' => return self.close(),
            '|' => {
                self.settle();
                self.out.push('|');
                // Each way is a place to be in.
                if let Some(group) = self.groups.last_mut() {
                    group.add(Group::of_size(ASCII_SIZE));
                }
            }
            '[' => {
                let class = class::bracketed(&mut self.reader)?;
                self.part(&class.text, class.size);
            }
            '.' => self.part(".", WIDE_SIZE),
            '^' | '$' => self.part(next.encode_utf8(&mut [0; 4]), ASCII_SIZE),
            '\\' => return self.escape(),
            '*' | '+' | '?' => return self.repeat(next.encode_utf8(&mut [0; 4]), 1),
            '{' => match counted(self.reader.rest()) {
                Some((length, least, most)) => return self.count(length, least, most),
                None => self.character(u32::from('{')),
            },
            other => self.character(u32::from(other)),
        }
        Ok(())
    }

    /// The part at hand can no more be repeated.
    fn settle(&mut self) {
        if let (Some(part), Some(group)) = (self.last.take(), self.groups.last_mut()) {
            group.add(part);
        }
        self.out.push_str(&std::mem::take(&mut self.flags));
    }

    fn part(&mut self, text: &str, size: u32) {
        self.settle();
        self.out.push_str(text);
        self.written = self.written.saturating_add(size);
        self.last = Some(Group::of_size(size));
    }

    fn character(&mut self, character: u32) {
        if char::from_u32(character).is_none() {
            return self.part(class::NOTHING, WIDE_SIZE);
        }
        self.part(&literal(character), if character < 0x80 { ASCII_SIZE } else { WIDE_SIZE });
    }

    fn escape(&mut self) -> Result<(), Refused> {
        let letter = self.reader.rest().chars().next().ok_or(Refused::Wrong)?;
        let known = match letter {
            'A' => r"\A",
            'z' => r"\z",
            'b' => r"(?-u:\b)",
            'B' => r"(?-u:\B)",
            'Q' => {
                self.reader.skip(1);
                let quoted = self.reader.until("\\E").unwrap_or_else(|| {
                    let rest = self.reader.rest().to_owned();
                    self.reader.skip(rest.len());
                    rest
                });
                quoted.chars().for_each(|letter| self.character(u32::from(letter)));
                return Ok(());
            }
            _ => "",
        };
        let class = class::perl(letter);
        if !known.is_empty() {
            self.reader.skip(1);
            self.part(known, ASCII_SIZE);
        } else if let Some(class) = class {
            self.reader.skip(1);
            self.part(&class.text, class.size);
        } else if letter == 'p' || letter == 'P' {
            self.reader.skip(1);
            let class = class::property(&mut self.reader, letter)?;
            self.part(&class.text, class.size);
        } else {
            let character = self.reader.escape()?;
            self.character(character);
        }
        Ok(())
    }

    /// A group, or flags, from behind the parenthesis. What a group catches is of no use to `matches`.
    fn open(&mut self) -> Result<(), Refused> {
        let flags = if self.reader.take('?') {
            let behind = self.reader.rest();
            if let Some(named) = behind.strip_prefix("P<").or_else(|| behind.strip_prefix('<')) {
                self.reader = Reader::new(named);
                self.name()?;
                String::new()
            } else {
                let (flags, opens) = self.flags()?;
                if !opens {
                    if !flags.is_empty() {
                        self.flags.push_str("(?");
                        self.flags.push_str(&flags);
                        self.flags.push(')');
                    }
                    return Ok(());
                }
                flags
            }
        } else {
            String::new()
        };
        self.settle();
        if self.groups.len() > MAX_DEPTH {
            return Err(Refused::TooLarge);
        }
        self.out.push_str("(?");
        self.out.push_str(&flags);
        self.out.push(':');
        self.groups.push(Group::default());
        Ok(())
    }

    /// The name of a group. Names are those of words, and each stands once.
    fn name(&mut self) -> Result<(), Refused> {
        let name = self.reader.until(">").ok_or(Refused::Wrong)?;
        let word = |letter: u8| letter.is_ascii_alphanumeric() || letter == b'_';
        if name.is_empty() || !name.bytes().all(word) || self.names.contains(&name) {
            return Err(Refused::Wrong);
        }
        self.names.push(name);
        Ok(())
    }

    /// Flags as they are written, and whether a group follows.
    fn flags(&mut self) -> Result<(String, bool), Refused> {
        let mut flags = String::new();
        loop {
            match self.reader.next().ok_or(Refused::Wrong)? {
                '-' if !flags.contains('-') => flags.push('-'),
                flag @ ('i' | 'm' | 's' | 'U') => {
                    self.folds |= flag == 'i';
                    // One that stands twice would be refused.
                    if !flags.contains(flag) {
                        flags.push(flag);
                    } else if flags.contains('-') {
                        return Err(Refused::Wrong);
                    }
                }
                end @ (':' | ')') if !flags.ends_with('-') => return Ok((flags, end == ':')),
                _ => return Err(Refused::Wrong),
            }
        }
    }

    fn close(&mut self) -> Result<(), Refused> {
        self.flags.clear();
        self.settle();
        let group = self.groups.pop().ok_or(Refused::Wrong)?;
        if self.groups.is_empty() {
            return Err(Refused::Wrong);
        }
        self.out.push(')');
        self.last = Some(Group { repeat: group.repeat.max(1), size: group.size.max(1), ..group });
        Ok(())
    }

    /// `{2}`, `{2,}` and `{2,3}`.
    fn count(&mut self, length: usize, least: u32, most: Option<u32>) -> Result<(), Refused> {
        let text = format!("{{{}", &self.reader.rest()[..length]);
        self.reader.skip(length);
        let times = most.unwrap_or(least).max(least);
        if most.is_some_and(|most| most < least) {
            return Err(Refused::Wrong);
        }
        if times > MAX_REPEAT {
            return Err(Refused::TooLarge);
        }
        self.repeat(&text, times)
    }

    fn repeat(&mut self, operator: &str, times: u32) -> Result<(), Refused> {
        let Some(part) = self.last.as_mut().filter(|part| !part.repeated) else { return Err(Refused::Wrong) };
        let times = times.max(1);
        part.repeat = part.repeat.saturating_mul(times);
        part.size = part.size.saturating_mul(times);
        part.positions = part.positions.saturating_mul(times);
        part.repeated = true;
        if part.repeat > MAX_REPEAT {
            return Err(Refused::TooLarge);
        }
        self.out.push_str(operator);
        if self.reader.take('?') {
            self.out.push('?');
        }
        Ok(())
    }
}

/// The bounds of a repetition from behind its brace, with the length of its text; `None` where the brace is a letter.
/// A bound that is no 32-bit number is as large as one.
fn counted(text: &str) -> Option<(usize, u32, Option<u32>)> {
    let (inside, _) = text.split_once('}')?;
    let number = |digits: &str| {
        let plain = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
        (plain && (digits == "0" || !digits.starts_with('0'))).then(|| digits.parse().unwrap_or(u32::MAX))
    };
    let (least, most) = match inside.split_once(',') {
        None => (number(inside)?, Some(number(inside)?)),
        Some((least, "")) => (number(least)?, None),
        Some((least, most)) => (number(least)?, Some(number(most)?)),
    };
    Some((inside.len() + 1, least, most))
}
