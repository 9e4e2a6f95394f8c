//! The caret of a field blinks while somebody is there: each blink is a frame of the whole window, and so it rests
//! where nobody does anything.

use egui::{Context, Id};

/// So many seconds after the last key or movement the caret stands still, as in other toolkits.
const BLINKS_FOR: f64 = 5.0;

/// When something happened last, and whether the caret stands still because that was long ago.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    at: f64,
    rests: bool,
}

/// Has the caret stand still once nothing has happened for a while, and blink again afterwards.
pub(super) fn let_rest(ctx: &Context) {
    let id = Id::unique("the caret rests");
    let (now, happens) = ctx.input(|input| (input.time, !input.events.is_empty()));
    let known = ctx.data(|data| data.get_temp::<Seen>(id));
    let at = known.filter(|_| !happens).map_or(now, |seen| seen.at);
    let (rested, rests) = (known.is_some_and(|seen| seen.rests), now - at >= BLINKS_FOR);
    if rests != rested {
        ctx.all_styles_mut(|style| style.visuals.text_cursor.blink = !rests);
    }
    ctx.data_mut(|data| data.insert_temp(id, Seen { at, rests }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Event, RawInput, TextEdit};
    use std::time::Duration;

    #[test]
    fn a_caret_that_nobody_moves_wants_no_frame() {
        let ctx = Context::default();
        let mut text = String::new();
        let mut wants_next = |time: f64, events: Vec<Event>| {
            let input = RawInput { time: Some(time), events, focused: true, ..RawInput::default() };
            let mut output = ctx.run_ui(input, |ui| {
                let_rest(ui.ctx());
                ui.add(TextEdit::singleline(&mut text)).request_focus();
            });
            output.textures_delta.clear();
            output.viewport_output.values().map(|it| it.repaint_delay).min().unwrap_or_default()
        };
        wants_next(0.0, Vec::new());
        wants_next(0.1, vec![Event::Text("a".to_owned())]);
        for (time, events, blinks) in [
            (1.0, Vec::new(), true),
            (5.0, Vec::new(), true),
            (5.2, Vec::new(), false),
            (60.0, Vec::new(), false),
            (61.0, vec![Event::PointerGone], true),
            (67.0, Vec::new(), false),
        ] {
            wants_next(time, events);
            let wanted = wants_next(time, Vec::new());
            assert_eq!(wanted < Duration::from_mins(1), blinks, "{time}");
        }
    }
}
