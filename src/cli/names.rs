//! The names of files that are no UTF-8. Messages show such a name with marks in the place of what cannot be shown;
//! to another program it is printed as it is, or the program would not find the file.

use super::clean::clean;
use std::borrow::Cow;
use std::ffi::{OsStr, OsString};

/// Names as messages show them, each with its bytes.
#[derive(Debug, Default)]
pub(super) struct Names(Vec<(String, Vec<u8>)>);

impl Names {
    /// Those among arguments. What stands behind an option, attached or after `=`, is a name too.
    pub(super) fn of_arguments(arguments: impl Iterator<Item = OsString>) -> Self {
        Self::of(arguments.flat_map(|argument| named(&argument)).collect())
    }

    /// One more of them.
    pub(super) fn add(&mut self, name: &OsStr) {
        let more = named(name);
        if !more.is_empty() {
            *self = Self::of(std::mem::take(&mut self.0).into_iter().chain(more).collect());
        }
    }

    fn of(mut names: Vec<(String, Vec<u8>)>) -> Self {
        names.sort();
        names.dedup();
        // The longest first: one may be the end of another.
        names.sort_by_key(|(shown, _)| std::cmp::Reverse(shown.len()));
        // Of two that are shown alike neither is told: a wrong name is worse than none.
        let alike = |shown: &str| names.iter().filter(|(it, _)| it == shown).count() > 1;
        Self(names.iter().filter(|(shown, _)| !alike(shown)).cloned().collect())
    }

    /// A text with each name as it is. What steers a terminal stays out of it.
    pub(super) fn restored<'a>(&self, text: &'a str) -> Cow<'a, [u8]> {
        let mut bytes = Cow::Borrowed(text.as_bytes());
        for (shown, name) in &self.0 {
            bytes = Cow::Owned(replaced(&bytes, shown.as_bytes(), name));
        }
        bytes
    }
}

/// The names that an argument may hold: itself, and what stands behind an option.
fn named(argument: &OsStr) -> Vec<(String, Vec<u8>)> {
    let bytes = argument.as_encoded_bytes();
    let after_equals = bytes.iter().position(|byte| *byte == b'=').map(|at| at + 1);
    let starts = match bytes {
        [b'-', b'-', ..] => vec![Some(0), after_equals],
        [b'-', _, ..] => vec![Some(0), Some(2), after_equals],
        _ => vec![Some(0)],
    };
    let rests = starts.into_iter().flatten().map(|start| &bytes[start..]);
    let odd = rests.filter(|rest| str::from_utf8(rest).is_err());
    odd.map(|rest| {
        let mut name = Vec::new();
        for chunk in rest.utf8_chunks() {
            name.extend_from_slice(clean(chunk.valid()).as_bytes());
            name.extend_from_slice(chunk.invalid());
        }
        (clean(&String::from_utf8_lossy(rest)).into_owned(), name)
    })
    .collect()
}

fn replaced(text: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut made = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.windows(from.len()).position(|window| window == from) {
        made.extend_from_slice(&rest[..at]);
        made.extend_from_slice(to);
        rest = &rest[at + from.len()..];
    }
    made.extend_from_slice(rest);
    made
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::ffi::OsStringExt;

    #[test]
    fn a_name_that_is_no_text_is_restored_wherever_it_is_shown() {
        let arguments = [
            b"check".to_vec(),
            b"a\xff\x1b.ron".to_vec(),
            b"--output=out\xfe".to_vec(),
            b"-oat\xfd".to_vec(),
            b"x\xf0".to_vec(),
            b"x\xf1".to_vec(),
        ];
        let names = Names::of_arguments(arguments.into_iter().map(OsString::from_vec));
        assert_eq!(
            &*names.restored("a\u{fffd}\u{fffd}.ron:1: is no a\u{fffd}\u{fffd}.ron"),
            b"a\xff\xef\xbf\xbd.ron:1: is no a\xff\xef\xbf\xbd.ron"
        );
        assert_eq!(&*names.restored("plain"), b"plain");
        assert_eq!(&*names.restored("to out\u{fffd}!"), b"to out\xfe!");
        assert_eq!(&*names.restored("to at\u{fffd}!"), b"to at\xfd!");
        assert_eq!(&*names.restored("no -oat\u{fffd}"), b"no -oat\xfd");
        assert_eq!(&*names.restored("x\u{fffd}"), "x\u{fffd}".as_bytes(), "either of two");
    }
}
