//! The choice of the two states that are compared. Owns what each is called.

use crate::app::{Action, CompareAction, StateOf};
use crate::text::{Message, customary_moment};
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::theme::tokens;
use crate::ui::widgets::{PickEvent, PickItem, Picker};
use egui::{Label, RichText, Ui, vec2};

/// So many earlier states are listed, the latest first.
const MOST_EARLIER: usize = 50;

const EDITED: &str = "edited";
const SAVED: &str = "saved";
const LIVE: &str = "live";
const FILE: &str = "file";
const EARLIER: &str = "earlier:";
const REVISION: &str = "revision:";

/// Draws both choices, side by side, and says why git has nothing to choose.
pub(super) fn states_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let items = items(ctx);
    let gap = tokens(ui).size.steps(3.0);
    let width = (ui.available_width() - gap) / 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        for (index, name) in ["versions-pick-old", "versions-pick-new"].into_iter().enumerate() {
            let name = ctx.text(name);
            let room = vec2(width, tokens(ui).size.control * 2.0);
            ui.allocate_ui_with_layout(room, egui::Layout::top_down(egui::Align::Min), |ui| {
                ui.set_width(width);
                ui.label(RichText::new(&name).color(tokens(ui).color.text_muted));
                let chosen = id_of(&ctx.app.compare.states()[index]);
                let picked = Picker::new(&items, ctx.language).show(ui, &name, Some(&chosen));
                if let Some(PickEvent::Chosen(id)) = picked {
                    actions.push(Action::Compare(action_of(&id, index == 0)));
                }
            });
        }
    });
    if let Some(Err(why)) = ctx.app.compare.revisions() {
        let why = RichText::new(ctx.say(why)).color(tokens(ui).color.text_muted);
        ui.add(Label::new(why).wrap());
    }
    ui.add_space(gap);
}

/// Everything that can be compared.
fn items(ctx: &UiCtx<'_>) -> Vec<PickItem> {
    let item = |id: &str, label: String, detail: String| PickItem { id: id.to_owned(), label, detail };
    let plain = |id, label| item(id, ctx.text(label), String::new());
    let mut items = vec![
        plain(EDITED, "versions-state-edited"),
        plain(SAVED, "versions-state-saved"),
        plain(LIVE, "versions-state-live"),
        plain(FILE, "versions-state-file"),
    ];
    for state in ctx.app.compare.states() {
        if let StateOf::File(path) = state {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            items.push(item(&id_of(state), name, path.display().to_string()));
        }
    }
    let earlier = ctx.app.workspace().document().earlier_names();
    let places = (0..earlier.len()).rev();
    items.extend(places.zip(earlier).take(MOST_EARLIER).map(|(index, change)| {
        let label = Message::new("versions-state-earlier").with("change", change.clone());
        item(&id_of(&StateOf::Earlier(index)), ctx.say(&label), String::new())
    }));
    if let Some(Ok(revisions)) = ctx.app.compare.revisions() {
        items.extend(revisions.iter().map(|it| {
            let date = customary_moment(&it.date, ctx.language);
            item(&format!("{REVISION}{}", it.hash), it.subject.clone(), format!("{date} · {}", it.author))
        }));
    }
    items.dedup();
    items
}

fn id_of(state: &StateOf) -> String {
    match state {
        StateOf::Edited => EDITED.to_owned(),
        StateOf::Saved => SAVED.to_owned(),
        StateOf::Live => LIVE.to_owned(),
        StateOf::Earlier(index) => format!("{EARLIER}{index}"),
        StateOf::File(path) => format!("{FILE}:{}", path.display()),
        StateOf::Revision(hash) => format!("{REVISION}{hash}"),
    }
}

fn action_of(id: &str, old: bool) -> CompareAction {
    let pick = |state| CompareAction::Pick { old, state };
    if let Some(index) = id.strip_prefix(EARLIER).and_then(|it| it.parse().ok()) {
        return pick(StateOf::Earlier(index));
    }
    if let Some(hash) = id.strip_prefix(REVISION) {
        return pick(StateOf::Revision(hash.to_owned()));
    }
    if let Some(path) = id.strip_prefix(FILE).and_then(|it| it.strip_prefix(':')) {
        return pick(StateOf::File(path.into()));
    }
    match id {
        EDITED => pick(StateOf::Edited),
        LIVE => pick(StateOf::Live),
        FILE => CompareAction::PickFile { old },
        _ => pick(StateOf::Saved),
    }
}
