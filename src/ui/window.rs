//! The native window: starts eframe, and hands each frame to the shell.

use super::Shell;
use crate::app::{App, Jobs, Keeping, NativeDialogs, Preferences};
use crate::text::Language;
use std::path::PathBuf;
use std::sync::Arc;

/// Opens the editor, on a file or on the sample catalog, and returns when it is closed.
///
/// # Errors
/// There is no display, or no graphics driver: the sentence says what is missing.
pub fn run(file: Option<PathBuf>) -> Result<(), String> {
    let preferences_file = Preferences::file();
    let preferences = preferences_file.as_deref().map(Preferences::load).unwrap_or_default();
    let language = preferences.language;
    let opens_file = file.is_some();
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Vitrine")
            .with_app_id("vitrine")
            .with_inner_size([1280.0, 800.0])
            .with_min_inner_size([800.0, 520.0]),
        persist_window: true,
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        "vitrine",
        options,
        Box::new(move |creation| {
            let ctx = creation.egui_ctx.clone();
            let jobs =
                Jobs::threads(Arc::new(NativeDialogs), jiff::Timestamp::now, move || ctx.request_repaint())?;
            let mut app = App::new(jobs, preferences, preferences_file, file);
            if let Some(keeping) = Keeping::of_system() {
                app.keep(keeping);
            }
            app.begin_session(opens_file);
            app.welcome(opens_file);
            Ok(Box::new(Window { shell: Shell::new(app, &creation.egui_ctx) }))
        }),
    )
    .map_err(|error| no_window(language, &error))
}

/// What is missing, in one sentence. The system's own words name its sources, so they only go to the log.
fn no_window(language: Language, error: &eframe::Error) -> String {
    tracing::debug!("no window: {error}");
    language.text(match error {
        eframe::Error::Winit(_) | eframe::Error::WinitEventLoop(_) => "app-no-display",
        eframe::Error::Glutin(_) | eframe::Error::NoGlutinConfigs(..) | eframe::Error::OpenGL(_) => {
            "app-no-graphics"
        }
        eframe::Error::AppCreation(_) => "app-no-window",
    })
}

struct Window {
    shell: Shell,
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.shell.logic(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.shell.ui(ui);
    }
}
