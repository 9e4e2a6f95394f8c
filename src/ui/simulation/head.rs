//! What stands above the results: of whom, on which space, the button that runs it, how far it is, and the views.

use super::parts::show;
use super::words::{self, float};
use crate::app::{
    Action, Asked, Command, PeopleOf, Progress, SimulationAction, SimulationPath, SimulationStanding,
    SimulationTab,
};
use crate::simulation::Step;
use crate::text::Message;
use crate::ui::command::command_item;
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::forms::Choices;
use crate::ui::theme::tokens;
use crate::ui::widgets::{
    Button, Icon, InnerTab, PickEvent, PickItem, Picker, Severity, icon_button, issue_line, menu,
    progress_bar, sides, tab_bar, toggle_icon_button,
};
use egui::{Align, Label, Layout, Popup, RichText, Ui, vec2};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How often the window looks how far a run is.
const LOOKS: Duration = Duration::from_millis(100);

/// The ids of the entries that are no file.
const USUAL: &str = "usual";
const OWN: &str = "own";
const FILE: &str = "file:";

pub(super) fn head_ui(ui: &mut Ui, ctx: &UiCtx<'_>, asked: &Asked, actions: &mut Actions) {
    let running = ctx.app.simulations().is_running();
    let (id, icon) = if running { ("population-cancel", Icon::Stop) } else { ("population-run", Icon::Run) };
    let (word, tip) = (ctx.text(id), if running { Command::CancelSimulation } else { Command::Simulate });
    let pickers = |ui: &mut Ui| {
        let gap = ui.spacing().item_spacing.x;
        let width = ((ui.available_width() - gap) / 2.0).max(tokens(ui).size.steps(20.0));
        let size = vec2(width, tokens(ui).size.control);
        let row = Layout::left_to_right(Align::Center);
        ui.allocate_ui_with_layout(size, row, |ui| audience_ui(ui, ctx, asked, actions));
        ui.allocate_ui_with_layout(size, row, |ui| space_ui(ui, ctx, asked, actions));
    };
    let ((), pressed) = sides(ui, "simulation run", pickers, |ui| {
        let button = Button::primary(&word).icon(icon);
        ui.add(button).on_hover_text(ctx.text(tip.tip())).clicked()
    });
    if pressed {
        actions.push(Action::Run(tip));
    }
    standing_ui(ui, ctx);
}

/// Of whom.
fn audience_ui(ui: &mut Ui, ctx: &UiCtx<'_>, asked: &Asked, actions: &mut Actions) {
    let (name, choose) = (ctx.text("population-audience"), ctx.text("population-choose-file"));
    let items = audiences(ctx, asked);
    let chosen = match &asked.audience {
        PeopleOf::Usual => USUAL.to_owned(),
        PeopleOf::Own => OWN.to_owned(),
        PeopleOf::File(path) => format!("{FILE}{}", path.display()),
    };
    let picker = Picker::new(&items, ctx.language).new_entry(&choose);
    let (button, event) = picker.show_control(ui, &name, Some(&chosen));
    button.on_hover_text(ctx.text("population-audience-tip"));
    let audience = match event {
        Some(PickEvent::Chosen(id)) if id == USUAL => PeopleOf::Usual,
        Some(PickEvent::Chosen(id)) if id == OWN => PeopleOf::Own,
        Some(PickEvent::Chosen(id)) => {
            let Some(path) = id.strip_prefix(FILE) else { return };
            PeopleOf::File(PathBuf::from(path))
        }
        Some(PickEvent::New(_)) => {
            return actions.push(Action::Simulate(SimulationAction::Choose(SimulationPath::Audience)));
        }
        _ => return,
    };
    let asked = Asked { audience, ..asked.clone() };
    actions.push(Action::Simulate(SimulationAction::Ask(Box::new(asked))));
}

/// What lies beside the catalog, its own contacts, and the files of late.
fn audiences(ctx: &UiCtx<'_>, asked: &Asked) -> Vec<PickItem> {
    let item = |id: String, label: String, detail: String| PickItem { id, label, detail };
    let own = ctx.say(&Message::new("population-contacts").with("count", ctx.catalog().contacts.len()));
    let result = ctx.app.simulations().result().filter(|ran| ran.asked.audience == PeopleOf::Usual);
    let usual = result.map(|ran| ran.simulation().made_of.population.clone()).unwrap_or_default();
    let mut items = vec![
        item(USUAL.to_owned(), ctx.text("population-audience-usual"), usual),
        item(OWN.to_owned(), ctx.text("population-audience-own"), own),
    ];
    let file = |path: &Path| {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
        item(format!("{FILE}{}", path.display()), name, folder)
    };
    let known = ctx.app.preferences.audiences.iter().map(PathBuf::from);
    let chosen = match &asked.audience {
        PeopleOf::File(path) => Some(path.clone()),
        PeopleOf::Usual | PeopleOf::Own => None,
    };
    for path in chosen.into_iter().chain(known) {
        let file = file(&path);
        if items.iter().all(|item| item.id != file.id) {
            items.push(file);
        }
    }
    items
}

/// On which space.
fn space_ui(ui: &mut Ui, ctx: &UiCtx<'_>, asked: &Asked, actions: &mut Actions) {
    let name = ctx.text("domain-space");
    let choices = Choices::of(ui, ctx);
    let picker = Picker::new(&choices.spaces, ctx.language);
    let chosen = asked.settings.call.space.as_str();
    if let Some(PickEvent::Chosen(space)) = picker.show(ui, &name, Some(chosen)) {
        let mut asked = asked.clone();
        asked.settings.call.space = space;
        actions.push(Action::Simulate(SimulationAction::Ask(Box::new(asked))));
    }
}

/// How things stand: how far a run is, what came of it, or what is wrong.
fn standing_ui(ui: &mut Ui, ctx: &UiCtx<'_>) {
    let simulations = ctx.app.simulations();
    match simulations.standing(ctx.catalog()) {
        SimulationStanding::Running(progress) => running_ui(ui, ctx, progress),
        SimulationStanding::Failed(message) => drop(issue_line(ui, Severity::Error, &ctx.say(message))),
        SimulationStanding::Current => line_ui(ui, &summary(ctx)),
        SimulationStanding::Waits(contacts) => {
            let wait = match contacts {
                Some(count) => ctx
                    .say(&Message::new("population-waits").with("count", words::whole(ctx.language, count))),
                None => ctx.text("population-waits-unknown"),
            };
            drop(issue_line(ui, Severity::Info, &wait));
        }
        SimulationStanding::NotAsked if simulations.result().is_some() => {
            line_ui(ui, &format!("{} · {}", ctx.text("population-before"), summary(ctx)));
        }
        SimulationStanding::NotAsked => line_ui(ui, &ctx.text("population-not-run")),
    }
}

fn running_ui(ui: &mut Ui, ctx: &UiCtx<'_>, progress: &Progress) {
    ui.ctx().request_repaint_after(LOOKS);
    let contacts = |count: u64| words::whole(ctx.language, count);
    let done = match progress.total() {
        Some(total) => Message::new("population-done-of")
            .with("done", contacts(progress.done()))
            .with("total", contacts(total)),
        None => Message::new("population-done").with("done", contacts(progress.done())),
    };
    let step = match progress.step() {
        Some(Step::Drawing) => Some("population-step-drawing"),
        Some(Step::Gates) => Some("population-step-gates"),
        Some(Step::Ranking) | None => None,
    };
    let mut parts: Vec<String> = step.map(|id| ctx.text(id)).into_iter().chain([ctx.say(&done)]).collect();
    if let Some(rate) = progress.rate() {
        let rate = ctx.language.number(rate.round(), 0).parse::<u64>().map(contacts);
        parts.extend(rate.map(|rate| ctx.say(&Message::new("population-rate").with("rate", rate))));
    }
    if let Some(left) = progress.left() {
        parts.push(ctx.say(&Message::new("population-left").with("time", words::span(ctx, left))));
    }
    #[expect(clippy::cast_possible_truncation, reason = "the length of a bar")]
    progress_bar(ui, progress.share().unwrap_or_default() as f32, &ctx.text("population-running"));
    line_ui(ui, &parts.join(" · "));
}

fn line_ui(ui: &mut Ui, text: &str) {
    let (size, color) = (tokens(ui).size.small, tokens(ui).color.text_muted);
    ui.add(Label::new(RichText::new(text).size(size).color(color)).truncate()).on_hover_text(text);
}

/// The results in a line: who was looked at, who got something, how long it took.
fn summary(ctx: &UiCtx<'_>) -> String {
    let Some(ran) = ctx.app.simulations().result() else { return String::new() };
    let (simulation, language) = (ran.simulation(), ctx.language);
    let taken = simulation.contacts.taken;
    let some = taken.saturating_sub(simulation.nothing.contacts);
    let share = if taken == 0 { 0.0 } else { float(some) / float(taken) };
    let who = Message::new("population-summary")
        .with("taken", words::whole(language, taken))
        .with("some", words::whole(language, some))
        .with("share", words::percent(language, share));
    let mut parts = vec![ctx.say(&who)];
    if simulation.contacts.looked_at != taken {
        let all = words::whole(language, simulation.contacts.looked_at);
        parts.push(ctx.say(&Message::new("population-of-all").with("count", all)));
    }
    if simulation.contacts.unidentified > 0 {
        let count = words::whole(language, simulation.contacts.unidentified);
        parts.push(ctx.say(&Message::new("population-unidentified").with("count", count)));
    }
    let seconds = language.number(simulation.speed.seconds, 2);
    parts.push(ctx.say(&Message::new("population-took").with("seconds", seconds)));
    parts.push(simulation.made_of.population.clone());
    parts.join(" · ")
}

/// The views, with the choice between table and chart, and what leaves the window.
pub(super) fn tabs_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let shown = ctx.app.simulations().shown();
    let labels = SimulationTab::ALL.map(|tab| ctx.text(label(tab)));
    let tabs: Vec<InnerTab<'_, SimulationTab>> = SimulationTab::ALL
        .into_iter()
        .zip(&labels)
        .map(|(value, label)| InnerTab { value, label, badge: None })
        .collect();
    let mut active = shown.tab;
    let mut chart = shown.chart;
    let (changed, switched) = sides(
        ui,
        "simulation tabs",
        |ui| tab_bar(ui, &ctx.text("population-tab"), &mut active, &tabs).changed(),
        |ui| {
            let can = shown.tab != SimulationTab::Settings && ctx.app.simulations().result().is_some();
            let switched = ui.add_enabled_ui(can, |ui| {
                toggle_icon_button(ui, Icon::Chart, &ctx.text("population-as-chart"), &mut chart).changed()
            });
            export_ui(ui, ctx, actions);
            switched.inner
        },
    );
    if changed {
        actions.push(show(ctx, |shown| shown.tab = active));
    }
    if switched {
        actions.push(show(ctx, |shown| shown.chart = chart));
    }
}

fn export_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let button = icon_button(ui, Icon::Export, &ctx.text("population-export"));
    menu(Popup::menu(&button), |ui| {
        for command in
            [Command::ExportSimulationCsv, Command::ExportSimulationJson, Command::ExportSimulationChart]
        {
            command_item(ui, ctx, command, actions);
        }
    });
}

fn label(tab: SimulationTab) -> &'static str {
    match tab {
        SimulationTab::Settings => "population-settings",
        SimulationTab::Offers => "population-offers",
        SimulationTab::Axes => "population-axes",
        SimulationTab::Gates => "population-gates",
        SimulationTab::Nothing => "population-nothing",
        SimulationTab::PerContact => "population-per-contact",
        SimulationTab::WhatIf => "population-what-if",
    }
}
