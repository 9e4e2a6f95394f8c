//! What the pane shows of a decision that would be costly to find in every frame: made once a decision.

use crate::engine::{Decision, Proposed};
use crate::html::Document;
use crate::model::{Catalog, Reason, label_or_name};
use crate::text::folded;
use crate::ui::ctx::Actions;
use crate::ui::document::Form;
use crate::ui::later::later;
use crate::ui::memo::{Same, memo};
use egui::{Id, Ui};
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// The offers that one gate stopped.
pub(super) struct Group {
    /// The gate.
    pub(super) reason: Reason,
    /// Their places in the decision's list.
    pub(super) offers: Vec<usize>,
}

/// A decision, ready to be shown.
pub(super) struct Digest {
    /// The decision.
    pub(super) decision: Arc<Decision>,
    /// Its column, on a page of several spaces.
    pub(super) column: Option<usize>,
    /// The offers that were not kept, by gate, in the order of the gates.
    pub(super) groups: Vec<Group>,
    /// The texts that offers not kept are found by, made when somebody searches.
    texts: OnceLock<Vec<String>>,
}

impl Digest {
    /// The digest of a decision, made when it is first seen.
    pub(super) fn of(ui: &Ui, decision: &Arc<Decision>, column: Option<usize>) -> Arc<Self> {
        let id = Id::unique(("preview digest", column));
        memo(ui, id, Same::of(decision), |_| Self {
            decision: Arc::clone(decision),
            column,
            groups: grouped(decision, 0..decision.excluded.len()),
            texts: OnceLock::new(),
        })
    }

    /// The offers not kept whose label or name has every word of a query.
    pub(super) fn matching(&self, catalog: &Catalog, query: &str) -> Vec<Group> {
        let texts = self.texts.get_or_init(|| texts(&self.decision, catalog));
        let query = folded(query);
        let words: Vec<&str> = query.split_whitespace().collect();
        let matches = |index: &usize| words.iter().all(|word| texts[*index].contains(word));
        grouped(&self.decision, (0..texts.len()).filter(matches))
    }
}

/// What a person reads of each proposition's HTML, with its offer.
pub(super) struct Looks(Vec<(String, Document)>);

/// The looks of what a decision proposes; while they are made, those before.
pub(super) fn looks(ui: &Ui, digest: &Digest, actions: &mut Actions) -> Option<Arc<Looks>> {
    let Digest { decision, column, .. } = digest;
    let id = Id::unique(("preview looks", column));
    let order = || {
        let decision = Arc::clone(decision);
        move || {
            let look = |proposed: &Proposed| (proposed.offer.clone(), Form::look(proposed));
            Looks(decision.propositions.iter().map(look).collect())
        }
    };
    later(ui.ctx(), id, Same(Arc::clone(decision)), actions, order).0
}

impl Looks {
    /// That of an offer, which usually stands at the same place.
    pub(super) fn of(&self, at: usize, offer: &str) -> Option<&Document> {
        let is_it = |(known, _): &&(String, Document)| known == offer;
        let found = self.0.get(at).filter(is_it).or_else(|| self.0.iter().find(is_it));
        found.map(|(_, look)| look)
    }
}

fn grouped(decision: &Decision, offers: impl Iterator<Item = usize>) -> Vec<Group> {
    let mut groups: Vec<Group> =
        Reason::ALL.iter().map(|reason| Group { reason: *reason, offers: Vec::new() }).collect();
    for index in offers {
        let reason = decision.excluded[index].reason();
        if let Some(group) = groups.iter_mut().find(|group| group.reason == reason) {
            group.offers.push(index);
        }
    }
    groups.retain(|group| !group.offers.is_empty());
    groups
}

/// Address and label of every offer not kept, folded.
fn texts(decision: &Decision, catalog: &Catalog) -> Vec<String> {
    let mut labels = HashMap::new();
    let environment = decision.answered_by.split_once('/').and_then(|(name, _)| catalog.environment(name));
    if let Some(environment) = environment {
        environment.walk_categories(|_, category| {
            for offer in &category.offers {
                labels.insert(offer.name.as_str(), label_or_name(&offer.label, &offer.name));
            }
        });
    }
    let text = |excluded| {
        let address = decision.address(excluded);
        let label = address.split_once('/').and_then(|(_, name)| labels.get(name)).copied();
        folded(&format!("{address} {}", label.unwrap_or_default()))
    };
    decision.excluded.iter().map(text).collect()
}
