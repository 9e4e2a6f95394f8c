//! The menus of the bar at the top, by mouse and by key: F10 and Alt with a letter open them, left and right go from one
//! to the next.

use crate::app::Menu;
use crate::text::folded;
use crate::ui::ctx::UiCtx;
use crate::ui::widgets::{enter_menu, focus_ring, in_room, opened_by};
use egui::accesskit::HasPopup;
use egui::containers::menu::{MenuButton, MenuState};
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Button, Color32, Context, Event, FocusDirection, Id, Key, LayerId, Memory, Modifiers, Order, Popup,
    Response, Role, Stroke, TextStyle, Ui,
};

/// Draws the menus; `fill` draws what is in one.
pub(super) fn menus_ui(ui: &mut Ui, ctx: &UiCtx<'_>, mut fill: impl FnMut(&mut Ui, Menu)) {
    let titles = Menu::ALL.map(|menu| ctx.text(menu.title()));
    let letters = letters(&titles);
    let asked = if ctx.app.dialog.is_none() { asked(ui, &letters) } else { None };
    let mut drawn = Vec::new();
    for (menu, (title, letter)) in Menu::ALL.into_iter().zip(titles.iter().zip(&letters)) {
        let button = MenuButton::from_button(Button::new(title_job(ui, title, *letter)));
        let mut entered = false;
        let (response, _) = button.ui(ui, |ui| {
            in_room(ui, |ui| fill(ui, menu));
            entered = enter_menu(ui);
        });
        focus_ring(ui, response.rect.shrink(3.0), &response);
        if entered {
            opened_by(ui, response.id);
        }
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(Role::MenuItem);
            node.set_has_popup(HasPopup::Menu);
            if let Some((_, letter)) = letter {
                node.set_access_key(letter.to_string());
            }
        });
        drawn.push(response);
    }
    let wanted = asked.or_else(|| entered(ui, &drawn)).or_else(|| beside(ui, &drawn));
    if let Some(button) = wanted.and_then(|index| drawn.get(index)) {
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
        Popup::open_id(ui.ctx(), Popup::default_response_id(button));
        ui.ctx().request_repaint();
    }
}

/// The letter of each title that opens it with Alt, and where it stands in the title: the first that no title before has.
fn letters(titles: &[String]) -> Vec<Option<(usize, char)>> {
    let mut taken = Vec::new();
    let free = |title: &String| {
        let plain =
            |letter: char| folded(&letter.to_string()).chars().next().filter(char::is_ascii_alphabetic);
        let found = title.char_indices().find_map(|(at, letter)| {
            plain(letter).filter(|letter| !taken.contains(letter)).map(|letter| (at, letter))
        });
        taken.extend(found.map(|(_, letter)| letter));
        found
    };
    titles.iter().map(free).collect()
}

/// A title, in which the letter is underlined while Alt is held.
fn title_job(ui: &Ui, title: &str, letter: Option<(usize, char)>) -> LayoutJob {
    let plain = TextFormat::simple(TextStyle::Button.resolve(ui.style()), Color32::PLACEHOLDER);
    let alt = ui.input(|input| input.modifiers.alt);
    let Some((at, _)) = letter.filter(|_| alt) else {
        return LayoutJob::single_section(title.to_owned(), plain);
    };
    let end = at + title[at..].chars().next().map_or(0, char::len_utf8);
    let marked = TextFormat { underline: Stroke::new(1.0, Color32::PLACEHOLDER), ..plain.clone() };
    let mut job = LayoutJob::default();
    for (text, format) in [(&title[..at], &plain), (&title[at..end], &marked), (&title[end..], &plain)] {
        job.append(text, 0.0, format.clone());
    }
    job
}

/// The menu that F10 or Alt with a letter asks for. The letter is not typed as well.
fn asked(ui: &Ui, letters: &[Option<(usize, char)>]) -> Option<usize> {
    ui.input_mut(|input| {
        let asks = |event: &Event| match event {
            Event::Key { key: Key::F10, modifiers: Modifiers::NONE, pressed: true, .. } => Some(0),
            Event::Key { key, modifiers, pressed: true, .. } if *modifiers == Modifiers::ALT => {
                letters.iter().position(|it| it.is_some_and(|(_, letter)| is_key_of(*key, letter)))
            }
            _ => None,
        };
        let (at, asked) = input.events.iter().enumerate().find_map(|(at, event)| Some((at, asks(event)?)))?;
        input.events.remove(at);
        let letter = letters.get(asked).copied().flatten().map(|(_, letter)| letter.to_string());
        input
            .events
            .retain(|event| !matches!(event, Event::Text(text) if Some(text.to_lowercase()) == letter));
        Some(asked)
    })
}

fn is_key_of(key: Key, letter: char) -> bool {
    key.name().eq_ignore_ascii_case(letter.encode_utf8(&mut [0; 4]))
}

/// The menu whose button has the keyboard, when the down arrow goes into it.
fn entered(ui: &Ui, buttons: &[Response]) -> Option<usize> {
    let at = buttons.iter().position(Response::has_focus)?;
    let is_closed = !Popup::is_id_open(ui.ctx(), Popup::default_response_id(&buttons[at]));
    let down = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown));
    (is_closed && down).then_some(at)
}

/// The menu beside the one that is open, when an arrow goes there. Inside a menu of a menu, and towards one, the arrows
/// mean that.
fn beside(ui: &Ui, buttons: &[Response]) -> Option<usize> {
    let ctx = ui.ctx();
    let popups: Vec<Id> = buttons.iter().map(Popup::default_response_id).collect();
    let open = popups.iter().position(|popup| Popup::is_id_open(ctx, *popup))?;
    let focused = ctx.memory(Memory::focused);
    let is_here = focused.is_none_or(|id| id == buttons[open].id || layer_of(ctx, id) == Some(popups[open]));
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    let (left, right) = (pressed(Key::ArrowLeft), pressed(Key::ArrowRight));
    let inner = MenuState::from_id(ctx, popups[open], |state| state.open_item.is_some());
    let count = buttons.len();
    match (left, right) {
        (true, false) if is_here => Some((open + count - 1) % count),
        (false, true) if is_here && !inner => Some((open + 1) % count),
        _ => None,
    }
}

/// The id of the layer that a control was drawn in.
fn layer_of(ctx: &Context, control: Id) -> Option<Id> {
    let layer: Option<LayerId> =
        ctx.viewport(|viewport| viewport.this_pass.widgets.get(control).map(|widget| widget.layer_id));
    layer.filter(|layer| layer.order != Order::Background).map(|layer| layer.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    #[test]
    fn each_menu_has_a_letter_of_its_own_in_each_language() {
        for language in Language::ALL {
            let titles = Menu::ALL.map(|menu| language.text(menu.title()));
            let letters: Vec<char> =
                letters(&titles).into_iter().flatten().map(|(_, letter)| letter).collect();
            let mut different = letters.clone();
            different.sort_unstable();
            different.dedup();
            assert_eq!((letters.len(), different.len()), (titles.len(), titles.len()), "{titles:?}");
        }
    }
}
