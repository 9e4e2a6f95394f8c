//! Numbers as people write them.

use super::{Language, decimal};

/// A number as either language writes it: with a point or a comma, and perhaps blanks between thousands. None where it
/// would be taken for another one, having more digits than can be kept.
pub fn parse_number(text: &str) -> Option<f64> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    decimal(&plain.replace(',', ".")).ok()
}

/// A whole number, its thousands apart.
pub fn thousands(language: Language, count: u64) -> String {
    let digits = count.to_string();
    let mark = match language {
        Language::En => ",",
        Language::Fr => "\u{202F}",
    };
    let mut written = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push_str(mark);
        }
        written.push(digit);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_both_languages_write_them() {
        assert_eq!(parse_number(" 12,5 "), Some(12.5));
        assert_eq!(parse_number("12.5"), Some(12.5));
        assert_eq!(parse_number("1 250"), Some(1250.0));
        assert_eq!(parse_number("1\u{202f}250,25"), Some(1250.25));
        for text in
            ["", "twelve", "1.2.3", "inf", "NaN", "1e999", "1e-400", "0.1000000000000000055511151231257827"]
        {
            assert_eq!(parse_number(text), None, "{text}");
        }
    }

    #[test]
    fn thousands_stand_apart_as_each_language_has_them() {
        let written = |count| [Language::En, Language::Fr].map(|language| thousands(language, count));
        assert_eq!(written(0), ["0", "0"]);
        assert_eq!(written(999), ["999", "999"]);
        assert_eq!(written(1_000), ["1,000", "1\u{202F}000"]);
        assert_eq!(written(1_234_567), ["1,234,567", "1\u{202F}234\u{202F}567"]);
    }
}
