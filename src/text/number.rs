//! Numbers as people write them.

use super::decimal;

/// A number as either language writes it: with a point or a comma, and perhaps blanks between thousands. None where it
/// would be taken for another one, having more digits than can be kept.
pub fn parse_number(text: &str) -> Option<f64> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    decimal(&plain.replace(',', ".")).ok()
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
}
