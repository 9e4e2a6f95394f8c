//! `vitrine schema`: the JSON Schema of an export, as [`crate::model`] describes itself.

use super::console::{Console, Failure, Outcome};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {}

#[cfg(feature = "schema")]
pub(super) fn run(_: &Arguments, console: &mut Console) -> Result<Outcome, Failure> {
    console.json(&crate::model::schema::json_schema())?;
    Ok(Outcome::Fine)
}

#[cfg(not(feature = "schema"))]
pub(super) fn run(_: &Arguments, _: &mut Console) -> Result<Outcome, Failure> {
    Err(crate::text::Message::new("exchange-no-schema").into())
}
