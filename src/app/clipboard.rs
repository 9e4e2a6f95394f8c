//! The clipboard as the application sees it: entities as texts on their way out and in, and the wish for the
//! text that is there. The window carries them to and from the system, which is not asked here.

/// What goes to the system's clipboard, and what is wanted from it.
#[derive(Debug, Default)]
pub struct Clipboard {
    copied: Option<String>,
    wanted: bool,
}

impl Clipboard {
    pub(super) fn copy(&mut self, text: String) {
        self.copied = Some(text);
    }

    pub(super) fn want(&mut self) {
        self.wanted = true;
    }

    /// The text that is to be put on the clipboard, once.
    pub fn take_copied(&mut self) -> Option<String> {
        self.copied.take()
    }

    /// Whether the text on the clipboard is wanted, once.
    pub fn take_wanted(&mut self) -> bool {
        std::mem::take(&mut self.wanted)
    }
}
