//! The tab of the panel below that finds a text anywhere in the catalog: fields above, what was found below.

use crate::app::difference_words::kind_label;
use crate::app::difference_words::{field_of, labelled};
use crate::app::{Action, FindAction};
use crate::document::{Hit, Query};
use crate::model::{Ref, Step};
use crate::text::Message;
use crate::ui::ctx::{Actions, UiCtx, icon_of};
use crate::ui::labels::{label_or_name, title_of};
use crate::ui::theme::{Tokens, tokens};
use crate::ui::widgets::{
    Button, Icon, RowList, RowPlace, as_role, empty_state, row_icon_button, select_all, toggle_icon_button,
};
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align, CornerRadius, FontId, Id, Layout, Rect, Response, RichText, Role, ScrollArea, Sense, TextEdit, Ui,
    UiBuilder, WidgetInfo, pos2, vec2,
};

/// Nobody looks for longer texts.
const LONGEST_QUERY: usize = 500;

/// Draws the tab.
pub(crate) fn find_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let size = &tokens(ui).size;
    ui.add_space(size.space);
    fields_ui(ui, ctx, actions);
    ui.add_space(size.space);
    let find = &ctx.app.find;
    let (found, query) = (find.found(), find.query());
    let rows = rows(&found.hits);
    if rows.is_empty() {
        let (icon, [title, sentence]) = if query.text.is_empty() {
            (Icon::Search, ["find-empty", "find-empty-hint"])
        } else {
            (Icon::Nothing, ["find-none", "find-none-hint"])
        };
        let area = ScrollArea::vertical().id_salt(title).auto_shrink([false, false]);
        area.show(ui, |ui| empty_state(ui, icon, &ctx.text(title), &ctx.text(sentence), None));
        return;
    }
    let name = ctx.text("find-command-find");
    let list = RowList::new(Id::unique("found"), &name, size.row);
    let taken = list.show(ui, rows.len(), |ui, at| match rows[at.index] {
        Row::Entity(index) => entity_ui(ui, ctx, at.rect, &found.hits[index].place.entity),
        Row::Hit(index) => hit_ui(ui, ctx, at, index, &found.hits[index], actions),
    });
    actions.extend(taken.map(|row| match rows[row] {
        Row::Entity(index) => Action::go_to(found.hits[index].place.entity.clone()),
        Row::Hit(index) => Action::GoTo(found.hits[index].place.clone()),
    }));
}

/// What to look for, what to replace it by, and how many there are.
fn fields_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let find = ctx.app.find.query().clone();
    let mut query = find.clone();
    let size = &tokens(ui).size;
    let width = ((ui.available_width() - size.steps(90.0)) / 2.0).clamp(size.steps(25.0), size.steps(70.0));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = size.space;
        ui.add_space(size.steps(2.0));
        let field = line_ui(ui, "find text", &ctx.text("find-text"), &mut query.text, width);
        take_focus(ui, ctx, &field);
        toggle_icon_button(ui, Icon::Case, &ctx.text("find-case"), &mut query.case);
        toggle_icon_button(ui, Icon::Word, &ctx.text("find-whole-words"), &mut query.whole_words);
        ui.add_space(size.steps(2.0));
        replace_ui(ui, ctx, width, actions);
        ui.add_space(size.steps(2.0));
        count_ui(ui, ctx, &query);
    });
    if query != find {
        actions.push(Action::Find(FindAction::Search(query)));
    }
}

fn replace_ui(ui: &mut Ui, ctx: &UiCtx<'_>, width: f32, actions: &mut Actions) {
    let mut replacement = ctx.app.find.with().to_owned();
    if line_ui(ui, "replace by", &ctx.text("find-with"), &mut replacement, width).changed() {
        actions.push(Action::Find(FindAction::With(replacement)));
    }
    let any = ctx.app.find.found().replaceable > 0;
    if ui.add_enabled(any, Button::secondary(&ctx.text("find-replace-all"))).clicked() {
        actions.push(Action::Find(FindAction::ReplaceAll));
    }
}

fn line_ui(ui: &mut Ui, key: &str, name: &str, text: &mut String, width: f32) -> Response {
    let edit = TextEdit::singleline(text).id(Id::unique(key)).hint_text(name.to_owned());
    let edit = edit.char_limit(LONGEST_QUERY).align(egui::Align2::LEFT_CENTER).desired_width(width);
    let response = ui.add(edit);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    response
}

/// Gives the field the keyboard, its text selected, each time the panel is asked for.
fn take_focus(ui: &Ui, ctx: &UiCtx<'_>, field: &Response) {
    let seen = Id::unique("find asked for");
    let asked = ctx.app.find.asked();
    if ui.data(|data| data.get_temp::<u64>(seen)).unwrap_or_default() == asked {
        return;
    }
    ui.data_mut(|data| data.insert_temp(seen, asked));
    field.request_focus();
    select_all(field);
}

/// How many there are, and how many of them are listed where that is not all.
fn count_ui(ui: &mut Ui, ctx: &UiCtx<'_>, query: &Query) {
    let found = ctx.app.find.found();
    if query.text.is_empty() || found.total == 0 {
        return;
    }
    let all = Message::new("find-count").with("count", found.total);
    let mut text = ctx.say(&all);
    if found.hits.len() < found.total {
        let listed = Message::new("find-listed").with("count", found.hits.len());
        text = format!("{text} · {}", ctx.say(&listed));
    }
    let shown = RichText::new(&text).size(tokens(ui).size.small).color(tokens(ui).color.text_muted);
    let label = ui.label(shown);
    as_role(ui, &label, Role::Status, &text);
}

/// A row of the list: an entity, or a place in the one above. Both by the index of a hit.
enum Row {
    Entity(usize),
    Hit(usize),
}

fn rows(hits: &[Hit]) -> Vec<Row> {
    let mut rows = Vec::with_capacity(hits.len() * 2);
    for (index, hit) in hits.iter().enumerate() {
        let another = index == 0 || hits[index - 1].place.entity != hit.place.entity;
        if another {
            rows.push(Row::Entity(index));
        }
        rows.push(Row::Hit(index));
    }
    rows
}

/// An entity that something was found in: title, kind and environment. A click opens it.
fn entity_ui(ui: &Ui, ctx: &UiCtx<'_>, rect: Rect, entity: &Ref) -> Response {
    let Tokens { size, color } = tokens(ui);
    let catalog = ctx.catalog();
    let title = title_of(entity, catalog);
    let environment = if matches!(entity, Ref::Environment(_)) { None } else { entity.environment() };
    let environment = environment.and_then(|name| catalog.environment(name));
    let environment = environment.map(|it| format!(" · {}", label_or_name(&it.label, &it.name)));
    let detail = format!("{}{}", ctx.text(kind_label(entity)), environment.unwrap_or_default());
    let row = row_ui(ui, rect, Id::unique(("found in", entity)), &format!("{title} · {detail}"));
    let middle = rect.center().y;
    let left = rect.left() + size.steps(3.0);
    icon_of(entity).paint(ui, pos2(left + size.icon / 2.0, middle), size.icon, color.text_muted);
    let mut job = LayoutJob::default();
    job.append(&title, 0.0, TextFormat::simple(FontId::proportional(size.body), color.text));
    job.append(
        &detail,
        size.steps(2.0),
        TextFormat::simple(FontId::proportional(size.small), color.text_muted),
    );
    line_at(ui, job, left + size.icon + size.steps(1.5), rect.right() - size.steps(2.0), middle);
    row
}

/// One place: the field, and the text around what was found. A click goes there.
fn hit_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    at: RowPlace,
    index: usize,
    hit: &Hit,
    actions: &mut Actions,
) -> Response {
    let rect = at.rect;
    let Tokens { size, color } = tokens(ui);
    let field = field_of(ctx.language, &hit.place);
    let excerpt = format!("{}{}{}", hit.before, hit.found, hit.after);
    let row = row_ui(ui, rect, Id::unique(("found", index)), &labelled(ctx.language, &field, &excerpt));
    let body = FontId::proportional(size.body);
    let mut job = LayoutJob::default();
    job.append(&field, 0.0, TextFormat::simple(FontId::proportional(size.small), color.text_muted));
    job.append(&hit.before, size.steps(3.0), TextFormat::simple(body.clone(), color.text));
    let marked = TextFormat {
        background: color.selection,
        underline: egui::Stroke::new(1.5, color.link),
        ..TextFormat::simple(body.clone(), color.text)
    };
    job.append(&hit.found, 0.0, marked);
    job.append(&hit.after, 0.0, TextFormat::simple(body, color.text));
    let right = rect.right() - size.steps(3.0) - size.control;
    line_at(ui, job, rect.left() + size.steps(8.0), right, rect.center().y);
    let builder = UiBuilder::new()
        .max_rect(rect.with_max_x(rect.right() - size.steps(2.0)))
        .scope_id(row.id.with("replace"))
        .layout(Layout::right_to_left(Align::Center));
    ui.scope_builder(builder, |ui| {
        let name = ctx.text(if hit.replaceable { "find-replace" } else { why_not(hit) });
        let button =
            ui.add_enabled_ui(hit.replaceable, |ui| row_icon_button(ui, Icon::Replace, &name, at.at_cursor));
        let button = button.inner;
        if button.on_disabled_hover_text(&name).clicked() {
            actions.push(Action::Find(FindAction::Replace(index)));
        }
    });
    let found = labelled(ctx.language, &field, &excerpt);
    row.on_hover_text(format!("{found}\n{}", hit.place.field_text()))
}

/// Why what was found is not replaced.
fn why_not(hit: &Hit) -> &'static str {
    let is_name = matches!(hit.place.field.as_slice(), [Step::Field("name")]);
    if is_name { "find-rename" } else { "find-fixed" }
}

/// A row that can be clicked.
fn row_ui(ui: &Ui, rect: Rect, id: Id, name: &str) -> Response {
    let Tokens { size, color } = tokens(ui);
    let row = ui.interact(rect, id, Sense::CLICK);
    row.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    if row.hovered() {
        let radius = CornerRadius::from(size.radius_small);
        ui.painter().rect_filled(rect.shrink2(vec2(2.0, 0.0)), radius, color.hover);
    }
    row
}

/// Paints a line, cut with an ellipsis where it meets `right`.
fn line_at(ui: &Ui, mut job: LayoutJob, left: f32, right: f32, middle: f32) {
    job.wrap = TextWrapping::truncate_at_width((right - left).max(0.0));
    let galley = ui.painter().layout_job(job);
    let top = middle - galley.size().y / 2.0;
    ui.painter().galley(pos2(left, top), galley, tokens(ui).color.text);
}
