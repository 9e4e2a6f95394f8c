//! The call that the flags of `decide` describe. Owns how a text of the command line becomes a value.

use super::super::console::Failure;
use super::super::input::{Expected, moment, whole};
use crate::model::{Call, Catalog, Field, Moment, Proposition, Scenario, Value, split_address};
use crate::rule::typed_from_text;
use crate::text::{Message, nearest};
use std::sync::Arc;

/// The ids of the flags that describe one call; `--calls` goes with none of them.
pub(super) const NAMES: [&str; 11] = [
    "space",
    "no_offer_twice",
    "scenario",
    "identity",
    "cookie",
    "session_cookie",
    "data",
    "at",
    "count",
    "categories",
    "themes",
];

/// The flags that describe one call. Each takes the place of what the scenario says.
#[derive(Debug, clap::Args)]
pub(super) struct CallFlags {
    #[arg(long, value_name = "ENV/SPACE", required_unless_present_any = ["scenario", "calls"])]
    space: Vec<String>,
    #[arg(long)]
    no_offer_twice: bool,
    #[arg(long, value_name = "NAME")]
    scenario: Option<String>,
    #[arg(long, value_name = "V")]
    identity: Vec<String>,
    #[arg(long, value_name = "C")]
    cookie: Option<String>,
    #[arg(long, value_name = "C")]
    session_cookie: Option<String>,
    #[arg(long, value_name = "K=V", value_parser = pair)]
    data: Vec<(String, String)>,
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    at: Option<Moment>,
    #[arg(long, value_name = "N", value_parser = whole(0..=u32::MAX))]
    count: Option<u32>,
    #[arg(long = "category", value_name = "C")]
    categories: Vec<String>,
    #[arg(long = "theme", value_name = "T")]
    themes: Vec<String>,
}

pub(in crate::cli) fn pair(text: &str) -> Result<(String, String), Expected> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err(Expected::new("cli-expected-pair")),
    }
}

impl CallFlags {
    /// The calls of a page, or the one call: the scenario's, if one is named, changed by the flags.
    pub(super) fn calls(&self, catalog: &Catalog) -> Result<Vec<Call>, Failure> {
        self.start(catalog)?.into_iter().map(|call| self.changed(catalog, call)).collect()
    }

    /// Whether an offer that is kept for one call of a page is left out of the later ones.
    pub(super) fn no_offer_twice(&self, catalog: &Catalog) -> Result<bool, Failure> {
        Ok(self.no_offer_twice || self.scenario(catalog)?.is_some_and(|scenario| scenario.no_offer_twice))
    }

    fn changed(&self, catalog: &Catalog, mut call: Call) -> Result<Call, Failure> {
        if !self.identity.is_empty() {
            call.identity = self.identity.iter().map(|value| Value::Text(value.clone())).collect();
        }
        for (at, (name, text)) in self.data.iter().enumerate() {
            if self.data[..at].iter().any(|(before, _)| before == name) {
                return Err(Message::new("cli-data-twice").with("name", name).into());
            }
            let value = data_value(catalog, &call.space, name, text)?;
            call.call_data.insert(name.clone(), value);
        }
        let replace = |ours: &[String], theirs: &mut Vec<String>| {
            if !ours.is_empty() {
                *theirs = ours.to_vec();
            }
        };
        replace(&self.categories, &mut call.categories);
        replace(&self.themes, &mut call.themes);
        call.permanent_cookie = self.cookie.clone().or(call.permanent_cookie);
        call.session_cookie = self.session_cookie.clone().or(call.session_cookie);
        call.at = self.at.clone().or(call.at);
        call.count = self.count.unwrap_or(call.count);
        Ok(call)
    }

    /// What the contact of the call has in its history besides its own: the scenario's.
    pub(super) fn history<'c>(&self, catalog: &'c Catalog) -> Result<&'c [Proposition], Failure> {
        Ok(self.scenario(catalog)?.map_or(&[], |scenario| &scenario.history))
    }

    fn scenario<'c>(&self, catalog: &'c Catalog) -> Result<Option<&'c Scenario>, Failure> {
        let Some(name) = &self.scenario else { return Ok(None) };
        scenario(catalog, name).map(|found| Some(&**found))
    }

    /// The calls that the flags change: one a space that is named, else those of the scenario.
    fn start(&self, catalog: &Catalog) -> Result<Vec<Call>, Failure> {
        let scenario = self.scenario(catalog)?;
        if self.space.is_empty() {
            let all = scenario.into_iter().flat_map(Scenario::placements);
            return Ok(all.map(|(call, _)| call.clone()).collect());
        }
        let call = scenario.map_or_else(|| Call::new(""), |scenario| scenario.call.clone());
        Ok(self.space.iter().map(|space| Call { space: space.clone(), ..call.clone() }).collect())
    }
}

/// A value of call data as the environment asked declares it, else as that of its linked anonymous space
/// does, else a text.
pub(in crate::cli) fn data_value(
    catalog: &Catalog,
    space: &str,
    name: &str,
    text: &str,
) -> Result<Value, Failure> {
    let declared = |environment: &str| -> Option<&Field> {
        catalog.environment(environment)?.call_data.iter().find(|field| field.name == name)
    };
    let linked = || {
        let (_, space) = catalog.space_at(space)?;
        declared(split_address(space.linked_anonymous_space.as_deref()?)?.0)
    };
    let field = split_address(space).and_then(|(environment, _)| declared(environment)).or_else(linked);
    let Some(field) = field else { return Ok(Value::from(text)) };
    match typed_from_text(text, &field.field_type, &catalog.zone()) {
        Ok(typed) => Ok(typed.written_as(&field.field_type, &catalog.zone())),
        Err(problem) => Err(Message::new("cli-data-type").with("name", name).with("problem", problem).into()),
    }
}

/// The scenario of a name, or which one was perhaps meant.
pub(in crate::cli) fn scenario<'c>(catalog: &'c Catalog, name: &str) -> Result<&'c Arc<Scenario>, Failure> {
    catalog.scenarios.iter().find(|scenario| scenario.name == *name).ok_or_else(|| {
        let names: Vec<&str> = catalog.scenarios.iter().map(|scenario| scenario.name.as_str()).collect();
        let message = match nearest(name, names.iter().copied()) {
            Some(meant) => Message::new("cli-unknown-scenario-meant").with("meant", meant),
            None => Message::new("cli-unknown-scenario").with("known", list(&names)),
        };
        message.with("name", name).into()
    })
}

/// The error of a call to a space that does not exist, with those that do.
pub(in crate::cli) fn unknown_space(catalog: &Catalog, problem: Message) -> Failure {
    let spaces = catalog.environments.iter().flat_map(|environment| {
        environment.spaces.iter().map(|space| format!("{}/{}", environment.name, space.name))
    });
    let spaces: Vec<String> = spaces.collect();
    let known = list(&spaces);
    Message::new("cli-unknown-space").with("problem", problem).with("known", known).into()
}

/// Names in a sentence.
fn list<T: AsRef<str>>(names: &[T]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    if names.is_empty() { "—".to_owned() } else { names.join(", ") }
}
