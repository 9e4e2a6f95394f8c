//! The tab *Approval* of an offer: what was decided of each part, by whom, what changed since, and the log.

use super::Form;
use crate::app::difference_words as words;
use crate::app::{Action, AskReview};
use crate::model::{ApprovalPart, ContentApproval, EntityKind, Entry, Offer, Ref, Step, Verdict};
use crate::text::{Message, customary_moment};
use crate::ui::approval::{part_label, since_words, state_words};
use crate::ui::compare::change_line;
use crate::ui::labels::{label_or_name, sentence, short_label};
use crate::ui::theme::tokens;
use crate::ui::widgets::{Button, Icon, Severity, empty_state, note, pill, section};
use egui::{Label, RichText, Role, Sense, Ui, WidgetInfo, vec2};

/// So many changes of a part are shown; more are seen in *To review*.
const MOST_CHANGES: usize = 20;

pub(super) fn approval_ui(ui: &mut Ui, form: &mut Form<'_, '_>, offer: &Offer) {
    if !form.enabled {
        return in_live_ui(ui, form);
    }
    for part in ApprovalPart::ALL {
        section(ui, &form.text(part_label(part)));
        part_ui(ui, form, offer, part);
        changes_ui(ui, form, part);
    }
    section(ui, &form.text("compare-log"));
    log_ui(ui, form, &offer.approval.log);
}

/// What stands in Live, where nothing is decided: what is wrong with it, and where it is decided.
fn in_live_ui(ui: &mut Ui, form: &Form<'_, '_>) {
    for issue in form.issues_of("approval") {
        let said = note(ui, issue.severity, &issue.text);
        form.lead_to(ui, "approval", &said);
    }
    note(ui, Severity::Info, &form.text("check-approval-on-live-hint"));
}

/// What was decided of a part, and the buttons that decide it.
fn part_ui(ui: &mut Ui, form: &mut Form<'_, '_>, offer: &Offer, part: ApprovalPart) {
    let decided = offer.approval.decided(part);
    let (words, severity) = state_words(decided);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = tokens(ui).size.steps(2.0);
        pill(ui, &form.text(words), severity);
        let by = offer
            .approval
            .log
            .iter()
            .rev()
            .find(|entry| entry.part == part && Some(entry.verdict) == decided);
        let by = by.map(|entry| {
            let at = customary_moment(&entry.at.to_string(), form.ctx.language);
            form.ctx.say(&Message::new("approval-by").with("author", entry.author.as_str()).with("at", at))
        });
        for said in spaces(form, offer, part).into_iter().chain(by) {
            ui.add(Label::new(RichText::new(said).color(tokens(ui).color.text_muted)).wrap());
        }
    });
    let buttons = ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = tokens(ui).size.steps(2.0);
        for (verdict, id) in [
            (Verdict::Approved, "approval-command-approve"),
            (Verdict::Rejected, "approval-command-reject"),
            (Verdict::Reset, "approval-command-ask-again"),
        ] {
            // What is approved may be approved for other spaces.
            let again = verdict == Verdict::Approved && part == ApprovalPart::Content;
            let is_so = decided == Some(verdict).filter(|it| *it != Verdict::Reset) && !again;
            let text = form.text(id);
            let button = Button::secondary(&text);
            let response = ui.add_enabled(!is_so, button);
            let name = format!("{text} {}", form.text(part_label(part)));
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name.as_str()));
            if response.clicked() {
                let ask = AskReview { offers: vec![form.entity.clone()], verdict, part: Some(part) };
                form.actions.push(Action::AskReview(ask));
            }
        }
    });
    let (key, first) = match part {
        ApprovalPart::Content => ("content", true),
        ApprovalPart::Eligibility => ("eligibility", false),
    };
    let path = [Step::Field("approval"), Step::Field(key)];
    let here = |place: &[Step]| place.starts_with(&path) || first && place == &path[..1];
    form.lead_where(ui, &buttons.response, here);
}

/// The spaces that content is approved for.
fn spaces(form: &Form<'_, '_>, offer: &Offer, part: ApprovalPart) -> Option<String> {
    let (ApprovalPart::Content, ContentApproval::Approved { spaces }) = (part, &offer.approval.content)
    else {
        return None;
    };
    let Ref::Offer(environment, _) = form.entity else { return None };
    let environment = form.ctx.catalog().environment(environment)?;
    let label = |name: &String| {
        let space = environment.spaces.iter().find(|it| it.name == *name);
        space.map_or(name.clone(), |it| short_label(label_or_name(&it.label, &it.name)).to_owned())
    };
    let labels: Vec<String> = spaces.iter().map(label).collect();
    Some(if labels.is_empty() { form.text("offers-live-on-none") } else { labels.join(" · ") })
}

/// What changed in a part that waits for a decision.
fn changes_ui(ui: &mut Ui, form: &Form<'_, '_>, part: ApprovalPart) {
    let Some(waits) = form.ctx.app.reviews().of(form.entity) else { return };
    let Some((_, since, changes)) = waits.parts.iter().find(|(it, ..)| *it == part) else { return };
    let since = sentence(&form.text(since_words(*since)));
    ui.label(RichText::new(since).color(tokens(ui).color.text_muted));
    for change in changes.iter().take(MOST_CHANGES) {
        let height = tokens(ui).size.steps(6.0);
        let (rect, row) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let label = words::label(form.ctx.language, EntityKind::Offer, &change.path);
        let [old, new] = words::values(form.ctx.language, EntityKind::Offer, change);
        let said = change_line(ui, rect, &label, &old, &new);
        row.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
        row.on_hover_text(said);
    }
    if changes.len() > MOST_CHANGES {
        let more = Message::new("explorer-delete-more").with("count", changes.len() - MOST_CHANGES);
        ui.label(form.ctx.say(&more));
    }
}

/// The log, the latest first.
fn log_ui(ui: &mut Ui, form: &Form<'_, '_>, log: &[Entry]) {
    if log.is_empty() {
        let (title, hint) = (form.text("approval-log-none"), form.text("approval-log-none-hint"));
        empty_state(ui, Icon::Info, &title, &hint, None);
        return;
    }
    let color = tokens(ui).color;
    for index in form.page_ui(ui, &["log"], log.len()) {
        let entry = &log[log.len() - 1 - index];
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = tokens(ui).size.steps(2.0);
            ui.label(customary_moment(&entry.at.to_string(), form.ctx.language));
            let (words, severity) = state_words(Some(entry.verdict));
            pill(ui, &form.text(words), severity);
            ui.label(form.text(part_label(entry.part)));
            ui.label(RichText::new(short_label(&entry.author)).color(color.text_muted));
            if !entry.comment.is_empty() {
                ui.add(Label::new(short_label(&entry.comment)).wrap());
            }
        });
    }
}
