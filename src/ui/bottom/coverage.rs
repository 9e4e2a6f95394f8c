//! What no scenario touches, by environment and kind; each row leads to what it is about.

use crate::app::{Action, BottomTab, Command, ProposalAction, coverage_words as words};
use crate::engine::{CoverageCount, CoverageGroup, Untouched};
use crate::model::{Place, Ref};
use crate::text::Message;
use crate::ui::ctx::{Actions, UiCtx, icon_of};
use crate::ui::labels::{contact_title, short_label, title_of};
use crate::ui::theme::tokens;
use crate::ui::widgets::{Button, Icon, RowList, empty_state, segmented};
use egui::{
    CornerRadius, Id, Label, Rect, Response, RichText, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo,
    vec2,
};

/// What the tab of the scenarios lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Listed {
    /// The scenarios with their results.
    #[default]
    Results,
    /// What none of them touches.
    Coverage,
}

impl Listed {
    fn id() -> Id {
        Id::unique("what the scenarios' tab lists")
    }

    /// As it was chosen in this window.
    pub(super) fn load(ui: &Ui) -> Self {
        ui.data(|data| data.get_temp(Self::id())).unwrap_or_default()
    }

    /// The choice, with how much is touched.
    pub(super) fn choice_ui(mut self, ui: &mut Ui, ctx: &UiCtx<'_>) {
        let (touched, total) = ctx.app.workspace().coverage().counts(None);
        let coverage = Message::new("coverage-all").with("touched", touched).with("total", total);
        let options = [(Self::Results, ctx.text("coverage-results")), (Self::Coverage, ctx.say(&coverage))];
        if segmented(ui, &ctx.text("coverage-show"), &mut self, &options).changed() {
            ui.data_mut(|data| data.insert_temp(Self::id(), self));
        }
    }
}

/// Shows what no scenario touches.
pub(in crate::ui) fn show_coverage(ui: &Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    ui.data_mut(|data| data.insert_temp(Listed::id(), Listed::Coverage));
    actions.push(Action::Bottom(BottomTab::Scenarios));
    if !ctx.app.preferences.problems {
        actions.push(Action::Run(Command::ToggleProblems));
    }
}

/// A line of the list: how much of a kind is touched, or something that is not.
enum Line<'a> {
    Count(&'a CoverageGroup, &'a CoverageCount),
    Untouched(&'a Untouched),
    Cut,
}

pub(super) fn coverage_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    propose_ui(ui, ctx, actions);
    let report = ctx.app.workspace().coverage();
    let (touched, total) = report.counts(None);
    if total == touched {
        let (icon, title, hint) = match total {
            0 => (Icon::Scenario, "coverage-nothing", "coverage-nothing-hint"),
            _ => (Icon::Success, "coverage-complete", "coverage-complete-hint"),
        };
        let area = ScrollArea::vertical().id_salt(title).auto_shrink([false, false]);
        area.show(ui, |ui| empty_state(ui, icon, &ctx.text(title), &ctx.text(hint), None));
        return;
    }
    let all = report.groups.iter().flat_map(|group| group.kinds.iter().map(move |count| (group, count)));
    let mut lines: Vec<Line<'_>> = Vec::new();
    for (group, count) in all {
        lines.push(Line::Count(group, count));
        lines.extend(count.untouched.iter().map(Line::Untouched));
    }
    if !report.is_whole {
        lines.insert(0, Line::Cut);
    }
    let name = ctx.text("coverage-title");
    let list = RowList::new(Id::unique("coverage"), &name, tokens(ui).size.row);
    let taken = list.show(ui, lines.len(), |ui, row| match &lines[row.index] {
        Line::Count(group, count) => count_ui(ui, ctx, (row.rect, row.index), (group, count)),
        Line::Untouched(untouched) => untouched_ui(ui, ctx, row.rect, (row.index, untouched)),
        Line::Cut => line_ui(ui, row.rect, row.index, (None, RichText::new(ctx.text("coverage-cut")))),
    });
    match taken.map(|row| &lines[row]) {
        Some(Line::Untouched(untouched)) => actions.push(Action::GoTo(untouched.place.clone())),
        Some(Line::Count(group, _)) => {
            let environment = group.environment.clone().map_or(Ref::Catalog, Ref::Environment);
            actions.push(Action::GoTo(Place::new(environment, Vec::new())));
        }
        Some(Line::Cut) | None => {}
    }
}

/// Scenarios for what is not touched, shown one by one to be added or not.
fn propose_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let proposing = ctx.app.proposing();
    let (touched, total) = ctx.app.workspace().coverage().counts(None);
    if touched == total && proposing.shown().is_none() {
        return;
    }
    let size = &tokens(ui).size;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = size.steps(2.0);
        ui.set_max_width(ui.available_width() - size.steps(3.0));
        ui.add_space(size.steps(3.0));
        let muted = |text: String| RichText::new(text).color(tokens(ui).color.text_muted);
        if proposing.is_looking() {
            ui.label(muted(ctx.text("coverage-looking")));
            return;
        }
        let mut act = |action| actions.push(Action::Propose(action));
        if let Some((proposed, place, count)) = proposing.shown() {
            if ui.add(Button::primary(&ctx.text("coverage-add"))).clicked() {
                act(ProposalAction::Add);
            }
            if ui.add(Button::secondary(&ctx.text("coverage-skip"))).clicked() {
                act(ProposalAction::Skip);
            }
            let line = Message::new("coverage-proposed")
                .with("place", place)
                .with("count", count)
                .with("label", short_label(&proposed.scenario.label));
            let line = match &proposed.contact {
                Some(contact) => {
                    let title = contact_title(contact, ctx.catalog());
                    Message::new("coverage-with-contact").with("line", line).with("contact", title)
                }
                None => line,
            };
            let shown = ui.add(Label::new(RichText::new(ctx.say(&line))).truncate());
            shown.on_hover_text(ctx.say(&proposed.shows));
            return;
        }
        let done = proposing.is_done().then(|| muted(ctx.text("coverage-done")));
        if ui.add(Button::secondary(&ctx.text("coverage-propose"))).clicked() {
            act(ProposalAction::Begin);
        }
        done.map(|done| ui.label(done));
    });
    ui.add_space(size.space);
}

/// How much of a kind is touched.
fn count_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    (rect, index): (Rect, usize),
    (group, count): (&CoverageGroup, &CoverageCount),
) -> Response {
    let environment = words::environment(ctx.language, ctx.catalog(), group);
    let line = Message::new("coverage-count-in")
        .with("environment", short_label(&environment))
        .with("kind", ctx.text(words::kind_label(count.kind)))
        .with("touched", count.touched)
        .with("total", count.total)
        .with("left", count.total.saturating_sub(count.touched));
    let text = RichText::new(ctx.say(&line)).strong();
    let icon = if count.untouched.is_empty() { Icon::Success } else { Icon::Scenario };
    line_ui(ui, rect, index, (Some(icon), text))
}

fn untouched_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    rect: Rect,
    (index, untouched): (usize, &Untouched),
) -> Response {
    let entity = &untouched.place.entity;
    let title = title_of(entity, ctx.catalog());
    let rules = ctx.app.workspace().plan().rules();
    let aspect = words::aspect(ctx.language, ctx.catalog(), untouched, Some(rules));
    let parts = [short_label(&title), aspect.as_str()];
    let line = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let inner = rect.with_min_x(rect.left() + tokens(ui).size.steps(4.0));
    line_ui(ui, inner, index, (Some(icon_of(entity)), RichText::new(line)))
}

/// A row with an icon and a text, which is clicked on the whole of it.
fn line_ui(ui: &mut Ui, rect: Rect, index: usize, (icon, text): (Option<Icon>, RichText)) -> Response {
    let tokens = tokens(ui);
    let (size, color) = (&tokens.size, &tokens.color);
    let row = ui.interact(rect, Id::unique(("coverage", index)), Sense::CLICK);
    row.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), text.text()));
    if row.hovered() {
        let radius = CornerRadius::from(size.radius_small);
        ui.painter().rect_filled(rect.shrink2(vec2(2.0, 0.0)), radius, color.hover);
    }
    if let Some(icon) = icon {
        icon.paint(ui, rect.left_center() + vec2(size.steps(5.0), 0.0), size.icon, color.text_muted);
    }
    let inner = rect.with_min_x(rect.left() + size.steps(8.5)).with_max_x(rect.right() - size.steps(2.0));
    let whole = text.text().to_owned();
    // Not a scope: the row has its room already.
    let builder = UiBuilder::new().max_rect(inner).layout(egui::Layout::left_to_right(egui::Align::Center));
    ui.new_child(builder).add(Label::new(text.color(color.text)).truncate().sense(Sense::hover()));
    row.on_hover_text(whole)
}
