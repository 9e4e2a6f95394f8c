//! The preview of one offer: the call that shows it, its pictures, and the page for the person's browser.

mod apply;

use crate::app::pictures::Pictures;
use crate::model::Values;
use crate::storage::PrivateFolder;
use std::sync::{Arc, Mutex};

/// What a person chose to see an offer with. What is left open is as in the live preview.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Viewing {
    /// A contact by its place, or nobody.
    pub who: Option<Option<usize>>,
    /// The name of a space of the offer's environment.
    pub space: Option<String>,
    /// The call data.
    pub data: Option<Values>,
}

/// One thing to do about how offers are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShowAction {
    /// Read a picture, by its address.
    Picture(Arc<str>),
    /// Read all pictures again: their files may have changed.
    Again,
    /// Open HTML, made safe, in the person's browser.
    Browse {
        /// The title of the page.
        title: String,
        /// The HTML.
        html: String,
    },
}

/// What offers are shown with.
#[derive(Debug, Default)]
pub struct Display {
    pictures: Pictures,
    /// The folder of the pages, made with the first one and taken away at the end.
    folder: Arc<Mutex<Option<PrivateFolder>>>,
    pages: usize,
    /// The address that the browser is to open.
    opened: Option<String>,
}

impl Display {
    /// The address that the browser is to open, once.
    pub fn take_opened(&mut self) -> Option<String> {
        self.opened.take()
    }
}
