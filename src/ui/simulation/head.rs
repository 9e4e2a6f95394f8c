//! What stands above the results: of whom, on which space, the button that runs it, how far it is, and the views.

use super::parts::show;
use super::progress::{line_ui, progress_ui};
use super::words;
use crate::app::{
    Action, Asked, Command, PeopleOf, SimulationAction, SimulationPath, SimulationStanding, SimulationTab,
};
use crate::simulation::share;
use crate::text::{Arg, Message};
use crate::ui::command::command_item;
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::forms::Choices;
use crate::ui::theme::tokens;
use crate::ui::widgets::{
    Button, Icon, InnerTab, PickEvent, PickItem, Picker, Severity, icon_button, issue_line, lead, menu,
    sides, tab_bar, toggle_icon_button,
};
use egui::{Align, Id, Layout, Popup, Ui, vec2};
use std::path::{Path, PathBuf};

/// The ids of the entries that are no file.
const USUAL: &str = "usual";
const OWN: &str = "own";
const FILE: &str = "file:";

pub(super) fn head_ui(ui: &mut Ui, ctx: &UiCtx<'_>, asked: &Asked, actions: &mut Actions) {
    let simulations = ctx.app.simulations();
    let running = simulations.is_running() && !simulations.is_following();
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
    let ((), button) = sides(ui, "simulation run", pickers, |ui| {
        ui.add(Button::primary(&word).icon(icon)).on_hover_text(ctx.text(tip.tip()))
    });
    if is_led(ui, ctx) {
        lead(&button);
    }
    if button.clicked() {
        actions.push(Action::Run(tip));
    }
    standing_ui(ui, ctx);
}

/// Whether a command has led here since the last frame.
fn is_led(ui: &Ui, ctx: &UiCtx<'_>) -> bool {
    let id = Id::unique(("led into simulation", ctx.app.workspace().id()));
    let led = ctx.app.simulations().led();
    let before = ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default(id), led));
    before != led
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

/// What lies beside the catalog, its own contacts, the contact database that is open, and the files of late.
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
    let open = ctx.app.audience().database().map(|database| database.path.clone());
    for path in chosen.into_iter().chain(open).chain(known) {
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
        // What takes less than a second changes no heights.
        SimulationStanding::Running(_) if simulations.is_following() => {
            line_ui(ui, &format!("{} · {}", ctx.text("population-updating"), summary(ctx)));
        }
        SimulationStanding::Running(progress) => progress_ui(ui, ctx, progress),
        SimulationStanding::Failed(message) => drop(issue_line(ui, Severity::Error, &ctx.say(message))),
        SimulationStanding::Current => line_ui(ui, &summary(ctx)),
        SimulationStanding::Waits(contacts) => {
            let wait = match contacts {
                Some(count) => ctx.say(&Message::new("population-waits").with("count", Arg::Count(count))),
                None => ctx.text("population-waits-unknown"),
            };
            let before = simulations.result().map(|_| ctx.text("population-before"));
            let wait: Vec<String> = [wait].into_iter().chain(before).collect();
            let wait = wait.join(" · ");
            drop(issue_line(ui, Severity::Info, &wait));
        }
        SimulationStanding::NotAsked if simulations.result().is_some() => {
            line_ui(ui, &format!("{} · {}", ctx.text("population-before"), summary(ctx)));
        }
        SimulationStanding::NotAsked => line_ui(ui, &ctx.text("population-not-run")),
    }
}

/// The results in a line: who was looked at, who got something, how long it took.
fn summary(ctx: &UiCtx<'_>) -> String {
    let Some(ran) = ctx.app.simulations().result() else { return String::new() };
    let (simulation, language) = (ran.simulation(), ctx.language);
    let taken = simulation.contacts.taken;
    let some = taken.saturating_sub(simulation.nothing.contacts);
    let who = Message::new("population-summary")
        .with("taken", Arg::Count(taken))
        .with("some", Arg::Count(some))
        .with("share", words::percent(language, share(some, taken)));
    let follows = ran.by_itself.then(|| ctx.text("population-follows"));
    let mut parts: Vec<String> = follows.into_iter().chain([ctx.say(&who)]).collect();
    if simulation.contacts.looked_at != taken {
        let all = words::whole(language, simulation.contacts.looked_at);
        parts.push(ctx.say(&Message::new("population-of-all").with("count", all)));
    }
    parts.push(simulation.made_of.population.clone());
    parts.extend(simulation.notes.iter().map(|note| ctx.say(note)));
    let unknown = simulation.unknown.as_ref();
    parts.extend(unknown.map(|it| ctx.say(&it.message("population-unidentified", "population-unknown"))));
    let seconds = language.number(simulation.speed.seconds, 2);
    parts.push(ctx.say(&Message::new("population-took").with("seconds", seconds)));
    if let Some(memory) = simulation.speed.megabytes() {
        let memory = words::whole(language, memory);
        parts.push(ctx.say(&Message::new("population-memory").with("memory", memory)));
    }
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
