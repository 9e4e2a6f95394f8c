//! The pointer rests while somebody types: what lies below it by chance shows no tip, which would cover what is typed.

use egui::{Context, Event, Plugin, Pos2, RawInput};

/// The hook on egui that has a pointer count as gone from a key until it moves, presses or turns its wheel.
#[derive(Debug, Default)]
pub struct RestingPointer {
    /// Where it is.
    at: Option<Pos2>,
    /// Whether it counts as gone.
    rests: bool,
}

impl RestingPointer {
    /// Hooks into a window, once.
    pub fn hook(ctx: &Context) {
        ctx.plugin_or_default::<Self>();
    }
}

impl Plugin for RestingPointer {
    fn debug_name(&self) -> &'static str {
        "resting pointer"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let (mut typed, mut used) = (false, false);
        for event in &input.events {
            match event {
                Event::PointerMoved(at) | Event::PointerButton { pos: at, .. } => {
                    self.at = Some(*at);
                    used = true;
                }
                Event::PointerGone => {
                    self.at = None;
                    used = true;
                }
                Event::MouseWheel { .. } | Event::Zoom(_) => used = true,
                Event::Key { pressed: true, .. } | Event::Text(_) | Event::Paste(_) => typed = true,
                _ => {}
            }
        }
        if used {
            if let Some(at) = self.at.filter(|_| std::mem::take(&mut self.rests)) {
                // A wheel turns what lies below the pointer, wherever that was left.
                input.events.insert(0, Event::PointerMoved(at));
            }
        } else if typed && !self.rests && self.at.is_some() && !ctx.input(|input| input.pointer.any_down()) {
            self.rests = true;
            input.events.push(Event::PointerGone);
        }
    }
}
