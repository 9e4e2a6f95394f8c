//! What the application does about the clipboard: copying entities, and adding those that are on it.

use crate::app::application::App;
use crate::app::explorer::entity_of;
use crate::app::notices::NoticeKind;
use crate::app::view::{Group, Node};
use crate::document;
use crate::model::{Catalog, Entity, Ref};
use crate::storage;
use crate::text::Message;
use std::sync::Arc;

impl App {
    pub(in crate::app) fn copy(&mut self) {
        let catalog = self.workspace().catalog();
        let mut chosen = self.chosen();
        // The order of the file, which that of deleting is not for contacts.
        chosen.sort_by_key(|it| if let Ref::Contact(index) = it { *index } else { 0 });
        let entities: Vec<Entity> = chosen.iter().filter_map(|it| catalog.entity(it)).collect();
        if entities.is_empty() {
            return;
        }
        match storage::write_entities(&entities) {
            Ok(text) => self.clipboard.copy(text),
            Err(error) => self.notice(NoticeKind::Failed, error.message()),
        }
    }

    pub(in crate::app) fn paste(&mut self, text: &str) {
        let entities = match storage::read_entities(text) {
            Ok(entities) => entities,
            Err(errors) => {
                let problem = errors.into_iter().next().map(|error| error.message);
                let problem = problem.unwrap_or_else(|| Message::new("explorer-paste-nothing"));
                let message = Message::new("explorer-paste-failed").with("problem", problem);
                return self.notice(NoticeKind::Failed, message);
            }
        };
        let mut catalog = Arc::clone(self.workspace().catalog());
        let (mut edits, mut made) = (Vec::new(), Vec::new());
        let node = self.view().selected.clone();
        for entity in entities {
            let Some((parent, entity)) = place_of(&catalog, node.as_ref(), entity) else {
                return self.notice(NoticeKind::Info, Message::new("explorer-paste-where"));
            };
            let Some((edit, own)) = document::adopt(&catalog, &parent, None, &entity) else { continue };
            catalog = edit.apply(&catalog).unwrap_or(catalog);
            edits.push(edit);
            made.push(own);
        }
        let step = Message::new("explorer-step-paste").with("count", made.len());
        self.add_all(edits, made, step);
    }
}

/// Where an entity that is pasted at a node goes, and as what: an offer among templates is a template.
fn place_of(catalog: &Catalog, node: Option<&Node>, entity: Entity) -> Option<(Ref, Entity)> {
    let at = node.and_then(entity_of);
    let among_templates =
        matches!(node, Some(Node::Group(Group::Templates) | Node::Entity(Ref::Template(_))));
    let parent = match (&entity, at) {
        (Entity::Offer(offer), _) if among_templates => {
            return Some((Ref::Catalog, Entity::Template(Arc::clone(offer))));
        }
        // A category pasted where it was copied goes beside itself.
        (Entity::Category(category), Some(at @ Ref::Category(..))) if category.name == at.name() => {
            document::position(catalog, &at)?.0
        }
        (Entity::Offer(_) | Entity::Category(_), Some(category @ Ref::Category(..))) => category,
        (Entity::Offer(_) | Entity::Category(_), Some(offer @ Ref::Offer(..))) => {
            document::position(catalog, &offer)?.0
        }
        (Entity::Category(_) | Entity::Space(_) | Entity::Filter(_), Some(at)) => {
            Ref::Environment(at.environment()?.to_owned())
        }
        (Entity::Offer(_) | Entity::Category(_) | Entity::Space(_) | Entity::Filter(_), _) => return None,
        _ => Ref::Catalog,
    };
    Some((parent, entity))
}
