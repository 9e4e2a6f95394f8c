//! What a person was about to do when unsaved changes stood in the way.

/// What goes on once the changes are saved, or given up.
#[derive(Debug, Clone, PartialEq)]
pub enum AfterSave {
    /// Nothing.
    Nothing,
    /// Closing the catalog in front.
    CloseCatalog,
    /// Closing the text of a broken file.
    CloseText,
    /// Closing the window.
    Quit,
}
