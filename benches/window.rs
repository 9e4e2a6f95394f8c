//! A window without a system, for benchmarks: what a person does to it, and what a frame of it costs.
//!
//! Owns the input and the widgets' places. Draws as far as the triangles that a graphics card is given.

use egui::accesskit::{Action, ActionRequest, Node, NodeId, Role, TreeId, TreeUpdate};
use egui::{
    Context, Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect, TouchPhase, Vec2,
};
use std::collections::HashMap;
use std::path::PathBuf;
use std::time::Duration;
use vitrine::app::{App, FileDialogs, Preferences};
use vitrine::ui::Shell;

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The size of the window, in points.
const WINDOW: Vec2 = Vec2::new(1280.0, 800.0);
/// Fonts are laid out and panels find their sizes in so many frames.
const SETTLING: usize = 4;

/// Nobody chooses a file.
pub(crate) struct NoDialogs;

impl FileDialogs for NoDialogs {
    fn open(&self) -> Option<PathBuf> {
        None
    }

    fn save(&self, _suggested: &str) -> Option<PathBuf> {
        None
    }
}

/// Nothing stands before the window.
pub(crate) fn preferences() -> Preferences {
    let mut preferences = Preferences::default();
    preferences.tour_seen = true;
    preferences
}

/// How many offers: as the environment says, or so many.
pub(crate) fn offers(usual: usize) -> usize {
    let set = std::env::var("VITRINE_BENCH_OFFERS").ok().and_then(|number| number.parse().ok());
    set.unwrap_or(usual)
}

/// The window.
pub(crate) struct Window {
    pub(crate) ctx: Context,
    pub(crate) shell: Shell,
    time: f64,
    /// How soon the last frame wants the next one, if nothing happens.
    pub(crate) wants_next: Duration,
    /// What a screen reader was told in the last frame.
    told: Option<TreeUpdate>,
}

impl Window {
    pub(crate) fn new(app: App) -> Self {
        let ctx = Context::default();
        let shell = Shell::new(app, &ctx);
        let mut window = Self { ctx, shell, time: 0.0, wants_next: Duration::ZERO, told: None };
        window.settle();
        window
    }

    /// A few frames in which nothing happens.
    pub(crate) fn settle(&mut self) {
        for _ in 0..SETTLING {
            self.frame(Vec::new());
        }
    }

    /// One frame with these events, as far as the triangles that a graphics card is given.
    pub(crate) fn frame(&mut self, events: Vec<Event>) {
        self.frame_after(Duration::from_secs(1) / 60, events);
    }

    /// One frame, so long after the one before.
    pub(crate) fn frame_after(&mut self, waited: Duration, events: Vec<Event>) {
        self.time += waited.as_secs_f64();
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, WINDOW)),
            time: Some(self.time),
            focused: true,
            events,
            ..RawInput::default()
        };
        let shell = &mut self.shell;
        let mut output = self.ctx.run_ui(input, |ui| {
            let ctx = ui.ctx().clone();
            shell.logic(&ctx);
            shell.ui(ui);
        });
        // There is no card to give the glyphs to.
        output.textures_delta.clear();
        self.told = output.platform_output.accesskit_update.take();
        let root = output.viewport_output.values().next();
        self.wants_next = root.map_or(Duration::MAX, |viewport| viewport.repaint_delay);
        std::hint::black_box(self.ctx.tessellate(output.shapes, output.pixels_per_point));
    }

    pub(crate) fn click(&mut self, pos: Pos2) {
        let button = |pressed| Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.frame(vec![Event::PointerMoved(pos), button(true)]);
        self.frame(vec![button(false)]);
        self.frame(Vec::new());
    }

    /// Clicks the first widget of that role whose accessible name ends so, or gives it the keyboard if one types in it:
    /// as a screen reader does, in sight or not.
    pub(crate) fn click_named(&mut self, role: Role, name: &str) {
        self.ctx.enable_accesskit();
        self.settle();
        let told = self.told.take().expect("a screen reader is told what there is");
        let nodes: HashMap<NodeId, &Node> = told.nodes.iter().map(|(id, node)| (*id, node)).collect();
        let text = |node: &Node| node.label().or(node.value()).map(str::to_owned);
        let named = |node: &Node| {
            let by_others = node.labelled_by().iter().filter_map(|id| text(nodes.get(id)?));
            node.label().is_some_and(|label| label.ends_with(name))
                || by_others.collect::<String>().ends_with(name)
        };
        let found = told.nodes.iter().find(|(_, node)| node.role() == role && named(node));
        let (target_node, _) = found.unwrap_or_else(|| {
            let of_role = told.nodes.iter().filter(|(_, node)| node.role() == role);
            let labels: Vec<_> = of_role.filter_map(|(_, node)| text(node)).collect();
            panic!("there is no {role:?} {name}, only {labels:?}")
        });
        let types = matches!(role, Role::TextInput | Role::MultilineTextInput);
        let action = if types { Action::Focus } else { Action::Click };
        let request =
            ActionRequest { action, target_tree: TreeId::ROOT, target_node: *target_node, data: None };
        self.frame(vec![Event::AccessKitActionRequest(request)]);
        self.settle();
        self.ctx.disable_accesskit();
        self.settle();
    }
}

/// A key that is pressed and let go.
pub(crate) fn press(key: Key, modifiers: Modifiers) -> Vec<Event> {
    let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
    vec![event(true), event(false)]
}

/// A letter, and the key that takes it away again, in turn.
pub(crate) fn letter(press_number: &mut usize) -> Vec<Event> {
    *press_number += 1;
    if press_number.is_multiple_of(2) {
        return press(Key::Backspace, Modifiers::NONE);
    }
    vec![Event::Text("7".to_owned())]
}

/// The wheel turned by so many lines at a place.
pub(crate) fn wheel(pos: Pos2, lines: f32) -> Vec<Event> {
    let wheel = Event::MouseWheel {
        unit: MouseWheelUnit::Line,
        delta: Vec2::new(0.0, lines),
        phase: TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    };
    vec![Event::PointerMoved(pos), wheel]
}
