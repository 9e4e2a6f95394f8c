//! What a simulation is asked. Owns its written form: a run is kept with it, so that it can be made again.

use super::axis::Axis;
use crate::model::{Call, Catalog, split_address};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What a simulation is asked.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The call that is made for every contact: space, call data, categories, themes, count and moment. Who calls is each
    /// contact in turn, known by its key; an identity, cookies and `store` say nothing here.
    pub call: Call,
    /// Whether the offers are those of the Live environment that the space's environment publishes into, and not its own.
    #[serde(default, skip_serializing_if = "crate::model::is_default")]
    pub live: bool,
    /// Of whom: a rule over contacts, such as `profile.age >= 30`; empty: everybody.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub who: String,
    /// How many of them, evenly drawn and always the same ones; everybody where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<u64>,
    /// What the results are told apart by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub axes: Vec<Axis>,
    /// Of how many contacts every offer's gate is found.
    #[serde(default, skip_serializing_if = "crate::model::is_default")]
    pub funnel: Funnel,
}

impl Settings {
    /// For one offer on a space, of everybody.
    pub fn new(space: impl Into<String>) -> Self {
        Self { call: Call::new(space), ..Self::default() }
    }

    /// The space that is called: that of the Live environment, where its offers are asked for and it has one.
    pub fn space(&self, catalog: &Catalog) -> String {
        let asked = split_address(&self.call.space).filter(|_| self.live);
        let live = asked.and_then(|(environment, space)| {
            let live = catalog.environment(environment)?.linked_live()?;
            Some(format!("{live}/{space}"))
        });
        live.unwrap_or_else(|| self.call.space.clone())
    }
}

/// Of how many contacts every offer's gate is found, which takes longer than ranking the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Funnel {
    /// Of as many, evenly drawn, as take about a second.
    #[default]
    Drawn,
    /// Of all.
    All,
    /// Of so many, evenly drawn.
    Of(u64),
    /// Of nobody.
    None,
}

impl fmt::Display for Funnel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Drawn => f.write_str("drawn"),
            Self::All => f.write_str("all"),
            Self::Of(count) => count.fmt(f),
            Self::None => f.write_str("none"),
        }
    }
}

/// A text that says of how many contacts gates are found is `drawn`, `all`, `none` or a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected \"drawn\", \"all\", \"none\" or a number")]
pub struct NoFunnel;

impl FromStr for Funnel {
    type Err = NoFunnel;

    fn from_str(text: &str) -> Result<Self, NoFunnel> {
        match text {
            "drawn" => Ok(Self::Drawn),
            "all" => Ok(Self::All),
            "none" | "0" => Ok(Self::None),
            count => count.parse().map(Self::Of).map_err(|_| NoFunnel),
        }
    }
}

impl TryFrom<String> for Funnel {
    type Error = NoFunnel;

    fn try_from(text: String) -> Result<Self, NoFunnel> {
        text.parse()
    }
}

impl From<Funnel> for String {
    fn from(funnel: Funnel) -> Self {
        funnel.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_kept_as_text_and_made_again() {
        let settings = Settings {
            who: "profile.age >= 30".into(),
            sample: Some(500),
            live: true,
            axes: vec![Axis::Contact("age".into()), Axis::OfferCategory, Axis::Split("spring".into())],
            funnel: Funnel::Of(20),
            ..Settings::new("e/web")
        };
        let written = serde_json::to_string(&settings).expect("it is written");
        assert_eq!(
            written,
            r#"{"call":{"space":"e/web"},"live":true,"who":"profile.age >= 30","sample":500,"axes":["profile.age","offer.category","split('spring')"],"funnel":"20"}"#
        );
        assert_eq!(serde_json::from_str::<Settings>(&written).expect("it is read"), settings);
        assert!(serde_json::from_str::<Settings>(r#"{"call":{"space":"e/web"},"funnel":"some"}"#).is_err());
        assert!(serde_json::from_str::<Settings>(r#"{"call":{"space":"e/web"},"axes":["offer."]}"#).is_err());
    }
}
