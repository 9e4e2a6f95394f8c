//! What a row of a form says about its field: label, hint, issues; and the frame of such a row.

use super::Severity;
use super::keyboard;
use super::severity::{issue_line, severity_word};
use super::typing::{beginning, is_given_up, stands_for_nothing};
use crate::ui::theme::tokens;
use egui::accesskit::{Invalid, Live};
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Context, FontId, Id, Label, Response, RichText, Ui, UiBuilder};

/// Beyond the end of every text that is drawn: egui cuts it.
const END: usize = u32::MAX as usize;
/// Letters of a number or a moment that are taken: more than any of them has.
const MOST_OF_A_VALUE: usize = 1_000;

/// An issue of one field, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldIssue {
    /// How serious it is.
    pub severity: Severity,
    /// What is wrong, and what to do about it.
    pub text: String,
}

/// The label of a row, and what else is said about its field. A bare text is a field with that label.
#[derive(Debug, Clone, Copy)]
#[must_use = "to be given to a row"]
pub struct Field<'a> {
    pub(super) label: &'a str,
    key: Option<&'a str>,
    pub(in crate::ui) hint: &'a str,
    tip: &'a str,
    pub(in crate::ui) placeholder: &'a str,
    issues: &'a [FieldIssue],
    column: Option<f32>,
    wide: bool,
    focused: bool,
    pub(super) enabled: bool,
}

impl<'a> Field<'a> {
    /// A field with a label, which is also its accessible name.
    pub fn new(label: &'a str) -> Self {
        Self {
            label,
            key: None,
            hint: "",
            tip: "",
            placeholder: "",
            issues: &[],
            column: None,
            wide: false,
            focused: false,
            enabled: true,
        }
    }

    /// The name that its id is made of, unique in the form. Without it the label stands in.
    pub fn key(mut self, key: &'a str) -> Self {
        self.key = Some(key);
        self
    }

    /// A sentence below the field.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// A sentence that explains the field to whom hovers over its label or control, and to screen readers.
    pub fn tip(mut self, tip: &'a str) -> Self {
        self.tip = tip;
        self
    }

    /// What stands in the field while it is empty.
    pub fn placeholder(mut self, placeholder: &'a str) -> Self {
        self.placeholder = placeholder;
        self
    }

    /// What is wrong with its value, shown below it.
    pub fn issues(mut self, issues: &'a [FieldIssue]) -> Self {
        self.issues = issues;
        self
    }

    /// Keeps the label beside the field in a narrow form too, in a column of this width in points.
    pub fn column(mut self, width: f32) -> Self {
        self.column = Some(width);
        self
    }

    /// Puts the label above the field, which then takes all the room there is.
    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    /// Whether it is to get the keyboard, in this frame.
    pub fn focused(mut self, focused: bool) -> Self {
        self.focused = focused;
        self
    }

    /// Whether it can be changed.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// The scope that the field's widgets live in: it does not depend on the rows before.
    pub(super) fn scope<R>(&self, ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
        let id = ui.scope_id().with(("field", self.key.unwrap_or(self.label)));
        ui.scope_builder(UiBuilder::new().scope_id(id), add).inner
    }

    /// Whether there is anything to say below the field.
    pub(super) fn has_remarks(&self) -> bool {
        !self.hint.is_empty() || !self.issues.is_empty()
    }

    /// The explanation, shown where the pointer rests on a part of the row.
    pub(super) fn explain(&self, response: Response) -> Response {
        if self.tip.is_empty() { response } else { response.on_hover_text(self.tip) }
    }

    /// What is wrong with its value, where the caller shows it.
    pub(in crate::ui) fn said(&self) -> &'a [FieldIssue] {
        self.issues
    }

    /// Hint and issues, below the field; with the explanation, both are tied to it for screen readers.
    pub(super) fn remarks_ui(&self, ui: &mut Ui, control: &Response) {
        let tokens = tokens(ui);
        if !self.hint.is_empty() {
            let hint = RichText::new(self.hint).size(tokens.size.small).color(tokens.color.text_muted);
            ui.add(Label::new(hint).wrap());
        }
        for issue in self.issues {
            let line = issue_line(ui, issue.severity, &issue.text);
            // What comes up while somebody types is read at once; what stood there before is read with the field.
            if control.has_focus() {
                ui.ctx().accesskit_node_builder(line.id, |node| node.set_live(Live::Polite));
            }
        }
        self.tie_remarks(ui, control);
    }

    /// Ties hint, explanation and issues to the field for screen readers.
    fn tie_remarks(&self, ui: &Ui, control: &Response) {
        let said = |issue: &FieldIssue| match severity_word(ui.ctx(), issue.severity) {
            Some(word) => format!("{word}: {}", issue.text),
            None => issue.text.clone(),
        };
        let wrong: Vec<String> = self.issues.iter().map(said).collect();
        let is_error = self.issues.iter().any(|issue| issue.severity == Severity::Error);
        ui.ctx().accesskit_node_builder(control.id, |node| {
            let before = node.description().map(str::to_owned);
            let said =
                [self.hint, self.tip].into_iter().chain(before.iter().chain(&wrong).map(String::as_str));
            let said: Vec<&str> = said.filter(|text| !text.is_empty()).collect();
            if !said.is_empty() {
                node.set_description(said.join(" "));
            }
            if is_error {
                node.set_invalid(Invalid::True);
            }
        });
    }
}

impl<'a> From<&'a str> for Field<'a> {
    fn from(label: &'a str) -> Self {
        Self::new(label)
    }
}

impl<'a> From<&'a String> for Field<'a> {
    fn from(label: &'a String) -> Self {
        Self::new(label)
    }
}

/// The frame of a row: the label at the left, or above where the form is narrow; the control; hint
/// and issues below it. The control is named by the label.
pub(super) fn frame<R>(
    ui: &mut Ui,
    field: &Field<'_>,
    control: impl FnOnce(&mut Ui) -> (Response, R),
) -> (Response, R) {
    let size = &tokens(ui).size;
    let narrow = field.wide || field.column.is_none() && ui.available_width() < size.narrow_form;
    field.scope(ui, |ui| {
        // However the row is laid out, its control is the same one: it keeps the keyboard when the form gets narrow.
        let id = ui.scope_id().with("control");
        if narrow {
            ui.spacing_mut().item_spacing.y = size.space;
            let label = label_ui(ui, field);
            let (response, result) = control_ui(ui, field, (label, id), control);
            return (field.explain(response), result);
        }
        let row = ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = size.steps(if field.column.is_some() { 2.0 } else { 3.0 });
            let label = ui.vertical(|ui| {
                ui.set_width(field.column.unwrap_or(size.label_column));
                let line = ui.fonts_mut(|fonts| fonts.row_height(&FontId::proportional(size.body)));
                ui.add_space((size.control - line) / 2.0);
                label_ui(ui, field)
            });
            let (response, result) =
                ui.vertical(|ui| control_ui(ui, field, (label.inner, id), control)).inner;
            (field.explain(response), result)
        });
        row.inner
    })
}

/// The frame of a row that takes all the room there is: label and `head` on one line, the control below. The
/// explanation is the label's alone, since the control is many.
pub(super) fn headed_frame<H>(
    ui: &mut Ui,
    field: &Field<'_>,
    head: impl FnOnce(&mut Ui) -> H,
    control: impl FnOnce(&mut Ui, H) -> Response,
) -> Response {
    let field = field.wide();
    field.scope(ui, |ui| {
        let size = &tokens(ui).size;
        ui.spacing_mut().item_spacing.y = size.steps(1.5);
        let (label, head) = ui
            .horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = size.steps(3.0);
                (label_ui(ui, &field), head(ui))
            })
            .inner;
        let id = ui.scope_id().with("control");
        control_ui(ui, &field, (label, id), |ui| (control(ui, head), ())).0
    })
}

fn label_ui(ui: &mut Ui, field: &Field<'_>) -> Id {
    let color = tokens(ui).color.text_muted;
    field.explain(ui.add(Label::new(RichText::new(field.label).color(color)).wrap())).id
}

fn control_ui<R>(
    ui: &mut Ui,
    field: &Field<'_>,
    (label, id): (Id, Id),
    control: impl FnOnce(&mut Ui) -> (Response, R),
) -> (Response, R) {
    let size = &tokens(ui).size;
    ui.spacing_mut().item_spacing.y = size.space;
    let most = if field.wide { f32::INFINITY } else { size.field_width };
    ui.set_max_width(ui.available_width().min(most));
    let own = UiBuilder::new().scope_id(id);
    let shown = ui.scope_builder(own, |ui| ui.add_enabled_ui(field.enabled, control).inner);
    let (response, result) = shown.inner;
    let response = response.labelled_by(label);
    field.remarks_ui(ui, &response);
    take_focus(ui, field, &response);
    (response, result)
}

/// A field in a cell of so many points, in a row of several: its label stands at the head of the column, and what is
/// wrong with it below the row.
pub fn cell<'a>(
    ui: &mut Ui,
    field: impl Into<Field<'a>>,
    width: f32,
    control: impl FnOnce(&mut Ui) -> Response,
) -> Response {
    let field = field.into();
    field.scope(ui, |ui| {
        let room = egui::vec2(width, tokens(ui).size.control);
        let cell = ui.allocate_ui_with_layout(room, egui::Layout::top_down(egui::Align::Min), |ui| {
            ui.set_width(width);
            ui.add_enabled_ui(field.enabled, control).inner
        });
        let response = cell.inner.accessible_name(field.label);
        field.tie_remarks(ui, &response);
        take_focus(ui, &field, &response);
        field.explain(response)
    })
}

fn take_focus(ui: &Ui, field: &Field<'_>, response: &Response) {
    if field.focused || field.enabled && takes_next_row(ui, field.key) {
        keyboard::lead(response);
    }
}

/// Selects the whole text of a field, which typing then replaces.
pub(in crate::ui) fn select_all(field: &Response) {
    let mut state = TextEditState::load(&field.ctx, field.id).unwrap_or_default();
    let all = CCursorRange::two(CCursor::default(), CCursor::new(egui::text::CharIndex(END)));
    state.cursor.set_char_range(Some(all));
    state.store(&field.ctx, field.id);
}

/// A row that is to take the keyboard.
#[derive(Clone, Copy)]
enum NextRow {
    /// The one of this key.
    Named(&'static str),
    /// The next one, from this pass on.
    Any { pass: u64 },
}

/// Has the next row of a form that can be changed take the keyboard: the one of a key, where there is one.
pub(in crate::ui) fn focus_next_row(ctx: &Context, key: Option<&'static str>) {
    let now = NextRow::Any { pass: ctx.cumulative_pass_nr() };
    let next = key.map_or(now, NextRow::Named);
    ctx.data_mut(|data| data.insert_temp(next_id(), next));
}

/// To be called behind the rows of a form: where none had the key, the first one takes the keyboard in the next pass;
/// where there was none at all, that is forgotten.
pub(in crate::ui) fn pass_next_row_on(ctx: &Context) {
    let left = ctx.data(|data| data.get_temp::<NextRow>(next_id()));
    ctx.data_mut(|data| data.remove::<NextRow>(next_id()));
    if let Some(NextRow::Named(_)) = left {
        // Not in this pass: what is drawn behind the form has rows too.
        let next = NextRow::Any { pass: ctx.cumulative_pass_nr() + 1 };
        ctx.data_mut(|data| data.insert_temp(next_id(), next));
        ctx.request_repaint();
    }
}

/// Whether the row of this key is the next one, which takes the keyboard: true once.
pub(in crate::ui) fn takes_next_row(ui: &Ui, key: Option<&str>) -> bool {
    let takes = match ui.data(|data| data.get_temp::<NextRow>(next_id())) {
        Some(NextRow::Named(named)) => key == Some(named),
        Some(NextRow::Any { pass }) => ui.ctx().cumulative_pass_nr() >= pass,
        None => false,
    };
    if takes {
        ui.data_mut(|data| data.remove::<NextRow>(next_id()));
    }
    takes
}

fn next_id() -> Id {
    Id::unique("next row takes the keyboard")
}

/// Says below a control that what is typed there stands for nothing. That is read at once, and with the control.
pub(super) fn wrong_ui(ui: &mut Ui, control: &Response, text: &str) {
    let line = issue_line(ui, Severity::Error, text);
    ui.ctx().accesskit_node_builder(line.id, |node| node.set_live(Live::Assertive));
    ui.ctx().accesskit_node_builder(control.id, |node| {
        node.set_description(text);
        node.set_invalid(Invalid::True);
    });
}

/// A field for one line of text, as wide as the room there is.
pub(super) fn line_edit<'t>(text: &'t mut String, id: Id, placeholder: &str) -> egui::TextEdit<'t> {
    let edit = egui::TextEdit::singleline(text).id(id).hint_text(placeholder.to_owned());
    edit.align(egui::Align2::LEFT_CENTER).desired_width(f32::INFINITY)
}

/// A text that stands for a value: what is typed stays, also while it stands for none.
///
/// `read` says which value a text stands for. While what was typed stands for none, the value is the one from
/// before the typing: the valid beginning of a text is not what a person meant. Returns whether what is shown
/// stands for a value.
pub(super) fn parsed_edit<T: Clone + Send + Sync + 'static>(
    ui: &mut Ui,
    written: &str,
    placeholder: &str,
    value: &mut T,
    read: impl Fn(&str) -> Option<T>,
) -> (Response, bool) {
    let id = ui.make_persistent_id("input");
    let mut typed = Typed::known(ui, id, written, value);
    let mut text = typed.as_ref().map_or_else(|| written.to_owned(), |typed| typed.text.clone());
    let response = ui.add(line_edit(&mut text, id, placeholder).char_limit(MOST_OF_A_VALUE));
    if response.changed() {
        let before = typed.map_or_else(|| value.clone(), |typed| typed.before);
        let meant = read(&text);
        let valid = meant.is_some();
        *value = meant.unwrap_or_else(|| before.clone());
        typed = Some(Typed::new(ui.ctx(), text, valid, before));
    }
    let valid = Typed::keep(typed, ui, id, &response);
    (response, valid)
}

/// What a person typed, which may stand for no value.
#[derive(Clone)]
pub(super) struct Typed<T> {
    pub(super) text: String,
    pub(super) valid: bool,
    /// The value when the typing began, or what was saved since.
    pub(super) before: T,
    /// The save since which that holds.
    since: Option<Id>,
    /// The value's own text after the typing. When that changes, the value was set by someone else.
    over: Option<String>,
}

impl<T: Clone + Send + Sync + 'static> Typed<T> {
    pub(super) fn new(ctx: &Context, text: String, valid: bool, before: T) -> Self {
        Self { text, valid, before, since: beginning(ctx), over: None }
    }

    /// What was typed into the field of that id, whose value is now `value`, unless somebody else set the value since.
    pub(super) fn known(ui: &Ui, id: Id, written: &str, value: &T) -> Option<Self> {
        let mut typed = ui.data(|data| data.get_temp::<Self>(id))?;
        if *typed.over.get_or_insert_with(|| written.to_owned()) != written {
            return None;
        }
        let now = beginning(ui.ctx());
        if typed.since != now {
            (typed.since, typed.before) = (now, value.clone());
        }
        Some(typed)
    }

    /// Keeps what was typed while the keyboard is in its field, and for as long as it stands for no value. Returns
    /// whether what is shown stands for one.
    pub(super) fn keep(typed: Option<Self>, ui: &Ui, id: Id, response: &Response) -> bool {
        let typed = typed.filter(|typed| typed.valid || !is_given_up(response));
        let nothing = typed.as_ref().filter(|typed| !typed.valid);
        if let Some(typed) = nothing {
            stands_for_nothing(response, &typed.text);
        }
        let valid = nothing.is_none();
        let keep = response.has_focus() || !valid;
        ui.data_mut(|data| match typed.filter(|_| keep) {
            Some(typed) => {
                data.insert_temp(id, typed);
            }
            None => data.remove::<Self>(id),
        });
        valid
    }
}
