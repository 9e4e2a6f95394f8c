//! The list of scenarios: which pass, and how the answers of the others differ from what is expected.

use crate::app::{Action, Command, ExplorerAction};
use crate::document::Creatable;
use crate::model::Ref;
use crate::text::Message;
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::labels::{label_or_name, title_of};
use crate::ui::theme::tokens;
use crate::ui::widgets::{Icon, RowList, Severity, empty_state};
use egui::{
    Align2, CornerRadius, FontId, Id, Label, Rect, Response, RichText, Role, ScrollArea, Sense, Ui,
    UiBuilder, WidgetInfo, vec2,
};

/// A line of the list: a scenario, or one difference of the scenario above it.
enum Line<'a> {
    Scenario(usize),
    Difference(&'a Message),
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
            std::iter::once(Line::Scenario(index)).chain(result.differences.iter().map(Line::Difference))
        })
        .collect();
    let name = ctx.text("domain-scenarios");
    let list = RowList::new(Id::unique("scenarios"), &name, tokens(ui).size.row);
    let taken = list.show(ui, lines.len(), |ui, row| match lines[row.index] {
        Line::Scenario(index) => scenario_ui(ui, ctx, row.rect, index),
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

fn scenario_ui(ui: &Ui, ctx: &UiCtx<'_>, rect: Rect, index: usize) -> Response {
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
    ui.painter().text(middle + vec2(size.steps(8.5), 0.0), Align2::LEFT_CENTER, label, font, color.text);
    row
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
