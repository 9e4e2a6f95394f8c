//! A picker: a button that shows the chosen item, and a popup to search and choose in.

use super::Icon;
use super::button::{Button, icon_button, icon_button_of};
use super::field::{Field, frame, line_edit};
use super::keyboard::Keyboard;
use super::paint::{as_role, paint_control, text_width, truncated};
use super::popup_list::{ListEntry, list_ui};
use super::screen_reader::announce;
use crate::text::{Language, Message, contains_folded, folded};
use crate::ui::theme::tokens;
use egui::{
    Id, Key, Modifiers, Popup, PopupCloseBehavior, RectAlign, Response, Role, ScrollArea, Sense, Ui,
    WidgetInfo, pos2, vec2,
};
use std::cell::RefCell;

/// Keeps a list on the side on which it stood before somebody typed: what is found becomes less, and the field that is
/// typed in would jump over the button where there is room for less.
fn on_its_side<'a>(popup: Popup<'a>, button: &Response, id: Id) -> Popup<'a> {
    let side = id.with("side");
    let (typed, known) = button.ctx.data(|data| {
        let typed = data.get_temp::<Search>(id).is_some_and(|search| !search.query.is_empty());
        (typed, data.get_temp::<RectAlign>(side))
    });
    if let Some(known) = known.filter(|_| typed) {
        return popup.align(known).align_alternatives(&[]);
    }
    let best = popup.get_best_align();
    button.ctx.data_mut(|data| data.insert_temp(side, best));
    popup
}

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PickItem {
    /// What is returned when it is chosen.
    pub id: String,
    /// What a person sees and searches.
    pub label: String,
    /// What tells it from others of that label; searched too.
    pub detail: String,
}

/// What a person did with a picker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PickEvent {
    /// Chose the item of this id.
    Chosen(String),
    /// Chose none.
    Cleared,
    /// Asked to go to the item of this id.
    GoTo(String),
    /// Asked for a new item; with what was typed into the search.
    New(String),
}

/// Items that somebody else finds for what is typed: too many to be at hand.
#[derive(Debug, Clone, Copy)]
pub struct Elsewhere<'a> {
    /// What is typed; none while the list is closed. The picker says it.
    pub typed: &'a RefCell<Option<String>>,
    /// What was found, in its order, behind the picker's own items.
    pub items: &'a [PickItem],
    /// Whether that is for what is typed now, and not for what was a moment ago.
    pub is_current: bool,
    /// What there is to say below the list; empty for nothing.
    pub remark: &'a str,
    /// What stands on the button where none of the picker's own items is chosen.
    pub shown: Option<&'a str>,
}

/// A picker over items, to be shown by [`picker_row`] or [`Picker::show`].
#[derive(Debug, Clone, Copy)]
#[must_use = "to be shown"]
pub struct Picker<'a> {
    items: &'a [PickItem],
    language: Language,
    none: Option<&'a str>,
    go_to: bool,
    new: Option<&'a str>,
    placeholder: &'a str,
    focus: bool,
    elsewhere: Option<Elsewhere<'a>>,
}

/// What the popup remembers while it is open.
#[derive(Clone, Default)]
struct Search {
    query: String,
    /// The row that Enter takes: behind the entries it is the one that asks for a new item.
    cursor: usize,
    /// How wide the widest of the entries is, in points.
    width: f32,
    /// Whether keys have moved the cursor since something was typed.
    steered: bool,
}

/// So many entries are measured: more are searched, not read through.
const MOST_MEASURED: usize = 500;

/// A row of the popup's list.
#[derive(Clone, Copy)]
enum Entry {
    None,
    Item(usize),
    Elsewhere(usize),
}

impl<'a> Picker<'a> {
    /// A picker over these items.
    pub fn new(items: &'a [PickItem], language: Language) -> Self {
        Self {
            items,
            language,
            none: None,
            go_to: false,
            new: None,
            placeholder: "",
            focus: false,
            elsewhere: None,
        }
    }

    /// With items that somebody else finds for what is typed.
    pub fn elsewhere(mut self, elsewhere: Elsewhere<'a>) -> Self {
        self.elsewhere = Some(elsewhere);
        self
    }

    /// With an entry for "none of them".
    pub fn none(mut self, label: &'a str) -> Self {
        self.none = Some(label);
        self
    }

    /// With a button that goes to the chosen item.
    pub fn go_to(mut self) -> Self {
        self.go_to = true;
        self
    }

    /// With an entry that asks for a new item.
    pub fn new_entry(mut self, label: &'a str) -> Self {
        self.new = Some(label);
        self
    }

    /// What stands on the button while nothing is chosen.
    pub fn placeholder(mut self, placeholder: &'a str) -> Self {
        self.placeholder = placeholder;
        self
    }

    /// Gives the keyboard to the button, when `now` is set.
    pub fn focus(mut self, now: bool) -> Self {
        self.focus = now;
        self
    }

    /// Shows the picker as wide as the room there is. `name` is its accessible name, and unique in the ui.
    pub fn show(&self, ui: &mut Ui, name: &str, chosen: Option<&str>) -> Option<PickEvent> {
        self.show_control(ui, name, chosen).1
    }

    /// The same, with the response of its button.
    pub fn show_control(
        &self,
        ui: &mut Ui,
        name: &str,
        chosen: Option<&str>,
    ) -> (Response, Option<PickEvent>) {
        let (response, event) = ui.push_id(name, |ui| self.parts_ui(ui, name, chosen)).inner;
        (response.accessible_name(name), event)
    }

    /// Shows a small button with an icon in place of the one with the chosen item. `name` is its accessible name, and
    /// unique in the ui.
    pub fn show_icon(&self, ui: &mut Ui, icon: Icon, name: &str) -> Option<PickEvent> {
        let id = ui.make_persistent_id(("pick", name));
        let button = icon_button_of(ui, id, icon, name);
        let open = Popup::is_id_open(ui.ctx(), Popup::default_response_id(&button));
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_expanded(open);
            node.set_has_popup(egui::accesskit::HasPopup::Listbox);
        });
        self.popup_ui(&button, name, None)
    }

    fn parts_ui(&self, ui: &mut Ui, name: &str, chosen: Option<&str>) -> (Response, Option<PickEvent>) {
        let size = &tokens(ui).size;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = size.space;
            let aside = if self.go_to { size.control + size.space } else { 0.0 };
            let width = (ui.available_width() - aside).max(size.steps(15.0));
            let button = self.button_ui(ui, width, chosen);
            if self.focus {
                button.request_focus();
            }
            let mut event = self.popup_ui(&button, name, chosen);
            if self.go_to {
                let to = match chosen {
                    Some(_) => {
                        let to = Message::new("kit-go-to-named").with("label", self.shown(chosen).0);
                        self.language.say_briefly(&to)
                    }
                    None => self.language.text("kit-go-to"),
                };
                let go_to = ui.add_enabled_ui(chosen.is_some(), |ui| icon_button(ui, Icon::GoTo, &to));
                if let Some(id) = chosen.filter(|_| go_to.inner.clicked()) {
                    event = Some(PickEvent::GoTo(id.to_owned()));
                }
            }
            (button, event)
        })
        .inner
    }

    /// The text on the button, and whether it stands for a value. An id without an item shows itself.
    fn shown<'b>(&'b self, chosen: Option<&'b str>) -> (&'b str, bool) {
        match chosen {
            Some(id) => {
                let own = self.items.iter().find(|item| item.id == id).map(|item| item.label.as_str());
                (own.or_else(|| self.elsewhere?.shown).unwrap_or(id), true)
            }
            None if self.placeholder.is_empty() => (self.none.unwrap_or(""), false),
            None => (self.placeholder, false),
        }
    }

    fn button_ui(&self, ui: &mut Ui, width: f32, chosen: Option<&str>) -> Response {
        let tokens = tokens(ui);
        let size = &tokens.size;
        let (rect, _) = ui.allocate_exact_size(vec2(width, size.control), Sense::hover());
        let response = ui.interact(rect, ui.make_persistent_id("input"), Sense::click());
        let (text, is_value) = self.shown(chosen);
        response.widget_info(|| WidgetInfo {
            current_text_value: Some(text.to_owned()),
            enabled: ui.is_enabled(),
            ..WidgetInfo::new(Role::ComboBox)
        });
        let open = Popup::is_id_open(ui.ctx(), Popup::default_response_id(&response));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(open));
        let lit = open || response.hovered();
        let fill = if lit { tokens.color.hover } else { tokens.color.field };
        paint_control(ui, rect, fill, tokens.color.border_strong, &response);
        let color = if is_value { tokens.color.text } else { tokens.color.text_muted };
        let arrow = rect.right() - size.steps(3.5);
        let left = pos2(rect.left() + 10.0, rect.center().y);
        truncated(ui, left, arrow - size.steps(2.0), text, size.body, color);
        Icon::Down.paint(ui, pos2(arrow, rect.center().y), size.icon - 1.0, tokens.color.text_muted);
        response
    }

    fn popup_ui(&self, button: &Response, name: &str, chosen: Option<&str>) -> Option<PickEvent> {
        let id = Popup::default_response_id(button);
        Keyboard::hook(&button.ctx);
        let size = &tokens_of(button).size;
        let popup = Popup::from_toggle_button_response(button)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .accessible_name(name)
            .width(button.rect.width().max(size.steps(60.0)))
            .gap(size.space);
        let popup = on_its_side(popup, button, id);
        let shown = popup.show(|ui| {
            let known = ui.data(|data| data.get_temp::<Search>(id)).map(|search| search.width);
            let entries = known.unwrap_or_else(|| self.widest(ui)).min(size.steps(150.0));
            ui.set_width(button.rect.width().max(size.steps(60.0)).max(entries));
            self.search_ui(ui, id, chosen)
        });
        let Some(shown) = shown else {
            button.ctx.data_mut(|data| data.remove::<Search>(id));
            self.say_typed(None);
            return None;
        };
        if shown.inner.is_some() {
            Popup::close_id(&button.ctx, id);
        }
        if shown.inner.is_some() || shown.response.should_close() {
            button.ctx.data_mut(|data| data.remove::<Search>(id));
        }
        shown.inner
    }

    /// The width of the widest entry, in points.
    fn widest(&self, ui: &Ui) -> f32 {
        let size = &tokens(ui).size;
        let width = |item: &PickItem| {
            let detail = text_width(ui, &item.detail, size.small);
            text_width(ui, &item.label, size.body) + detail + size.steps(12.0)
        };
        // What is found elsewhere is not known yet.
        let least = if self.elsewhere.is_some() { size.steps(100.0) } else { 0.0 };
        self.items.iter().take(MOST_MEASURED).map(width).fold(least, f32::max)
    }

    fn search_ui(&self, ui: &mut Ui, id: Id, chosen: Option<&str>) -> Option<PickEvent> {
        let known = ui.data(|data| data.get_temp::<Search>(id));
        let opening = known.is_none();
        let mut search = known.unwrap_or_default();
        let mut entries = self.entries(&search.query);
        if opening {
            search.width = self.widest(ui);
            let is_chosen = |entry: &Entry| self.id_of(*entry) == chosen;
            search.cursor = entries.iter().position(is_chosen).unwrap_or(0);
        }
        // The key that opened the popup is not meant for the list.
        let keys = if opening { Keys::default() } else { Keys::take(ui, Some(&search.query)) };
        search.cursor = keys.moved(search.cursor, entries.len() + usize::from(self.new.is_some()));
        search.steered |= keys.any();
        // A field scrolls to what is typed: in an area of its own, since the one around the button would move.
        let area = ScrollArea::neither().id_salt("search").auto_shrink([false, true]);
        let field = area.show(ui, |ui| search_field(ui, &mut search.query, self.language)).inner;
        if opening || !field.has_focus() && !ui.input(|input| input.key_pressed(Key::Tab)) && keys.any() {
            field.request_focus();
        }
        if field.changed() {
            (search.cursor, search.steered) = (0, false);
            entries = self.entries(&search.query);
        }
        self.say_typed(Some(&search.query));
        let is_current = self.elsewhere.is_none_or(|it| it.is_current) && !field.changed();
        if is_current {
            self.found_ui(ui, &entries, &search);
        }
        let steered = search.steered.then_some(field.id);
        let clicked = self.list_ui(ui, &entries, (&search, steered), opening || keys.any(), chosen);
        self.remark_ui(ui);
        let at_new = search.cursor >= entries.len();
        let new = self.new_ui(ui, &search.query, (at_new, steered), keys.enter);
        let of_key = keys.enter.then(|| entries.get(search.cursor)).flatten();
        // What is found for what was typed before is not what a person wants now.
        let of_key = of_key.filter(|entry| is_current || !matches!(entry, Entry::Elsewhere(_)));
        let taken = clicked.and_then(|index| entries.get(index)).or(of_key);
        ui.data_mut(|data| data.insert_temp(id, search));
        new.or_else(|| {
            taken.map(|entry| {
                self.id_of(*entry).map_or(PickEvent::Cleared, |id| PickEvent::Chosen(id.to_owned()))
            })
        })
    }

    /// Says what was found to those who do not see the list.
    fn found_ui(&self, ui: &Ui, entries: &[Entry], search: &Search) {
        let first = entries.iter().find_map(|entry| self.item(*entry));
        if let Some(first) = first.filter(|_| !search.query.is_empty() && !search.steered) {
            say_found(ui, self.language, entries.len(), &first.label);
        }
    }

    fn list_ui(
        &self,
        ui: &mut Ui,
        entries: &[Entry],
        (search, steered): (&Search, Option<Id>),
        follow: bool,
        chosen: Option<&str>,
    ) -> Option<usize> {
        if entries.is_empty() {
            let nothing = self.language.text("kit-no-match");
            let shown = egui::RichText::new(nothing.as_str()).color(tokens(ui).color.text_muted);
            let label = ui.label(shown);
            as_role(ui, &label, Role::Status, &nothing);
            return None;
        }
        list_ui(ui, steered, entries.len(), search.cursor, follow, |index| match entries[index] {
            Entry::None => ListEntry {
                label: self.none.unwrap_or("").into(),
                detail: "".into(),
                chosen: chosen.is_none(),
                muted: true,
                enabled: true,
            },
            entry => {
                let (label, detail, id) =
                    self.item(entry).map_or(("", "", ""), |it| (&it.label, &it.detail, &it.id));
                ListEntry {
                    label: label.into(),
                    detail: detail.into(),
                    chosen: chosen == Some(id),
                    muted: false,
                    enabled: true,
                }
            }
        })
    }

    fn say_typed(&self, typed: Option<&str>) {
        if let Some(elsewhere) = self.elsewhere {
            *elsewhere.typed.borrow_mut() = typed.map(str::to_owned);
        }
    }

    /// What there is to say of the items that somebody else finds.
    fn remark_ui(&self, ui: &mut Ui) {
        if let Some(elsewhere) = self.elsewhere.filter(|it| !it.remark.is_empty()) {
            let tokens = tokens(ui);
            let remark = egui::RichText::new(elsewhere.remark);
            let remark = remark.size(tokens.size.small).color(tokens.color.text_muted);
            let label = ui.add(egui::Label::new(remark).wrap());
            as_role(ui, &label, Role::Status, elsewhere.remark);
        }
    }

    /// The entry that asks for a new item: it is pressed, or taken with Enter where the cursor is on it. Screen readers
    /// are told that it has the keyboard, in place of the field that keys have `steered` the cursor from, or what Enter
    /// takes while something is typed.
    fn new_ui(
        &self,
        ui: &mut Ui,
        query: &str,
        (at_cursor, steered): (bool, Option<Id>),
        enter: bool,
    ) -> Option<PickEvent> {
        let label = self.new?;
        ui.separator();
        let button = ui.add(Button::ghost(label).icon(Icon::Add).grow());
        if !at_cursor {
            return button.clicked().then(|| PickEvent::New(query.to_owned()));
        }
        if let Some(field) = steered {
            let entry = button.id.accesskit_id();
            ui.ctx().accesskit_node_builder(field, |node| node.set_active_descendant(entry));
        } else {
            announce(ui, ui.unique_id().with("new"), label);
        }
        let tokens = tokens(ui);
        let ring = egui::Stroke::new(2.0, tokens.color.focus);
        let radius = egui::CornerRadius::from(tokens.size.radius_small);
        ui.painter().rect_stroke(button.rect, radius, ring, egui::StrokeKind::Inside);
        (button.clicked() || enter).then(|| PickEvent::New(query.to_owned()))
    }

    fn item(&self, entry: Entry) -> Option<&PickItem> {
        match entry {
            Entry::None => None,
            Entry::Item(index) => self.items.get(index),
            Entry::Elsewhere(index) => self.elsewhere.and_then(|it| it.items.get(index)),
        }
    }

    fn id_of(&self, entry: Entry) -> Option<&str> {
        self.item(entry).map(|item| item.id.as_str())
    }

    /// What the list shows for a query: none first while nothing is searched, then what contains every word: first
    /// what begins with the query, then what has a word that does.
    fn entries(&self, query: &str) -> Vec<Entry> {
        let query = folded(query.trim());
        let words: Vec<&str> = query.split_whitespace().collect();
        let none = self.none.filter(|_| words.is_empty()).map(|_| Entry::None);
        let has = |item: &PickItem, word: &str| {
            [&item.label, &item.detail, &item.id].into_iter().any(|text| contains_folded(text, word))
        };
        let items = self.items.iter().enumerate();
        let mut items: Vec<_> = items.filter(|(_, item)| words.iter().all(|word| has(item, word))).collect();
        if !words.is_empty() {
            items.sort_by_cached_key(|(_, item)| {
                let [label, id] = [&item.label, &item.id].map(|text| folded(text));
                let words =
                    |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(|it| it.starts_with(&query));
                match () {
                    () if label.starts_with(&query) || id.starts_with(&query) => 0,
                    () if words(&label) => 1,
                    () => 2,
                }
            });
        }
        let elsewhere = (0..self.elsewhere.map_or(0, |it| it.items.len())).map(Entry::Elsewhere);
        let items = items.into_iter().map(|(index, _)| Entry::Item(index));
        none.into_iter().chain(items).chain(elsewhere).collect()
    }
}

/// A row of a form with a picker.
pub fn picker_row<'a>(
    ui: &mut Ui,
    field: impl Into<Field<'a>>,
    picker: Picker<'_>,
    chosen: Option<&str>,
) -> Option<PickEvent> {
    let field = field.into();
    frame(ui, &field, |ui| picker.parts_ui(ui, field.label, chosen)).1
}

/// Says how many entries were found and which is the first: Enter takes it.
pub(super) fn say_found(ui: &Ui, language: Language, count: usize, first: &str) {
    let found = Message::new("kit-found").with("count", count).with("first", first);
    announce(ui, ui.unique_id().with("found"), &language.say_briefly(&found));
}

fn tokens_of(response: &Response) -> &'static crate::ui::theme::Tokens {
    crate::ui::theme::Tokens::of(response.ctx.theme())
}

pub(super) fn search_field(ui: &mut Ui, query: &mut String, language: Language) -> Response {
    let name = language.text("kit-search");
    let edit = line_edit(query, ui.make_persistent_id("search"), &name);
    let color = tokens(ui).color.text_muted;
    let response = ui.add(edit.prefix(Icon::Search.text(ui).color(color)));
    response.accessible_name(name)
}

/// The keys that steer the list while the search field has the keyboard.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Keys {
    down: usize,
    up: usize,
    first: bool,
    last: bool,
    enter: bool,
}

impl Keys {
    /// Takes them before the text field sees them. Home and End move in the text of the field. In a field that only
    /// searches they mean the list while nothing is typed, and always with Ctrl.
    pub(super) fn take(ui: &Ui, query: Option<&str>) -> Self {
        ui.input_mut(|input| {
            let mut end = |key| {
                query.is_some_and(|query| {
                    input.consume_key(Modifiers::COMMAND, key)
                        || query.is_empty() && input.consume_key(Modifiers::NONE, key)
                })
            };
            let (first, last) = (end(Key::Home), end(Key::End));
            Self {
                down: input.count_and_consume_key(Modifiers::NONE, Key::ArrowDown)
                    + 8 * input.count_and_consume_key(Modifiers::NONE, Key::PageDown),
                up: input.count_and_consume_key(Modifiers::NONE, Key::ArrowUp)
                    + 8 * input.count_and_consume_key(Modifiers::NONE, Key::PageUp),
                first,
                last,
                enter: input.consume_key(Modifiers::NONE, Key::Enter),
            }
        })
    }

    pub(super) fn any(self) -> bool {
        self.down + self.up > 0 || self.first || self.last
    }

    pub(super) fn enter(self) -> bool {
        self.enter
    }

    pub(super) fn moved(self, cursor: usize, count: usize) -> usize {
        let last = count.saturating_sub(1);
        match self {
            Self { first: true, .. } => 0,
            Self { last: true, .. } => last,
            Self { down, up, .. } => (cursor + down).min(last).saturating_sub(up),
        }
    }
}
