//! Reading a spreadsheet off the window's thread: what it would change is compared before anything is taken over, and what
//! cannot be taken over is listed. Owns neither the comparison nor what a sheet is.

use crate::app::application::App;
use crate::app::dialog::Dialog;
use crate::app::notices::NoticeKind;
use crate::app::tasks::Task;
use crate::sheet::{self, Changes, Grid, Problem};
use crate::text::Message;
use std::path::PathBuf;
use std::sync::Arc;

/// What a file turned out to be.
enum Read {
    /// It can be taken over.
    Sound(Arc<Grid>, Changes),
    /// Cells of it cannot.
    Unsound(Vec<Problem>),
    /// It cannot be read.
    Failed(Message),
}

impl App {
    /// Reads a spreadsheet, and shows what it would change.
    pub(super) fn read_sheet(&mut self, path: PathBuf) {
        let (catalog, workspace) = (Arc::clone(self.workspace().catalog()), self.workspace().id());
        let file = path.display().to_string();
        self.jobs.start_showing(
            Task::Load,
            move |_| match sheet::read(&path) {
                Err(message) => Read::Failed(message),
                Ok(grid) => match sheet::changes(&catalog, &grid) {
                    Ok(changes) => Read::Sound(Arc::new(grid), changes),
                    Err(problems) => Read::Unsound(problems),
                },
            },
            |read| !matches!(read, Read::Failed(_)),
            move |app: &mut Self, read| {
                app.show(workspace);
                app.take_sheet(file, read);
            },
        );
    }

    fn take_sheet(&mut self, file: String, read: Read) {
        match read {
            Read::Failed(message) => self.notice(NoticeKind::Failed, message),
            Read::Unsound(problems) => {
                let problems = problems.into_iter().map(|it| (it.place.clone(), it.sentence())).collect();
                self.dialog = Some(Dialog::Sheet { file, problems });
            }
            Read::Sound(grid, changes) => {
                for note in changes.notes {
                    self.notice(NoticeKind::Info, note);
                }
                if changes.offers == 0 {
                    let message = Message::new("sheet-nothing").with("rows", changes.rows);
                    return self.notice(NoticeKind::Info, message);
                }
                self.change(|features, _| features.compare.show_sheet(grid));
            }
        }
    }
}
