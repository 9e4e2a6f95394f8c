//! A conflict of a merge in the person's words: what is disputed, and how each state has it. Serves the window and the command
//! line.

use crate::app::difference_words::{self as words, kind_label};
use crate::document::{self, Conflict, Disputed, Merge, Side};
use crate::model::{Catalog, Entity, Ref, label_or_name};
use crate::storage;
use crate::text::{Language, Message};
use std::sync::Arc;

/// The entity of a conflict, in the first of the states that has it.
pub fn entity<'m>(merge: &'m Merge, conflict: &Conflict) -> Option<(Entity, &'m Arc<Catalog>)> {
    let sides = [Side::Ours, Side::Theirs, Side::Base];
    sides.into_iter().filter_map(|side| merge.state(side)).find_map(|state| {
        let at = conflict.at_in(state)?;
        Some((state.entity(&at)?, state))
    })
}

/// What a person calls the entity of a conflict.
pub fn title(merge: &Merge, conflict: &Conflict) -> String {
    entity(merge, conflict)
        .map_or_else(|| conflict.entity.name().to_owned(), |(entity, catalog)| entity.title(catalog))
}

/// What is disputed of the entity.
pub fn what(language: Language, merge: &Merge, conflict: &Conflict) -> String {
    match &conflict.disputed {
        Disputed::Whole => {
            let there = [Side::Ours, Side::Theirs].map(|side| is_in(merge, conflict, side));
            language.text(match (there, merge.state(Side::Base).is_some()) {
                ([true, true], _) => "versions-whole-both",
                ([true, false], true) => "versions-whole-theirs-gone",
                (_, true) => "versions-whole-ours-gone",
                ([true, false], false) => "versions-whole-ours-only",
                (_, false) => "versions-whole-theirs-only",
            })
        }
        Disputed::Place => language.text("compare-place"),
        Disputed::Name(_) => language.text("forms-name"),
        Disputed::Declared(_, names) => {
            let name = names[0].as_deref().unwrap_or_default();
            format!("{name} · {}", language.text("forms-name"))
        }
        Disputed::Field(path) => words::label(language, conflict.entity.kind(), path),
        Disputed::List(kind) => {
            let lists = conflict.entity.kind().declarations();
            let label = lists
                .iter()
                .find(|it| matches!(it.holds, crate::model::FieldKind::Entities(own) if own == *kind));
            label.map_or_else(String::new, |it| language.text(it.label))
        }
    }
}

/// One line that says what is disputed, with the environment that it stands in: Design and Live have the same offers.
pub fn sentence(language: Language, merge: &Merge, conflict: &Conflict) -> Message {
    let within = conflict.entity.environment().filter(|_| !matches!(conflict.entity, Ref::Environment(_)));
    let mut states = [Side::Ours, Side::Theirs].into_iter().filter_map(|side| merge.state(side));
    let within = within.and_then(|name| states.find_map(|it| it.environment(name)));
    let title = title(merge, conflict);
    let title = match within {
        Some(environment) => format!("{title} · {}", label_or_name(&environment.label, &environment.name)),
        None => title,
    };
    Message::new("versions-conflict")
        .with("kind", language.text(kind_label(&conflict.entity)))
        .with("entity", title)
        .with("what", what(language, merge, conflict))
}

fn is_in(merge: &Merge, conflict: &Conflict, side: Side) -> bool {
    let state = merge.state(side);
    state.is_some_and(|state| conflict.at_in(state).is_some_and(|at| state.entity(&at).is_some()))
}

/// How one of the states has what is disputed; nothing where it is not known.
pub fn said(language: Language, merge: &Merge, conflict: &Conflict, side: Side) -> Option<String> {
    let state = merge.state(side)?;
    let at = conflict.at_in(state);
    Some(match &conflict.disputed {
        Disputed::Name(names) | Disputed::Declared(_, names) => {
            let name = match side {
                Side::Ours => &names[0],
                Side::Base => &names[1],
                Side::Theirs | Side::Both => &names[2],
            };
            name.clone()?
        }
        Disputed::Field(_) => {
            let other = if side == Side::Ours { Side::Theirs } else { side };
            let [ours, other] =
                words::values(language, conflict.entity.kind(), &merge.value(conflict, other)?);
            if side == Side::Ours { ours } else { other }
        }
        Disputed::Whole => match at.and_then(|at| state.entity(&at)) {
            Some(entity) => storage::write_entity(&entity).unwrap_or_default(),
            None => language.text("versions-not-there"),
        },
        Disputed::Place => place(language, state, &at?),
        Disputed::List(kind) => {
            let names =
                state.list(&conflict.entity, *kind).map(|it| it.names().collect::<Vec<_>>().join(", "));
            names.unwrap_or_default()
        }
    })
}

/// What something stands in, and behind what.
fn place(language: Language, state: &Arc<Catalog>, at: &Ref) -> String {
    let Some((parent, index)) = document::position(state, at) else {
        return language.text("versions-not-there");
    };
    let holder = state.entity(&parent).map(|it| it.title(state)).unwrap_or_default();
    let list = state.list(&parent, at.kind());
    let before = index.checked_sub(1).and_then(|index| list?.get(index)).map(|it| it.title(state));
    let message = match before {
        Some(before) => Message::new("versions-place-behind").with("before", before),
        None => Message::new("versions-place-first"),
    };
    language.say(&message.with("holder", holder))
}
