//! The line that says how far a run is. Owns when it is drawn: on a terminal, ten times a second.

use crate::simulation::{Progress, Step};
use crate::text::{Arg, Language, Message};
use std::io::{self, IsTerminal, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// How long a line stands at least.
const STANDS: Duration = Duration::from_millis(100);

/// How long a run takes before anything is said of it.
const SILENT: Duration = Duration::from_millis(400);

/// How wide the bar is.
const BAR: usize = 20;

/// A line on standard error, where that is a terminal.
pub(super) struct ProgressLine {
    language: Language,
    is_shown: bool,
    /// When the step began, which it is, and when the line was drawn last.
    drawn: Mutex<(Instant, Step, Instant)>,
}

impl ProgressLine {
    pub(super) fn new(language: Language) -> Self {
        let now = Instant::now();
        Self { language, is_shown: io::stderr().is_terminal(), drawn: Mutex::new((now, Step::Drawing, now)) }
    }

    /// Says how far it is. It always goes on: a signal ends the program.
    pub(super) fn show(&self, progress: Progress) -> bool {
        if !self.is_shown {
            return true;
        }
        // Who finds another thread drawing has nothing newer to say.
        let Ok(mut drawn) = self.drawn.try_lock() else { return true };
        let now = Instant::now();
        if drawn.1 != progress.step {
            *drawn = (now, progress.step, drawn.2);
        }
        let (started, _, last) = *drawn;
        if now - started < SILENT || now - last < STANDS {
            return true;
        }
        drawn.2 = now;
        let line = self.line(progress, now - started);
        // Where standard error is gone there is nobody to tell.
        let _ = write!(io::stderr(), "\r\x1b[K{line}");
        true
    }

    /// Takes the line away.
    pub(super) fn clear(&self) {
        if self.is_shown {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "a speed is rounded")]
    fn line(&self, Progress { step, done, of }: Progress, elapsed: Duration) -> String {
        let rate = (done as f64 / elapsed.as_secs_f64().max(0.001)).round();
        let message = |id| {
            let message = Message::new(id)
                .with("step", Message::new(step.label()))
                .with("done", Arg::Number(done as f64));
            message.with("rate", Arg::Number(rate))
        };
        let Some(of) = of.filter(|of| *of > 0) else {
            return self.language.say(&message("simulation-progress"));
        };
        let share = (done as f64 / of as f64).min(1.0);
        let left = ((of.saturating_sub(done)) as f64 / rate.max(1.0)).ceil();
        let message = message("simulation-progress-of").with("of", Arg::Number(of as f64));
        let message = message.with("left", Arg::Number(left));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it is from 0 to the width"
        )]
        let full = (share * BAR as f64).round() as usize;
        format!("[{}{}] {}", "#".repeat(full), " ".repeat(BAR - full), self.language.say(&message))
    }
}
