//! Decisions over HTTP: over real sockets, by the real program, and in a real browser where there is one.

mod answers;
mod browser;
mod hostile;
mod program;
mod support;
