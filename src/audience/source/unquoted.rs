//! CSV in which nothing is quoted, as most files are written: its records are found eight bytes at a time. Owns that it is read
//! as the `csv` crate reads it, which reads all else.

/// Text in which nothing is quoted.
pub(super) fn unquoted(bytes: &[u8], delimiter: u8, quote: Option<u8>) -> Option<&str> {
    let is_quoted = quote.is_some_and(|quote| bytes.contains(&quote));
    let text = (!is_quoted && delimiter.is_ascii()).then(|| std::str::from_utf8(bytes).ok());
    text.flatten()
}

/// Which of eight bytes end a cell, each as its highest bit: all are looked at together.
fn ends_in(word: u64, delimiter: u8) -> u64 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    let are = |byte: u8| {
        let other = word ^ u64::from_le_bytes([byte; 8]);
        !(((other & LOW) + LOW) | other | LOW)
    };
    are(delimiter) | are(b'\n') | are(b'\r')
}

/// Takes each record of text in which nothing is quoted: where it begins, and its cells. Blank lines are none, as for the
/// `csv` crate, which reads all else.
pub(super) fn each_record<'t, E>(
    text: &'t str,
    delimiter: u8,
    mut take: impl FnMut(usize, &[&'t str]) -> Result<(), E>,
) -> Result<(), E> {
    let (mut cells, mut begin, mut start) = (Vec::new(), 0, 0);
    let mut end = |at: usize| {
        if text.as_bytes()[at] == delimiter {
            cells.push(&text[start..at]);
            start = at + 1;
            return Ok(());
        }
        let is_blank = at == begin;
        let record = std::mem::replace(&mut begin, at + 1);
        let last = &text[std::mem::replace(&mut start, at + 1)..at];
        if is_blank {
            return Ok(());
        }
        cells.push(last);
        let taken = take(record, &cells);
        cells.clear();
        taken
    };
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    for (place, word) in words.iter().enumerate() {
        let mut ends = ends_in(u64::from_le_bytes(*word), delimiter);
        while ends != 0 {
            end(place * 8 + ends.trailing_zeros() as usize / 8)?;
            ends &= ends - 1;
        }
    }
    for (place, byte) in rest.iter().enumerate() {
        if *byte == delimiter || is_line_end(*byte) {
            end(words.len() * 8 + place)?;
        }
    }
    if begin < text.len() {
        cells.push(&text[start..]);
        take(begin, &cells)?;
    }
    Ok(())
}

pub(super) fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}
