//! Two texts that differ, line by line, as `patch` reads it.

use super::console::{BAD, Console, Failure, GOOD, HINT, PLAIN, STRONG};
use similar::TextDiff;
use std::time::Duration;

/// Lines around a change that are shown with it.
const CONTEXT: usize = 3;
/// The lines that name the file.
const HEADER: usize = 2;
/// How long the smallest difference is looked for; then one is shown that may be larger.
const PATIENCE: Duration = Duration::from_secs(5);

/// Prints what makes `after` of `before`, below the name of the file where one is given.
pub(super) fn print(
    before: &str,
    after: &str,
    name: Option<&str>,
    console: &mut Console,
) -> Result<(), Failure> {
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(before, after);
    let mut unified = diff.unified_diff();
    unified.context_radius(CONTEXT);
    if let Some(name) = name {
        unified.header(name, name);
    }
    let header = if name.is_some() { HEADER } else { 0 };
    for (at, line) in unified.to_string().split_terminator('\n').enumerate() {
        let style = match line.as_bytes().first() {
            Some(_) if at < header => STRONG,
            Some(b'-') => BAD,
            Some(b'+') => GOOD,
            Some(b'@') => HINT,
            _ => PLAIN,
        };
        console.data_line(style, line)?;
    }
    Ok(())
}
