//! The frame of the window: menus, panels, tabs, status bar, dialogs; and the cycle of a frame.
//!
//! Owns the order: finished work is taken over, shortcuts are taken before any widget sees them, everything
//! is drawn from one state, and what was asked for is applied at the end.

mod bar;
mod dialogs;
mod editor;
mod menus;
mod notices;
mod panels;
mod status;

use super::ctx::{Actions, UiCtx};
use super::theme::{self, ThemeChoice};
use super::widgets::{self, Keyboard, RestingPointer, ScreenReader, Toasts, Typing};
use super::{explorer, find, tour};
use crate::app::{Action, App, ExplorerAction, Theme};
use egui::{Context, Ui};

/// The window without its system: what tests drive, and what eframe shows.
#[derive(Debug)]
pub struct Shell {
    app: App,
    explorer: explorer::State,
    find: find::State,
    toasts: Toasts,
    /// The theme and zoom that the context has been given.
    shown: Option<(Theme, u16)>,
    title: String,
    /// For how many frames the text on the clipboard, which was asked for, is still waited for.
    pasting: u8,
    /// Whether the window was asked to close while a text was typed: that is given first.
    closing: bool,
    /// In how many frames more it is seen whether the window fits the screen.
    fitting: u8,
}

/// After so many frames a window has its title and edges, which the system gives it when it is shown.
const FITTING_FRAMES: u8 = 30;
/// A clipboard that has not answered after so many frames holds no text.
const PASTE_FRAMES: u8 = 3;

impl Shell {
    /// A window on an application.
    pub fn new(app: App, ctx: &Context) -> Self {
        let mut shell = Self {
            app,
            explorer: explorer::State::default(),
            find: find::State::default(),
            toasts: Toasts::default(),
            shown: None,
            title: String::new(),
            pasting: 0,
            closing: false,
            fitting: FITTING_FRAMES,
        };
        shell.prefer(ctx);
        // egui keeps how far each panel was scrolled: another session begins at the top.
        ctx.data_mut(egui::util::IdTypeMap::remove_by_type::<egui::containers::scroll_area::State>);
        shell
    }

    /// The application behind the window.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// Opens a file, as when it is dropped on the window.
    pub fn open(&mut self, file: std::path::PathBuf) {
        self.app.apply(vec![Action::OpenFile(file)]);
    }

    /// Does what a part of the window would ask for.
    pub fn act(&mut self, actions: Vec<Action>) {
        self.app.apply(actions);
    }

    /// What comes before drawing: finished work, shortcuts, the window's own wishes.
    pub fn logic(&mut self, ctx: &Context) {
        super::caret::let_rest(ctx);
        Typing::hook(ctx, super::shortcuts::is_command);
        Keyboard::hook(ctx);
        RestingPointer::hook(ctx);
        self.app.poll();
        if self.app.waits_for_text() {
            widgets::ask(ctx);
        }
        if let Some(delay) = self.app.wakes_after() {
            ctx.request_repaint_after(delay);
        }
        if self.app.dialog.is_none() {
            for command in super::shortcuts::take(ctx, &self.app) {
                self.app.run(command);
            }
        }
        self.clipboard(ctx);
        if let Some(url) = self.app.display.take_opened() {
            ctx.open_url(egui::OpenUrl::new_tab(url));
        }
        self.close_requests(ctx);
        if self.app.may_quit() {
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
        for file in ctx.input(|input| input.raw.dropped_files.clone()) {
            self.open(file.path().to_path_buf());
        }
        self.prefer(ctx);
        self.fit(ctx);
        self.name_window(ctx);
        ScreenReader::hook(ctx, self.app.preferences.language, &self.title);
    }

    /// Draws the window and applies what was asked for.
    pub fn ui(&mut self, ui: &mut Ui) {
        for notice in self.app.take_notices() {
            let severity = notices::severity(notice.kind);
            self.toasts.push(severity, self.app.preferences.language.say_briefly(&notice.message));
        }
        let mut actions = Actions::new();
        let ctx = UiCtx::new(&self.app);
        widgets::begin_anew(ui.ctx(), (ctx.app.workspace().id(), ctx.app.workspace().saves()));
        widgets::say_too_long(ui.ctx(), &ctx.text("forms-too-long"));
        widgets::set_today(ui.ctx(), ctx.app.now().to_zoned(ctx.catalog().zone()).date());
        let parts = panels::draw(ui, &ctx, &mut self.explorer, &mut actions);
        dialogs::dialog_ui(ui.ctx(), &ctx, &mut actions);
        tour::tour_ui(ui.ctx(), &ctx, &parts, &mut actions);
        self.find.quick_ui(ui.ctx(), &ctx, &mut actions);
        self.toasts.show(ui.ctx(), ctx.language);
        let any = !actions.is_empty();
        self.app.set_typing(widgets::any_pending(ui.ctx()));
        self.app.apply(actions);
        if any | self.app.poll() {
            ui.ctx().request_repaint();
        }
    }

    /// Asks before unsaved changes are lost, once what was typed is one of them.
    fn close_requests(&mut self, ctx: &Context) {
        let asked = ctx.input(|input| input.viewport().close_requested()) && !self.app.may_quit();
        if asked {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
        }
        let waits = asked && self.app.workspace().is_typing();
        if waits {
            widgets::ask(ctx);
            ctx.request_repaint();
        } else if asked || self.closing {
            self.app.apply(vec![Action::CloseRequested]);
        }
        self.closing = waits;
    }

    /// Puts on the system's clipboard what was copied, and takes the text that was asked for from it.
    fn clipboard(&mut self, ctx: &Context) {
        if let Some(text) = self.app.clipboard.take_copied() {
            ctx.copy_text(text);
        }
        if self.app.clipboard.take_wanted() {
            ctx.send_viewport_cmd(egui::ViewportCommand::RequestPaste);
            self.pasting = PASTE_FRAMES;
            return;
        }
        if self.pasting == 0 {
            return;
        }
        self.pasting -= 1;
        let is_paste = |event: &egui::Event| matches!(event, egui::Event::Paste(_));
        let pasted = ctx.input_mut(|input| {
            let at = input.events.iter().position(is_paste)?;
            Some(input.events.remove(at))
        });
        if let Some(egui::Event::Paste(text)) = pasted {
            self.pasting = 0;
            self.app.apply(vec![Action::Explorer(ExplorerAction::Paste(text))]);
        } else {
            ctx.request_repaint();
        }
    }

    /// Gives the context the theme and zoom that the person prefers.
    fn prefer(&mut self, ctx: &Context) {
        let wanted = (self.app.preferences.theme, self.app.preferences.zoom);
        if self.shown == Some(wanted) {
            return;
        }
        self.shown = Some(wanted);
        let choice = match wanted.0 {
            Theme::System => ThemeChoice::System,
            Theme::Light => ThemeChoice::Light,
            Theme::Dark => ThemeChoice::Dark,
        };
        theme::apply(ctx, choice);
        ctx.set_zoom_factor(f32::from(wanted.1) / 100.0);
    }

    /// Fills the screen, once, with a window that would stand over its edges.
    fn fit(&mut self, ctx: &Context) {
        let known = ctx.input(|input| {
            let window = input.viewport();
            Some((window.monitor_size?, window.inner_rect?.size(), window.outer_rect?.size()))
        });
        let Some((screen, inner, outer)) = known.filter(|_| self.fitting > 0) else { return };
        self.fitting -= 1;
        if outer.x > screen.x || outer.y > screen.y {
            self.fitting = 0;
            // Where nobody manages windows, they can be made smaller at least.
            let room = (screen - (outer - inner)).max(egui::Vec2::ZERO);
            ctx.send_viewport_cmd(egui::ViewportCommand::InnerSize(inner.min(room)));
            ctx.send_viewport_cmd(egui::ViewportCommand::Maximized(true));
        }
    }

    fn name_window(&mut self, ctx: &Context) {
        let mark = if self.app.workspace().is_dirty() { " ●" } else { "" };
        let title = format!("{}{mark} – Vitrine", self.app.workspace().file_name());
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}
