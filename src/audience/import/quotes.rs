//! Whether a quote is open where a text of rows ends. Owns nothing else: cells are read by `csv`.

/// Where in a row a byte stands.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Within {
    /// At the beginning of a cell.
    Start,
    /// In a cell without quotes around it: a quote there is one like any other letter.
    Plain,
    Quoted,
    /// Behind a quote that ends what is quoted, unless another one follows.
    Behind,
}

/// Follows the quotes of a text, piece by piece.
#[derive(Debug)]
pub(in crate::audience) struct Quotes {
    delimiter: u8,
    quote: Option<u8>,
    within: Within,
}

impl Quotes {
    pub(in crate::audience) fn new(delimiter: u8, quote: Option<u8>) -> Self {
        Self { delimiter, quote, within: Within::Start }
    }

    /// Follows those of the next piece.
    pub(in crate::audience) fn follow(&mut self, bytes: &[u8]) {
        let Some(quote) = self.quote else { return };
        // What stands before the first quote matters only by its last byte.
        let from = match bytes.iter().position(|byte| *byte == quote) {
            Some(first) => first.saturating_sub(1),
            None => bytes.len().saturating_sub(1),
        };
        for byte in &bytes[from..] {
            self.within = match self.within {
                Within::Quoted if *byte == quote => Within::Behind,
                Within::Quoted => Within::Quoted,
                Within::Start | Within::Behind if *byte == quote => Within::Quoted,
                _ if matches!(byte, b'\n' | b'\r') || *byte == self.delimiter => Within::Start,
                _ => Within::Plain,
            };
        }
    }

    /// Whether a quote is open.
    pub(in crate::audience) fn are_open(&self) -> bool {
        self.within == Within::Quoted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_open_until_another_one_closes_it_however_the_text_is_cut() {
        for (text, open) in [
            ("a;\"b", true),
            ("a;\"b\nc;d\n", true),
            ("a;\"b\";c\n", false),
            ("a;\"b\"\"\n", true),
            ("a;\"b\"\"\"\n", false),
            ("5\" Bo;x", false),
            ("\"a\"b\";c", false),
            ("x;y\n\"", true),
            ("'", false),
            ("", false),
        ] {
            for cut in 0..=text.len() {
                let mut quotes = Quotes::new(b';', Some(b'"'));
                quotes.follow(&text.as_bytes()[..cut]);
                quotes.follow(&text.as_bytes()[cut..]);
                assert_eq!(quotes.are_open(), open, "{text:?} cut at {cut}");
            }
            let mut none = Quotes::new(b';', None);
            none.follow(text.as_bytes());
            assert!(!none.are_open());
        }
    }
}
