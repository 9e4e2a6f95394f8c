//! The spaces on which an offer may appear.

use super::Form;
use crate::model::{Environment, Space};
use crate::ui::labels::label_or_name;
use crate::ui::widgets::PickItem;
use std::sync::Arc;

pub(super) fn environment_of<'a>(form: &Form<'a, '_>) -> Option<&'a Arc<Environment>> {
    form.ctx.catalog().environment(form.entity.environment()?)
}

/// The spaces on which the offer may appear; a template's offers may appear on any.
pub(super) fn spaces_of<'a>(form: &Form<'a, '_>) -> Vec<&'a Space> {
    if let Some(environment) = environment_of(form) {
        return environment.spaces.iter().map(AsRef::as_ref).collect();
    }
    let mut spaces: Vec<&Space> = Vec::new();
    for space in form.ctx.catalog().environments.iter().flat_map(|environment| &environment.spaces) {
        if spaces.iter().all(|known| known.name != space.name) {
            spaces.push(space);
        }
    }
    spaces
}

pub(super) fn item_of_space(space: &Space) -> PickItem {
    PickItem {
        id: space.name.clone(),
        label: label_or_name(&space.label, &space.name).to_owned(),
        detail: space.name.clone(),
    }
}
