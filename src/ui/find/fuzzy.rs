//! How well a text fits what was typed in haste: its letters in order, better together, best where words begin.
//!
//! Both sides are folded already: small letters without accents.

/// A word of the query that stands in the text as it is.
const WHOLE: i32 = 1_000;
/// It stands at the beginning of the text.
const AT_START: i32 = 600;
/// It stands at the beginning of a word.
const AT_WORD: i32 = 300;
/// A single letter at the beginning of a word, or right after the letter before.
const LETTER: i32 = 20;

/// How well the text fits, the more the better; `None` where a word of the query is not in it.
pub(super) fn score(text: &str, query: &str) -> Option<i32> {
    let mut sum = 0;
    for word in query.split_whitespace() {
        sum += word_score(text, word)?;
    }
    // Of two that fit alike, the shorter has less that was not asked for.
    Some(sum - i32::try_from(text.len()).unwrap_or(i32::MAX / 2).min(LETTER * 10))
}

fn word_score(text: &str, word: &str) -> Option<i32> {
    let whole = text.match_indices(word).map(|(at, _)| {
        let begins = at > 0 && begins_word(text, at);
        WHOLE + if at == 0 { AT_START } else { 0 } + if begins { AT_WORD } else { 0 }
    });
    whole.max().or_else(|| letters_score(text, word))
}

/// The letters of the word, each after the one before, wherever they are.
fn letters_score(text: &str, word: &str) -> Option<i32> {
    let (mut score, mut from, mut last) = (0, 0, None);
    for letter in word.chars() {
        let at = from + text[from..].find(letter)?;
        if last == Some(at) || begins_word(text, at) {
            score += LETTER;
        }
        from = at + letter.len_utf8();
        last = Some(from);
    }
    Some(score)
}

fn begins_word(text: &str, at: usize) -> bool {
    !text[..at].chars().next_back().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_better_fit_scores_more() {
        for (better, worse, query) in [
            ("save", "save as", "save"),
            ("save as", "leave as", "sa"),
            ("web, best offer", "cobweb", "web"),
            ("gold card", "a long digression", "gold"),
            ("zoom in", "azure pixie", "zi"),
        ] {
            assert!(score(better, query) > score(worse, query), "{better} / {worse} / {query}");
        }
        assert_eq!(score("loan", "offer"), None);
        assert_eq!(score("loan", "loan offer"), None, "every word counts");
        assert!(score("web best offer", "offer web").is_some(), "in any order");
    }

    proptest! {
        #[test]
        fn what_is_left_of_a_text_fits_it(text in "[a-zé ]{0,20}", keep in prop::collection::vec(any::<bool>(), 20)) {
            let left: String =
                text.chars().zip(keep).filter(|(char, keep)| *keep && *char != ' ').map(|(char, _)| char).collect();
            prop_assert!(score(&text, &left).is_some());
        }
    }
}
