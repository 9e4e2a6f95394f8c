//! Tabs: the strip of open documents, and the bar inside one of them. Each is one stop of the Tab key: the tab in front,
//! from which arrows, Home and End go to the others.

use super::Icon;
use super::context_menu::{context_menu, is_asked_for};
use super::paint::{focus_ring, text_width, truncated_as};
use super::severity::Badge;
use crate::text::{Language, Message};
use crate::ui::theme::tokens;
use egui::scroll_area::{ScrollAreaOutput, ScrollBarVisibility};
use egui::{
    CornerRadius, EventFilter, FocusDirection, FontId, Id, Key, Modifiers, Rect, Response, Role, ScrollArea,
    Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

/// A tab of the strip is not wider than this, in points.
const WIDEST_TAB: f32 = 220.0;
/// How wide the button is that shows more tabs, in steps of the grid.
const MORE: f32 = 6.0;

/// An open document.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentTab {
    /// Made of the document, never of the position.
    pub id: Id,
    /// Its text.
    pub label: String,
    /// Its icon.
    pub icon: Option<Icon>,
    /// Whether it has something unsaved or unfinished: shown as a dot.
    pub marked: bool,
    /// How long it stays.
    pub stay: TabStay,
}

/// How long a tab stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TabStay {
    /// Until it is closed, and only alone.
    Alone,
    /// Until it is closed, perhaps with others, by its menu.
    Kept,
    /// Until the next document takes it over: its label leans.
    Passing,
}

/// What a person did with the strip, by the index of the tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TabEvent {
    /// Wants to see it.
    Select(usize),
    /// Wants it closed: its cross, or the middle button.
    Close(usize),
    /// Double-clicked it: it is to stay.
    Keep(usize),
    /// Wants all others closed.
    CloseOthers(usize),
    /// Wants all closed.
    CloseAll,
}

/// So many frames the strip scrolls to a tab that came to the front: enough for it to arrive.
const SCROLL_FRAMES: u8 = 12;

/// The strip of open documents. It scrolls where they do not fit, and keeps the active one in sight. `name` is its
/// accessible name.
pub fn document_tabs(
    ui: &mut Ui,
    name: &str,
    tabs: &[DocumentTab],
    active: Option<usize>,
    language: Language,
) -> Option<TabEvent> {
    let tokens = tokens(ui);
    let strip = ui.available_rect_before_wrap();
    let strip = Rect::from_min_size(strip.min, vec2(strip.width(), tokens.size.tab));
    ui.painter().rect_filled(strip, CornerRadius::ZERO, tokens.color.background);
    let line = Stroke::new(1.0, tokens.color.border);
    ui.painter().hline(strip.x_range(), strip.bottom() - 0.5, line);
    ui.spacing_mut().item_spacing.x = 0.0;
    let area = ScrollArea::horizontal()
        .id_salt("document tabs")
        .auto_shrink([false, true])
        .scroll_bar_visibility(ScrollBarVisibility::AlwaysHidden);
    let wish = scroll_wish(ui);
    let shown = area.show(ui, |ui| {
        scroll_as_wished(ui, wish);
        let row = ui.horizontal(|ui| {
            ui.set_min_height(tokens.size.tab);
            let mut event = None;
            for (index, tab) in tabs.iter().enumerate() {
                let stop = stop(active, index);
                event = document_tab(ui, tab, index, (active == Some(index), stop), language).or(event);
            }
            let by_key = by_key(ui, active, tabs.len(), |index| tabs[index].id);
            event.or(by_key.map(TabEvent::Select))
        });
        as_list(ui, row.response.id, name);
        row.inner
    });
    more_ui(ui, &shown);
    shown.inner
}

/// Where it is kept how far tabs are to be scrolled.
fn scroll_wish(ui: &Ui) -> Id {
    ui.scope_id().with("tabs scroll")
}

fn scroll_as_wished(ui: &mut Ui, wish: Id) {
    if let Some(distance) = ui.data_mut(|data| data.remove_temp::<f32>(wish)) {
        ui.scroll_with_delta(vec2(-distance, 0.0));
    }
}

/// Has screen readers know a row as the list of tabs that it is.
fn as_list(ui: &Ui, row: Id, name: &str) {
    ui.ctx().accesskit_node_builder(row, |node| {
        node.set_role(Role::TabList);
        node.set_label(name);
    });
}

/// Whether a tab is the one at which the Tab key stops.
fn stop(active: Option<usize>, index: usize) -> bool {
    active.unwrap_or(0) == index
}

/// How a tab, or what lies on it, is used: by key only where the Tab key stops. What is pressed is where Tab goes on from.
fn sense(ui: &Ui, rect: Rect, stop: bool) -> Sense {
    if stop || ui.rect_contains_pointer(rect) { Sense::click() } else { Sense::CLICK }
}

/// The tab that arrows, Home and End go to from the one that has the keyboard, which it gets then.
fn by_key(ui: &Ui, active: Option<usize>, count: usize, id: impl Fn(usize) -> Id) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let at = active.unwrap_or(0).min(last);
    if !ui.memory(|memory| memory.has_focus(id(at))) {
        return None;
    }
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id(at), filter));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let keys = [
        (Key::ArrowLeft, at.saturating_sub(1)),
        (Key::ArrowRight, (at + 1).min(last)),
        (Key::Home, 0),
        (Key::End, last),
    ];
    let to = keys.into_iter().find(|(key, _)| pressed(*key)).map(|(_, to)| to)?;
    ui.memory_mut(|memory| {
        // egui may have read the arrow as the way to another control.
        memory.move_focus(FocusDirection::None);
        memory.request_focus(id(to));
    });
    (to != at).then_some(to)
}

/// One tab, and what was done with it.
fn document_tab(
    ui: &mut Ui,
    tab: &DocumentTab,
    index: usize,
    (active, stop): (bool, bool),
    language: Language,
) -> Option<TabEvent> {
    let tokens = tokens(ui);
    let size = &tokens.size;
    let icon_width = if tab.icon.is_some() { size.icon + size.steps(1.5) } else { 0.0 };
    let cross_width = size.steps(6.0);
    let wanted =
        size.steps(3.0) + icon_width + text_width(ui, &tab.label, size.body) + size.steps(1.0) + cross_width;
    let (rect, _) = ui.allocate_exact_size(vec2(wanted.min(WIDEST_TAB), size.tab), Sense::hover());
    let response = ui.interact(rect, tab.id, sense(ui, rect, stop));
    response.widget_info(|| WidgetInfo::selected(Role::Tab, ui.is_enabled(), active, &tab.label));
    if tab.marked {
        let unsaved = language.text("app-unsaved");
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(unsaved));
    }
    if tab.stay == TabStay::Passing {
        let passing = language.text("kit-tab-passing");
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(passing));
    }
    paint_tab(ui, rect, tab, active, &response);
    // Beside it what says that there are more tabs: that would cover its cross.
    let beside = rect.expand2(vec2(size.steps(MORE), 0.0));
    if active && may_scroll(ui, ui.scope_id(), tab.id) && !ui.clip_rect().contains_rect(beside) {
        ui.scroll_to_rect(beside, None);
    }
    let close = close_ui(ui, rect, tab, (active, stop), &response, language);
    let response =
        if response.hovered() && wanted > WIDEST_TAB { response.on_hover_text(&tab.label) } else { response };
    let mut chosen = None;
    if tab.stay != TabStay::Alone {
        let by_key = response.has_focus() && is_asked_for(ui);
        context_menu(tab.id, &response, by_key, |ui| chosen = menu_ui(ui, index, language));
    }
    if close || response.middle_clicked() {
        return Some(TabEvent::Close(index));
    }
    let kept = response.double_clicked().then_some(TabEvent::Keep(index));
    chosen.or(kept).or(response.clicked().then_some(TabEvent::Select(index)))
}

/// What can be done with a tab, and with all.
fn menu_ui(ui: &mut Ui, index: usize, language: Language) -> Option<TabEvent> {
    let entries = [
        ("app-command-close-tab", TabEvent::Close(index)),
        ("app-command-close-others", TabEvent::CloseOthers(index)),
        ("app-command-close-all", TabEvent::CloseAll),
    ];
    entries
        .into_iter()
        .filter(|(id, _)| ui.button(language.text(id)).clicked())
        .map(|(_, event)| event)
        .last()
}

/// Whether a list of tabs is still to scroll to one: for some frames after that came to the front, or the list got
/// another width. A tab that does not fit into it would have it scroll, and the window drawn, for ever.
fn may_scroll(ui: &Ui, list: Id, tab: Id) -> bool {
    let tried = list.with("tab scrolled to");
    let now = (tab, ui.clip_rect().width());
    let known = ui.data(|data| data.get_temp::<((Id, f32), u8)>(tried));
    let frames = known.filter(|(last, _)| *last == now).map_or(1, |(_, frames)| frames.saturating_add(1));
    ui.data_mut(|data| data.insert_temp(tried, (now, frames)));
    frames <= SCROLL_FRAMES
}

fn paint_tab(ui: &Ui, rect: Rect, tab: &DocumentTab, active: bool, response: &Response) {
    let tokens = tokens(ui);
    let (size, color) = (&tokens.size, &tokens.color);
    if active {
        ui.painter().rect_filled(rect, CornerRadius::ZERO, color.panel);
        let bar = Rect::from_min_size(rect.left_top(), vec2(rect.width(), 2.0));
        ui.painter().rect_filled(bar, CornerRadius::ZERO, color.accent);
    } else if response.hovered() {
        ui.painter().rect_filled(rect.shrink2(vec2(0.0, 0.5)), CornerRadius::ZERO, color.hover);
    }
    ui.painter().vline(rect.right() - 0.5, rect.y_range(), Stroke::new(1.0, color.border));
    focus_ring(ui, rect.shrink(2.0), response);
    let text = if active { color.text } else { color.text_muted };
    let middle = rect.center().y;
    let mut left = rect.left() + size.steps(3.0);
    if let Some(icon) = tab.icon {
        icon.paint(ui, pos2(left + size.icon / 2.0, middle), size.icon, color.text_muted);
        left += size.icon + size.steps(1.5);
    }
    let right = rect.right() - size.steps(6.0);
    truncated_as(ui, pos2(left, middle), right, &tab.label, (size.body, text), tab.stay == TabStay::Passing);
}

/// The cross of a tab, or the dot of a marked one while the pointer is elsewhere.
fn close_ui(
    ui: &mut Ui,
    tab_rect: Rect,
    tab: &DocumentTab,
    (active, stop): (bool, bool),
    on: &Response,
    language: Language,
) -> bool {
    let tokens = tokens(ui);
    let side = tokens.size.steps(5.0);
    let center = pos2(tab_rect.right() - side / 2.0 - tokens.size.space, tab_rect.center().y);
    let rect = Rect::from_center_size(center, vec2(side, side));
    let response = ui.interact(rect, tab.id.with("close"), sense(ui, rect, stop));
    let name = language.say_briefly(&Message::new("kit-close-tab").with("label", &tab.label));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::from(tokens.size.radius_small), tokens.color.pressed);
    }
    focus_ring(ui, rect.shrink(1.0), &response);
    let near = on.hovered() || response.hovered() || response.has_focus();
    if tab.marked && !near {
        ui.painter().circle_filled(center, 3.5, tokens.color.text_muted);
    } else if active || near {
        Icon::Close.paint(ui, center, tokens.size.icon - 2.0, tokens.color.text_muted);
    }
    response.on_hover_text(name).clicked()
}

/// A tab of the bar inside a document.
#[derive(Debug, Clone, PartialEq)]
pub struct InnerTab<'a, T> {
    /// What it stands for.
    pub value: T,
    /// Its text.
    pub label: &'a str,
    /// What is wrong inside.
    pub badge: Option<Badge>,
}

/// The bar of tabs inside a document, the active one underlined. The response says whether it changed. `name` is the
/// accessible name of the bar.
pub fn tab_bar<T: PartialEq + Clone>(
    ui: &mut Ui,
    name: &str,
    active: &mut T,
    tabs: &[InnerTab<'_, T>],
) -> Response {
    let tokens = tokens(ui);
    let area = ScrollArea::horizontal()
        .id_salt("tab bar")
        .auto_shrink([false, true])
        // The bar would lie over the line that marks the active tab; a tab that is cut says that there is more.
        .scroll_bar_visibility(ScrollBarVisibility::AlwaysHidden);
    let mut changed = false;
    let wish = scroll_wish(ui);
    // What stands beside the bar may come and go: the tabs keep the keyboard.
    let bar = ui.make_persistent_id("tab of the bar");
    let at = tabs.iter().position(|tab| tab.value == *active);
    let shown = area.show(ui, |ui| {
        scroll_as_wished(ui, wish);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = tokens.size.space;
            for (index, tab) in tabs.iter().enumerate() {
                let is_active = *active == tab.value;
                let response = inner_tab(ui, bar.with(index), tab, (is_active, stop(at, index)));
                // A tab that was opened from elsewhere comes into sight, and stays there when the window gets narrower.
                let beside = response.rect.expand2(vec2(tokens.size.steps(MORE), 0.0));
                let wanted = is_active && may_scroll(ui, bar, response.id);
                if wanted && !ui.clip_rect().contains_rect(beside) {
                    ui.scroll_to_rect(beside, None);
                }
                if response.clicked() && !is_active {
                    *active = tab.value.clone();
                    changed = true;
                }
            }
            if let Some(index) = by_key(ui, at, tabs.len(), |index| bar.with(index)) {
                *active = tabs[index].value.clone();
                changed = true;
            }
        })
        .response
    });
    more_ui(ui, &shown);
    let mut response = shown.inner;
    as_list(ui, response.id, name);
    let width = shown.inner_rect.x_range();
    ui.painter().hline(width, response.rect.bottom() - 0.5, Stroke::new(1.0, tokens.color.border));
    if changed {
        response.mark_changed();
    }
    response
}

/// Says that there are more tabs to a side, and shows them when that is clicked.
fn more_ui<R>(ui: &Ui, shown: &ScrollAreaOutput<R>) {
    let tokens = tokens(ui);
    let room = shown.inner_rect;
    let hidden = shown.content_size.x - room.width() - shown.state.clamped_offset().x;
    let side = tokens.size.steps(MORE);
    for (icon, is_more, left, step) in [
        (Icon::Left, shown.state.clamped_offset().x > 1.0, room.left(), -0.6),
        (Icon::Right, hidden > 1.0, room.right() - side, 0.6),
    ] {
        if !is_more {
            continue;
        }
        let rect = Rect::from_min_size(pos2(left, room.top()), vec2(side, tokens.size.tab));
        // Tabs can be reached with the keyboard: this is for the mouse alone.
        let response = ui.interact(rect, shown.id.with(icon), Sense::CLICK);
        let color = if response.hovered() { tokens.color.text } else { tokens.color.text_muted };
        ui.painter().rect_filled(rect, CornerRadius::ZERO, tokens.color.panel);
        icon.paint(ui, rect.center(), tokens.size.icon, color);
        if response.clicked() {
            ui.data_mut(|data| data.insert_temp(scroll_wish(ui), step * room.width()));
            ui.ctx().request_repaint();
        }
    }
}

fn inner_tab<T>(ui: &mut Ui, id: Id, tab: &InnerTab<'_, T>, (active, stop): (bool, bool)) -> Response {
    let tokens = tokens(ui);
    let (size, color) = (&tokens.size, &tokens.color);
    let badge_width = tab.badge.map_or(0.0, |badge| badge.width(ui) + size.steps(1.5));
    let width = text_width(ui, tab.label, size.body) + badge_width + size.steps(4.0);
    let (rect, _) = ui.allocate_exact_size(vec2(width, size.tab), Sense::hover());
    let response = ui.interact(rect, id, sense(ui, rect, stop));
    response.widget_info(|| WidgetInfo::selected(Role::Tab, ui.is_enabled(), active, tab.label));
    if response.gained_focus() {
        response.scroll_to_me(Some(egui::Align::Center));
    }
    let lit = active || response.hovered();
    let text = if lit { color.text } else { color.text_muted };
    let font = FontId::proportional(size.body);
    let left = pos2(rect.left() + size.steps(2.0), rect.center().y);
    ui.painter().text(left, egui::Align2::LEFT_CENTER, tab.label, font, text);
    if let Some(badge) = tab.badge {
        badge.paint(ui, rect.right() - size.steps(2.0), rect.center().y);
    }
    if active {
        let line = Rect::from_min_max(
            pos2(rect.left() + size.space, rect.bottom() - 2.0),
            pos2(rect.right() - size.space, rect.bottom()),
        );
        ui.painter().rect_filled(line, CornerRadius::same(1), color.accent);
    }
    // The first and the last one end where the bar does.
    focus_ring(ui, rect.shrink2(vec2(3.0, 4.0)), &response);
    response
}
