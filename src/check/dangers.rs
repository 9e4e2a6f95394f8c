//! What in the HTML of templates and content would run, or show another page. It is never run here; a person
//! should know of it before the offer is seen elsewhere.

use super::checker::Checker;
use super::kinds;
use crate::html::{self, Danger, DangerKind, Hole};
use crate::model::Place;
use crate::rule::{Tag, TagKind, Template, TemplateKind, WordKind, tags, words};
use crate::text::Message;

/// Reports what is dangerous in a text that is HTML, or becomes HTML when it is filled in.
pub(super) fn dangers(checker: &mut Checker<'_>, source: &str, place: &Place) {
    if !source.contains('<') {
        return;
    }
    let found = template_dangers(source);
    for danger in &found {
        checker.report(&kinds::ACTIVE_CONTENT, place.part(&danger.span)).with("what", danger_message(danger));
    }
    if !found.is_empty() {
        checker.dangers.insert(place.clone(), found);
    }
}

/// What is dangerous in a template as it is written, whatever its tags become. Those that name no variable show
/// always the same.
pub fn template_dangers(source: &str) -> Vec<Danger> {
    let tags = tags(source);
    let names_nothing = |tag: &Tag| {
        tag.kind == TagKind::Value && words(source, tag).iter().all(|word| word.kind != WordKind::Name)
    };
    let template = tags.iter().any(names_nothing).then(|| Template::compile(source, TemplateKind::Html).ok());
    let mut constants =
        template.flatten().map(|it| it.constants()).unwrap_or_default().into_iter().peekable();
    let hole = |tag: Tag| {
        while constants.next_if(|(span, _)| span.start < tag.span.start).is_some() {}
        let text = constants.next_if(|(span, _)| span.start < tag.span.end).map(|(_, text)| text);
        Hole { span: tag.span, is_value: tag.kind == TagKind::Value, text }
    };
    html::dangers_around(source, &tags.into_iter().map(hole).collect::<Vec<_>>())
}

/// What is dangerous, in words.
pub fn danger_message(danger: &Danger) -> Message {
    let id = match danger.kind {
        DangerKind::Script => return Message::new("check-danger-script"),
        DangerKind::Refresh => return Message::new("check-danger-refresh"),
        DangerKind::Unread => return Message::new("check-danger-unread"),
        DangerKind::Handler => "check-danger-handler",
        DangerKind::Address => "check-danger-address",
        DangerKind::Frame => "check-danger-frame",
    };
    Message::new(id).with("name", &danger.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_tags_of_a_template_split_are_read_whole() {
        let split = "<scr{# #}ipt>alert(1)</scr{# #}ipt><img src=x o{{ \"\" }}nerror=alert(1)>\
            <a href=\"java{# #}script:alert(1)\">a</a><if{# x #}rame src=//evil.example>";
        let found: Vec<DangerKind> = template_dangers(split).into_iter().map(|it| it.kind).collect();
        assert_eq!(found, [DangerKind::Script, DangerKind::Handler, DangerKind::Address, DangerKind::Frame]);
        for constant in [
            "<a href=\"java{{ \"s\" }}cript:alert(1)\">a</a>",
            "<a href='{{ \"java\" ~ \"script:\" }}alert(1)'>a</a>",
            "<a href='{{ title }}{# #}java{{ \"s\"|lower }}cript:{{ 1 }}'>{{ title }}</a><a href=\"{{ 'JAVA'|lower }}script:x\">",
        ] {
            let found = template_dangers(constant);
            assert!(found.iter().any(|it| it.kind == DangerKind::Address), "{constant}: {found:?}");
            assert!(
                found.iter().all(|it| constant[it.span.clone()].starts_with("<a ")),
                "{constant}: {found:?}"
            );
        }
        assert_eq!(template_dangers("<a href='{{ \"https:\" ~ \"//a.example\" }}'>{{ 1 }}</a>"), []);
        let plain = "<p class=\"{{ class }}\">{% if title %}<a href='{{ url }}'>{{ title }}</a>{% endif %}";
        assert_eq!(template_dangers(plain), []);
    }
}
