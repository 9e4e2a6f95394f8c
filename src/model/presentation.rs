//! Presentation rules and typologies: caps over a contact's past propositions (`domain.md` §2, §4).

use super::declare::{choices, declare};
use super::{Channel, Status};
use serde::{Deserialize, Serialize};

/// A cap counted over the contact's past propositions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PresentationRule {
    /// Unique among the catalog's presentation rules.
    pub name: String,
    /// What a person reads.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Whether it weighs at all.
    #[serde(default = "super::yes", skip_serializing_if = "super::is_yes")]
    pub active: bool,
    /// The channel it weighs on; any where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// The offers it caps: a rule over `offer`; empty: all.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub applies_to: String,
    /// The contacts it caps them for: a rule over `profile`; empty: all.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub recipients: String,
    /// The span before and after the call that it counts in, such as `"2d 6h"`.
    pub within: Span,
    /// The offer is stopped when the count is this or more.
    pub at_most: u32,
    /// What is counted.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub count: Count,
}

impl Default for PresentationRule {
    fn default() -> Self {
        Self {
            name: String::new(),
            label: String::new(),
            active: true,
            channel: None,
            applies_to: String::new(),
            recipients: String::new(),
            within: Span::default(),
            at_most: 0,
            count: Count::default(),
        }
    }
}

/// What a presentation rule counts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// Whether only propositions on the call's channel count.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub same_channel_only: bool,
    /// The offers whose propositions count.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub offers: CountedOffers,
    /// The status that counts.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub status: CountedStatus,
    /// A rule over `proposition`; empty: all count.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub matching: String,
}

/// The offers whose propositions a presentation rule counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum CountedOffers {
    /// All offers.
    #[default]
    All,
    /// The offer that is about to be presented.
    OfferBeingPresented,
    /// The offers of its category, as `settings.same_category` says.
    SameCategory,
    /// The offers that the rule's `applies_to` matches.
    RuleOffers,
}

/// The status that a presentation rule counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum CountedStatus {
    /// Any.
    #[default]
    Any,
    /// Accepted or rejected.
    AcceptedOrRejected,
    /// Accepted.
    Accepted,
    /// Rejected.
    Rejected,
}

impl CountedStatus {
    /// Whether a proposition of that status is counted.
    pub fn counts(self, status: Status) -> bool {
        match self {
            Self::Any => true,
            Self::AcceptedOrRejected => matches!(status, Status::Accepted | Status::Rejected),
            Self::Accepted => status == Status::Accepted,
            Self::Rejected => status == Status::Rejected,
        }
    }
}

/// A named set of presentation rules.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Typology {
    /// Unique among the catalog's typologies.
    pub name: String,
    /// What a person reads.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// The names of its rules.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
}

/// A length of time in weeks, days, hours, minutes and seconds, such as `"2d 6h"`.
///
/// A day is 24 hours, whatever the clocks do: a cap must not change its width on two days a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Span {
    seconds: i64,
}

/// A text that is no span.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected a span such as \"90d\" or \"2d 6h\", in weeks (w), days (d), hours (h), minutes (m) and seconds (s)"
)]
pub struct NoSpan;

const UNITS: [(char, i64); 5] = [('w', 604_800), ('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];
/// A century: beyond it a span means "ever", and the arithmetic stays far from the end of time.
const LONGEST_SECONDS: i64 = 100 * 366 * 86_400;

impl Span {
    /// A span of so many seconds, between zero and a century.
    pub fn from_seconds(seconds: i64) -> Self {
        Self { seconds: seconds.clamp(0, LONGEST_SECONDS) }
    }

    /// Its length in seconds.
    pub fn seconds(self) -> i64 {
        self.seconds
    }
}

impl std::str::FromStr for Span {
    type Err = NoSpan;

    fn from_str(text: &str) -> Result<Self, NoSpan> {
        let mut seconds: i64 = 0;
        for part in text.split_whitespace() {
            let unit = part.chars().next_back().ok_or(NoSpan)?;
            let (_, factor) = UNITS.iter().find(|(letter, _)| *letter == unit).ok_or(NoSpan)?;
            let digits = &part[..part.len() - unit.len_utf8()];
            if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(NoSpan);
            }
            let number: i64 = digits.parse().map_err(|_| NoSpan)?;
            seconds = number.checked_mul(*factor).and_then(|part| seconds.checked_add(part)).ok_or(NoSpan)?;
        }
        if text.trim().is_empty() || seconds > LONGEST_SECONDS { Err(NoSpan) } else { Ok(Self { seconds }) }
    }
}

impl std::fmt::Display for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut rest = self.seconds;
        let mut separator = "";
        // Weeks are read and not written: people count caps in days.
        for (unit, factor) in &UNITS[1..] {
            if rest >= *factor {
                write!(f, "{separator}{}{unit}", rest / factor)?;
                rest %= factor;
                separator = " ";
            }
        }
        if self.seconds == 0 { f.write_str("0s") } else { Ok(()) }
    }
}

impl Serialize for Span {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

declare!(PresentationRule {
    name: Name, "forms-name" "forms-name-hint";
    label: Text, "forms-label" "forms-label-tip";
    active: Flag, "offers-active" "offers-active-hint";
    channel: Choice(Channel::choices), "forms-channel" "offers-channel-hint";
    applies_to: Rule(RuleUse::AppliesTo), "domain-offers" "offers-applies-to-hint",
        on OfferPresentation;
    recipients: Rule(RuleUse::Recipients), "offers-recipients" "offers-recipients-hint", on OfferPresentation;
    within: Span, "offers-within" "offers-within-hint", on OfferPresentation;
    at_most: Whole, "offers-at-most" "offers-at-most-hint", on OfferPresentation;
    count: Part(Count::declarations), "offers-section-count", on OfferPresentation;
});

declare!(Count {
    same_channel_only: Flag, "offers-same-channel" "offers-same-channel-hint";
    offers: Choice(CountedOffers::choices), "offers-counted" "offers-counted-tip", else "All";
    status: Choice(CountedStatus::choices), "offers-status" "offers-status-tip", else "Any";
    matching: Rule(RuleUse::Matching), "offers-matching" "offers-matching-hint";
});

choices!(CountedOffers {
    All => "offers-counted-all",
    OfferBeingPresented => "offers-counted-presented",
    SameCategory => "offers-counted-category",
    RuleOffers => "offers-counted-rule",
});

choices!(CountedStatus {
    Any => "offers-status-any",
    AcceptedOrRejected => "offers-status-either",
    Accepted => "offers-status-accepted",
    Rejected => "offers-status-rejected",
});

declare!(Typology {
    name: Name, "forms-name" "forms-name-hint";
    label: Text, "forms-label" "forms-label-tip";
    rules: List(&Reference(EntityKind::PresentationRule)), "domain-presentation-rules" "offers-rules-hint";
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_read_and_write() {
        for (text, written) in [
            ("90d", "90d"),
            ("2d 6h", "2d 6h"),
            ("1w", "7d"),
            ("90m", "1h 30m"),
            ("0s", "0s"),
            ("25h", "1d 1h"),
        ] {
            assert_eq!(text.parse::<Span>().map(|span| span.to_string()).as_deref(), Ok(written), "{text}");
        }
        for text in ["", " ", "d", "9", "-1d", "1.5d", "1y", "99999999999999999999d", "9999999d"] {
            assert_eq!(text.parse::<Span>(), Err(NoSpan), "{text}");
        }
    }
}
