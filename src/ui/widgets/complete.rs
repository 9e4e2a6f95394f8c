//! The list of what can stand where somebody types, below the cursor of a text field: arrows, Enter or Tab, and
//! Escape; Ctrl+Space asks for it. The text field keeps the keyboard.

use super::picker::Keys;
use super::popup_list::{ListEntry, list_ui};
use crate::ui::theme::tokens;
use egui::{EventFilter, Id, Key, Modifiers, Popup, PopupCloseBehavior, PopupKind, Rect, Ui};
use std::ops::Range;

/// The width of the list in steps of the grid.
const WIDTH: f32 = 72.0;

/// Something that can stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompleteItem {
    /// What would be written, which is what a person sees.
    pub text: String,
    /// What it is, muted, at the right.
    pub detail: String,
}

/// What can stand where somebody types.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Completions {
    /// The bytes that it would take the place of.
    pub replaces: Range<usize>,
    /// What can stand there, the likeliest first.
    pub items: Vec<CompleteItem>,
}

/// Where the cursor of a text field is.
#[derive(Debug, Clone, Copy)]
pub struct Caret {
    /// On the screen.
    pub rect: Rect,
    /// The byte of the text behind it.
    pub byte: usize,
}

/// The list of one text field while it is open.
#[derive(Debug, Clone, Copy)]
struct Open {
    row: usize,
    /// Where the word begins that is typed: elsewhere the list closes.
    start: usize,
    /// The cursor, which a field that is left has no more: a click into the list leaves it.
    caret: Caret,
    /// Where the list is.
    rect: Rect,
    /// Whether keys have moved in it since something was typed.
    steered: bool,
}

/// What was pressed before the text field could see it.
#[derive(Debug, Clone, Copy, Default)]
pub struct CompleteKeys {
    steer: Keys,
    tab: bool,
    escape: bool,
    asked: bool,
}

/// Takes the keys that steer the list of a text field. Call it before the field is drawn.
pub fn complete_keys(ui: &Ui, field: Id) -> CompleteKeys {
    if !ui.memory(|memory| memory.has_focus(field)) {
        return CompleteKeys::default();
    }
    let asked = ui.input_mut(|input| input.consume_key(Modifiers::CTRL, Key::Space));
    if ui.data(|data| data.get_temp::<Open>(list_id(field))).is_none() {
        return CompleteKeys { asked, ..CompleteKeys::default() };
    }
    let steer = Keys::take(ui, None);
    let (tab, escape) = ui.input_mut(|input| {
        (input.consume_key(Modifiers::NONE, Key::Tab), input.consume_key(Modifiers::NONE, Key::Escape))
    });
    CompleteKeys { steer, tab, escape, asked }
}

fn list_id(field: Id) -> Id {
    field.with("completions")
}

/// Draws the list below the cursor, which a field has that has the keyboard. `typed` says whether the text has
/// just changed: then the list opens by itself. `find` gives what can stand at a byte. Returns what was taken, to
/// be put in the place of [`Completions::replaces`].
pub fn complete_ui(
    ui: &Ui,
    field: Id,
    (caret, typed): (Option<Caret>, bool),
    keys: CompleteKeys,
    find: impl FnOnce(usize) -> Option<Completions>,
) -> Option<(Range<usize>, String)> {
    let id = list_id(field);
    let open = ui.data(|data| data.get_temp::<Open>(id));
    let close = || ui.data_mut(|data| data.remove::<Open>(id));
    let under_pointer =
        |open: &Open| ui.input(|input| input.pointer.interact_pos()).is_some_and(|at| open.rect.contains(at));
    let caret = caret.or_else(|| open.filter(under_pointer).map(|open| open.caret));
    let asked = typed || keys.asked;
    let Some(caret) = caret.filter(|_| !keys.escape && (asked || open.is_some())) else {
        close();
        return None;
    };
    let Some(found) = find(caret.byte).filter(|found| !found.items.is_empty()) else {
        close();
        return None;
    };
    let stays = open.filter(|open| open.start == found.replaces.start);
    if stays.is_none() && !asked {
        close();
        return None;
    }
    let row = if typed { 0 } else { stays.map_or(0, |open| open.row) };
    let row = keys.steer.moved(row, found.items.len());
    let steered = !typed && (keys.steer.any() || stays.is_some_and(|open| open.steered));
    let (clicked, rect) =
        popup_ui(ui, id, (caret.rect, steered.then_some(field)), &found, row, typed || keys.steer.any());
    let taken = clicked.or_else(|| (keys.tab || keys.steer.enter()).then_some(row));
    if let Some(item) = taken.and_then(|taken| found.items.into_iter().nth(taken)) {
        close();
        return Some((found.replaces, item.text));
    }
    let start = found.replaces.start;
    ui.data_mut(|data| data.insert_temp(id, Open { row, start, caret, rect, steered }));
    // The keys that steer the list neither leave the field nor move in it.
    let all = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(field, all));
    None
}

fn popup_ui(
    ui: &Ui,
    id: Id,
    (caret, steered): (Rect, Option<Id>),
    found: &Completions,
    row: usize,
    follow: bool,
) -> (Option<usize>, Rect) {
    let size = &tokens(ui).size;
    let popup = Popup::new(id, ui.ctx().clone(), caret, ui.layer_id())
        .kind(PopupKind::Popup)
        .close_behavior(PopupCloseBehavior::IgnoreClicks)
        .open(true)
        .gap(size.space)
        .width(size.steps(WIDTH));
    let shown = popup.show(|ui| {
        ui.set_width(size.steps(WIDTH));
        list_ui(ui, steered, found.items.len(), row, follow, |index| ListEntry {
            label: found.items[index].text.as_str().into(),
            detail: found.items[index].detail.as_str().into(),
            chosen: false,
            muted: false,
            enabled: true,
        })
    });
    shown.map_or((None, Rect::NOTHING), |shown| (shown.inner, shown.response.rect))
}
