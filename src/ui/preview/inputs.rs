//! The inputs of the call that is tried: who, how they came, where, when and how many.

use super::lists::Lists;
use super::parts::{beside, beside_control};
use super::{call_data, page, space_ref, storing, when};
use crate::app::{Action, Arrival, AudienceAction, ExplorerAction, PreviewChange, Version};
use crate::document::Creatable;
use crate::model::{Contact, Ref};
use crate::text::Message;
use crate::ui::audience::{People, more_ui as more_of_who_ui};
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::forms::Choices;
use crate::ui::labels::label_or_name;
use crate::ui::theme::tokens;
use crate::ui::widgets::{
    Badge, Icon, PickEvent, PickItem, Picker, Severity, collapsible, icon_button, number_row, picker_row,
    row, segmented, segmented_width,
};
use egui::{Ui, vec2};

/// More offers than any page asks for.
const MOST_OFFERS: u32 = 100;

pub(super) fn inputs_ui(ui: &mut Ui, ctx: &UiCtx<'_>, lists: &Lists, actions: &mut Actions) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = vec2(tokens(ui).size.steps(2.0), tokens(ui).size.steps(1.5));
        who_ui(ui, ctx, lists, actions);
        super::copy::copy_ui(ui, ctx, actions);
        came_ui(ui, ctx, actions);
        if has_cookie(ctx) {
            storing::cookie_ui(ui, ctx, actions);
        }
        where_ui(ui, ctx, lists, actions);
        page::spaces_ui(ui, ctx, lists, actions);
        version_ui(ui, ctx, actions);
        when::when_ui(ui, ctx, actions);
        asked_ui(ui, ctx, actions);
        more_ui(ui, ctx, lists, actions);
    });
}

/// What is seldom changed, closed at first so that the answer is in sight; the badge counts the call data.
fn more_ui(ui: &mut Ui, ctx: &UiCtx<'_>, lists: &Lists, actions: &mut Actions) {
    let sent = ctx.app.preview().data().len();
    let badge = (sent > 0).then_some(Badge { severity: Severity::Info, count: sent });
    collapsible(ui, "more", &ctx.text("preview-more"), badge, false, |ui| {
        when::day_ui(ui, ctx, actions);
        if !has_cookie(ctx) {
            storing::cookie_ui(ui, ctx, actions);
        }
        count_ui(ui, ctx, actions);
        if ctx.app.preview().is_page() {
            page::counts_ui(ui, ctx, MOST_OFFERS, actions);
        } else {
            row(ui, beside(ui, &ctx.text("page-title"), "page"), |ui| {
                ui.vertical(|ui| page::add_ui(ui, ctx, lists, actions)).response
            });
        }
        call_data::call_data_ui(ui, ctx, lists, actions);
    });
}

/// Whether the cookie of the browser matters: where visits are stored, or one was chosen.
fn has_cookie(ctx: &UiCtx<'_>) -> bool {
    ctx.app.preview().stores() || ctx.app.preview().cookie().is_some()
}

fn who_ui(ui: &mut Ui, ctx: &UiCtx<'_>, lists: &Lists, actions: &mut Actions) {
    let (label, nobody) = (ctx.text("preview-who"), ctx.text("preview-nobody"));
    let people = People::of(ui, ctx, actions);
    let sample = ctx.app.preview().who().map(|index| index.to_string());
    let chosen = People::chosen(ctx).or(sample);
    let new = ctx.text(Creatable::Contact.title());
    let picker = Picker::new(&lists.people, ctx.language).none(&nobody).new_entry(&new);
    // Who is none of the catalog's has no form in it.
    let picker = if ctx.app.preview().asks_catalog() { picker.go_to() } else { picker };
    let picker = people.as_ref().map_or(picker, |people| picker.elsewhere(people.elsewhere()));
    let index = |id: &str| id.parse::<usize>().ok();
    let event = picker_row(ui, beside(ui, &label, "who"), picker, chosen.as_deref());
    if let Some(people) = &people {
        people.keep_typed(ui);
    }
    match event {
        Some(PickEvent::Chosen(id)) => {
            let stored = people.as_ref().and_then(|people| people.stored(&id)).cloned();
            actions.push(match stored {
                Some(stored) => Action::Audience(AudienceAction::Choose(stored)),
                None => Action::Preview(PreviewChange::Who(index(&id))),
            });
        }
        Some(PickEvent::Cleared) => actions.push(Action::Audience(AudienceAction::Nobody)),
        Some(PickEvent::GoTo(id)) => {
            actions.extend(index(&id).map(|index| Action::go_to(Ref::Contact(index))));
        }
        Some(PickEvent::New(_)) => {
            actions.push(Action::Explorer(ExplorerAction::Create(Creatable::Contact, Ref::Catalog)));
        }
        None => {}
    }
    let rule = ctx.text("who-rule");
    more_of_who_ui(ui, ctx, beside(ui, &rule, "rule of who"), actions);
}

fn came_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let preview = &ctx.app.preview();
    let contact = preview.comer(ctx.catalog());
    let mut arrival = preview.arrival();
    let problem = contact.and_then(|contact| arrival_problem(ctx, arrival, contact));
    let hint = problem.map(|problem| ctx.say(&problem)).unwrap_or_default();
    let label = ctx.text("preview-came");
    let options = [
        (Arrival::LoggedIn, ctx.text("preview-came-login")),
        (Arrival::Cookie, ctx.text("preview-came-cookie")),
        (Arrival::Unknown, ctx.text("preview-came-unknown")),
    ];
    let needed = segmented_width(ui, &options);
    let field = beside_control(ui, &label, "arrival", needed).hint(&hint).enabled(contact.is_some());
    let changed = row(ui, field, |ui| segmented(ui, &label, &mut arrival, &options));
    if changed.changed() {
        actions.push(Action::Preview(PreviewChange::Arrival(arrival)));
    }
    let explained = if contact.is_some() { "preview-came-hint" } else { "preview-came-nobody" };
    changed.on_hover_text(ctx.text(explained)).on_disabled_hover_text(ctx.text(explained));
}

/// Why the contact cannot arrive this way.
fn arrival_problem(ctx: &UiCtx<'_>, arrival: Arrival, contact: &Contact) -> Option<Message> {
    let catalog = ctx.catalog();
    match arrival {
        Arrival::Unknown => None,
        Arrival::Cookie => contact.cookies.is_empty().then(|| Message::new("preview-came-no-cookie")),
        Arrival::LoggedIn => {
            let (environment, space) = catalog.space_at(ctx.app.preview().space()?)?;
            let dimension = catalog.dimension(&environment.targeting_dimension)?;
            if contact.dimension != dimension.name {
                let wanted = label_or_name(&dimension.label, &dimension.name);
                return Some(Message::new("preview-came-other").with("dimension", wanted));
            }
            let own = &space.identification_keys;
            let keys = if own.is_empty() { &dimension.key } else { own };
            let missing = keys.iter().find(|key| !contact.values.contains_key(*key))?;
            let field = dimension.fields.iter().find(|field| field.name == *missing);
            let label = field.map_or(missing.as_str(), |field| label_or_name(&field.label, &field.name));
            Some(Message::new("preview-came-no-key").with("field", label))
        }
    }
}

fn where_ui(ui: &mut Ui, ctx: &UiCtx<'_>, lists: &Lists, actions: &mut Actions) {
    let label = ctx.text("preview-where");
    let picker = Picker::new(&lists.spaces, ctx.language).go_to();
    match picker_row(ui, beside(ui, &label, "where"), picker, ctx.app.preview().space()) {
        Some(PickEvent::Chosen(id)) => actions.push(Action::Preview(PreviewChange::Space(id))),
        Some(PickEvent::GoTo(id)) => actions.extend(space_ref(&id).map(Action::go_to)),
        Some(PickEvent::Cleared | PickEvent::New(_)) | None => {}
    }
}

/// The version of the catalog that is asked, where there is Live to tell it from.
fn version_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    if ctx.catalog().environments.iter().all(|environment| environment.linked_live().is_none()) {
        return;
    }
    let label = ctx.text("preview-version");
    let mut version = ctx.app.preview().version();
    let options = Version::ALL.map(|version| {
        let id = match version {
            Version::Edited => "preview-version-edited",
            Version::Approved => "preview-version-approved",
            Version::Live => "domain-live",
        };
        (version, ctx.text(id))
    });
    let needed = segmented_width(ui, &options);
    let changed = row(ui, beside_control(ui, &label, "version", needed), |ui| {
        segmented(ui, &label, &mut version, &options)
    });
    if changed.changed() {
        actions.push(Action::Preview(PreviewChange::Version(version)));
    }
    changed.on_hover_text(ctx.text("preview-version-hint"));
}

fn count_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let label = ctx.text("preview-count");
    let mut count = ctx.app.preview().count();
    if number_row(ui, beside(ui, &label, "count"), &mut count, 1..=MOST_OFFERS, "", ctx.language).changed() {
        actions.push(Action::Preview(PreviewChange::Count(count)));
    }
}

/// What a call that was taken over asks for, with a button to ask for everything instead.
fn asked_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let (categories, themes) = ctx.app.preview().asked();
    let (Some(space), false) = (ctx.app.preview().space(), categories.is_empty() && themes.is_empty()) else {
        return;
    };
    let choices = Choices::of(ui, ctx);
    let called = |items: &[PickItem], name: &String| {
        let known = items.iter().find(|item| item.id == *name);
        known.map_or_else(|| name.clone(), |item| item.label.clone())
    };
    let categories = categories.iter().map(|name| called(&choices.categories, name));
    let names: Vec<String> =
        categories.chain(themes.iter().map(|name| called(&choices.themes, name))).collect();
    let label = ctx.text("contacts-preview-asked");
    row(ui, beside(ui, &label, "asked"), |ui| {
        ui.horizontal_wrapped(|ui| {
            let shown = ui.label(names.join(", "));
            if icon_button(ui, Icon::Close, &ctx.text("contacts-preview-ask-all")).clicked() {
                actions.push(Action::Preview(PreviewChange::Space(space.to_owned())));
            }
            shown
        })
        .inner
    });
}
