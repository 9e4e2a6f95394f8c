//! The wizard for a new environment: whom it is for and what it is called; Design and Live follow.

use crate::app::{Action, Dialog, ExplorerDialog, Wizard};
use crate::document::Mapping;
use crate::model::is_name;
use crate::text::Message;
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::explorer::answer;
use crate::ui::labels::label_or_name;
use crate::ui::theme::tokens;
use crate::ui::widgets::{
    DialogButton, Field, FieldIssue, PickEvent, PickItem, Picker, Severity, begin_here, dialog, note,
    picker_row, radio_row, text_row,
};
use egui::{Context, Id, Ui};

/// Draws the wizard.
pub(in crate::ui) fn wizard_ui(egui: &Context, ctx: &UiCtx<'_>, wizard: &Wizard, actions: &mut Actions) {
    let [title, create, cancel] =
        ["explorer-command-new-environment", "explorer-wizard-create", "app-dialog-cancel"]
            .map(|id| ctx.text(id));
    let complete = wizard.is_complete(ctx.catalog());
    let buttons = [DialogButton::accept(&create).enabled(complete), DialogButton::cancel(&cancel)];
    let mut next = wizard.clone();
    let pressed = dialog(egui, Id::unique("new environment"), &title, &buttons, |ui| {
        ui.spacing_mut().item_spacing.y = tokens(ui).size.steps(2.0);
        mapping_ui(ui, ctx, &mut next);
        label_ui(ui, ctx, &mut next);
        name_ui(ui, ctx, &mut next);
        note(ui, Severity::Info, &ctx.text("explorer-wizard-note"));
    });
    if next != *wizard {
        actions.push(Action::Keep(Dialog::Explorer(ExplorerDialog::NewEnvironment(next))));
    }
    actions.extend(answer(pressed));
}

/// The choices as a person sees them.
#[derive(Clone, Copy, PartialEq)]
enum Choice {
    Visitors,
    Recipients,
    Other,
    New,
}

fn mapping_ui(ui: &mut Ui, ctx: &UiCtx<'_>, wizard: &mut Wizard) {
    let mut choice = match wizard.mapping {
        Mapping::Visitors => Choice::Visitors,
        Mapping::Recipients => Choice::Recipients,
        Mapping::Dimension(_) => Choice::Other,
        Mapping::NewDimension => Choice::New,
    };
    let dimensions = &ctx.catalog().dimensions;
    let [visitors, recipients, other, new] = [
        "explorer-wizard-visitors",
        "explorer-wizard-recipients",
        "explorer-wizard-other",
        "explorer-wizard-new",
    ]
    .map(|id| ctx.text(id));
    let mut options =
        vec![(Choice::Visitors, visitors.as_str()), (Choice::Recipients, &recipients), (Choice::New, &new)];
    if !dimensions.is_empty() {
        options.insert(2, (Choice::Other, &other));
    }
    let (title, tip) = (ctx.text("explorer-wizard-for"), ctx.text("explorer-wizard-for-tip"));
    let hint = ctx.text("explorer-wizard-visitors-hint");
    let hint = if choice == Choice::Visitors { hint.as_str() } else { "" };
    if radio_row(ui, Field::new(&title).key("mapping").tip(&tip).hint(hint), &mut choice, &options).changed()
    {
        wizard.mapping = match choice {
            Choice::Visitors => Mapping::Visitors,
            Choice::Recipients => Mapping::Recipients,
            Choice::New => Mapping::NewDimension,
            Choice::Other => {
                Mapping::Dimension(dimensions.first().map(|it| it.name.clone()).unwrap_or_default())
            }
        };
    }
    let (title, tip) = (ctx.text("domain-targeting-dimension"), ctx.text("forms-dimension-tip"));
    match &wizard.mapping {
        Mapping::Dimension(name) => {
            let items: Vec<PickItem> = dimensions
                .iter()
                .map(|it| PickItem {
                    id: it.name.clone(),
                    label: label_or_name(&it.label, &it.name).to_owned(),
                    detail: it.name.clone(),
                })
                .collect();
            let picker = Picker::new(&items, ctx.language);
            let field = Field::new(&title).key("dimension").tip(&tip);
            if let Some(PickEvent::Chosen(name)) = picker_row(ui, field, picker, Some(name)) {
                wizard.mapping = Mapping::Dimension(name);
            }
        }
        Mapping::NewDimension => {
            text_row(ui, Field::new(&title).key("new dimension").tip(&tip), &mut wizard.dimension);
        }
        Mapping::Visitors | Mapping::Recipients => {}
    }
}

fn label_ui(ui: &mut Ui, ctx: &UiCtx<'_>, wizard: &mut Wizard) {
    let (title, tip) = (ctx.text("forms-label"), ctx.text("forms-label-tip"));
    let field = Field::new(&title).key("label of the environment").tip(&tip);
    begin_here(&text_row(ui, field, &mut wizard.label));
}

fn name_ui(ui: &mut Ui, ctx: &UiCtx<'_>, wizard: &mut Wizard) {
    let (title, hint) = (ctx.text("forms-name"), ctx.text("explorer-wizard-name-hint"));
    let mut name =
        if wizard.label.is_empty() && wizard.name.is_none() { String::new() } else { wizard.name() };
    let problem = if name.is_empty() && wizard.name.is_none() {
        None
    } else if !is_name(&name) {
        Some(ctx.text("forms-name-invalid"))
    } else if ctx.catalog().environment(&name).is_some() {
        Some(ctx.say(&Message::new("forms-name-taken").with("name", name.as_str())))
    } else {
        None
    };
    let issues: Vec<FieldIssue> =
        problem.into_iter().map(|text| FieldIssue { severity: Severity::Error, text }).collect();
    let field = Field::new(&title).key("name of the environment").hint(&hint).issues(&issues);
    if text_row(ui, field, &mut name).changed() {
        wizard.name = Some(name);
    }
}
