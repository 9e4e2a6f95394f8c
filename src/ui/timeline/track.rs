//! The stretch of time that rows are drawn on, and what moves it.

use crate::app::timeline::VisibleRange;
use crate::app::{Action, TimelineAction};
use crate::ui::ctx::{Actions, UiCtx};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// What one press of a zoom button comes to.
pub(super) const ZOOM: f64 = 1.5;

/// What one press of an arrow moves the visible range by, in its own length.
pub(super) const PAN: f64 = 0.1;

/// What everything on the track is drawn from.
pub(super) struct Track<'a> {
    pub(super) ctx: UiCtx<'a>,
    pub(super) environment: &'a str,
    /// Whether bars can be moved: those of a Live environment cannot.
    pub(super) editable: bool,
    pub(super) visible: VisibleRange,
    pub(super) zone: TimeZone,
    pub(super) now: Timestamp,
    /// The moment of the live preview.
    pub(super) preview: Timestamp,
    pub(super) left: f32,
    pub(super) width: f32,
}

impl Track<'_> {
    /// Where a moment lies.
    pub(super) fn x(&self, at: Timestamp) -> f32 {
        self.x_of(self.visible.share(at))
    }

    /// Where a share of the track lies. What is far out of sight lies just out of sight: painting need not go
    /// further.
    #[expect(clippy::cast_possible_truncation, reason = "bounded, and points need no more")]
    pub(super) fn x_of(&self, share: f64) -> f32 {
        self.left + share.clamp(-0.5, 1.5) as f32 * self.width
    }

    /// The share of the track at which a point lies.
    pub(super) fn share_at(&self, x: f32) -> f64 {
        f64::from((x - self.left) / self.width)
    }

    pub(super) fn right(&self) -> f32 {
        self.left + self.width
    }

    pub(super) fn text(&self, id: &str) -> String {
        self.ctx.text(id)
    }
}

pub(super) fn look(actions: &mut Actions, visible: VisibleRange) {
    actions.push(Action::Timeline(TimelineAction::Look(visible)));
}
