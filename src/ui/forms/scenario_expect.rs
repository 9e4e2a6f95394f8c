//! The *Expectation* tab of a scenario: what its call is expected to return, and whether it does.

use super::Form;
use super::choices::{Choices, label_of};
use super::entities::scenario as entity;
use super::parts::order_width;
use crate::app::first_difference_words::first_difference;
use crate::engine::run_scenario;
use crate::model::{Entity, Expect, Identification, Reason, Scenario, Step};
use crate::text::Message;
use crate::ui::bottom::accept_all_ui;
use crate::ui::ctx::reason_label;
use crate::ui::theme::tokens;
use crate::ui::widgets::{
    Button, Field, Icon, PickEvent, PickItem, Picker, Severity, card, icon_button, issue_line, note,
    picker_row, radio_row, section,
};
use egui::{Label, RichText, Ui};

pub(super) fn expectation_ui(ui: &mut Ui, form: &mut Form<'_, '_>, scenario: &Scenario) {
    let Expect { identification, answered_by, offers, excluded: _ } = &scenario.expect;
    let choices = Choices::of(ui, &form.ctx);
    let with = |expect| entity(Scenario { expect, ..scenario.clone() });
    result_ui(ui, form, scenario);
    ui.horizontal_wrapped(|ui| {
        let take = ui.add(Button::secondary(&form.text("contacts-take-now")).icon(Icon::Download));
        // What is said of the expectation as a whole is mended here.
        form.lead_where(ui, &take, |place| place == [Step::Field("expect")]);
        if take.clicked() {
            take_now(form, scenario);
        }
        accept_all_ui(ui, &form.ctx, form.actions);
    });
    identification_ui(ui, form, scenario, *identification);
    answered_by_ui(ui, form, scenario, &choices, answered_by.as_deref());
    section(ui, &form.text("domain-offers"));
    let checked = offers.is_some();
    let row = ("offers", "contacts-check-offers", "contacts-check-offers-hint");
    form.check_row(ui, row, checked, |on| {
        with(Expect { offers: on.then(Vec::new), ..scenario.expect.clone() })
    });
    if let Some(offers) = offers {
        offers_ui(ui, form, scenario, &choices, offers);
    }
    section(ui, &form.text("contacts-excluded"));
    excluded_ui(ui, form, scenario, &choices);
}

/// Whether the scenario passes, and what differs.
fn result_ui(ui: &mut Ui, form: &Form<'_, '_>, scenario: &Scenario) {
    let results = form.ctx.app.workspace().scenarios();
    let Some(result) = results.iter().find(|result| result.name == scenario.name) else { return };
    if result.differences.is_empty() {
        note(ui, Severity::Success, &form.text("contacts-passes"));
        return;
    }
    note(ui, Severity::Error, &form.text("contacts-fails"));
    for difference in &result.differences {
        issue_line(ui, Severity::Error, &form.ctx.say(difference));
    }
    if let Some(first) = &result.first {
        let first = first_difference(form.ctx.language, Some(form.ctx.catalog()), first);
        issue_line(ui, Severity::Info, &form.ctx.say(&first));
    }
}

/// Expects what the engine decides for the call as it stands.
fn take_now(form: &mut Form<'_, '_>, scenario: &Scenario) {
    let derived = form.ctx.app.workspace().derived_now();
    let now = form.ctx.app.now();
    // Which of the others are worth expecting is a person's choice: those that were chosen stay.
    let all = |before: &Expect| Expect {
        identification: Some(Identification::Anonymous),
        answered_by: Some(String::new()),
        offers: Some(Vec::new()),
        excluded: before.excluded.clone(),
    };
    let mut asked = Scenario { expect: all(&scenario.expect), ..scenario.clone() };
    asked.page.iter_mut().for_each(|placement| placement.expect = all(&placement.expect));
    let verdict = run_scenario(&derived.plan, &derived.population, &asked, now);
    if let Some(accepted) = verdict.accepted(&asked) {
        form.put(entity(accepted), "expect", "contacts-expectation", false);
    }
}

fn put(form: &mut Form<'_, '_>, scenario: &Scenario, expect: Expect, label: &'static str) {
    let changed: Entity = entity(Scenario { expect, ..scenario.clone() });
    form.put(changed, "expect", label, false);
}

fn identification_ui(
    ui: &mut Ui,
    form: &mut Form<'_, '_>,
    scenario: &Scenario,
    current: Option<Identification>,
) {
    let [any, explicit, implicit, anonymous] = [
        "contacts-identified-any",
        "contacts-identified-explicit",
        "contacts-identified-implicit",
        "contacts-identified-anonymous",
    ]
    .map(|id| form.text(id));
    let options = [
        (None, any.as_str()),
        (Some(Identification::Explicit), &explicit),
        (Some(Identification::Implicit), &implicit),
        (Some(Identification::Anonymous), &anonymous),
    ];
    let (title, mut identification) = (form.text("contacts-identified"), current);
    let tip = form.text("contacts-identified-tip");
    let field = Field::new(&title).key("identification").tip(&tip).enabled(form.enabled);
    if radio_row(ui, field, &mut identification, &options).changed() {
        let expect = Expect { identification, ..scenario.expect.clone() };
        put(form, scenario, expect, "contacts-identified");
    }
}

fn answered_by_ui(
    ui: &mut Ui,
    form: &mut Form<'_, '_>,
    scenario: &Scenario,
    choices: &Choices,
    current: Option<&str>,
) {
    let path = [Step::Field("expect"), Step::Field("answered_by")];
    let (title, any) = (form.text("contacts-answered-by"), form.text("contacts-identified-any"));
    let issues = form.issues_at(&path);
    let tip = form.text("contacts-answered-by-tip");
    let field = Field::new(&title).key("answered_by").tip(&tip).issues(&issues).enabled(form.enabled);
    let field = field.focused(form.is_led_to(ui, &path));
    let picker = Picker::new(&choices.spaces, form.ctx.language).none(&any);
    let answered_by = match picker_row(ui, field, picker, current) {
        Some(PickEvent::Chosen(space)) => Some(space),
        Some(PickEvent::Cleared) => None,
        Some(PickEvent::GoTo(_) | PickEvent::New(_)) | None => return,
    };
    put(form, scenario, Expect { answered_by, ..scenario.expect.clone() }, "contacts-answered-by");
}

/// The offers that are expected, best first.
fn offers_ui(
    ui: &mut Ui,
    form: &mut Form<'_, '_>,
    scenario: &Scenario,
    choices: &Choices,
    offers: &[String],
) {
    let mut next = None;
    if offers.is_empty() {
        ui.label(RichText::new(form.text("contacts-offers-none")).color(tokens(ui).color.text_muted));
    }
    for index in form.page_ui(ui, &["expect", "offers"], offers.len()) {
        let offer = &offers[index];
        let label = label_of(&choices.offers, offer);
        let row = ui.push_id(("offer", index), |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = tokens(ui).size.space;
                let width = (ui.available_width() - order_width(ui)).min(tokens(ui).size.steps(80.0));
                ui.scope(|ui| {
                    ui.set_width(width);
                    ui.add(Label::new(format!("{}. {label}", index + 1)).truncate()).on_hover_text(offer);
                });
                if let Some(rearrange) = form.order_ui(ui, index, offers.len(), label) {
                    next = Some(rearrange.of(offers, index));
                }
            });
        });
        let path = [Step::Field("expect"), Step::Field("offers"), Step::Index(index)];
        form.lead_to_place(ui, &path, &row.response);
        for issue in form.issues_at(&path) {
            issue_line(ui, issue.severity, &issue.text);
        }
    }
    let name = form.text("contacts-offer-add");
    if let Some(added) = add_ui(ui, form, choices, &name).filter(|added| !offers.contains(added)) {
        next = Some(offers.iter().cloned().chain([added]).collect());
    }
    if let Some(next) = next {
        let expect = Expect { offers: Some(next), ..scenario.expect.clone() };
        put(form, scenario, expect, "domain-offers");
    }
}

/// A picker of an offer to add. There may be thousands: all are listed, rather than sorted out in each frame.
fn add_ui(ui: &mut Ui, form: &Form<'_, '_>, choices: &Choices, name: &str) -> Option<String> {
    let placeholder = form.text("forms-add");
    let picked = ui.scope(|ui| {
        ui.set_max_width(ui.available_width().min(tokens(ui).size.steps(60.0)));
        let picker = Picker::new(&choices.offers, form.ctx.language).placeholder(&placeholder);
        ui.add_enabled_ui(form.enabled, |ui| picker.show(ui, name, None)).inner
    });
    match picked.inner {
        Some(PickEvent::Chosen(offer)) => Some(offer),
        _ => None,
    }
}

/// The offers that are expected not to be proposed, each with the gate that stops it.
fn excluded_ui(ui: &mut Ui, form: &mut Form<'_, '_>, scenario: &Scenario, choices: &Choices) {
    let excluded = &scenario.expect.excluded;
    let reasons = Reason::ALL.map(|reason| PickItem {
        id: reason.code().to_owned(),
        label: form.text(reason_label(reason)),
        detail: String::new(),
    });
    let mut next = None;
    let shown = form.page_ui(ui, &["expect", "excluded"], excluded.len());
    for (offer, reason) in excluded.iter().skip(shown.start).take(shown.len()) {
        ui.push_id(("excluded", offer), |ui| {
            card(ui, |ui| match stopped_ui(ui, form, choices, &reasons, offer, *reason) {
                Some(Stopped::By(reason)) => {
                    let mut changed = excluded.clone();
                    changed.insert(offer.clone(), reason);
                    next = Some(changed);
                }
                Some(Stopped::Removed) => {
                    let mut changed = excluded.clone();
                    changed.shift_remove(offer);
                    next = Some(changed);
                }
                None => {}
            });
        });
    }
    let name = form.text("contacts-excluded-add");
    if let Some(added) = add_ui(ui, form, choices, &name).filter(|added| !excluded.contains_key(added)) {
        let mut changed = excluded.clone();
        changed.insert(added, Reason::Target);
        next = Some(changed);
    }
    if let Some(excluded) = next {
        let expect = Expect { excluded, ..scenario.expect.clone() };
        put(form, scenario, expect, "contacts-excluded");
    }
}

/// What a person did with an offer that is expected not to be proposed.
enum Stopped {
    By(Reason),
    Removed,
}

fn stopped_ui(
    ui: &mut Ui,
    form: &mut Form<'_, '_>,
    choices: &Choices,
    reasons: &[PickItem],
    offer: &str,
    reason: Reason,
) -> Option<Stopped> {
    let label = label_of(&choices.offers, offer);
    let path = [Step::Field("expect"), Step::Field("excluded"), Step::Key(offer.to_owned())];
    let mut done = None;
    ui.horizontal(|ui| {
        let size = &tokens(ui).size;
        let width = ui.available_width() - size.control - 2.0 * size.space;
        ui.scope(|ui| {
            ui.set_width(width);
            ui.add(Label::new(label).truncate()).on_hover_text(offer);
        });
        let remove = form.ctx.say(&Message::new("forms-remove").with("name", label));
        ui.add_enabled_ui(form.enabled, |ui| {
            let button = icon_button(ui, Icon::Close, &remove);
            form.lead_to_place(ui, &path, &button);
            if button.clicked() {
                done = Some(Stopped::Removed);
            }
        });
    });
    let name = form.ctx.say(&Message::new("contacts-excluded-reason").with("offer", label));
    let picker = Picker::new(reasons, form.ctx.language);
    let event = ui.add_enabled_ui(form.enabled, |ui| picker.show(ui, &name, Some(reason.code()))).inner;
    if let Some(PickEvent::Chosen(code)) = event {
        done = Reason::ALL.into_iter().find(|reason| reason.code() == code).map(Stopped::By);
    }
    for issue in form.issues_at(&path) {
        issue_line(ui, issue.severity, &issue.text);
    }
    done
}
