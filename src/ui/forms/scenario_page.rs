//! The *Page* tab of a scenario: the spaces that are decided together with its call, in order, a card each.

use super::Form;
use super::choices::{AddressOf, Choices, label_of};
use super::entities::scenario as entity;
use crate::model::{Call, Entity, Expect, Placement, Scenario, Step};
use crate::text::Message;
use crate::ui::theme::tokens;
use crate::ui::widgets::{Field, PickEvent, Picker, card, number_row};
use egui::{Label, RichText, Ui};

/// More offers than any page asks for.
const MOST_OFFERS: u32 = 100;

pub(super) fn placements_ui(ui: &mut Ui, form: &mut Form<'_, '_>, scenario: &Scenario) {
    let choices = Choices::of(ui, &form.ctx);
    muted(ui, form.text("page-besides"));
    for index in form.page_ui(ui, &["page"], scenario.page.len()) {
        ui.push_id(("placement", index), |ui| {
            card(ui, |ui| placement_ui(ui, form, scenario, &choices, index));
        });
    }
    let (name, placeholder) = (form.text("page-add"), form.text("page-add-hint"));
    let picked = ui.scope(|ui| {
        ui.set_max_width(ui.available_width().min(tokens(ui).size.steps(60.0)));
        let picker = Picker::new(&choices.spaces, form.ctx.language).placeholder(&placeholder);
        ui.add_enabled_ui(form.enabled, |ui| picker.show(ui, &name, None)).inner
    });
    if let Some(PickEvent::Chosen(space)) = picked.inner {
        let Call { call_data, count, .. } = scenario.call.clone();
        let call = Call { call_data, count, ..Call::new(space) };
        let mut page = scenario.page.clone();
        page.push(Placement { call, expect: Expect::default() });
        put(form, scenario, page, false);
    }
}

fn put(form: &mut Form<'_, '_>, scenario: &Scenario, page: Vec<Placement>, typed: bool) {
    let changed: Entity = entity(Scenario { page, ..scenario.clone() });
    form.put(changed, "page", "page-placements", typed);
}

fn muted(ui: &mut Ui, text: String) {
    let color = tokens(ui).color.text_muted;
    ui.add(Label::new(RichText::new(text).color(color)).wrap());
}

fn placement_ui(ui: &mut Ui, form: &mut Form<'_, '_>, scenario: &Scenario, choices: &Choices, index: usize) {
    ui.spacing_mut().item_spacing.y = tokens(ui).size.steps(2.0);
    let Placement { call, expect } = &scenario.page[index];
    let number = form.ctx.say(&Message::new("page-number").with("number", index + 2));
    let arranged = ui.horizontal(|ui| {
        ui.label(RichText::new(&number).color(tokens(ui).color.text_muted));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                form.order_ui(ui, index, scenario.page.len(), &number)
            })
            .inner
        })
        .inner
    });
    if let Some(rearrange) = arranged.inner {
        return put(form, scenario, rearrange.of(&scenario.page, index), false);
    }
    let with = |call: Call| {
        let mut page = scenario.page.clone();
        page[index].call = call;
        page
    };
    let path = [Step::Field("page"), Step::Index(index), Step::Field("call"), Step::Field("space")];
    let (title, issues) = (form.text("domain-space"), form.issues_at(&path));
    let tip = form.text("contacts-called-space-tip");
    let field = Field::new(&title).key("space").tip(&tip).issues(&issues).focused(form.is_led_to(ui, &path));
    if let Some(space) = form.address_row(ui, field, AddressOf::Space, &choices.spaces, &call.space) {
        put(form, scenario, with(Call { space, ..call.clone() }), false);
    }
    let (title, tip, mut count) = (form.text("contacts-count"), form.text("contacts-count-tip"), call.count);
    let field = Field::new(&title).key("count").tip(&tip).enabled(form.enabled);
    let range = call.count.min(1)..=call.count.max(MOST_OFFERS);
    let response = number_row(ui, field, &mut count, range, "", form.ctx.language);
    if response.changed() && count != call.count {
        put(form, scenario, with(Call { count, ..call.clone() }), true);
    }
    form.settle(&response);
    muted(ui, expected(form, choices, expect));
}

/// The offers that a placement is expected to show.
fn expected(form: &Form<'_, '_>, choices: &Choices, expect: &Expect) -> String {
    let Some(offers) = &expect.offers else { return form.text("page-expects-anything") };
    let labels: Vec<&str> = offers.iter().map(|offer| label_of(&choices.offers, offer)).collect();
    if labels.is_empty() {
        return form.text("page-expects-nothing");
    }
    form.ctx.say(&Message::new("page-expects").with("offers", labels.join(", ")))
}
