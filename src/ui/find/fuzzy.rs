//! How well a text fits what was typed in haste: first what begins with it, then what contains its words, then what
//! has their letters in order, as `nucleo-matcher` scores them: better together, best where words begin.
//!
//! Both sides are folded already: small letters without accents.

use nucleo_matcher::{Config, Matcher, Utf32Str};

/// Above what `nucleo` gives for the letters of a word, which is cut here: no word that is typed comes near.
const STEP: i64 = 10_000;
/// The letters of a word, scattered over the text, count less than this.
pub(super) const SCATTERED: i64 = STEP;
/// A word of the query that stands in the text as it is.
const WHOLE: i64 = 2 * STEP;
/// It stands at the beginning of the text.
const AT_START: i64 = 3 * STEP;
/// Of two that fit alike, the shorter has less that was not asked for; above this length it does not matter.
const LONGEST: usize = 255;
/// More than any length takes away.
const LENGTHS: i64 = 256;

/// Scores texts. Keeps the memory that this takes, of 100 KB and more, for the next text.
pub(super) struct Fuzzy {
    matcher: Matcher,
    text: Vec<char>,
    word: Vec<char>,
}

impl Default for Fuzzy {
    fn default() -> Self {
        let mut config = Config::DEFAULT;
        (config.normalize, config.ignore_case, config.prefer_prefix) = (false, false, true);
        Self { matcher: Matcher::new(config), text: Vec::new(), word: Vec::new() }
    }
}

impl std::fmt::Debug for Fuzzy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fuzzy").finish_non_exhaustive()
    }
}

impl Fuzzy {
    /// How well a text fits a query, the more the better; `None` where a word of the query is not in it.
    pub(super) fn score(&mut self, text: &str, query: &str) -> Option<i64> {
        self.score_or(text, query, |_| None)
    }

    /// The same, where a word may also count for something else than the letters of the text.
    pub(super) fn score_or(
        &mut self,
        text: &str,
        query: &str,
        other: impl Fn(&str) -> Option<i64>,
    ) -> Option<i64> {
        let begins = !query.trim().is_empty() && text.starts_with(query.trim());
        let mut sum = if begins { AT_START } else { 0 };
        for word in query.split_whitespace() {
            sum += self.word(text, word).max(other(word))?;
        }
        let length = i64::try_from(text.len().min(LONGEST)).unwrap_or_default();
        Some(sum * LENGTHS - length)
    }

    fn word(&mut self, text: &str, word: &str) -> Option<i64> {
        let starts = text.starts_with(word);
        let text = Utf32Str::new(text, &mut self.text);
        let word = Utf32Str::new(word, &mut self.word);
        let capped = |score: u16| i64::from(score).min(STEP - 1);
        if let Some(score) = self.matcher.substring_match(text, word) {
            return Some(if starts { AT_START } else { WHOLE } + capped(score));
        }
        self.matcher.fuzzy_match(text, word).map(capped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn score(text: &str, query: &str) -> Option<i64> {
        Fuzzy::default().score(text, query)
    }

    #[test]
    fn what_begins_with_the_query_comes_before_what_contains_it_and_that_before_its_letters() {
        for (better, worse, query) in [
            ("offer of a very long name indeed", "an offer", "offer"),
            ("rename it", "name", "re"),
            ("save a copy", "a save", "save a"),
            ("best web of all", "web, best", "best web"),
            ("the loan card of spring", "loud old canary", "loan"),
            ("offres", "coffres", "off"),
            ("élan", "bel élan", "élan"),
        ] {
            assert!(score(better, query) > score(worse, query), "{better} / {worse} / {query}");
        }
    }

    #[test]
    fn letters_together_or_at_the_beginning_of_words_score_more() {
        for (better, worse, query) in [
            ("show preview panel", "sharp lip", "spp"),
            ("go to offer", "gated offer", "gto"),
            ("find in rules", "refined in rules", "fir"),
        ] {
            assert!(score(better, query) > score(worse, query), "{better} / {worse} / {query}");
        }
    }

    #[test]
    fn any_number_of_words_is_scored() {
        assert!(score(&"ab ".repeat(500), &"ab ".repeat(500)).is_some());
        assert_eq!(score("", ""), Some(0));
    }

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
