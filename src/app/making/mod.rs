//! What the window wants made of templates and HTML: too much for a frame, and so made by a worker.

mod apply;

use std::fmt;
use std::sync::{Arc, Mutex};

/// Something to make. Its maker leaves what it has made where the window looks for it.
#[derive(Clone)]
pub struct Making(Arc<Mutex<Option<Maker>>>);

type Maker = Box<dyn FnOnce() + Send>;

impl Making {
    /// What a maker makes.
    pub fn new(make: impl FnOnce() + Send + 'static) -> Self {
        Self(Arc::new(Mutex::new(Some(Box::new(make)))))
    }
}

impl fmt::Debug for Making {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Making").finish_non_exhaustive()
    }
}
