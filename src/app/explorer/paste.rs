//! What the entities of a text become in a catalog, and where they go.

use super::entity_of;
use crate::app::notices::NoticeKind;
use crate::app::view::{Group, Node};
use crate::document::{self, Edit};
use crate::model::{Catalog, Entity, Ref};
use crate::storage;
use crate::text::Message;
use std::sync::Arc;

/// The edits that add the entities of a text at a node, with what they add.
///
/// # Errors
/// The text holds no entities, or they have no place at the node: what a person is told of it.
pub(super) fn pasted(
    catalog: &Arc<Catalog>,
    node: Option<&Node>,
    text: &str,
) -> Result<(Vec<Edit>, Vec<Ref>), (NoticeKind, Message)> {
    let entities = storage::read_entities(text).map_err(|errors| {
        let problem = errors.into_iter().next().map(|error| error.message);
        let problem = problem.unwrap_or_else(|| Message::new("explorer-paste-nothing"));
        (NoticeKind::Failed, Message::new("explorer-paste-failed").with("problem", problem))
    })?;
    let mut catalog = Arc::clone(catalog);
    let (mut edits, mut made) = (Vec::new(), Vec::new());
    for entity in entities {
        let (parent, entity) = place_of(&catalog, node, entity)
            .ok_or_else(|| (NoticeKind::Info, Message::new("explorer-paste-where")))?;
        let Some((edit, own)) = document::adopt(&catalog, &parent, None, &entity) else { continue };
        catalog = edit.apply(&catalog).unwrap_or(catalog);
        edits.push(edit);
        made.push(own);
    }
    Ok((edits, made))
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
