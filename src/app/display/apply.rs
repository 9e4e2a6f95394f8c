//! What the application does about showing offers: the call that shows one, its pictures, its page in a browser.

use super::{ShowAction, Viewing};
use crate::app::application::App;
use crate::app::notices::NoticeKind;
use crate::app::pictures::{self, Key, Picture};
use crate::app::preview::{Arrival, identity};
use crate::app::tasks::Task;
use crate::engine::{CallError, ShownOffer, show};
use crate::html::safe_page;
use crate::model::{Call, Environment, Ref};
use crate::storage::PrivateFolder;
use crate::text::Message;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Pages that lie in the temporary folder at once; the next one takes the place of the first.
const MOST_PAGES: usize = 20;

/// What cannot stand in the path of an address as it is.
const PATH: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?').add(b'`');

impl App {
    /// The call that shows offers of an environment; none where it has no space.
    pub fn viewing_call(&self, environment: &Environment, viewing: &Viewing) -> Option<Call> {
        let catalog = self.workspace().catalog();
        let preview = &self.preview();
        let own = |name: &str| environment.space(name).map(|space| space.name.clone());
        let of_preview = || {
            let answered =
                preview.decision().and_then(|answer| Some(answer.as_ref().ok()?.answered_by.as_str()));
            let asked = [preview.space(), answered].into_iter().flatten();
            asked.filter_map(|address| address.split_once('/')).find(|(it, _)| *it == environment.name)
        };
        let space =
            viewing.space.as_deref().and_then(own).or_else(|| of_preview().and_then(|(_, name)| own(name)));
        let space = space.or_else(|| environment.spaces.first().map(|space| space.name.clone()))?;
        let mut call = Call::new(format!("{}/{space}", environment.name));
        call.at = preview.at().cloned();
        call.count = preview.count();
        call.call_data = viewing.data.clone().unwrap_or_else(|| preview.data().clone());
        // Somebody who was chosen here comes in whichever way identifies them.
        let arrival = if viewing.who.is_some() { None } else { Some(preview.arrival()) };
        let contact = match viewing.who {
            Some(who) => who.and_then(|index| catalog.contacts.get(index)).map(|contact| &**contact),
            None => preview.comer(catalog),
        };
        if let Some(contact) = contact {
            if matches!(arrival, None | Some(Arrival::LoggedIn)) {
                call.identity = identity(catalog, &call.space, contact);
            }
            if matches!(arrival, None | Some(Arrival::Cookie)) {
                call.permanent_cookie = contact.cookies.first().cloned();
            }
        }
        Some(call)
    }

    /// What shows an offer as a call does, with what was accepted and refused in the live preview. A worker runs
    /// it: templates may take long.
    pub fn show_offer(
        &self,
        offer: &Ref,
        call: &Call,
    ) -> impl FnOnce() -> Result<Option<ShownOffer>, CallError> + Send + use<> {
        let address = format!("{}/{}", offer.environment().unwrap_or_default(), offer.name());
        let population = self.preview().contacts(self.workspace());
        let (plan, call, now) = (Arc::clone(self.workspace().plan()), call.clone(), self.jobs.now());
        move || show(&plan, &population, &call, &address, now)
    }

    /// What is known of a picture; nothing before it was asked for.
    pub fn picture(&self, address: &Arc<str>) -> Option<&Picture> {
        self.display.pictures.get(&self.picture_key(address))
    }

    fn picture_key(&self, address: &Arc<str>) -> Key {
        (self.catalog_folder().map(Path::to_path_buf), Arc::clone(address))
    }

    /// The folder that the catalog's file is in.
    fn catalog_folder(&self) -> Option<&Path> {
        let folder = self.workspace().path()?.parent()?;
        // A file that is named without its folder is in the current one.
        Some(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
    }

    pub(in crate::app) fn apply_show(&mut self, action: ShowAction) {
        match action {
            ShowAction::Picture(address) => {
                let key = self.picture_key(&address);
                if self.display.pictures.get(&key).is_some() {
                    return;
                }
                if !self.display.pictures.make_room(&key) {
                    return;
                }
                let order = key.clone();
                self.display.pictures.put(key.clone(), Picture::Reading);
                let of = key.clone();
                let given = self.jobs.start(
                    Task::Show,
                    move |_| pictures::read(&order),
                    move |app: &mut Self, picture| app.display.pictures.put(of, picture),
                );
                if !given {
                    // The worker is busy: the next frame asks again.
                    self.display.pictures.forget(&key);
                }
            }
            ShowAction::Again => self.display.pictures.clear(),
            ShowAction::Browse { title, html } => self.browse(title, html),
        }
    }

    fn browse(&mut self, title: String, html: String) {
        let catalog_folder = self.catalog_folder().map(Path::to_path_buf);
        let folder = Arc::clone(&self.display.folder);
        let name = format!("offer-{}.html", self.display.pages % MOST_PAGES + 1);
        self.display.pages += 1;
        let given = self.jobs.start(
            Task::Show,
            move |_| {
                let picture = move |address: &str| pictures::data_url(catalog_folder.as_deref(), address);
                write_page(&folder, &name, &safe_page(&title, &html, picture))
            },
            |app: &mut Self, page| app.take_page(page),
        );
        if !given {
            self.notice(NoticeKind::Failed, Message::new("render-browse-busy"));
        }
    }

    /// A frame begins: pictures that are not drawn in it are out of sight.
    pub(in crate::app) fn begin_showing(&mut self) {
        self.display.pictures.begin_frame();
    }

    /// Takes over that a page was written, or not.
    fn take_page(&mut self, page: Result<PathBuf, Message>) {
        match page {
            Ok(file) => self.display.opened = Some(file_url(&file)),
            Err(problem) => {
                let message = Message::new("render-browse-failed").with("problem", problem);
                self.notice(NoticeKind::Failed, message);
            }
        }
    }
}

/// Pages say what a contact is told: nobody else may read them.
fn write_page(folder: &Mutex<Option<PrivateFolder>>, name: &str, page: &str) -> Result<PathBuf, Message> {
    let problem = |error: io::Error| Message::new("render-browse-problem").with("detail", error.to_string());
    // No order leaves it half done, so that a panic in one does not matter here.
    let mut folder = folder.lock().unwrap_or_else(PoisonError::into_inner);
    if folder.is_none() {
        *folder = Some(PrivateFolder::new().map_err(problem)?);
    }
    folder
        .as_ref()
        .map_or_else(|| Err(io::ErrorKind::NotFound.into()), |it| it.write(name, page.as_bytes()))
        .map_err(problem)
}

/// The address of a file, for a browser.
fn file_url(file: &Path) -> String {
    let path = file.display().to_string().replace('\\', "/");
    let slash = if path.starts_with('/') { "" } else { "/" };
    format!("file://{slash}{}", utf8_percent_encode(&path, PATH))
}
