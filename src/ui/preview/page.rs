//! A page: the spaces that are asked together, and what each answers, side by side as the page has them.

use super::digest::Digest;
use super::lists::Lists;
use super::parts::{beside, muted, part_ui, sentence, space_label};
use super::{excluded, offers, space_ref};
use crate::app::{Action, PageChange, PreviewChange};
use crate::engine::{CallError, Decision};
use crate::text::Message;
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::theme::tokens;
use crate::ui::widgets::{
    Field, Icon, PickEvent, Picker, Severity, as_role, check_box, icon_button, issue_line, note, number_row,
    row,
};
use egui::{Label, RichText, Role, ScrollArea, Ui, vec2};
use std::sync::Arc;

/// The least width of a space on the page: an offer's card can be read in it.
const LEAST: f32 = 216.0;
/// The room at each side of the pane.
const MARGIN: f32 = 12.0;

/// In a window of this width two spaces have their room side by side, and the form keeps its own.
const WIDE: f32 = 1200.0;

/// Has the pane take the room of two spaces side by side, where the window has it.
pub(super) fn widen(ui: &mut Ui, ctx: &UiCtx<'_>) {
    if ctx.app.preview().is_page() && ui.ctx().content_rect().width() >= WIDE {
        let size = &tokens(ui).size;
        ui.set_min_width(2.0 * LEAST + size.steps(3.0) + 2.0 * MARGIN + size.steps(2.0));
    }
}

/// The further spaces of the page, in order. Nothing, while one space is asked alone.
pub(super) fn spaces_ui(ui: &mut Ui, ctx: &UiCtx<'_>, lists: &Lists, actions: &mut Actions) {
    let preview = ctx.app.preview();
    let spaces = preview.spaces();
    if spaces.len() < 2 {
        return;
    }
    for (place, (space, _)) in spaces.iter().enumerate().skip(1) {
        let label = ctx.say(&Message::new("page-number").with("number", place + 1));
        let key = format!("space {place}");
        row(ui, beside(ui, &label, &key), |ui| space_ui(ui, ctx, lists, (place, space, &label), actions));
    }
    row(ui, beside(ui, &ctx.text("page-title"), "page"), |ui| {
        ui.vertical(|ui| add_ui(ui, ctx, lists, actions)).response
    });
    let mut on = preview.no_offer_twice();
    let check = check_box(ui, &mut on, &ctx.text("page-no-offer-twice"));
    if check.changed() {
        actions.push(change(PageChange::NoOfferTwice(on)));
    }
    check.on_hover_text(ctx.text("page-no-offer-twice-hint"));
}

/// A space with the buttons that move it and take it away.
fn space_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    lists: &Lists,
    (place, space, name): (usize, &str, &str),
    actions: &mut Actions,
) -> egui::Response {
    let line = ui.horizontal(|ui| {
        let size = &tokens(ui).size;
        ui.spacing_mut().item_spacing.x = size.space;
        let width = ui.available_width() - 2.0 * (size.control + size.space);
        let picked = ui.scope(|ui| {
            ui.set_width(width);
            Picker::new(&lists.spaces, ctx.language).go_to().show(ui, name, Some(space))
        });
        match picked.inner {
            Some(PickEvent::Chosen(id)) => actions.push(change(PageChange::Space(place, id))),
            Some(PickEvent::GoTo(id)) => actions.extend(space_ref(&id).map(Action::go_to)),
            Some(PickEvent::Cleared | PickEvent::New(_)) | None => {}
        }
        let title = space_label(ctx, space);
        let up = ctx.say(&Message::new("contacts-move-up").with("name", &title));
        if icon_button(ui, Icon::MoveUp, &up).clicked() {
            actions.push(change(PageChange::Earlier(place)));
        }
        let remove = ctx.say(&Message::new("page-remove").with("space", &title));
        if icon_button(ui, Icon::Close, &remove).clicked() {
            actions.push(change(PageChange::Remove(place)));
        }
        picked.response
    });
    line.inner
}

/// The picker of one more space.
pub(super) fn add_ui(ui: &mut Ui, ctx: &UiCtx<'_>, lists: &Lists, actions: &mut Actions) {
    let (name, placeholder) = (ctx.text("page-add"), ctx.text("page-add-hint"));
    let picker = Picker::new(&lists.spaces, ctx.language).placeholder(&placeholder);
    if let Some(PickEvent::Chosen(space)) = picker.show(ui, &name, None) {
        actions.push(change(PageChange::Add(space)));
    }
}

/// How many offers each further space is asked for.
pub(super) fn counts_ui(ui: &mut Ui, ctx: &UiCtx<'_>, most: u32, actions: &mut Actions) {
    for (place, (space, count)) in ctx.app.preview().spaces().into_iter().enumerate().skip(1) {
        let label = ctx.say(&Message::new("page-count-of").with("space", space_label(ctx, space)));
        let (key, mut count) = (format!("count {place}"), count);
        let field = Field::new(&label).key(&key);
        if number_row(ui, field, &mut count, 1..=most, "", ctx.language).changed() {
            actions.push(change(PageChange::Count(place, count)));
        }
    }
}

fn change(change: PageChange) -> Action {
    Action::Preview(PreviewChange::Page(change))
}

/// What the spaces of the page answer, a column each. Where they have too little room they are scrolled.
pub(super) fn columns_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let answers: Vec<&Result<Arc<Decision>, CallError>> = ctx.app.preview().answers().collect();
    part_ui(ui, &ctx.text("page-title"), |_| {});
    ui.add(Label::new(muted(ui, ctx.text("page-same-contact"))).wrap());
    let gap = tokens(ui).size.steps(3.0);
    #[expect(clippy::cast_precision_loss, reason = "spaces of a page are counted in tens")]
    let count = answers.len().max(1) as f32;
    let width = ((ui.available_width() - gap * (count - 1.0)) / count).max(LEAST);
    let area = ScrollArea::horizontal().id_salt("page").auto_shrink([false, true]);
    area.show(ui, |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing = vec2(gap, 0.0);
            for (place, answer) in answers.into_iter().enumerate() {
                ui.push_id(("space of the page", place), |ui| {
                    ui.vertical(|ui| {
                        ui.set_width(width);
                        column_ui(ui, ctx, place, answer, actions);
                    });
                });
            }
        });
    });
}

fn column_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    place: usize,
    answer: &Result<Arc<Decision>, CallError>,
    actions: &mut Actions,
) {
    let preview = ctx.app.preview();
    let space = preview.spaces().get(place).map(|(space, _)| space_label(ctx, space)).unwrap_or_default();
    let heading = Message::new("page-column").with("number", place + 1).with("space", space);
    let heading = ctx.say(&heading);
    let tokens = tokens(ui);
    let text = RichText::new(&heading).size(tokens.size.body).strong().color(tokens.color.text);
    let shown = ui.add(Label::new(text).wrap());
    as_role(ui, &shown, Role::Heading, &heading);
    match answer {
        Err(error) => drop(note(ui, Severity::Error, &sentence(&ctx.say(&error.message)))),
        Ok(decision) => {
            if decision.answered_by != decision.space {
                let space = space_label(ctx, &decision.answered_by);
                let said = ctx.say(&Message::new("page-answered-by").with("space", space));
                ui.add(Label::new(muted(ui, said)).wrap());
            }
            if place > 0 {
                notes_ui(ui, ctx, decision);
            }
            let digest = Digest::of(ui, decision, Some(place));
            offers::offers_ui(ui, ctx, &digest, actions);
            excluded::excluded_ui(ui, ctx, &digest, actions);
        }
    }
}

/// What a person should know beside the answer. That of the first space stands with the path.
fn notes_ui(ui: &mut Ui, ctx: &UiCtx<'_>, decision: &Decision) {
    for message in &decision.notes {
        let said = ctx.say(&crate::ui::labels::of_labelled(message, ctx.catalog()));
        issue_line(ui, Severity::Info, &sentence(&said));
    }
}
