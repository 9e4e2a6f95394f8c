//! What the forms of all entities share: texts, issues, edits and the field that one is led to.

use crate::app::difference_words::kind_label;
use crate::app::{Action, Dialog, InnerTab, WorkspaceId};
use crate::check::Issue;
use crate::document::{self, Creatable, Edit, Made};
use crate::model::{Entity, Ref, Stage, Step};
use crate::text::{Arg, Message};
use crate::ui::ctx::{Actions, UiCtx, icon_of};
use crate::ui::explorer::severity;
use crate::ui::labels::{title, title_of};
use crate::ui::theme::tokens;
use crate::ui::widgets::{self, FieldIssue, InnerTab as Tab, Severity, pill, tab_bar};
use egui::{Id, Label, Response, RichText, Role, Ui};

/// In so many passes a control takes what somebody was led to: lists may have to turn to its page first.
const PASSES_TO_LEAD: u8 = 3;

fn waiting_id() -> Id {
    Id::unique("nobody took what was led to")
}

/// What the rows of one form share: the entity, what is wrong with it, and where edits go.
pub(super) struct Form<'a, 'f> {
    pub(super) ctx: UiCtx<'a>,
    pub(super) entity: &'a Ref,
    /// The entity as it is.
    pub(super) value: Entity,
    pub(super) issues: Vec<&'a Issue>,
    /// Whether the entity can be changed: those of a Live environment cannot.
    pub(super) enabled: bool,
    pub(super) actions: &'f mut Actions,
    /// The bar of its tabs: who is led to what cannot be used has the keyboard there.
    pub(super) bar: Option<Response>,
}

impl Form<'_, '_> {
    pub(super) fn text(&self, id: &str) -> String {
        self.ctx.text(id)
    }

    pub(super) fn header_ui(&self, ui: &mut Ui, value: &Entity) {
        let tokens = tokens(ui);
        egui::Frame::new().inner_margin(egui::Margin { left: 20, right: 20, top: 14, bottom: 6 }).show(
            ui,
            |ui| {
                // Wraps where the form is narrow: a row that is too wide would push the fields over the edge.
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing.x = tokens.size.steps(2.0);
                    ui.label(icon_of(self.entity).text(ui).size(tokens.size.title).color(tokens.color.link));
                    let title = title(value, self.ctx.catalog());
                    let shown = RichText::new(title.as_str()).size(tokens.size.title).strong();
                    let heading = ui.label(shown);
                    widgets::as_role(ui, &heading, Role::Heading, &title);
                    let kind =
                        RichText::new(self.text(kind_label(self.entity))).color(tokens.color.text_muted);
                    ui.add(Label::new(kind).extend());
                    if let Entity::Environment(environment) = value {
                        match environment.stage {
                            Stage::Live => pill(ui, &self.text("domain-live"), Severity::Success),
                            Stage::Design { .. } => pill(ui, &self.text("domain-design"), Severity::Info),
                        };
                    }
                });
            },
        );
    }

    pub(super) fn tabs_ui(&mut self, ui: &mut Ui) -> InnerTab {
        let mut tab = self.ctx.app.view().inner_tab(self.entity);
        let tabs = InnerTab::of(self.entity);
        let labels: Vec<String> = tabs.iter().map(|tab| self.text(tab.title())).collect();
        let items: Vec<Tab<'_, InnerTab>> = tabs
            .iter()
            .zip(&labels)
            .map(|(value, label)| Tab { value: *value, label, badge: None })
            .collect();
        let name = title_of(self.entity, self.ctx.catalog());
        let margin = egui::Margin { left: 16, right: 16, top: 0, bottom: 0 };
        let frame = egui::Frame::new().inner_margin(margin);
        let bar = frame.show(ui, |ui| tab_bar(ui, &name, &mut tab, &items)).inner;
        if bar.changed() {
            self.actions.push(Action::Inner(self.entity.clone(), tab));
        }
        self.bar = Some(bar);
        tab
    }

    /// What is wrong with a field, in words.
    pub(super) fn issues_of(&self, field: &str) -> Vec<FieldIssue> {
        self.issues_where(|path| matches!(path.first(), Some(Step::Field(name)) if *name == field))
    }

    /// What is wrong at a place inside the entity, and below it, in words.
    pub(super) fn issues_at(&self, path: &[Step]) -> Vec<FieldIssue> {
        self.issues_where(|place| place.starts_with(path))
    }

    /// What is wrong at the places that fit, by the steps from the entity to each.
    pub(super) fn issues_where(&self, fits: impl Fn(&[Step]) -> bool) -> Vec<FieldIssue> {
        self.issues_that(|issue| fits(&issue.place.field))
    }

    /// The issues of the entity that are wanted, in words.
    pub(super) fn issues_that(&self, wanted: impl Fn(&Issue) -> bool) -> Vec<FieldIssue> {
        let issues = self.issues.iter().filter(|issue| wanted(issue));
        issues
            .map(|issue| FieldIssue {
                severity: severity(issue.severity),
                text: self.ctx.say(&issue.message),
            })
            .collect()
    }

    /// Puts the entity with one field changed, as a step named after the field. With `typed`, typing in the
    /// field makes one step.
    pub(super) fn put(&mut self, changed: Entity, field: &'static str, label: &'static str, typed: bool) {
        let title = title(&changed, self.ctx.catalog());
        self.actions.push(Action::Edit {
            edit: Edit::Put(self.entity.clone(), changed),
            name: step_name(label, title),
            field: typed.then(|| (self.entity.clone(), field)),
        });
    }

    /// Ends the step of a field that was typed in, when the focus leaves it.
    pub(super) fn settle(&mut self, response: &Response) {
        if response.lost_focus() {
            self.actions.push(Action::Settle);
        }
    }

    /// The same for a number, which can be dragged too.
    pub(super) fn settle_number(&mut self, response: &Response) {
        if response.drag_stopped() {
            self.actions.push(Action::Settle);
        }
        self.settle(response);
    }

    /// A check box that is one field of the entity; says whether it is ticked now.
    pub(super) fn check_row(
        &mut self,
        ui: &mut Ui,
        (key, label, hint): (&'static str, &'static str, &'static str),
        value: bool,
        put: impl FnOnce(bool) -> Entity,
    ) -> bool {
        let (issues, title) = (self.issues_of(key), self.text(label));
        let hint = if hint.is_empty() { String::new() } else { self.text(hint) };
        let mut on = value;
        let field = widgets::Field::new(&title).key(key).hint(&hint).issues(&issues).enabled(self.enabled);
        let response = widgets::check_row(ui, field, &mut on);
        if response.changed() {
            self.put(put(on), key, label, false);
        }
        self.lead_to(ui, key, &response);
        on
    }

    /// Choices that exclude each other, each with its message, as one field of the entity.
    pub(super) fn radio_row<T: PartialEq + Copy>(
        &mut self,
        ui: &mut Ui,
        (key, label, hint): (&'static str, &'static str, &'static str),
        value: T,
        options: &[(T, &'static str)],
        put: impl FnOnce(T) -> Entity,
    ) {
        let (issues, title, hint) = (self.issues_of(key), self.text(label), self.text(hint));
        let texts: Vec<(T, String)> = options.iter().map(|(value, id)| (*value, self.text(id))).collect();
        let options: Vec<(T, &str)> = texts.iter().map(|(value, text)| (*value, text.as_str())).collect();
        let mut chosen = value;
        let field = widgets::Field::new(&title).key(key).hint(&hint).issues(&issues).enabled(self.enabled);
        let response = widgets::radio_row(ui, field, &mut chosen, &options);
        if response.changed() {
            self.put(put(chosen), key, label, false);
        }
        self.lead_to(ui, key, &response);
    }

    /// Gives the keyboard to the field that an issue led to, once.
    pub(super) fn lead_to(&self, ui: &Ui, key: &str, response: &Response) {
        let here = |path: &[Step]| matches!(path.first(), Some(Step::Field(name)) if *name == key);
        self.lead_where(ui, response, here);
    }

    /// Gives the keyboard to a control, once, when an issue led to its path.
    pub(super) fn lead_where(&self, ui: &Ui, response: &Response, here: impl Fn(&[Step]) -> bool) {
        if self.is_led_where(ui, here) {
            widgets::lead(response);
            if self.ctx.app.view().lead.selects {
                widgets::select_all(response);
            }
        }
    }

    /// Whether an issue led to a field whose row gives nothing back: true in one frame only.
    pub(super) fn is_led_to(&self, ui: &Ui, path: &[Step]) -> bool {
        self.is_led_where(ui, |place| place.starts_with(path))
    }

    pub(super) fn is_led_where(&self, ui: &Ui, here: impl Fn(&[Step]) -> bool) -> bool {
        let view = &self.ctx.app.view();
        let Some(place) = &view.lead.to else { return false };
        let (seen, now) = (Id::unique("led to"), (self.ctx.app.workspace().id(), view.lead.count));
        let here = place.entity == *self.entity && here(&place.field);
        if !here || ui.data(|data| data.get_temp::<(WorkspaceId, u64)>(seen)) == Some(now) {
            return false;
        }
        ui.data_mut(|data| data.insert_temp(seen, now));
        true
    }

    /// Has the first row take the keyboard where somebody was led to no field. Where no control took what somebody was led
    /// to, it is the row that is named as the field, or else the first one.
    pub(super) fn enter(&self, ui: &Ui) {
        let view = self.ctx.app.view();
        let waited = ui.data(|data| data.get_temp::<(u64, u8)>(waiting_id()));
        let waited = waited.filter(|(led, _)| *led == view.lead.count).map_or(0, |(_, passes)| passes);
        if self.is_led_where(ui, |path| path.is_empty() || waited >= PASSES_TO_LEAD) {
            let first = view.lead.to.as_ref().and_then(|place| place.field.first());
            let name = if let Some(Step::Field(name)) = first { Some(*name) } else { None };
            if self.enabled {
                widgets::focus_next_row(ui.ctx(), name);
            } else {
                self.bar.as_ref().inspect(|bar| widgets::lead(bar));
            }
        }
    }

    /// Takes note that no control has taken what somebody was led to. Where it can only be looked at, the tab has the
    /// keyboard.
    pub(super) fn note_waiting(&self, ui: &Ui) {
        if widgets::led_in_vain(ui.ctx()) {
            self.bar.as_ref().inspect(|bar| widgets::lead(bar));
        }
        let view = self.ctx.app.view();
        let is_here = view.lead.to.as_ref().is_some_and(|place| place.entity == *self.entity);
        let now = (self.ctx.app.workspace().id(), view.lead.count);
        let taken = ui.data(|data| data.get_temp::<(WorkspaceId, u64)>(Id::unique("led to"))) == Some(now);
        if !is_here || taken {
            return;
        }
        ui.data_mut(|data| {
            let (led, passes) = data.get_temp::<(u64, u8)>(waiting_id()).unwrap_or_default();
            let passes = if led == view.lead.count { passes.saturating_add(1) } else { 1 };
            data.insert_temp(waiting_id(), (view.lead.count, passes));
        });
        ui.ctx().request_repaint();
    }

    /// The same for a place inside a field.
    pub(super) fn lead_to_place(&self, ui: &Ui, path: &[Step], response: &Response) {
        self.lead_where(ui, response, |place| place.starts_with(path));
    }

    /// Makes a new entity of the catalog and puts the entity that refers to it, in one step.
    pub(super) fn put_new(
        &mut self,
        (kind, label): (Creatable, &str),
        put: impl FnOnce(String) -> Entity,
        field: &'static str,
    ) {
        let label = label.trim();
        let label = if label.is_empty() { self.text(kind.title()) } else { label.to_owned() };
        let Some((insert, made)) = document::create_labelled(self.ctx.catalog(), kind, &Ref::Catalog, label)
        else {
            return;
        };
        let changed = put(made.name().to_owned());
        let name = step_name(field, title(&changed, self.ctx.catalog()));
        let edit = Edit::All(vec![insert, Edit::Put(self.entity.clone(), changed)]);
        self.actions.push(Action::Edit { edit, name, field: None });
        self.actions.push(Action::Made(Made::Entity(made)));
    }

    pub(super) fn ask(&mut self, dialog: Dialog) {
        self.actions.push(Action::Ask(dialog));
    }
}

/// The name of a step that changes a field of an entity.
pub(super) fn step_name(label: &'static str, title: impl Into<Arg>) -> Message {
    Message::new("forms-step").with("field", Message::new(label)).with("entity", title)
}
