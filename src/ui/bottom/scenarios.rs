//! The list of scenarios: which pass, and how the answers of the others differ from what is expected.

use crate::app::first_difference_words::first_difference;
use crate::app::{Action, Command, ExplorerAction};
use crate::document::Creatable;
use crate::engine::FirstDifference;
use crate::model::Ref;
use crate::text::Message;
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::explorer::answer;
use crate::ui::labels::{label_or_name, title_of};
use crate::ui::theme::tokens;
use crate::ui::widgets::{
    Button, DialogButton, Icon, RowList, RowPlace, Severity, buttons_at_right, dialog, empty_state,
};
use egui::{
    Align2, Context, CornerRadius, FontId, Id, Label, Rect, Response, RichText, Role, ScrollArea, Sense, Ui,
    UiBuilder, WidgetInfo, vec2,
};

/// A line of the list: a scenario, or one difference of the scenario above it.
enum Line<'a> {
    Scenario(usize),
    Difference(&'a Message),
    /// What became of the offer that is expected first, and is not there.
    First(&'a FirstDifference),
}

pub(super) fn scenarios_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let results = ctx.app.workspace().scenarios();
    if ctx.catalog().scenarios.is_empty() {
        return none_ui(ui, ctx, actions);
    }
    let lines: Vec<Line<'_>> = results
        .iter()
        .enumerate()
        .flat_map(|(index, result)| {
            let differences = result.differences.iter().map(Line::Difference);
            let all = std::iter::once(Line::Scenario(index)).chain(differences);
            all.chain(result.first.as_ref().map(Line::First))
        })
        .collect();
    if ctx.app.workspace().acceptable() > 1 {
        ui.horizontal(|ui| {
            ui.add_space(tokens(ui).size.steps(3.0));
            accept_all_ui(ui, ctx, actions);
        });
        ui.add_space(tokens(ui).size.space);
    }
    let name = ctx.text("domain-scenarios");
    let list = RowList::new(Id::unique("scenarios"), &name, tokens(ui).size.row);
    let taken = list.show(ui, lines.len(), |ui, row| match lines[row.index] {
        Line::Scenario(index) => scenario_ui(ui, ctx, row, index, actions),
        Line::First(first) => {
            let said = first_difference(ctx.language, Some(ctx.catalog()), first);
            difference_ui(ui, row.rect, row.index, &ctx.say(&said))
        }
        Line::Difference(message) => difference_ui(ui, row.rect, row.index, &ctx.say(message)),
    });
    if let Some(Line::Scenario(index)) = taken.map(|row| &lines[row]) {
        actions.push(Action::go_to(Ref::Scenario(results[*index].name.clone())));
    }
}

/// The first scenario: what the preview shows now, where it shows something.
fn none_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let (button, action) = if Command::SaveScenario.enabled(ctx.app) {
        (ctx.title(Command::SaveScenario), Action::Run(Command::SaveScenario))
    } else {
        let create = ExplorerAction::Create(Creatable::Scenario, Ref::Catalog);
        (ctx.text(Creatable::Scenario.title()), Action::Explorer(create))
    };
    let (title, hint) = (ctx.text("bottom-no-scenarios"), ctx.text("bottom-no-scenarios-hint"));
    let area = ScrollArea::vertical().id_salt("no scenarios").auto_shrink([false, false]);
    if area.show(ui, |ui| empty_state(ui, Icon::Scenario, &title, &hint, Some(&button))).inner {
        actions.push(action);
    }
}

fn scenario_ui(ui: &mut Ui, ctx: &UiCtx<'_>, at: RowPlace, index: usize, actions: &mut Actions) -> Response {
    let rect = at.rect;
    let result = &ctx.app.workspace().scenarios()[index];
    let entity = Ref::Scenario(result.name.clone());
    let tokens = tokens(ui);
    let (size, color) = (&tokens.size, &tokens.color);
    let label = label_or_name(&title_of(&entity, ctx.catalog()), &result.name).to_owned();
    let passed = result.differences.is_empty();
    let (severity, words) = if passed {
        (Severity::Success, "bottom-scenario-passed")
    } else {
        (Severity::Error, "bottom-scenario-failed")
    };
    let name = ctx.say(&Message::new(words).with("label", &label));
    let row = ui.interact(rect, Id::unique(("scenario", index)), Sense::CLICK);
    row.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
    if row.hovered() {
        ui.painter().rect_filled(
            rect.shrink2(vec2(2.0, 0.0)),
            CornerRadius::from(size.radius_small),
            color.hover,
        );
    }
    let middle = rect.left_center();
    severity.icon().paint(ui, middle + vec2(size.steps(5.0), 0.0), size.icon, severity.colors(color).0);
    let font = FontId::proportional(size.body);
    ui.painter().text(middle + vec2(size.steps(8.5), 0.0), Align2::LEFT_CENTER, &label, font, color.text);
    if result.accepted.is_some() {
        accept_one_ui(ui, ctx, (at, row.id), (&result.name, &label), actions);
    }
    row
}

/// The button that has a scenario expect what it gets.
fn accept_one_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    (at, row): (RowPlace, Id),
    (name, label): (&str, &str),
    actions: &mut Actions,
) {
    let room = at.rect.with_max_x(at.rect.right() - tokens(ui).size.steps(2.0));
    let (text, hint) = (ctx.text("bottom-accept"), ctx.text("bottom-accept-hint"));
    let button = (Button::ghost(&text).in_row(at.at_cursor), ctx.app.workspace().is_analysed());
    let said = ctx.say(&Message::new("bottom-accept-of").with("label", label));
    for button in buttons_at_right(ui, (room, row.with("parts")), vec![button]).0 {
        ui.ctx().accesskit_node_builder(button.id, |node| node.set_label(said.as_str()));
        if button.on_hover_text(&hint).clicked() {
            actions.push(Action::AcceptResults(Some(name.to_owned())));
        }
    }
}

/// The button that has all scenarios that fail expect what they get, where there are several.
pub(in crate::ui) fn accept_all_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let workspace = ctx.app.workspace();
    let count = workspace.acceptable();
    if count < 2 {
        return;
    }
    let text = ctx.say(&Message::new("bottom-accept-all").with("count", count));
    let button = ui.add_enabled(workspace.is_analysed(), Button::secondary(&text));
    if button.on_hover_text(ctx.text("bottom-accept-hint")).clicked() {
        actions.push(Action::AcceptResults(None));
    }
}

/// Asks whether all scenarios that fail are to expect what they get.
pub(in crate::ui) fn accept_ui(egui: &Context, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let count = ctx.app.workspace().acceptable();
    let title = ctx.say(&Message::new("bottom-accept-title").with("count", count));
    let [accept, cancel] = ["bottom-accept", "app-dialog-cancel"].map(|id| ctx.text(id));
    // No default: Enter must not give up what somebody expected.
    let buttons = [DialogButton::other(&accept), DialogButton::cancel(&cancel)];
    let pressed = dialog(egui, Id::unique("accept results"), &title, &buttons, |ui| {
        ui.add(Label::new(ctx.text("bottom-accept-hint")).wrap());
    });
    actions.extend(answer(pressed));
}

fn difference_ui(ui: &mut Ui, rect: Rect, index: usize, text: &str) -> Response {
    let row = ui.interact(rect, Id::unique(("difference of a scenario", index)), Sense::hover());
    let size = &tokens(ui).size;
    let inner = rect.with_min_x(rect.left() + size.steps(8.5)).with_max_x(rect.right() - size.steps(2.0));
    let line = RichText::new(text).size(size.small).color(tokens(ui).color.text_muted);
    // Not a scope: the row has its room already.
    ui.new_child(UiBuilder::new().max_rect(inner)).add(Label::new(line).truncate());
    row
}
