//! Where the parts of the window are, and the order in which they are drawn.
//!
//! What lies at an edge takes its room first, and the form gets the rest. A panel's size is a share of the window, which
//! it keeps when the window or the zoom changes, within its least size. Drawn are the parts in the order of the eye:
//! the keyboard and screen readers go that way.

use super::editor::middle_ui;
use super::{bar, status};
use crate::app::{BottomTab, Command};
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::theme::tokens;
use crate::ui::widgets::{EDITOR, MENU_BAR, keep_arrows, part};
use crate::ui::{bottom, explorer, preview, tour};
use egui::{
    CentralPanel, CursorIcon, Frame, Id, Key, Margin, Modifiers, Panel, Rangef, Rect, Role, Sense, Stroke,
    Ui, UiBuilder, WidgetInfo,
};

/// The least widths of the parts, in points: in a narrow window the panels give way before the form does.
const EXPLORER_LEAST: f32 = 180.0;
const PREVIEW_LEAST: f32 = 260.0;
const FORM_LEAST: f32 = 320.0;
/// The panel below: its least and greatest height, in points.
const BOTTOM: [f32; 2] = [90.0, 500.0];
/// How near to an edge it can be dragged, in points.
const GRIP: f32 = 4.0;
/// How far an arrow key moves an edge, in points.
const STEP: f32 = 16.0;

/// A panel at an edge of the window.
#[derive(Clone, Copy)]
struct Edge {
    name: &'static str,
    command: Command,
    room: Rect,
    sizes: Rangef,
    usual: f32,
    /// The size of the window, of which it has a share.
    whole: f32,
}

/// The rooms of the parts that are shown.
struct Rooms {
    status: Rect,
    explorer: Option<Edge>,
    preview: Option<Edge>,
    bottom: Option<Edge>,
    form: Rect,
}

/// Draws the whole window, and says where its parts are.
pub(super) fn draw(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    explorer: &mut explorer::State,
    actions: &mut Actions,
) -> tour::Parts {
    let color = &tokens(ui).color;
    let plain = |fill| Frame::new().fill(fill);
    let bar = Panel::top("menu bar").frame(plain(color.background).inner_margin(Margin::symmetric(8, 4)));
    let bar = bar.show(ui, |ui| {
        part(ui, MENU_BAR);
        bar::bar_ui(ui, ctx, actions);
    });
    if ctx.app.has_several() || ctx.app.files.broken().is_some() {
        Panel::top("catalogs").frame(plain(color.background)).show(ui, |ui| {
            part(ui, "catalogs");
            bar::catalogs_ui(ui, ctx, actions);
        });
    }
    let rooms = rooms(ui, ctx);
    if let Some(edge) = &rooms.explorer {
        let used = part_ui(ui, edge.name, edge.room, |ui| explorer.explorer_ui(ui, ctx, actions));
        edge.grow(ui, used.width());
        edge.handle_ui(ui, ctx, edge.room.right(), 1.0);
    }
    part_ui(ui, EDITOR, rooms.form, |ui| middle_ui(ui, ctx, actions));
    if let Some(edge) = &rooms.preview {
        let used = part_ui(ui, edge.name, edge.room, |ui| preview::preview_ui(ui, ctx, actions));
        edge.grow(ui, used.width());
        edge.handle_ui(ui, ctx, edge.room.left(), -1.0);
    }
    if let Some(edge) = &rooms.bottom {
        part_ui(ui, edge.name, edge.room, |ui| bottom::bottom_ui(ui, ctx, actions));
        if !ctx.app.is_bottom_large() {
            edge.handle_ui(ui, ctx, edge.room.top(), -1.0);
        }
    }
    part_ui(ui, "status", rooms.status, |ui| status::status_ui(ui, ctx, actions));
    let room = |edge: Option<Edge>| edge.map(|edge| edge.room);
    tour::Parts {
        bar: bar.response.rect,
        explorer: room(rooms.explorer),
        form: rooms.form,
        preview: room(rooms.preview),
        problems: room(rooms.bottom),
    }
}

/// Takes the room of each part from the edges, empty.
fn rooms(ui: &mut Ui, ctx: &UiCtx<'_>) -> Rooms {
    let tokens = tokens(ui);
    let plain = |fill| Frame::new().fill(fill);
    let status = Panel::bottom("status").resizable(false);
    let status = status.frame(plain(tokens.color.background).inner_margin(Margin::symmetric(12, 4)));
    let status =
        status.show(ui, |ui| ui.allocate_space(egui::vec2(ui.available_width(), tokens.size.control)));
    let shown = ctx.app.tour.panels(&ctx.app.preferences);
    let take = |ui: &mut Ui, panel: fn(&'static str) -> Panel, edge: Edge| {
        let panel = panel(edge.name).resizable(false).exact_size(edge.size(ui));
        let shown = panel.frame(plain(tokens.color.panel)).show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            ui.max_rect()
        });
        Edge { room: shown.inner, ..edge }
    };
    let (window, zoom) = (ui.ctx().content_rect().size(), ui.ctx().zoom_factor());
    // What is usual is so in points of the whole size: zoomed, a panel keeps its share.
    let edge = |name, command, whole: f32, usual: f32, least: f32, most: f32| Edge {
        name,
        command,
        room: Rect::NOTHING,
        sizes: Rangef::new(least, most.max(least)),
        usual: usual / zoom,
        whole,
    };
    let preview = shown.preview.then(|| {
        let usual = (window.x * zoom * 0.28).clamp(280.0, 420.0);
        let beside = if shown.explorer { EXPLORER_LEAST } else { 0.0 };
        let most = (ui.available_width() - beside - FORM_LEAST).min(560.0);
        let edge = edge("preview", Command::TogglePreview, window.x, usual, PREVIEW_LEAST, most);
        take(ui, Panel::right, edge)
    });
    let explorer = shown.explorer.then(|| {
        let most = (ui.available_width() - FORM_LEAST).min(480.0);
        let edge = edge("explorer", Command::ToggleExplorer, window.x, 250.0, EXPLORER_LEAST, most);
        take(ui, Panel::left, edge)
    });
    let bottom = shown.problems.then(|| {
        let [least, most] = BOTTOM;
        // Results of a population and visits are looked at, while issues are glanced at.
        let usual = match ctx.app.view().bottom {
            BottomTab::Simulation | BottomTab::Visits | BottomTab::Serving => {
                (window.y * zoom * 0.5).clamp(240.0, 400.0)
            }
            _ => (window.y * zoom * 0.22).clamp(120.0, 190.0),
        };
        let edge = edge("bottom", Command::ToggleProblems, window.y, usual, least, most);
        let whole = (ui.available_height() - tokens.size.tab).max(least);
        let large = ctx.app.is_bottom_large();
        take(ui, Panel::bottom, if large { Edge { sizes: Rangef::point(whole), ..edge } } else { edge })
    });
    let form = CentralPanel::default().frame(plain(tokens.color.panel));
    let form = form.show(ui, |ui| ui.max_rect()).inner;
    Rooms { status: status.inner.1, explorer, preview, bottom, form }
}

/// A part of the window in its room. Returns the room that it has used, which may be larger.
fn part_ui(ui: &mut Ui, name: &'static str, room: Rect, add: impl FnOnce(&mut Ui)) -> Rect {
    let mut ui = ui.new_child(UiBuilder::new().max_rect(room).id_salt(name));
    ui.shrink_clip_rect(room);
    part(&ui, name);
    add(&mut ui);
    ui.min_rect()
}

impl Edge {
    fn id(&self) -> Id {
        Id::unique(("share of a panel", self.name))
    }

    /// The size that a person has given it, where there is room for that.
    fn size(&self, ui: &Ui) -> f32 {
        let share: Option<f32> = ui.data_mut(|data| data.get_persisted(self.id()));
        let chosen = share.map_or(self.usual, |share| share * self.whole);
        let needed: Option<(u32, f32)> = ui.data(|data| data.get_temp(self.needed()));
        let needed = needed.filter(|(zoom, _)| *zoom == ui.ctx().zoom_factor().to_bits());
        self.sizes.clamp(needed.map_or(chosen, |(_, points)| points.max(chosen)))
    }

    /// Where the size that its controls need is kept, with the zoom that they need it at.
    fn needed(&self) -> Id {
        self.id().with("needed")
    }

    /// Gives a panel the room that its controls need, where there is any: none of them stands out of sight.
    fn grow(&self, ui: &Ui, used: f32) {
        let (has, wants) = (self.size(ui), self.sizes.clamp(used));
        // A pass that is drawn again has not found its widths yet.
        if wants > has + 1.0 && !ui.ctx().will_discard() {
            let needed = (ui.ctx().zoom_factor().to_bits(), wants);
            ui.data_mut(|data| data.insert_temp(self.needed(), needed));
            ui.ctx().request_repaint();
        }
    }

    /// Keeps the size that a person gives it, as a share of the window; with none the usual one.
    fn choose(&self, ui: &Ui, size: Option<f32>) {
        ui.data_mut(|data| {
            data.remove::<(u32, f32)>(self.needed());
            match size {
                Some(size) => data.insert_persisted(self.id(), size / self.whole),
                None => data.remove::<f32>(self.id()),
            }
        });
        ui.ctx().request_repaint();
    }

    /// The edge of the panel at `at`: dragged, or moved by the arrow keys; a double click gives the usual size back.
    /// `way` is the direction in which the panel grows.
    fn handle_ui(&self, ui: &Ui, ctx: &UiCtx<'_>, at: f32, way: f32) {
        let beside = self.command != Command::ToggleProblems;
        let line = Rangef::new(at - GRIP, at + GRIP);
        let rect = if beside {
            Rect::from_x_y_ranges(line, self.room.y_range())
        } else {
            Rect::from_x_y_ranges(self.room.x_range(), line)
        };
        let response = ui.interact(rect, self.id(), Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, ctx.title(self.command)));
        let cursor = if beside { CursorIcon::ResizeHorizontal } else { CursorIcon::ResizeVertical };
        let dragged = response.drag_delta();
        let mut moved = way * if beside { dragged.x } else { dragged.y };
        if response.has_focus() {
            keep_arrows(ui, response.id, false);
            let (more, less) =
                if beside { (Key::ArrowRight, Key::ArrowLeft) } else { (Key::ArrowDown, Key::ArrowUp) };
            let times = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
            let steps = |key| (0..times(key)).map(|_| STEP).sum::<f32>();
            moved += way * (steps(more) - steps(less));
        }
        if moved != 0.0 {
            self.choose(ui, Some(self.sizes.clamp(self.size(ui) + moved)));
        }
        if response.double_clicked() {
            self.choose(ui, None);
        }
        let color = &tokens(ui).color;
        let (width, color) = if response.has_focus() {
            (2.0, color.focus)
        } else if response.hovered() || response.dragged() {
            (2.0, color.border_strong)
        } else {
            (1.0, color.border)
        };
        if beside {
            ui.painter().vline(at, rect.y_range(), Stroke::new(width, color));
        } else {
            ui.painter().hline(rect.x_range(), at, Stroke::new(width, color));
        }
        response.on_hover_cursor(cursor);
    }
}
