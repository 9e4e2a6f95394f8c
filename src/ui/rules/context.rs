//! The rule that is edited, and what its editors share.

use crate::document::splits;
use crate::model::{Filter, Ref};
use crate::rule::{Schema, Use};
use crate::text::parse_number;
use crate::ui::ctx::UiCtx;
use crate::ui::memo::{Same, memo};
use crate::ui::theme::tokens;
use crate::ui::widgets::FieldIssue;
use egui::{Frame, Id, Label, Margin, Response, RichText, Ui};
use std::sync::Arc;

/// What a rule stands in, and what it sees.
#[derive(Debug, Clone, Copy)]
pub(in crate::ui) struct RuleContext<'a> {
    /// The application, and the language.
    pub(in crate::ui) ctx: UiCtx<'a>,
    /// The entity that the rule belongs to; its environment gives names their labels.
    pub(in crate::ui) entity: &'a Ref,
    /// The fields and filters that the rule sees.
    pub(in crate::ui) schema: &'a Schema,
    /// What the rule is for.
    pub(in crate::ui) usage: Use,
    /// The predefined filter whose rule it is: the rule sees its parameters.
    pub(in crate::ui) filter: Option<&'a Filter>,
    /// The key of its field, unique among the rows around it.
    pub(in crate::ui) key: &'static str,
    /// Its label in words, which is the accessible name of what edits it.
    pub(in crate::ui) label: &'a str,
    /// What an empty one means, in words.
    pub(in crate::ui) hint: &'a str,
    /// Whether it can be changed.
    pub(in crate::ui) enabled: bool,
    /// What checking says of it beside what is found while it is typed.
    pub(in crate::ui) said: &'a [FieldIssue],
    /// Whether somebody is led to it in this frame: it takes the keyboard.
    pub(in crate::ui) led_to: bool,
}

impl RuleContext<'_> {
    /// Whether a number stands where a formula may: it is taken as it is, with a comma too.
    pub(super) fn is_number(&self, source: &str) -> bool {
        self.usage == Use::Weight && parse_number(source).is_some()
    }
}

/// The names of the splits that the rules of the catalog call, which a rule may call too. They are kept until the catalog
/// changes.
pub(in crate::ui) fn splits_of(ui: &Ui, ctx: &UiCtx<'_>) -> Arc<Vec<String>> {
    let catalog = ctx.catalog();
    memo(ui, Id::unique("splits in rules"), Same::of(catalog), |_| splits(catalog))
}

/// What was done to a rule in a frame.
#[derive(Debug)]
pub(in crate::ui) struct RuleEdit {
    /// The control that edits it.
    pub(in crate::ui) response: Response,
    /// The rule as it is now, when it was changed.
    pub(in crate::ui) source: Option<String>,
    /// Whether that change, or those before, are finished: the next one is a step of its own.
    pub(in crate::ui) settled: bool,
}

/// A sentence about the rule, in line with what stands in the controls above and below.
pub(super) fn remark_ui(ui: &mut Ui, text: &str) {
    let tokens = tokens(ui);
    Frame::new().inner_margin(Margin { left: 8, right: 8, top: 2, bottom: 0 }).show(ui, |ui| {
        ui.add(Label::new(RichText::new(text).size(tokens.size.small).color(tokens.color.text)).wrap());
    });
}
