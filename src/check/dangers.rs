//! What in the HTML of templates and content would run, or show another page. It is never run here; a person
//! should know of it before the offer is seen elsewhere.

use super::checker::Checker;
use super::kinds;
use crate::html::{self, Danger, Peril};
use crate::model::Place;
use crate::rule::without_tags;
use crate::text::Message;

/// Reports what is dangerous in a text that is HTML, or becomes HTML when it is filled in.
pub(super) fn dangers(checker: &mut Checker<'_>, source: &str, place: &Place) {
    if !source.contains('<') {
        return;
    }
    for danger in html::dangers(&without_tags(source)) {
        checker
            .report(&kinds::ACTIVE_CONTENT, place.part(&danger.span))
            .with("what", danger_message(&danger));
    }
}

/// What is dangerous, in words.
pub fn danger_message(danger: &Danger) -> Message {
    let id = match danger.peril {
        Peril::Script => return Message::new("check-danger-script"),
        Peril::Refresh => return Message::new("check-danger-refresh"),
        Peril::Unread => return Message::new("check-danger-unread"),
        Peril::Handler => "check-danger-handler",
        Peril::Address => "check-danger-address",
        Peril::Frame => "check-danger-frame",
    };
    Message::new(id).with("name", &danger.name)
}
