//! What a frame of the rows draws from, and what is done in it.

use super::RuleContext;
use super::marks::Marks;
use super::names::Named;
use super::place::{Change, Place};
use crate::rule::rows::{Item, Scope};
use crate::text::Message;
use egui::{Id, Pos2, Rect, vec2};
use std::sync::Arc;

/// What a frame of the rows draws from, and what is done in it.
pub(super) struct Builder<'a> {
    pub(super) rule: &'a RuleContext<'a>,
    pub(super) scope: Scope<'a>,
    pub(super) fields: Vec<Named>,
    /// What the lines come to for the previewed contact; `None` while nobody is, or where no contact is seen.
    pub(super) marks: Arc<Option<Marks>>,
    /// Tells the lines of this rule from those of another, while they are dragged.
    pub(super) id: Id,
    /// What is to be done with whole lines after they are drawn.
    pub(super) change: Option<Change>,
    /// Where a line that is dragged could go.
    pub(super) gaps: Vec<Gap>,
    /// Whether a value was typed in.
    pub(super) typed: bool,
    /// Whether something was chosen, or typing ended: the next change is a step of its own.
    pub(super) settled: bool,
    pub(super) focus: Option<Place>,
}

/// A place between two lines, where a line can be dropped.
pub(super) struct Gap {
    pub(super) group: Place,
    pub(super) index: usize,
    /// The card of the group.
    pub(super) card: Rect,
    pub(super) y: f32,
}

impl Gap {
    /// Whether a line that is dropped here may go into the group: at the edge of its card it goes before or
    /// behind the group.
    pub(super) fn takes(&self, pointer: Pos2) -> bool {
        let reach = if self.group == Place::default() { 6.0 } else { -10.0 };
        self.card.expand2(vec2(0.0, reach)).contains(pointer)
    }
}

impl Builder<'_> {
    pub(super) fn text(&self, id: &str) -> String {
        self.rule.ctx.text(id)
    }

    /// The name of a control of a line, for who cannot see where it stands.
    pub(super) fn name(&self, number: &str, control: &'static str) -> String {
        self.rule
            .ctx
            .say(&Message::new("rules-control").with("row", number).with("control", Message::new(control)))
    }

    pub(super) fn add(&mut self, group: &Place, item: Item) {
        self.change = Some(Change::Add(group.clone(), item));
    }
}
