//! Blocks of cells as spreadsheets put them on the clipboard: lines, cells between tabs, quotes around what has
//! either in it. Knows no offers.

/// The lines of a text, each with its cells. A cell that begins with a quote ends with the next single one;
/// a quote that never ends is a character like others.
pub(super) fn read(text: &str) -> Vec<Vec<String>> {
    let mut lines = Vec::new();
    let mut line = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (cell, after) = cell(rest);
        line.push(cell);
        let end = after.chars().next();
        if let Some(next) = after.strip_prefix('\t') {
            rest = next;
            if rest.is_empty() {
                line.push(String::new());
            }
            continue;
        }
        rest = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\r', '\n'])).unwrap_or(after);
        if end.is_some() || rest.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The first cell, and what stands after it.
fn cell(text: &str) -> (String, &str) {
    let (mut cell, rest) = match text.strip_prefix('"').and_then(quoted) {
        Some((cell, rest)) => (cell, rest),
        None => (String::new(), text),
    };
    let end = rest.find(['\t', '\r', '\n']).unwrap_or(rest.len());
    cell.push_str(&rest[..end]);
    (cell, &rest[end..])
}

/// What stands before the closing quote, and after it; none where there is no such quote.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut cell = String::new();
    let mut rest = text;
    loop {
        let at = rest.find('"')?;
        cell.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match rest.strip_prefix('"') {
            Some(after) => {
                cell.push('"');
                rest = after;
            }
            None => return Some((cell, rest)),
        }
    }
}

/// A text that spreadsheets paste as these lines of cells.
pub(super) fn write(lines: &[Vec<String>]) -> String {
    let mut text = String::new();
    for line in lines {
        for (index, cell) in line.iter().enumerate() {
            if index > 0 {
                text.push('\t');
            }
            if cell.contains(['\t', '\r', '\n', '"']) {
                text.push('"');
                text.push_str(&cell.replace('"', "\"\""));
                text.push('"');
            } else {
                text.push_str(cell);
            }
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn blocks_are_read_as_spreadsheets_write_them() {
        for (text, lines) in [
            ("", &[][..]),
            ("a", &[&["a"][..]]),
            ("a\tb\r\nc\td\r\n", &[&["a", "b"], &["c", "d"]]),
            ("a\t\n\tb", &[&["a", ""], &["", "b"]]),
            ("\"two\nlines\"\tx", &[&["two\nlines", "x"]]),
            ("\"she said \"\"hi\"\"\"", &[&["she said \"hi\""]]),
            ("12\" pipe\t\"open", &[&["12\" pipe", "\"open"]]),
            ("\"a\" b\tc", &[&["a b", "c"]]),
            ("a\n\nb", &[&["a"], &[""], &["b"]]),
            ("a\t", &[&["a", ""]]),
        ] {
            assert_eq!(read(text), lines.iter().map(|line| line.to_vec()).collect::<Vec<_>>(), "{text:?}");
        }
    }

    /// The `csv` crate as the oracle, for blocks that it can tell: it passes over empty lines.
    fn by_csv(text: &str) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader
            .has_headers(false)
            .flexible(true)
            .delimiter(b'\t')
            .from_reader(text.as_bytes())
            .into_records();
        reader.map(|line| line.expect("UTF-8").iter().map(str::to_owned).collect()).collect()
    }

    proptest! {
        #[test]
        fn the_csv_crate_reads_and_writes_the_same(
            lines in prop::collection::vec(prop::collection::vec("[ab\"\t\r\n é]{1,6}", 1..4), 0..5),
        ) {
            prop_assert_eq!(by_csv(&write(&lines)), &lines[..]);
            let mut writer = csv::WriterBuilder::new().flexible(true).delimiter(b'\t').from_writer(Vec::new());
            for line in &lines {
                writer.write_record(line).expect("memory takes it");
            }
            let text = String::from_utf8(writer.into_inner().expect("memory takes it")).expect("UTF-8");
            prop_assert_eq!(read(&text), lines);
        }

        #[test]
        fn what_is_written_is_read_again(
            lines in prop::collection::vec(prop::collection::vec("[ab\"\t\r\n é]{0,6}", 1..4), 0..5),
        ) {
            prop_assert_eq!(read(&write(&lines)), lines);
        }

        #[test]
        fn any_text_is_read(text in "[ab\"\t\r\n]{0,40}") {
            prop_assert!(read(&text).iter().flatten().map(String::len).sum::<usize>() <= text.len());
        }
    }
}
