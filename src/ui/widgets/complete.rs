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

/// The list of one text field while it is open.
#[derive(Debug, Clone, Copy)]
struct Open {
    cursor: usize,
    /// Where the word begins that is typed: elsewhere the list closes.
    start: usize,
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
    let steer = Keys::take(ui);
    let (tab, escape) = ui.input_mut(|input| {
        (input.consume_key(Modifiers::NONE, Key::Tab), input.consume_key(Modifiers::NONE, Key::Escape))
    });
    CompleteKeys { steer, tab, escape, asked }
}

fn list_id(field: Id) -> Id {
    field.with("completions")
}

/// Draws the list below the cursor, at `caret`. `typed` says whether the text has just changed: then the list
/// opens by itself. Returns what was taken, to be put in the place of [`Completions::replaces`].
pub fn complete_ui(
    ui: &Ui,
    field: Id,
    (caret, typed): (Rect, bool),
    keys: CompleteKeys,
    find: impl FnOnce() -> Option<Completions>,
) -> Option<(Range<usize>, String)> {
    let id = list_id(field);
    let open = ui.data(|data| data.get_temp::<Open>(id));
    if !typed && !keys.asked && open.is_none() {
        return None;
    }
    let close = || ui.data_mut(|data| data.remove::<Open>(id));
    let found = if keys.escape { None } else { find() };
    let Some(found) = found.filter(|found| !found.items.is_empty()) else {
        close();
        return None;
    };
    let stays = open.filter(|open| open.start == found.replaces.start);
    if stays.is_none() && !typed && !keys.asked {
        close();
        return None;
    }
    let cursor = if typed { 0 } else { stays.map_or(0, |open| open.cursor) };
    let cursor = keys.steer.moved(cursor, found.items.len());
    let clicked = popup_ui(ui, id, caret, &found, cursor, typed || keys.steer.any());
    let taken = clicked.or_else(|| (keys.tab || keys.steer.enter()).then_some(cursor));
    if let Some(item) = taken.and_then(|taken| found.items.into_iter().nth(taken)) {
        close();
        return Some((found.replaces, item.text));
    }
    if ui.memory(|memory| memory.has_focus(field)) {
        ui.data_mut(|data| data.insert_temp(id, Open { cursor, start: found.replaces.start }));
        // The keys that steer the list neither leave the field nor move in it.
        let all = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(field, all));
    } else {
        close();
    }
    None
}

fn popup_ui(ui: &Ui, id: Id, caret: Rect, found: &Completions, cursor: usize, follow: bool) -> Option<usize> {
    let size = &tokens(ui).size;
    let popup = Popup::new(id, ui.ctx().clone(), caret, ui.layer_id())
        .kind(PopupKind::Popup)
        .close_behavior(PopupCloseBehavior::IgnoreClicks)
        .open(true)
        .gap(size.space)
        .width(size.steps(WIDTH));
    let shown = popup.show(|ui| {
        ui.set_width(size.steps(WIDTH));
        list_ui(ui, found.items.len(), cursor, follow, |index| ListEntry {
            label: found.items[index].text.as_str().into(),
            detail: found.items[index].detail.as_str().into(),
            chosen: false,
            muted: false,
            enabled: true,
        })
    });
    shown.and_then(|shown| shown.inner)
}
