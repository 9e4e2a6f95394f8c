//! The names of files that are no UTF-8. Messages show such a name with marks in the place of what cannot be shown;
//! to another program it is printed as it is, or the program would not find the file.

use super::console::clean;
use std::borrow::Cow;
use std::ffi::{OsStr, OsString};

/// Names as messages show them, each with its bytes.
#[derive(Debug, Default)]
pub(super) struct Names(Vec<(String, Vec<u8>)>);

impl Names {
    /// Those among arguments. What stands behind an option's `=` is a name too.
    pub(super) fn of_arguments(arguments: impl Iterator<Item = OsString>) -> Self {
        let odd = arguments.filter(|argument| argument.to_str().is_none());
        Self(odd.map(|argument| named(&argument)).collect())
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

fn named(argument: &OsStr) -> (String, Vec<u8>) {
    let bytes = argument.as_encoded_bytes();
    let start = if bytes.starts_with(b"-") {
        bytes.iter().position(|byte| *byte == b'=').map_or(0, |at| at + 1)
    } else {
        0
    };
    let mut name = Vec::new();
    for chunk in bytes[start..].utf8_chunks() {
        name.extend_from_slice(clean(chunk.valid()).as_bytes());
        name.extend_from_slice(chunk.invalid());
    }
    (clean(&String::from_utf8_lossy(&bytes[start..])).into_owned(), name)
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
        let arguments = [b"check".to_vec(), b"a\xff\x1b.ron".to_vec(), b"--output=out\xfe".to_vec()];
        let names = Names::of_arguments(arguments.into_iter().map(OsString::from_vec));
        assert_eq!(
            &*names.restored("a\u{fffd}\u{fffd}.ron:1: is no a\u{fffd}\u{fffd}.ron"),
            b"a\xff\xef\xbf\xbd.ron:1: is no a\xff\xef\xbf\xbd.ron"
        );
        assert_eq!(&*names.restored("plain"), b"plain");
        assert_eq!(&*names.restored("to out\u{fffd}!"), b"to out\xfe!");
    }
}
