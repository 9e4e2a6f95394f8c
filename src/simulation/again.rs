//! Results that were written as JSON, to be asked for again. Owns what is read of them.

use super::results::MadeOf;
use super::settings::Settings;
use serde::Deserialize;

/// What is read of a simulation.
#[derive(Deserialize)]
struct Results {
    settings: Settings,
    made_of: MadeOf,
}

/// Results of a simulation, or of a comparison.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Alone(Results),
    Beside { after: Results },
}

impl Settings {
    /// What was asked of results that were written as JSON, at the same moment; and what they were made of.
    ///
    /// # Errors
    /// They are not the results of a simulation, or of a comparison.
    pub fn of_results(json: &str) -> Result<(Self, MadeOf), serde_json::Error> {
        let (Written::Alone(results) | Written::Beside { after: results }) = serde_json::from_str(json)?;
        let Results { mut settings, made_of } = results;
        if settings.call.at.is_none() {
            settings.call.at = made_of.at.parse().ok();
        }
        Ok((settings, made_of))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_say_what_was_asked_and_when() {
        let made_of = MadeOf { at: "2026-11-21T10:00:00+01:00".into(), ..MadeOf::default() };
        let asked = Settings { who: "profile.age >= 30".into(), ..Settings::new("e/web") };
        let alone = serde_json::json!({ "settings": asked, "made_of": made_of, "offers": [] });
        let (read, of) = Settings::of_results(&alone.to_string()).expect("results");
        assert_eq!((read.who.as_str(), &of), (asked.who.as_str(), &made_of));
        assert_eq!(read.call.at, made_of.at.parse().ok());
        assert!(read.call.at.is_some());
        let beside = serde_json::json!({ "before": alone, "after": alone, "flows": [] });
        assert_eq!(Settings::of_results(&beside.to_string()).expect("results").0.who, asked.who);
        for other in ["{}", "[]", "results", r#"{"settings": {"call": {}}}"#] {
            assert!(Settings::of_results(other).is_err(), "{other}");
        }
    }
}
