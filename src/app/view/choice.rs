//! Which entities are chosen together in the explorer, and the way back through those that were visited.

use super::node::Node;
use crate::model::Ref;
use std::sync::Arc;

/// Entities visited longer ago are forgotten.
const MOST_VISITED: usize = 100;

/// What is chosen beside the selected node, and what was visited.
#[derive(Debug, Default)]
pub struct Explorer {
    /// The entities chosen together, and the node that was selected then: another one ends the choice.
    pub(super) chosen: Arc<Vec<Ref>>,
    pub(super) chosen_at: Option<Node>,
    visited: Vec<Ref>,
    /// The place of the entity in front among those visited.
    at: usize,
    /// Grows whenever the chosen node is to be brought in sight, perhaps one that was chosen already.
    pub revealed: u64,
}

impl Explorer {
    /// Whether there is an entity to go back (−1) or forward (1) to.
    pub fn may_go(&self, steps: isize) -> bool {
        self.at.checked_add_signed(steps).is_some_and(|at| at < self.visited.len())
    }

    pub(super) fn visit(&mut self, entity: &Ref) {
        if self.visited.get(self.at) == Some(entity) {
            return;
        }
        self.visited.truncate(self.at + 1);
        self.visited.push(entity.clone());
        if self.visited.len() > MOST_VISITED {
            self.visited.remove(0);
        }
        self.at = self.visited.len() - 1;
    }

    /// The next entity in a direction that still exists; it is the one in front from now on.
    pub(in crate::app) fn go(&mut self, steps: isize, exists: impl Fn(&Ref) -> bool) -> Option<Ref> {
        let mut at = self.at;
        while let Some(next) = at.checked_add_signed(steps).filter(|next| *next < self.visited.len()) {
            at = next;
            if exists(&self.visited[at]) {
                self.at = at;
                return Some(self.visited[at].clone());
            }
        }
        None
    }

    /// Lets entities that were renamed stay among those chosen and visited. `node` says what became of each.
    pub(super) fn follow(&mut self, node: impl Fn(&Node) -> Node) {
        for entity in self.visited.iter_mut().chain(Arc::make_mut(&mut self.chosen)) {
            if let Node::Entity(new) = node(&Node::Entity(entity.clone())) {
                *entity = new;
            }
        }
        self.chosen_at = self.chosen_at.as_ref().map(node);
    }
}
