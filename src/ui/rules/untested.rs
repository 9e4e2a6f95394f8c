//! Which conditions of a rule no scenario puts to the test, below the rule.

use super::{RuleContext, remark_ui};
use crate::app::coverage_words as words;
use crate::engine::{Aspect, Untouched};
use crate::model::Step;
use crate::text::Message;
use crate::ui::memo::{Same, memo};
use egui::{Id, Ui};

/// So many conditions are named.
const MOST_NAMED: usize = 3;

pub(super) fn untested_ui(ui: &mut Ui, rule: &RuleContext<'_>, source: &str) {
    let (app, language) = (rule.ctx.app, rule.ctx.language);
    let report = app.workspace().coverage();
    if source.trim().is_empty() || app.workspace().catalog().scenarios.is_empty() {
        return;
    }
    let id = Id::unique(("untested", rule.entity, rule.key, ui.scope_id()));
    let of = (Same::of(report), source.to_owned(), language);
    let said = memo(ui, id, of, |(report, source, _)| {
        let rules = app.workspace().plan().rules();
        let all: Vec<&Untouched> =
            report.0.untested_of(rule.entity).filter(|it| stands_in(it, rule.key, source)).collect();
        let named = all.iter().take(MOST_NAMED);
        let named = named.filter_map(|it| words::never(language, rule.ctx.catalog(), it, Some(rules)));
        let list: Vec<String> = named.collect();
        let more = all.len().saturating_sub(MOST_NAMED);
        let more =
            (more > 0).then(|| rule.ctx.say(&Message::new("explorer-delete-more").with("count", more)));
        list.into_iter().chain(more).collect::<Vec<_>>().join(" · ")
    });
    if !said.is_empty() {
        let said = Message::new("coverage-of-rule").with("conditions", said.as_str());
        remark_ui(ui, &rule.ctx.say(&said));
    }
}

/// Whether it is a condition of the rule of that field. Weights share a field: their rules are told apart by the condition.
fn stands_in(untouched: &Untouched, key: &str, source: &str) -> bool {
    let of_field = matches!(untouched.place.field.last(), Some(Step::Field(name)) if *name == key);
    let Aspect::Condition { text, .. } = &untouched.aspect else { return false };
    of_field && source.contains(&**text)
}
