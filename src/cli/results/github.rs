//! Findings as annotations of GitHub's servers: lines that begin with `::`, which the server shows beside the text of
//! the file.

use super::super::clean::clean;
use super::super::console::{Console, Failure};
use super::finding::{Finding, Results};
use crate::check::Severity;

/// What has a meaning of its own in an annotation, and how it is written.
const IN_MESSAGE: [(char, &str); 3] = [('%', "%25"), ('\r', "%0D"), ('\n', "%0A")];
/// What has one besides in what stands before the message.
const IN_PROPERTY: [(char, &str); 2] = [(':', "%3A"), (',', "%2C")];

pub(super) fn print(results: &Results, console: &mut Console) -> Result<(), Failure> {
    for finding in results.news() {
        let line = annotation(finding, &finding.words(console).join("\n"));
        console.line(&line)?;
    }
    Ok(())
}

fn annotation(finding: &Finding, words: &str) -> String {
    let kind = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "notice",
    };
    let place = finding.place.map(|place| format!("line={},col={},", place.line, place.column));
    let place = place.unwrap_or_default();
    let file = property(&clean(&finding.file));
    let title = property(&format!("vitrine {}", finding.code));
    format!("::{kind} file={file},{place}title={title}::{}", escaped(words, &IN_MESSAGE))
}

fn property(text: &str) -> String {
    escaped(&escaped(text, &IN_MESSAGE), &IN_PROPERTY)
}

/// A text with what has a meaning written otherwise. `%` comes first in the list: the others bring more of it.
fn escaped(text: &str, how: &[(char, &str)]) -> String {
    how.iter().fold(text.to_owned(), |text, (char, escape)| text.replace(*char, escape))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::Place;
    use crate::text::Message;

    #[test]
    fn nothing_of_a_message_or_a_name_is_read_as_a_command() {
        let place = Some(Place { line: 3, column: 14 });
        let finding = Finding::of_file("a,b:50%\n::x.ron", "bad_name", place, Message::new("cli-hint"));
        assert_eq!(
            annotation(&finding, "50% is\n::error::no"),
            "::error file=a%2Cb%3A50%25 %3A%3Ax.ron,line=3,col=14,title=vitrine bad_name::50%25 is%0A::error::no"
        );
    }
}
