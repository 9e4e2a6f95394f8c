//! The middle of the window: a broken file as text, or the open entities with the form of the one in front.

use crate::app::{Action, Command, WorkspaceId};
use crate::ui::ctx::{Actions, UiCtx, icon_of};
use crate::ui::labels::title_of;
use crate::ui::widgets::{self, DocumentTab, Icon, TabEvent, TabStay, document_tabs, empty_state};
use crate::ui::{broken, forms};
use egui::Ui;

/// What is edited: a broken file as text, or the open entities.
pub(super) fn middle_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    match ctx.app.files.text_in_front() {
        Some(text) => broken::broken_ui(ui, ctx, text, actions),
        // What egui keeps of a form is of this catalog, not of another one with entities of the same names.
        None => {
            ui.push_id(ctx.app.workspace().id(), |ui| editor_ui(ui, ctx, actions));
        }
    }
}

/// The open entities, each in its tab, and the form of the one in front.
fn editor_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let view = &ctx.app.view();
    let tabs: Vec<DocumentTab> = view
        .tabs
        .iter()
        .map(|entity| DocumentTab {
            id: egui::Id::unique(("tab", entity)),
            label: title_of(entity, ctx.catalog()),
            icon: Some(icon_of(entity)),
            marked: false,
            stay: if view.passing() == Some(entity) { TabStay::Passing } else { TabStay::Kept },
        })
        .collect();
    let active = view.active_tab().map(|_| view.active_index());
    match document_tabs(ui, &ctx.text("app-open-tabs"), &tabs, active, ctx.language) {
        Some(TabEvent::Select(index)) => actions.push(Action::Look(view.tabs[index].clone())),
        Some(TabEvent::Keep(index)) => actions.push(Action::Open(view.tabs[index].clone())),
        Some(TabEvent::Close(index)) => actions.push(Action::Close(view.tabs[index].clone())),
        Some(TabEvent::CloseOthers(index)) => actions.push(Action::CloseOthers(view.tabs[index].clone())),
        Some(TabEvent::CloseAll) => actions.push(Action::CloseAll),
        None => {}
    }
    if ctx.app.is_bottom_large() {
        return;
    }
    if let Some(entity) = view.active_tab() {
        lead_to_unfit(ui, ctx);
        // What stands beside the form, such as the moment of the preview, is not of the catalog.
        widgets::take_nothing(ui.ctx());
        let tab = forms::form_ui(ui, ctx, entity, actions);
        let texts = widgets::take_nothing(ui.ctx());
        if let Some(tab) = tab
            && !view.holds_unfit(entity, tab, texts.iter().map(String::as_str))
        {
            actions.push(Action::Unfit { entity: entity.clone(), tab, texts });
        }
    } else {
        nothing_open_ui(ui, ctx, actions);
    }
}

/// Has the text that the person was led to, and that stands for no value, take the keyboard once.
fn lead_to_unfit(ui: &Ui, ctx: &UiCtx<'_>) {
    let (seen, now) =
        (egui::Id::unique("led to unfit"), (ctx.app.workspace().id(), ctx.app.view().lead.to_unfit));
    let last = ui.data(|data| data.get_temp::<(WorkspaceId, u64)>(seen));
    if last != Some(now) {
        ui.data_mut(|data| data.insert_temp(seen, now));
        if now.1 > 0 {
            widgets::lead_to_nothing(ui.ctx());
        }
    }
}

/// What to do while nothing is open: the first environment, or one of the entities there are.
fn nothing_open_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let empty = ctx.catalog().environments.is_empty();
    let (title, sentence, command) = if empty {
        ("app-nothing-yet", "app-nothing-yet-hint", Command::NewEnvironment)
    } else {
        ("app-nothing-open", "app-nothing-open-hint", Command::GoTo)
    };
    let button = ctx.title(command);
    if empty_state(ui, Icon::Environment, &ctx.text(title), &ctx.text(sentence), Some(&button)) {
        actions.push(Action::Run(command));
    }
}
