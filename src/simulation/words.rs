//! Shares and values on axes as messages: the same words in the window and on the command line.

use super::axis::AxisValue;
use super::results::{Speed, Unknown, UnknownOffer};
use crate::model::label_or_name;
use crate::text::{Arg, Message};

/// Below so many percent a share keeps two decimals; above, one.
const FEW: f64 = 10.0;

/// A count as a share of another; of none it is 0.
#[expect(clippy::cast_precision_loss, reason = "a share is rounded")]
pub fn share(count: u64, of: u64) -> f64 {
    if of == 0 { 0.0 } else { count as f64 / of as f64 }
}

/// A share from 0 to 1, in percent.
pub fn percent(share: f64) -> Message {
    let percent = share * 100.0;
    let steps = if percent < FEW { 100.0 } else { 10.0 };
    Message::new("population-percent").with("number", Arg::Number((percent * steps).round() / steps))
}

impl Unknown {
    /// For people: that they get nothing, or what they get.
    pub fn message(&self, nothing: &'static str, something: &'static str) -> Message {
        #[expect(clippy::cast_precision_loss, reason = "a count of contacts")]
        let contacts = Arg::Number(self.contacts as f64);
        if self.offers.is_empty() {
            return Message::new(nothing).with("contacts", contacts);
        }
        let name = |offer: &UnknownOffer| {
            let name = offer.offer.split_once('/').map_or(offer.offer.as_str(), |(_, name)| name);
            label_or_name(&offer.label, name).to_owned()
        };
        let offers: Vec<String> = self.offers.iter().map(name).collect();
        let message = Message::new(something).with("contacts", contacts).with("space", &self.answered_by);
        message.with("offers", offers.join(", "))
    }
}

impl Speed {
    /// The most memory that the program took, in millions of bytes, where that is known.
    pub fn megabytes(&self) -> Option<u64> {
        Some(self.memory? / 1_000_000)
    }
}

impl AxisValue {
    /// For people; a text stands as it is.
    pub fn message(&self) -> Message {
        let number = |id: &'static str, ends: &[(&'static str, f64)]| {
            ends.iter().fold(Message::new(id), |message, (name, end)| message.with(name, Arg::Number(*end)))
        };
        match self {
            Self::Text(text) => Message::new("population-text").with("text", text.as_str()),
            Self::Flag(true) => Message::new("preview-yes"),
            Self::Flag(false) => Message::new("preview-no"),
            Self::Number(value) => number("population-number", &[("number", *value)]),
            Self::Range(Some(from), Some(until)) => {
                number("population-range", &[("from", *from), ("until", *until)])
            }
            Self::Range(Some(from), None) => number("population-range-from", &[("from", *from)]),
            Self::Range(None, Some(until)) => number("population-range-until", &[("until", *until)]),
            Self::Range(None, None) => Message::new("population-range-all"),
            Self::Others(count) => Message::new("population-others").with("count", *count),
            Self::Missing => Message::new("population-missing"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    #[test]
    fn small_shares_keep_their_digits() {
        let said = |language: Language, share| language.say(&percent(share));
        assert_eq!(said(Language::En, 0.0), "0%");
        assert_eq!(said(Language::En, 0.000_5), "0.05%");
        assert_eq!(said(Language::En, 0.256_7), "25.7%");
        assert_eq!(said(Language::Fr, 0.256_7), "25,7\u{202F}%");
    }

    #[test]
    fn bins_of_small_numbers_are_told_apart() {
        let bin = AxisValue::Range(Some(0.001), Some(0.002));
        assert_eq!(Language::En.say(&bin.message()), "0.001 to 0.002");
        assert_eq!(Language::Fr.say(&AxisValue::Others(2).message()), "2 autres");
    }
}
