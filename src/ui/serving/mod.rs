//! The page of serving: the port, beginning and ending it, the address and what to paste, and the calls as they come, each
//! opened in the preview by a click.

use super::ctx::{Actions, UiCtx};
use super::theme::tokens;
use super::widgets::{
    Button, Field, Icon, RowList, RowPlace, Severity, empty_state, lead, number_row, truncated,
};
use crate::app::{Action, ServeAction};
use crate::model::Environment;
use crate::serve::{Seen, snippet};
use crate::text::{Message, customary_moment};
use egui::{
    CornerRadius, Frame, Id, Label, Margin, Response, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2,
};
use std::sync::Arc;

/// Ports that programs may take without being the system's.
const PORTS: std::ops::RangeInclusive<u32> = 1_024..=65_535;
/// How wide the column of the port is.
const LABEL: f32 = 60.0;

/// Draws the tab.
pub(super) fn serving_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let serving = ctx.app.serving();
    Frame::new().inner_margin(Margin::symmetric(12, 4)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = tokens(ui).size.space;
        match serving.running() {
            Some((url, workspace)) => {
                running_ui(ui, ctx, &url, actions);
                if workspace != ctx.app.workspace().id() {
                    ui.label(RichText::new(ctx.text("serve-other")).color(tokens(ui).color.text_muted));
                }
            }
            None => start_ui(ui, ctx, actions),
        }
        if let Some(failed) = serving.failed() {
            let (color, said) = (Severity::Error.colors(&tokens(ui).color).0, ctx.say(failed));
            ui.add(Label::new(RichText::new(said).color(color)).wrap());
        }
    });
    calls_ui(ui, ctx, actions);
}

/// Has a button take the keyboard once a command has led here.
fn lead_here(ui: &Ui, ctx: &UiCtx<'_>, button: &Response) {
    let led = ctx.app.serving().led();
    let id = Id::unique("led to serving");
    if ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default(id), led)) != led {
        lead(button);
    }
}

fn start_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    ui.horizontal_wrapped(|ui| {
        let start = ctx.text("serve-start");
        let button = ui.add(Button::primary(&start).icon(Icon::Run));
        lead_here(ui, ctx, &button);
        if button.clicked() {
            actions.push(Action::Serve(ServeAction::Start));
        }
        let (label, hint) = (ctx.text("serve-port"), ctx.text("serve-port-hint"));
        let (before, mut port) = (ctx.app.serving().port(), u32::from(ctx.app.serving().port()));
        ui.allocate_ui(vec2(4.0 * LABEL, tokens(ui).size.control), |ui| {
            let field = Field::new(&label).key("port").tip(&hint).column(LABEL);
            number_row(ui, field, &mut port, PORTS, "", ctx.language);
        });
        if let Some(port) = u16::try_from(port).ok().filter(|port| *port != before) {
            actions.push(Action::Serve(ServeAction::Port(port)));
        }
    });
    ui.add(Label::new(RichText::new(ctx.text("serve-about")).color(tokens(ui).color.text_muted)).wrap());
}

fn running_ui(ui: &mut Ui, ctx: &UiCtx<'_>, url: &str, actions: &mut Actions) {
    ui.horizontal_wrapped(|ui| {
        let stop = ctx.text("serve-stop");
        let button = ui.add(Button::secondary(&stop).icon(Icon::Stop));
        lead_here(ui, ctx, &button);
        if button.clicked() {
            actions.push(Action::Serve(ServeAction::Stop));
        }
        ui.add(
            Label::new(RichText::new(ctx.say(&Message::new("serve-at").with("address", url))))
                .selectable(true),
        );
        let copy = ctx.text("serve-copy-address");
        if ui.add(Button::ghost(&copy).icon(Icon::Copy)).clicked() {
            ui.ctx().copy_text(url.to_owned());
        }
        let (copy, hint) = (ctx.text("serve-copy-snippet"), ctx.text("serve-copy-snippet-hint"));
        let environment = shown_environment(ctx);
        let button = ui.add_enabled(environment.is_some(), Button::ghost(&copy).icon(Icon::Copy));
        if let Some(environment) = environment.filter(|_| button.on_hover_text(hint).clicked()) {
            let host = url.trim_start_matches("http://").trim_end_matches('/');
            ui.ctx().copy_text(snippet(host, environment));
        }
        let clear = ctx.text("serve-clear");
        if !ctx.app.serving().calls().is_empty() && ui.add(Button::ghost(&clear).icon(Icon::Delete)).clicked()
        {
            actions.push(Action::Serve(ServeAction::Clear));
        }
    });
}

/// The environment that the preview asks, or the first.
fn shown_environment<'a>(ctx: &UiCtx<'a>) -> Option<&'a Arc<Environment>> {
    let catalog = ctx.catalog();
    let asked = ctx.app.preview().decision().and_then(|decision| decision.as_ref().ok());
    let asked =
        asked.and_then(|decision| catalog.space_at(&decision.space)).map(|(environment, _)| environment);
    asked.or_else(|| catalog.environments.first())
}

fn calls_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let calls = ctx.app.serving().calls();
    if calls.is_empty() {
        let (title, hint) = (ctx.text("serve-no-calls"), ctx.text("serve-no-calls-hint"));
        let area = ScrollArea::vertical().id_salt("no calls").auto_shrink([false, false]);
        area.show(ui, |ui| {
            let frame = Frame::new().inner_margin(Margin::symmetric(12, 0));
            frame.show(ui, |ui| empty_state(ui, Icon::Environment, &title, &hint, None));
        });
        return;
    }
    let name = ctx.text("serve-calls");
    let list = RowList::new(Id::unique("served calls"), &name, tokens(ui).size.row);
    let taken = list.show(ui, calls.len(), |ui, row| call_ui(ui, ctx, row, &calls[row.index]));
    if let Some(seen) = taken.and_then(|row| calls.get(row)) {
        actions.push(Action::Serve(ServeAction::Show(Box::new(seen.clone()))));
    }
}

/// A call on a line: when it came, which spaces it asked, and what it was answered.
fn call_ui(ui: &mut Ui, ctx: &UiCtx<'_>, at: RowPlace, seen: &Seen) -> Response {
    let said = words(ctx, seen);
    let rect = at.rect;
    let row = ui.interact(rect, Id::unique(("served call", at.index)), Sense::CLICK);
    row.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &said));
    let tokens = tokens(ui);
    let (size, color) = (&tokens.size, &tokens.color);
    if row.hovered() {
        let hovered = rect.shrink2(vec2(2.0, 0.0));
        ui.painter().rect_filled(hovered, CornerRadius::from(size.radius_small), color.hover);
    }
    let is_fine = seen.status < 400 && seen.answered.iter().all(Result::is_ok);
    let severity = if is_fine { Severity::Success } else { Severity::Error };
    let middle = rect.left_center();
    severity.icon().paint(ui, middle + vec2(size.steps(5.0), 0.0), size.icon, severity.colors(color).0);
    let right = rect.right() - size.steps(2.0);
    truncated(ui, middle + vec2(size.steps(8.5), 0.0), right, &said, size.body, color.text);
    row.on_hover_text(format!("{said}\n{}", ctx.text("serve-call-hint")))
}

fn words(ctx: &UiCtx<'_>, seen: &Seen) -> String {
    let zone = ctx.app.workspace().plan().zone().clone();
    let moment = seen.at.to_zoned(zone).strftime("%Y-%m-%dT%H:%M:%S").to_string();
    let spaces: Vec<&str> =
        seen.asked.iter().flat_map(|asked| asked.calls().map(|call| call.space.as_str())).collect();
    let answers = seen.answered.iter().map(|answer| match answer {
        Ok(offers) if offers.is_empty() => ctx.text("serve-nothing"),
        Ok(offers) => offers.iter().map(|offer| title(ctx, offer)).collect::<Vec<_>>().join(", "),
        Err(error) => error.clone(),
    });
    let answers: Vec<String> = answers.collect();
    let took = ctx.language.number(seen.took.as_secs_f64() * 1e3, 1);
    let said = Message::new("serve-call")
        .with("moment", customary_moment(&moment, ctx.language))
        .with("spaces", if spaces.is_empty() { ctx.text("serve-unread") } else { spaces.join(" + ") })
        .with("answer", answers.join(" | "))
        .with("took", took);
    ctx.say(&said)
}

/// What a person calls an offer; of one that is gone since, its address.
fn title(ctx: &UiCtx<'_>, offer: &str) -> String {
    let catalog = ctx.catalog();
    let entity = crate::model::Ref::offer_at(offer).filter(|it| catalog.entity(it).is_some());
    entity.map_or_else(|| offer.to_owned(), |entity| super::labels::title_of(&entity, catalog))
}
