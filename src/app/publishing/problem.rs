//! What stands in the way of publishing, or is doubtful, in words and with the place where a person mends it. Serves the
//! window and the command line.

use super::PublishError;
use crate::check::Issue;
use crate::document::Obstacle;
use crate::model::{Catalog, Place, Ref, label_or_name};
use crate::text::Message;

/// Something that stands in the way, or is doubtful.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishProblem {
    /// The code of the issue; none for what is no issue of a catalog.
    pub code: Option<&'static str>,
    /// Where it is mended: in Design, if it comes from there.
    pub place: Place,
    /// What is wrong.
    pub message: Message,
}

/// Why a catalog is not published, problem by problem; none where it has no Design environment.
pub fn problems(error: &PublishError, catalog: &Catalog) -> Vec<PublishProblem> {
    match error {
        PublishError::NothingDesigned => Vec::new(),
        PublishError::Obstructed(obstacles) => {
            obstacles.iter().map(|it| PublishProblem::of_obstacle(it, catalog)).collect()
        }
        PublishError::Unsound(issues) => {
            issues.iter().map(|it| PublishProblem::of_issue(it, catalog)).collect()
        }
    }
}

impl PublishProblem {
    /// An issue of Live as it would be, at the place where it is mended: in the Design environment, if it comes from
    /// there.
    pub fn of_issue(issue: &Issue, catalog: &Catalog) -> Self {
        let place = Place { entity: in_design(&issue.place.entity, catalog), ..issue.place.clone() };
        Self { code: Some(issue.code), place, message: issue.message.clone() }
    }

    fn of_obstacle(obstacle: &Obstacle, catalog: &Catalog) -> Self {
        let of = |at: &Ref| Place::new(at.clone(), Vec::new());
        let title =
            |at: &Ref| catalog.environment(at.name()).map_or("", |it| label_or_name(&it.label, &it.name));
        let (place, message) = match obstacle {
            Obstacle::NoLive { design } => (
                of(design).field("stage"),
                Message::new("publish-no-live").with("environment", title(design)),
            ),
            Obstacle::LiveTwice { design } => (
                of(design).field("stage"),
                Message::new("publish-live-twice").with("environment", title(design)),
            ),
            Obstacle::NoLinkedSpace { space, missing } => {
                let label = catalog
                    .space_at(&format!("{}/{}", space.environment().unwrap_or_default(), space.name()))
                    .map_or(space.name(), |(_, it)| label_or_name(&it.label, &it.name));
                let message = Message::new("publish-no-linked-space")
                    .with("space", label)
                    .with("missing", missing.as_str());
                (of(space).field("linked_anonymous_space"), message)
            }
        };
        Self { code: None, place, message }
    }
}

/// The entity of a Design environment that one of its Live environment comes from; the Live one where there is none.
fn in_design(at: &Ref, catalog: &Catalog) -> Ref {
    let design = catalog.environments.iter().find(|it| it.linked_live() == at.environment());
    let design = design.filter(|_| at.environment().is_some());
    let named = design.and_then(|design| match at {
        Ref::Environment(_) => Some(Ref::Environment(design.name.clone())),
        _ => Ref::named(at.kind(), Some(&design.name), at.name()),
    });
    named.filter(|named| is_mended_there(named, catalog)).unwrap_or_else(|| at.clone())
}

/// Whether what is published of an entity of Design is that entity: an offer that is not approved is another version.
fn is_mended_there(at: &Ref, catalog: &Catalog) -> bool {
    let Ref::Offer(environment, name) = at else { return true };
    let offer = catalog.environment(environment).and_then(|it| it.offer(name));
    offer.is_some_and(|(_, offer)| offer.approval.is_approved())
}
