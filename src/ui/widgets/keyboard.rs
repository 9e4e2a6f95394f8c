//! The keyboard has an owner at every moment, and its owner is in sight.
//!
//! egui gives the keyboard to nobody where what had it is gone, cannot be used any more, or was left with Escape: the
//! next Tab then begins at the top of the window. This hook remembers, for each layer and each part of the window, who
//! had it last, and gives it back: to what opened a dialog or a menu that closes, to the neighbour of a row that was
//! taken away, to the field that was left. What gets the keyboard by key is scrolled to, in whatever area it lies.

use egui::accesskit::{Action, ActionRequest, TreeId};
use egui::{
    Align, Context, Event, EventFilter, FocusDirection, Id, Key, LayerId, Memory, Modifiers, Order, Plugin,
    Popup, RawInput, Rect, Response, Ui, WidgetRect,
};

/// The part with the menus. The keyboard goes there for a moment only, and then back to where somebody works.
pub(in crate::ui) const MENU_BAR: &str = "menu bar";
/// The part that the keyboard goes to where nobody had it before.
pub(in crate::ui) const EDITOR: &str = "editor";

/// In so many passes it is seen to that what got the keyboard is in sight: what stands above it may still grow.
const PASSES_TO_REVEAL: u8 = 3;
/// So much of a long control is enough, in points: a text of many lines scrolls to its own cursor.
const ENOUGH: f32 = 160.0;

/// Who had the keyboard last in one place: a layer, or a part of the window.
#[derive(Debug, Clone, Copy)]
struct Owner {
    id: Id,
    layer: LayerId,
    part: Option<&'static str>,
    rect: Rect,
    /// The pass in which its layer got the keyboard first.
    since: u64,
}

/// The hook on egui that keeps the owners of one window.
#[derive(Debug, Default)]
pub struct Keyboard {
    /// The latest at the end.
    owners: Vec<Owner>,
    /// Who had the keyboard at the end of the pass before.
    had: Option<Id>,
    /// Whether a popup was open then.
    had_popup: bool,
    /// What was said in this pass.
    said: Said,
    /// The pass in which Escape was last pressed.
    escaped: Option<u64>,
    /// The pass in which the pointer last pressed or let go.
    pointed: Option<u64>,
    /// The menus that are open, and whether each was opened by key.
    menus: Vec<(LayerId, bool)>,
    /// Who gets the keyboard back in the next pass: a field must see that it lost it, and then that it has it again.
    gives: Option<Id>,
    /// Who got it back in this pass.
    given: Option<Id>,
    /// What is brought in sight, and in how many passes more that is seen to.
    reveal: Option<(Id, u8)>,
    /// What is to be scrolled to in the next pass.
    scroll_to: Option<Id>,
    /// What somebody was led to and cannot use, and in how many passes more it is brought in sight.
    shows: Option<(Id, u8)>,
}

/// What the window says of itself while it is drawn.
#[derive(Debug, Default)]
struct Said {
    /// Its parts, in the order of the eye, each by the id of its ui.
    parts: Vec<(&'static str, Id)>,
    /// The dialog that is open: nothing behind it can have the keyboard.
    modal: Option<LayerId>,
    /// The control at which that is begun.
    begins: Option<Id>,
    /// The controls at which their parts are begun, where those are not their first ones.
    begin_parts: Vec<Id>,
    /// Whether somebody was led to what cannot be used.
    in_vain: bool,
}

impl Keyboard {
    /// Hooks into a window, once.
    pub fn hook(ctx: &Context) {
        ctx.plugin_or_default::<Self>();
    }
}

/// Says that what follows in the ui is a part of the window: F6 goes from one to the next, in this order.
pub(in crate::ui) fn part(ui: &Ui, name: &'static str) {
    ui.ctx().plugin_or_default::<Keyboard>().lock().said.parts.push((name, ui.unique_id()));
}

/// Says that a dialog of this layer is open: nothing behind it can have the keyboard.
pub(super) fn modal(ctx: &Context, layer: LayerId) {
    ctx.plugin_or_default::<Keyboard>().lock().said.modal = Some(layer);
}

/// Says that a dialog is begun at this control, where that is not its first one.
pub(in crate::ui) fn begin_here(control: &Response) {
    control.ctx.plugin_or_default::<Keyboard>().lock().said.begins = Some(control.id);
}

/// Says that who comes to the part of the window in which this control lies begins there.
pub(in crate::ui) fn begin_part(ui: &Ui, control: Id) {
    ui.ctx().plugin_or_default::<Keyboard>().lock().said.begin_parts.push(control);
}

/// Where the dialog of this pass is begun, if it says so.
pub(super) fn beginning(ctx: &Context) -> Option<Id> {
    ctx.plugin_or_default::<Keyboard>().lock().said.begins
}

/// Has a dialog or menu take the keyboard, once: `wanted` or else its first control. A popup is measured in its first
/// pass, and can have it in the second. Says whether it has taken it now.
pub(super) fn enter(ctx: &Context, layer: LayerId, wanted: Option<Id>) -> bool {
    let owned = ctx.plugin_or_default::<Keyboard>().lock().owners.iter().any(|owner| owner.layer == layer);
    let focused = ctx.memory(Memory::focused).and_then(|id| control(ctx, id));
    if owned || focused.is_some_and(|it| it.layer_id == layer) {
        return false;
    }
    let wanted = wanted.and_then(|id| control(ctx, id)).map(|it| it.id);
    let id = wanted.or_else(|| first_control(ctx, layer));
    if let Some(id) = id {
        ctx.memory_mut(|memory| memory.request_focus(id));
        ctx.request_repaint();
    }
    id.is_some()
}

/// Where the control with the keyboard is, if it lies in this layer.
pub(super) fn place_in(ctx: &Context, layer: LayerId) -> Option<Rect> {
    let focused = ctx.memory(Memory::focused).and_then(|id| control(ctx, id));
    focused.filter(|it| it.layer_id == layer).map(|it| it.rect)
}

/// Says what has opened a menu that was not opened by the control itself: the keyboard goes back there.
pub(super) fn opened_by(ctx: &Context, id: Id) {
    if let Some(control) = control(ctx, id) {
        let keyboard = ctx.plugin_or_default::<Keyboard>();
        keyboard.lock().note(ctx, &control);
    }
}

/// Gives the keyboard to what somebody is led to, a control or the first one in a row, and shows it. What cannot be used
/// is only shown.
pub(in crate::ui) fn lead(to: &Response) {
    let ctx = &to.ctx;
    // What is drawn in a pass that is drawn again is not visible, and will be.
    let again = ctx.will_discard();
    let can = |it: &WidgetRect| it.enabled && it.sense.is_focusable() && (it.visible || again);
    let room = to.rect.expand(1.0);
    let found = ctx.viewport(|viewport| {
        let widgets = &viewport.this_pass.widgets;
        let own = widgets.get(to.id).filter(|it| can(it));
        own.or_else(|| widgets.get_layer(to.layer_id).find(|it| can(it) && room.contains_rect(it.rect)))
            .map(|it| it.id)
    });
    to.scroll_to_me(Some(Align::Center));
    if let Some(id) = found {
        ctx.memory_mut(|memory| memory.request_focus(id));
    } else {
        let keyboard = ctx.plugin_or_default::<Keyboard>();
        let mut keyboard = keyboard.lock();
        keyboard.shows = Some((to.id, PASSES_TO_REVEAL));
        keyboard.said.in_vain = true;
    }
}

/// Whether somebody was led to what cannot be used, in this pass.
pub(in crate::ui) fn led_in_vain(ctx: &Context) -> bool {
    ctx.plugin_or_default::<Keyboard>().lock().said.in_vain
}

/// Gives the keyboard to a control that may have it already: what it has set about the arrow keys then stays.
pub(super) fn take(ctx: &Context, id: Id) {
    if !ctx.memory(|memory| memory.has_focus(id)) {
        ctx.memory_mut(|memory| memory.request_focus(id));
    }
}

/// Has the arrow keys mean what the control does with them, and not the next control in their direction. To be called in
/// each frame, with the keyboard in the control, after it was drawn. egui learns this one frame late, so that what it
/// read from the keys of this frame is undone as well.
pub(in crate::ui) fn keep_arrows(ui: &Ui, id: Id, escape: bool) {
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape, tab: false };
    ui.memory_mut(|memory| {
        memory.set_focus_lock_filter(id, filter);
        memory.move_focus(FocusDirection::None);
    });
}

/// The first control of a layer that can have the keyboard.
pub(super) fn first_control(ctx: &Context, layer: LayerId) -> Option<Id> {
    ctx.viewport(|viewport| {
        viewport.this_pass.widgets.get_layer(layer).find(|it| can_have(it)).map(|it| it.id)
    })
}

fn can_have(widget: &WidgetRect) -> bool {
    widget.enabled && widget.visible && widget.sense.is_focusable()
}

/// A control that can have the keyboard, as it was drawn in this pass.
fn control(ctx: &Context, id: Id) -> Option<WidgetRect> {
    ctx.viewport(|viewport| viewport.this_pass.widgets.get(id).copied()).filter(can_have)
}

/// Whether there is such a widget, which perhaps cannot have the keyboard.
fn is_drawn(ctx: &Context, id: Id) -> bool {
    ctx.viewport(|viewport| viewport.this_pass.widgets.contains(id))
}

/// Whether all of a control is in sight, or enough of a long one.
fn is_in_sight(widget: &WidgetRect) -> bool {
    let (whole, seen) = (widget.rect.size(), widget.interact_rect.size());
    let enough = |whole: f32, seen: f32| seen >= whole.min(ENOUGH) - 1.0;
    enough(whole.x, seen.x) && enough(whole.y, seen.y)
}

impl Keyboard {
    /// The part of the window that a widget lies in.
    fn part_of(&self, ctx: &Context, id: Id) -> Option<&'static str> {
        ctx.viewport(|viewport| {
            let widgets = &viewport.this_pass.widgets;
            let at = widgets.order(id)?;
            let begins_before =
                |start: Id| widgets.order(start).is_some_and(|start| start.0 == at.0 && start.1 <= at.1);
            self.said.parts.iter().rev().find(|(_, start)| begins_before(*start)).map(|(name, _)| *name)
        })
    }

    /// Whether a menu was opened by key, as it is said in its first pass.
    pub(super) fn opened_by_key(&mut self, layer: LayerId, by_key: bool) -> bool {
        let known = self.menus.iter().find(|(menu, _)| *menu == layer).map(|(_, by_key)| *by_key);
        known.unwrap_or_else(|| {
            self.menus.push((layer, by_key));
            by_key
        })
    }

    fn note(&mut self, ctx: &Context, control: &WidgetRect) {
        let (layer, part) = (control.layer_id, self.part_of(ctx, control.id));
        let known = self.owners.iter().filter(|owner| owner.layer == layer).map(|owner| owner.since).min();
        let since = known.unwrap_or_else(|| ctx.cumulative_pass_nr());
        self.owners.retain(|owner| (owner.layer, owner.part) != (layer, part));
        self.owners.push(Owner { id: control.id, layer, part, rect: control.rect, since });
    }

    /// Who the keyboard goes back to: the last owner, or what is nearest to where it was. `from_menu`: a menu was left
    /// without a choice, and its own button is what opened it.
    fn heir(&self, ctx: &Context, from_menu: bool) -> Option<Id> {
        let free = |owner: &&Owner| self.said.modal.is_none() || owner.layer.order != Order::Background;
        let is_work = |owner: &&Owner| owner.part != Some(MENU_BAR);
        let living = |owner: &Owner| self.living(ctx, owner);
        let latest = || self.owners.iter().rev().filter(free);
        let found =
            if from_menu { latest().find_map(living) } else { latest().filter(is_work).find_map(living) };
        found.or_else(|| latest().find_map(living)).or_else(|| match self.said.modal {
            Some(layer) => first_control(ctx, layer),
            None => self.home(ctx, EDITOR).or_else(|| first_control(ctx, LayerId::background())),
        })
    }

    /// An owner, or what is nearest to where it was, in the same part of the window.
    fn living(&self, ctx: &Context, owner: &Owner) -> Option<Id> {
        if let Some(control) = control(ctx, owner.id) {
            return Some(control.id);
        }
        let others: Vec<WidgetRect> = ctx.viewport(|viewport| {
            viewport.this_pass.widgets.get_layer(owner.layer).filter(|it| can_have(it)).copied().collect()
        });
        let beside = others.iter().filter(|it| self.part_of(ctx, it.id) == owner.part);
        let distance = |it: &WidgetRect| it.rect.center().distance_sq(owner.rect.center());
        beside.min_by(|one, other| distance(one).total_cmp(&distance(other))).map(|it| it.id)
    }

    /// Takes note of who has the keyboard at the end of a pass, or finds who gets it back.
    fn settle(&mut self, ctx: &Context) {
        let before = self.owners.len();
        let is_shown = |layer: LayerId| {
            ctx.viewport(|viewport| viewport.this_pass.widgets.get_layer(layer).next().is_some())
        };
        self.owners.retain(|owner| is_shown(owner.layer));
        self.menus.retain(|(layer, _)| is_shown(*layer));
        let popup = Popup::is_any_open(ctx);
        let closed = self.owners.len() < before || (self.had_popup && !popup);
        self.had_popup = popup;
        let (pointer, escape) = ctx.input(|input| {
            let pointer = &input.pointer;
            let pointer = pointer.any_pressed() || pointer.any_released() || pointer.any_click();
            (pointer, input.key_pressed(Key::Escape))
        });
        let pass = ctx.cumulative_pass_nr();
        self.escaped = if escape { Some(pass) } else { self.escaped };
        self.pointed = if pointer { Some(pass) } else { self.pointed };
        // What closes a dialog or a menu does so in the pass before the one in which that is gone, or in the one before
        // that, where a pass is drawn twice.
        let lately = |at: Option<u64>| at.is_some_and(|at| at + 2 >= pass);
        self.note_click(ctx);
        let focused = ctx.memory(Memory::focused);
        match (focused, focused.and_then(|id| control(ctx, id))) {
            (Some(id), Some(control)) => {
                self.note(ctx, &control);
                if self.had != Some(id) {
                    self.leave_popups(ctx);
                    self.reveal = (!lately(self.pointed)).then_some((id, PASSES_TO_REVEAL));
                }
            }
            // Asked for, and not drawn yet; or in a popup that is still measured.
            (Some(id), None) if self.had != Some(id) && self.given != Some(id) => {}
            (Some(id), None) if is_drawn(ctx, id) => {}
            // Who clicks beside a field has left it: only the next Tab goes on from there. And who only uses the mouse
            // needs no owner.
            (None, _) if !closed && (self.had.is_none() || pointer) => {}
            (None, _) if self.had.is_none() && self.owners.is_empty() => {}
            // The menu that opens takes it as soon as it is measured.
            _ if closed && popup && self.menus.iter().any(|(_, by_key)| *by_key) => {}
            _ => {
                if let Some(gone) = focused {
                    ctx.memory_mut(|memory| memory.surrender_focus(gone));
                }
                self.gives = self.heir(ctx, closed && lately(self.escaped));
                ctx.request_repaint();
            }
        }
        self.had = ctx.memory(Memory::focused);
    }

    /// A control that is clicked does not get the keyboard, but Tab goes on from it, and what it opens gives
    /// it back.
    fn note_click(&mut self, ctx: &Context) {
        let clicked = ctx.viewport(|viewport| viewport.interact_widgets.clicked);
        if let Some(control) = clicked.and_then(|id| control(ctx, id))
            && control.layer_id.order != Order::Tooltip
            && self.part_of(ctx, control.id) != Some(MENU_BAR)
        {
            self.note(ctx, &control);
        }
    }

    /// Closes the popups that the keyboard has left.
    fn leave_popups(&self, ctx: &Context) {
        let Some(now) = self.owners.last() else { return };
        for left in self.owners.iter().filter(|owner| owner.since > now.since) {
            if Popup::is_id_open(ctx, left.layer.id) {
                Popup::close_id(ctx, left.layer.id);
                ctx.request_repaint();
            }
        }
    }

    /// Has what got the keyboard scrolled to, where it is not in sight.
    fn bring_in_sight(&mut self, ctx: &Context) {
        if let Some((id, passes)) = self.shows.take() {
            self.shows = (passes > 1).then_some((id, passes - 1));
            let drawn = ctx.viewport(|viewport| viewport.this_pass.widgets.get(id).copied());
            if drawn.is_some_and(|it| !is_in_sight(&it)) {
                self.scroll_to = Some(id);
            }
            ctx.request_repaint();
        }
        let Some((id, passes)) = self.reveal.take().filter(|(id, _)| self.had == Some(*id)) else { return };
        self.reveal = (passes > 1).then_some((id, passes - 1));
        if control(ctx, id).is_some_and(|it| !is_in_sight(&it)) {
            self.scroll_to = Some(id);
            ctx.request_repaint();
        }
    }

    /// F6 and Shift+F6 go to the next part of the window and to the one before: to who had the keyboard there last.
    fn go_round(&mut self, ctx: &Context) {
        if self.said.modal.is_some() {
            return;
        }
        let pressed = |modifiers| ctx.input_mut(|input| input.consume_key(modifiers, Key::F6));
        let back = pressed(Modifiers::SHIFT);
        if !back && !pressed(Modifiers::NONE) {
            return;
        }
        let now = self.owners.iter().rev().find_map(|owner| owner.part);
        let count = self.said.parts.len();
        let at = self.said.parts.iter().position(|(name, _)| Some(*name) == now);
        let step = if back { count.saturating_sub(1) } else { 1 };
        let first = at.map_or(0, |at| at + step);
        let order = (0..count).map(|turn| self.said.parts[(first + turn * step) % count].0);
        if let Some(id) = order.into_iter().find_map(|name| self.home(ctx, name)) {
            ctx.memory_mut(|memory| memory.request_focus(id));
            ctx.request_repaint();
        }
    }

    /// Who gets the keyboard when somebody goes to a part of the window: its last owner, or where it is begun, or its
    /// first control.
    fn home(&self, ctx: &Context, part: &'static str) -> Option<Id> {
        let owner = self.owners.iter().find(|owner| owner.part == Some(part));
        let begins =
            || self.said.begin_parts.iter().find(|id| self.part_of(ctx, **id) == Some(part)).copied();
        let known = owner.and_then(|owner| control(ctx, owner.id)).map(|it| it.id);
        known.or_else(|| begins().and_then(|id| control(ctx, id)).map(|it| it.id)).or_else(|| {
            let layer = LayerId::background();
            let all: Vec<Id> = ctx.viewport(|viewport| {
                let widgets = &viewport.this_pass.widgets;
                widgets.get_layer(layer).filter(|it| can_have(it)).map(|it| it.id).collect()
            });
            all.into_iter().find(|id| self.part_of(ctx, *id) == Some(part))
        })
    }
}

impl Plugin for Keyboard {
    fn debug_name(&self) -> &'static str {
        "keyboard"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        if let Some(id) = self.scroll_to.take() {
            let request = ActionRequest {
                action: Action::ScrollIntoView,
                target_tree: TreeId::ROOT,
                target_node: id.accesskit_id(),
                data: None,
            };
            input.events.push(Event::AccessKitActionRequest(request));
        }
        let is_tab = |event: &Event| matches!(event, Event::Key { key: Key::Tab, pressed: true, modifiers, .. } if !modifiers.ctrl);
        if ctx.memory(Memory::focused).is_none()
            && !self.owners.is_empty()
            && input.events.iter().any(is_tab)
            && let Some(id) = self.heir(ctx, false)
        {
            self.gives = None;
            ctx.memory_mut(|memory| memory.request_focus(id));
        }
    }

    fn on_begin_pass(&mut self, ui: &mut Ui) {
        self.given = self.gives.take().filter(|_| ui.memory(|memory| memory.focused().is_none()));
        if let Some(id) = self.given {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        self.said = Said::default();
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        if ctx.will_discard() {
            // Nothing in it is visible from where that was asked for.
            return;
        }
        self.settle(&ctx);
        self.bring_in_sight(&ctx);
        self.go_round(&ctx);
    }
}
