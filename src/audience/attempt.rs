//! What crates do with files of columns. Owns that a damaged file is an error of reading: where it says what cannot be, some of
//! them panic, and a file must not bring the program down.

use arrow_schema::ArrowError;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads, and makes an error of a panic.
pub(super) fn attempt<T, E: From<ArrowError>>(read: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    let damaged = || ArrowError::ParseError("it is damaged".to_owned());
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(damaged().into()))
}

/// Reads one after another, up to the first that cannot be read.
pub(super) fn attempts<T>(
    mut all: impl Iterator<Item = Result<T, ArrowError>>,
) -> impl Iterator<Item = Result<T, ArrowError>> {
    let mut has_failed = false;
    std::iter::from_fn(move || {
        if has_failed {
            return None;
        }
        let next = attempt(|| all.next().transpose());
        has_failed = next.is_err();
        next.transpose()
    })
}
