//! Reads a pattern of RE2 from left to right: characters and their escapes. Owns nothing of what they mean.

/// Why a text is no pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rule) enum Refused {
    /// It is no regular expression of RE2.
    Wrong,
    /// It is one, and too large.
    TooLarge,
}

/// A character as the `regex` crate takes it anywhere. One that no text has matches nothing outside brackets, and
/// inside them what stands next to it.
pub(super) fn literal(character: u32) -> String {
    match char::from_u32(character) {
        Some(letter) if letter.is_ascii_alphanumeric() => letter.to_string(),
        Some(_) => format!("\\x{{{character:X}}}"),
        None if character < 0xDC00 => "\\x{D7FF}".to_owned(),
        None => "\\x{E000}".to_owned(),
    }
}

/// What is left of a pattern.
pub(super) struct Reader<'p> {
    rest: &'p str,
}

impl<'p> Reader<'p> {
    pub(super) fn new(pattern: &'p str) -> Self {
        Self { rest: pattern }
    }

    pub(super) fn rest(&self) -> &'p str {
        self.rest
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let next = self.rest.chars().next()?;
        self.rest = &self.rest[next.len_utf8()..];
        Some(next)
    }

    pub(super) fn skip(&mut self, bytes: usize) {
        self.rest = &self.rest[bytes..];
    }

    pub(super) fn take(&mut self, wanted: char) -> bool {
        let found = self.rest.strip_prefix(wanted);
        self.rest = found.unwrap_or(self.rest);
        found.is_some()
    }

    /// What stands before a text, which is taken too; `None` when it is not there.
    pub(super) fn until(&mut self, end: &str) -> Option<String> {
        let (before, behind) = self.rest.split_once(end)?;
        self.rest = behind;
        Some(before.to_owned())
    }

    /// The character of an escape, from behind the backslash.
    pub(super) fn escape(&mut self) -> Result<u32, Refused> {
        let letter = self.next().ok_or(Refused::Wrong)?;
        Ok(match letter {
            '0' => self.octal(0),
            '1'..='7' if self.rest.starts_with(|next: char| ('0'..='7').contains(&next)) => {
                self.octal(u32::from(letter) - u32::from('0'))
            }
            'x' => return self.hexadecimal(),
            'a' => 0x07,
            'f' => 0x0C,
            'n' => 0x0A,
            'r' => 0x0D,
            't' => 0x09,
            'v' => 0x0B,
            other if other.is_ascii() && !other.is_ascii_alphanumeric() => u32::from(other),
            _ => return Err(Refused::Wrong),
        })
    }

    /// Up to two more octal digits.
    fn octal(&mut self, mut value: u32) -> u32 {
        for _ in 0..2 {
            let Some(digit) = self.rest.chars().next().and_then(|next| next.to_digit(8)) else { break };
            value = value * 8 + digit;
            self.skip(1);
        }
        value
    }

    /// Two digits, or some in braces.
    fn hexadecimal(&mut self) -> Result<u32, Refused> {
        let digits = if self.take('{') {
            self.until("}").ok_or(Refused::Wrong)?
        } else {
            let digits = self.rest.get(..2).ok_or(Refused::Wrong)?.to_owned();
            self.skip(2);
            digits
        };
        if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(Refused::Wrong);
        }
        let digits = digits.trim_start_matches('0');
        let value = if digits.is_empty() { Ok(0) } else { u32::from_str_radix(digits, 16) };
        value.ok().filter(|value| *value <= u32::from(char::MAX)).ok_or(Refused::Wrong)
    }
}
