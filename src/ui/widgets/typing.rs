//! What is typed counts, whatever comes next. A field may give its text only when it is finished, such as a name;
//! and what is typed in the moment of a click is in the catalog only after the frame. So what acts (a press, a
//! shortcut, Space on a button) is held back until the text is given and what follows from it is drawn.
//!
//! Owns the hook on egui's input and the question "is this text finished?". Gives no text itself.

use egui::accesskit::Action;
use egui::{Align, Context, Event, Id, Key, Modifiers, Plugin, RawInput, Rect, Response};

/// So many frames pass between a text that is asked for and what was held back: one draws what follows from it,
/// so that a click meets what it was aimed at.
const FRAMES_BETWEEN: u8 = 1;

/// In so many frames a field that is led to takes the keyboard: in the first one after a question it is refused.
const FRAMES_TO_LEAD: u8 = 2;

/// A field whose text is not given yet.
#[derive(Debug, Clone, Copy)]
struct Pending {
    field: Id,
    rect: Rect,
}

/// The hook on the input of one window.
#[derive(Debug)]
pub struct Typing {
    /// Whether a key with these modifiers runs a command.
    is_command: fn(Key, Modifiers) -> bool,
    held: Option<Held>,
}

#[derive(Debug)]
struct Held {
    events: Vec<Event>,
    frames: u8,
}

impl Typing {
    /// Hooks into a window's input, once. `is_command` says whether a key runs a command of the window.
    pub fn hook(ctx: &Context, is_command: fn(Key, Modifiers) -> bool) {
        if ctx.plugin_opt::<Self>().is_none() {
            ctx.add_plugin(Self { is_command, held: None });
        }
    }

    /// The place of the first event that must wait for a text.
    fn first_act(&self, ctx: &Context, events: &[Event], pending: Option<Pending>) -> Option<usize> {
        let mut typed = pending.is_some();
        let mut left = pending.is_some_and(|it| ctx.memory(|memory| memory.focused() != Some(it.field)));
        for (at, event) in events.iter().enumerate() {
            if typed && self.acts(event, pending, left) {
                return Some(at);
            }
            typed |= types(event);
            left |= matches!(event, Event::Key { key: Key::Tab, pressed: true, .. });
        }
        None
    }

    /// Whether an event does something else than typing on. `left`: the keyboard is no longer the field's.
    fn acts(&self, event: &Event, pending: Option<Pending>, left: bool) -> bool {
        match event {
            Event::PointerButton { pos, pressed: true, .. } => {
                pending.is_none_or(|pending| !pending.rect.contains(*pos))
            }
            Event::Key { key, modifiers, pressed: true, .. } => left || (self.is_command)(*key, *modifiers),
            Event::Text(_) | Event::Paste(_) | Event::Cut => left,
            Event::AccessKitActionRequest(request) => {
                let of_field = pending.is_some_and(|it| it.field.accesskit_id() == request.target_node);
                !of_field && matches!(request.action, Action::Click | Action::Focus | Action::ShowContextMenu)
            }
            _ => false,
        }
    }
}

impl Plugin for Typing {
    fn debug_name(&self) -> &'static str {
        "typing"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let mut pending = ctx.data_mut(|data| {
            let pending = data.get_temp::<Pending>(pending_id());
            data.remove::<Pending>(pending_id());
            pending
        });
        let mut ask = input.events.contains(&Event::WindowFocused(false));
        if let Some(held) = &mut self.held {
            held.events.append(&mut input.events);
            if held.frames > 0 {
                held.frames -= 1;
                ctx.request_repaint();
                ctx.data_mut(|data| data.insert_temp(asked_id(), false));
                return;
            }
            input.events = std::mem::take(&mut held.events);
            self.held = None;
            // A text that was asked for and cannot be had keeps nothing else waiting.
            pending = None;
        }
        if let Some(at) = self.first_act(ctx, &input.events, pending) {
            self.held = Some(Held { events: input.events.split_off(at), frames: FRAMES_BETWEEN });
            ask = true;
            ctx.request_repaint();
        }
        ctx.data_mut(|data| data.insert_temp(asked_id(), ask));
    }
}

fn types(event: &Event) -> bool {
    let deletes = |key: &Key| matches!(key, Key::Backspace | Key::Delete);
    match event {
        Event::Text(_) | Event::Paste(_) | Event::Cut | Event::Ime(_) => true,
        Event::Key { key, pressed: true, .. } => deletes(key),
        _ => false,
    }
}

fn pending_id() -> Id {
    Id::unique("text that is pending")
}

fn nothing_id() -> Id {
    Id::unique("text that stands for nothing")
}

fn asked_id() -> Id {
    Id::unique("text that is asked for")
}

/// Whether a text is finished: the keyboard left its field, or something waits for it.
pub(in crate::ui) fn is_finished(response: &Response) -> bool {
    response.lost_focus() || response.has_focus() && is_asked(&response.ctx)
}

/// Says, in each frame, that the field of the response holds a text that it will give when it is finished.
pub(in crate::ui) fn is_pending(response: &Response) {
    let pending = Pending { field: response.id, rect: response.rect };
    response.ctx.data_mut(|data| data.insert_temp(pending_id(), pending));
}

/// The texts of a frame that stand for no value.
#[derive(Debug, Clone, Default)]
struct Nothing {
    texts: Vec<String>,
    /// In how many frames more the first one is to take the keyboard.
    leads: u8,
}

/// Says, in each frame, that the field of the response shows a text that stands for no value: the catalog has another
/// one, and who leaves is told.
pub(in crate::ui) fn stands_for_nothing(response: &Response, text: &str) {
    let mut nothing: Nothing = response.ctx.data(|data| data.get_temp(nothing_id())).unwrap_or_default();
    nothing.texts.push(text.to_owned());
    if nothing.leads > 0 && nothing.texts.len() == 1 {
        nothing.leads -= 1;
        response.request_focus();
        response.scroll_to_me(Some(Align::Center));
        response.ctx.request_repaint();
    }
    response.ctx.data_mut(|data| data.insert_temp(nothing_id(), nothing));
}

/// Takes the texts that stand for no value, of the fields since it was last asked.
pub(in crate::ui) fn take_nothing(ctx: &Context) -> Vec<String> {
    let nothing = ctx.data(|data| data.get_temp::<Nothing>(nothing_id())).unwrap_or_default();
    ctx.data_mut(|data| {
        data.insert_temp(nothing_id(), Nothing { leads: nothing.leads, ..Nothing::default() })
    });
    nothing.texts
}

/// Has the next field that shows a text without a value take the keyboard.
pub(in crate::ui) fn lead_to_nothing(ctx: &Context) {
    let nothing = Nothing { leads: FRAMES_TO_LEAD, ..Nothing::default() };
    ctx.data_mut(|data| data.insert_temp(nothing_id(), nothing));
}

/// Whether the keyboard left the field of the response because Escape was pressed: what stands for no value is given
/// up then.
pub(in crate::ui) fn is_given_up(response: &Response) -> bool {
    let given_up = response.lost_focus() && response.ctx.input(|input| input.key_pressed(Key::Escape));
    if given_up {
        // The field has drawn it once more.
        response.ctx.request_repaint();
    }
    given_up
}

/// Says that what is typed from now on begins with the value of now: it was saved. `saves` is another number for each
/// save.
pub(in crate::ui) fn begin_anew(ctx: &Context, saves: impl std::hash::Hash + std::fmt::Debug) {
    let beginning = Id::unique(("save", saves));
    ctx.data_mut(|data| data.insert_temp(beginning_id(), beginning));
}

/// What tells the typing since the last save from what was typed before.
pub(super) fn beginning(ctx: &Context) -> Option<Id> {
    ctx.data(|data| data.get_temp(beginning_id()))
}

fn beginning_id() -> Id {
    Id::unique("where typing began")
}

/// Whether a field holds a text that it has not given yet.
pub(in crate::ui) fn any_pending(ctx: &Context) -> bool {
    ctx.data(|data| data.get_temp::<Pending>(pending_id())).is_some()
}

/// Has the field with the keyboard give its text in this frame.
pub(in crate::ui) fn ask(ctx: &Context) {
    ctx.data_mut(|data| data.insert_temp(asked_id(), true));
}

fn is_asked(ctx: &Context) -> bool {
    ctx.data(|data| data.get_temp::<bool>(asked_id())).unwrap_or_default()
}
