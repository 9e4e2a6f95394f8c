//! How grave issues are to somebody: which of them make `check` fail, and which are not shown. Owns what `--deny`,
//! `--allow` and the lists of the same names in `vitrine.toml` mean.

use crate::check::{Severity, codes};
use crate::text::{Message, nearest};

/// What a list names: an issue by its code, or all of a severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    Code(&'static str),
    All(Severity),
}

/// The words for all of a severity. Errors are never all allowed, and are denied anyway.
const GROUPS: [(&str, Severity); 2] = [("warnings", Severity::Warning), ("hints", Severity::Hint)];

/// What is denied and what is allowed, in one place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Severities {
    pub(super) deny: Vec<Which>,
    pub(super) allow: Vec<Which>,
}

/// What becomes of an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ruling {
    /// It is not shown.
    Allowed,
    /// It is shown as grave as that, and makes the command fail or not.
    Shown { severity: Severity, fails: bool },
}

impl Which {
    /// What a word names.
    ///
    /// # Errors
    /// It is no code, and no group of them.
    pub(super) fn of(word: &str) -> Result<Self, Message> {
        if let Some((_, severity)) = GROUPS.iter().find(|(group, _)| *group == word) {
            return Ok(Self::All(*severity));
        }
        if let Some((code, _)) = codes().find(|(code, _)| *code == word) {
            return Ok(Self::Code(code));
        }
        let known = codes().map(|(code, _)| code).chain(GROUPS.map(|(group, _)| group));
        Err(match nearest(word, known) {
            Some(meant) => Message::new("cli-unknown-code-meant").with("code", word).with("meant", meant),
            None => Message::new("cli-unknown-code").with("code", word),
        })
    }

    /// As it is written.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Code(code) => code,
            Self::All(severity) => {
                let group = GROUPS.iter().find(|(_, of)| *of == severity);
                group.map_or(severity.name(), |(group, _)| group)
            }
        }
    }
}

impl Severities {
    /// What is both denied and allowed, which cannot be.
    pub(super) fn contradiction(&self) -> Option<Which> {
        self.deny.iter().find(|which| self.allow.contains(which)).copied()
    }

    /// Whether it is denied by that name.
    fn denies(&self, which: Which) -> Option<bool> {
        let denied = self.deny.contains(&which);
        (denied || self.allow.contains(&which)).then_some(denied)
    }
}

/// What becomes of an issue by lists of which the first count most. A code counts more than a group in every list. An
/// issue that is denied by its code is an error; a group only makes the command fail.
pub(super) fn ruling(lists: &[&Severities], code: &'static str, severity: Severity) -> Ruling {
    let said = |which| lists.iter().find_map(|list| list.denies(which));
    match (said(Which::Code(code)), said(Which::All(severity))) {
        (Some(false), _) | (None, Some(false)) => Ruling::Allowed,
        (Some(true), _) => Ruling::Shown { severity: Severity::Error, fails: true },
        (None, Some(true)) => Ruling::Shown { severity, fails: true },
        (None, None) => Ruling::Shown { severity, fails: severity == Severity::Error },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn severities(deny: &[&str], allow: &[&str]) -> Severities {
        let all = |words: &[&str]| words.iter().map(|word| Which::of(word).expect("known")).collect();
        Severities { deny: all(deny), allow: all(allow) }
    }

    #[test]
    fn a_word_is_a_code_a_group_or_an_error_with_what_was_meant() {
        assert_eq!(Which::of("zero_weight"), Ok(Which::Code("zero_weight")));
        assert_eq!(Which::of("warnings"), Ok(Which::All(Severity::Warning)));
        let wrong = Which::of("zero_wieght").expect_err("unknown");
        assert_eq!(wrong.id, "cli-unknown-code-meant");
        assert_eq!(Which::of("frobnicate").expect_err("unknown").id, "cli-unknown-code");
        // All errors cannot be allowed in one word.
        assert!(Which::of("errors").is_err());
        for word in ["zero_weight", "warnings", "hints"] {
            assert_eq!(Which::of(word).map(Which::word), Ok(word));
        }
    }

    #[test]
    fn codes_count_more_than_groups_and_the_first_list_more_than_the_second() {
        let shown = |severity, fails| Ruling::Shown { severity, fails };
        let warning = |lists: &[&Severities]| ruling(lists, "zero_weight", Severity::Warning);
        assert_eq!(warning(&[]), shown(Severity::Warning, false));
        assert_eq!(ruling(&[], "bad_name", Severity::Error), shown(Severity::Error, true));
        let deny_all = severities(&["warnings"], &[]);
        let allow_one = severities(&[], &["zero_weight"]);
        let deny_one = severities(&["zero_weight"], &["warnings"]);
        assert_eq!(warning(&[&deny_all]), shown(Severity::Warning, true));
        assert_eq!(warning(&[&deny_all, &allow_one]), Ruling::Allowed, "the code, in the second list");
        assert_eq!(warning(&[&deny_one]), shown(Severity::Error, true), "the code, beside its group");
        assert_eq!(warning(&[&allow_one, &deny_one]), Ruling::Allowed);
        assert_eq!(warning(&[&deny_one, &allow_one]), shown(Severity::Error, true));
        assert_eq!(ruling(&[&deny_all], "split_gap", Severity::Hint), shown(Severity::Hint, false));
    }

    #[test]
    fn what_is_denied_and_allowed_at_once_is_a_contradiction() {
        assert_eq!(severities(&["warnings", "no_key"], &["zero_weight"]).contradiction(), None);
        let both = severities(&["no_key", "zero_weight"], &["zero_weight"]);
        assert_eq!(both.contradiction(), Some(Which::Code("zero_weight")));
    }
}
