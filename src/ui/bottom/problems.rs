//! The list of issues: what is wrong, where, and the button that repairs it.

use super::count;
use crate::app::Action;
use crate::app::difference_words::field_of;
use crate::check::{Issue, Severity};
use crate::model::Ref;
use crate::text::Message;
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::explorer::severity;
use crate::ui::labels::{label_or_name, title_of};
use crate::ui::memo::{Same, memo};
use crate::ui::theme::tokens;
use crate::ui::widgets::{
    Button, Icon, RowList, RowPlace, buttons_at_right, empty_state, severity_word, toggle_icon_button,
};
use egui::{
    Align, CornerRadius, Id, Label, Layout, Rect, Response, RichText, Role, ScrollArea, Sense, Ui, UiBuilder,
    WidgetInfo, vec2,
};
use std::collections::HashMap;

/// Which severities are listed: one flag each, in the order of [`Severity::ALL`].
#[derive(Debug, Clone, Copy)]
pub(super) struct ShownSeverities([bool; 3]);

impl ShownSeverities {
    fn id() -> Id {
        Id::unique("severities of the problems")
    }

    /// As they were set in this window; all at first.
    pub(super) fn load(ui: &Ui) -> Self {
        ui.data(|data| data.get_temp(Self::id())).unwrap_or(Self([true; 3]))
    }

    fn has(self, severity: Severity) -> bool {
        self.0[severity as usize]
    }

    /// The buttons that show and hide them.
    pub(super) fn buttons_ui(&mut self, ui: &mut Ui, ctx: &UiCtx<'_>) {
        let issues = ctx.app.workspace().issues();
        ui.spacing_mut().item_spacing.x = tokens(ui).size.space;
        for of in Severity::ALL {
            let words = match of {
                Severity::Error => "bottom-errors",
                Severity::Warning => "bottom-warnings",
                Severity::Hint => "bottom-hints",
            };
            let name = ctx.say(&Message::new(words).with("count", count(issues, of)));
            toggle_icon_button(ui, severity(of).icon(), &name, &mut self.0[of as usize]);
        }
        ui.data_mut(|data| data.insert_temp(Self::id(), *self));
    }
}

pub(super) fn problems_ui(ui: &mut Ui, ctx: &UiCtx<'_>, shown: ShownSeverities, actions: &mut Actions) {
    let issues = ctx.app.workspace().issues();
    let mut listed: Vec<usize> =
        (0..issues.len()).filter(|index| shown.has(issues[*index].severity)).collect();
    // The gravest first; of one severity, in the order of the file.
    listed.sort_by_key(|index| issues[*index].severity);
    if listed.is_empty() {
        if issues.is_empty() && ctx.app.workspace().is_analysed() {
            nothing_ui(ui, ctx, Icon::Success, ["bottom-no-problems", "bottom-no-problems-hint"]);
        } else if !issues.is_empty() {
            nothing_ui(ui, ctx, Icon::Filter, ["bottom-all-hidden", "bottom-all-hidden-hint"]);
        }
        return;
    }
    let (name, height) = (ctx.text("bottom-problems"), tokens(ui).size.steps(11.0));
    let kinds = memo(ui, Id::unique("problems of a kind"), Same::of(issues), |_| kinds(issues));
    let list = RowList::new(Id::unique("problems"), &name, height);
    let taken =
        list.show(ui, listed.len(), |ui, row| issue_ui(ui, ctx, (row, listed[row.index]), &kinds, actions));
    actions.extend(taken.map(|row| Action::GoTo(issues[listed[row]].place.clone())));
}

/// How many can be repaired together, of each kind of which there are some.
type Kinds = HashMap<(&'static str, &'static str), usize>;

fn kinds(issues: &[Issue]) -> Kinds {
    let mut kinds = Kinds::new();
    for kind in issues.iter().filter_map(Issue::repaired_with) {
        *kinds.entry(kind).or_default() += 1;
    }
    kinds
}

fn nothing_ui(ui: &mut Ui, ctx: &UiCtx<'_>, icon: Icon, [title, sentence]: [&str; 2]) {
    let area = ScrollArea::vertical().id_salt(title).auto_shrink([false, false]);
    area.show(ui, |ui| empty_state(ui, icon, &ctx.text(title), &ctx.text(sentence), None));
}

/// One issue: the sentence, below it where it is and what to do, at the right its fix.
fn issue_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    (at, index): (RowPlace, usize),
    kinds: &Kinds,
    actions: &mut Actions,
) -> Response {
    let rect = at.rect;
    let issue = &ctx.app.workspace().issues()[index];
    let tokens = tokens(ui);
    let (size, color) = (&tokens.size, &tokens.color);
    let (sentence, place) = (ctx.say(&issue.message), place(ctx, issue));
    let hint = issue.hint.as_ref().map(|hint| ctx.say(hint));
    let below = hint.map_or_else(|| place.clone(), |hint| format!("{place} — {hint}"));
    let row = ui.interact(rect, Id::unique(("issue", index)), Sense::CLICK);
    row.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &sentence));
    let kind = severity(issue.severity);
    let said = severity_word(ui.ctx(), kind).map_or_else(|| below.clone(), |word| format!("{word}: {below}"));
    ui.ctx().accesskit_node_builder(row.id, |node| node.set_description(said));
    if row.hovered() {
        ui.painter().rect_filled(
            rect.shrink2(vec2(2.0, 0.0)),
            CornerRadius::from(size.radius_small),
            color.hover,
        );
    }
    let middle = rect.left_top() + vec2(size.steps(5.0), size.steps(3.5));
    kind.icon().paint(ui, middle, size.icon, kind.colors(color).0);
    let inner = rect.with_min_x(rect.left() + size.steps(8.5)).with_max_x(rect.right() - size.steps(2.0));
    let beside = fixes_ui(ui, ctx, (at, index), (inner, row.id.with("fixes")), kinds, actions);
    let builder =
        UiBuilder::new().max_rect(beside).scope_id(row.id.with("parts")).layout(Layout::top_down(Align::Min));
    // Not a scope: the row has its room already.
    sentences_ui(&mut ui.new_child(builder), [&sentence, &below]);
    // Where the row has no room for it; and the field as the file names it.
    let field = issue.place.field_text();
    let whole = [sentence.as_str(), &below, &field].into_iter().filter(|line| !line.is_empty());
    row.on_hover_text(whole.collect::<Vec<_>>().join("\n"))
}

/// The buttons that repair all of its kind, and it alone. Returns the room beside them.
fn fixes_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    (at, index): (RowPlace, usize),
    row: (Rect, Id),
    kinds: &Kinds,
    actions: &mut Actions,
) -> Rect {
    let issue = &ctx.app.workspace().issues()[index];
    let Some(fix) = &issue.fix else { return row.0 };
    let of_kind = issue.repaired_with().and_then(|kind| kinds.get(&kind)).copied().unwrap_or_default();
    let all = ctx.say(&Message::new("bottom-fix-all").with("count", of_kind));
    let one = ctx.say(&fix.title);
    let mut buttons = vec![(Button::secondary(&one).in_row(at.at_cursor), true)];
    if of_kind > 1 {
        buttons.insert(0, (Button::ghost(&all).in_row(at.at_cursor), true));
    }
    let (mut buttons, beside) = buttons_at_right(ui, row, buttons);
    if buttons.pop().is_some_and(|one| one.clicked()) {
        actions.push(Action::Fix(index));
    }
    let hint = ctx.text("bottom-fix-all-hint");
    if buttons.pop().is_some_and(|all| all.on_hover_text(hint).clicked()) {
        actions.push(Action::FixAll(index));
    }
    beside.with_max_x(beside.right() - tokens(ui).size.steps(2.0))
}

/// What is wrong, and below it where.
fn sentences_ui(ui: &mut Ui, [sentence, below]: [&str; 2]) {
    let (size, color) = (&tokens(ui).size, &tokens(ui).color);
    ui.spacing_mut().item_spacing.y = size.space / 2.0;
    ui.add_space(size.space);
    let sentence = RichText::new(sentence).color(color.text);
    ui.add(Label::new(sentence).truncate().sense(Sense::hover()));
    let below = RichText::new(below).size(size.small).color(color.text_muted);
    ui.add(Label::new(below).truncate().sense(Sense::hover()));
}

/// Where an issue is: the entity's title, and the field by its labels.
fn place(ctx: &UiCtx<'_>, issue: &Issue) -> String {
    let catalog = ctx.catalog();
    let title = title_of(&issue.place.entity, catalog);
    let environment = match &issue.place.entity {
        Ref::Environment(_) => None,
        inside => inside.environment().and_then(|name| catalog.environment(name)),
    };
    let environment = environment.map(|it| label_or_name(&it.label, &it.name).to_owned());
    let parts = environment.into_iter().chain([title, field_of(ctx.language, &issue.place)]);
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
