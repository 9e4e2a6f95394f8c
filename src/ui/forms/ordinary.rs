//! The ordinary rows of a form: those of which a field's declaration says all, its label, what explains it, what it
//! holds. A new field of such a kind gets its row on its tab without a word here.

use super::Form;
use crate::app::Action;
use crate::model::{Choice, Declaration, EntityKind, FieldKind, InnerTab, List, Ref, Span, Step};
use crate::ui::labels::title;
use crate::ui::widgets::{
    Field, FieldIssue, PickEvent, PickItem, Picker, check_row, moment_row, number_row, optional_number_row,
    picker_row, radio_row, span_row, text_row,
};
use egui::{Response, Ui};
use serde_json::Value;

/// Of more choices than these one is picked from a list, instead of being ticked.
const MOST_RADIOS: usize = 3;

/// The way to a field of a struct, by the names in the file; the compiler looks whether it is there.
macro_rules! field {
    ($type:ident $(. $field:ident)+) => {{
        let _ = |it: &$crate::model::$type| {
            let _ = &it$(.$field)+;
        };
        &[$(stringify!($field)),+]
    }};
}
pub(super) use field;

/// A field whose row is drawn.
struct Row<'r> {
    path: &'r [&'static str],
    declaration: &'static Declaration,
    /// What it holds now, as it is written; null where it is missing.
    current: Value,
    title: String,
    explanation: String,
    issues: Vec<FieldIssue>,
    enabled: bool,
    focused: bool,
}

impl Row<'_> {
    /// What explains a field stands below it or comes with the mouse, as its message is called.
    fn field(&self) -> Field<'_> {
        let field =
            Field::new(&self.title).key(self.declaration.name).issues(&self.issues).enabled(self.enabled);
        if self.declaration.tip.ends_with("-hint") {
            field.hint(&self.explanation)
        } else {
            field.tip(&self.explanation)
        }
    }

    /// The same for a row that gives no response of the control that an issue leads to.
    fn field_with_focus(&self) -> Field<'_> {
        self.field().focused(self.focused)
    }
}

impl Form<'_, '_> {
    /// Draws the rows of the entity's fields on a tab, in order: `special` draws those of its own, and says for which
    /// it did.
    pub(super) fn rows_ui(
        &mut self,
        ui: &mut Ui,
        tab: InnerTab,
        mut special: impl FnMut(&mut Ui, &mut Self, &str) -> bool,
    ) {
        let first = InnerTab::of(self.entity)[0];
        for declaration in self.entity.kind().declarations() {
            let here = declaration.tab.unwrap_or(first) == tab;
            if !here
                || matches!(declaration.holds, FieldKind::Entities(_))
                || special(ui, self, declaration.name)
            {
                continue;
            }
            match declaration.name {
                // A person reads the label first.
                "name" if self.entity.kind().declaration("label").is_some() => {}
                "label" => {
                    self.field_row(ui, &["label"]);
                    if *self.entity == Ref::Catalog {
                        self.field_row(ui, &["name"]);
                    } else {
                        self.name_row(ui);
                    }
                }
                name => self.field_row(ui, &[name]),
            }
        }
    }

    /// The declaration of a field of the entity.
    pub(super) fn declaration(&self, path: &[&str]) -> Option<&'static Declaration> {
        let declaration = self.entity.kind().declaration_at(path);
        debug_assert!(declaration.is_some(), "{path:?} is not declared");
        declaration
    }

    /// The message of the label of one of the entity's fields.
    pub(super) fn label_of(&self, key: &str) -> &'static str {
        self.declaration(&[key]).map_or("", |it| it.label)
    }

    /// The row of a field, which its declaration draws; of a part, those of its fields. A field that needs a row of its
    /// own has none.
    pub(super) fn field_row(&mut self, ui: &mut Ui, path: &[&'static str]) {
        let Some(declaration) = self.declaration(path) else { return };
        if let FieldKind::Part(fields) = declaration.holds {
            for field in fields() {
                self.field_row(ui, &[path, &[field.name]].concat());
            }
            return;
        }
        let Some(current) = self.value.value_at(path) else { return };
        let steps: Vec<Step> = path.iter().map(|name| Step::Field(name)).collect();
        let row = Row {
            path,
            declaration,
            current,
            title: self.text(declaration.label),
            explanation: if declaration.tip.is_empty() { String::new() } else { self.text(declaration.tip) },
            issues: self.issues_at(&steps),
            enabled: self.enabled,
            focused: takes_focus(declaration) && self.is_led_to(ui, &steps),
        };
        if let Some(response) = self.control_ui(ui, &row) {
            self.lead_to_place(ui, &steps, &response);
        }
    }

    fn control_ui(&mut self, ui: &mut Ui, row: &Row<'_>) -> Option<Response> {
        match row.declaration.holds {
            FieldKind::Text | FieldKind::Fixed | FieldKind::Name | FieldKind::Template => {
                Some(self.text_control(ui, row))
            }
            FieldKind::Flag => Some(self.flag_control(ui, row)),
            FieldKind::Choice(choices) => self.choice_control(ui, row, choices()),
            FieldKind::Reference(kind) | FieldKind::Address(kind) => {
                self.reference_control(ui, row, kind);
                None
            }
            FieldKind::Rule(_) => {
                let [key] = row.path else { return None };
                let (schema, source) = (self.schema(ui), row.current.as_str()?.to_owned());
                let value = self.value.clone();
                let put = |source: String| {
                    value.with_value_at(&[key], Value::from(source)).unwrap_or_else(|| value.clone())
                };
                self.rule_of_field(ui, key, &schema, &source, put);
                None
            }
            FieldKind::Whole => self.whole_control(ui, row),
            FieldKind::Decimal => self.decimal_control(ui, row),
            FieldKind::Moment => self.moment_control(ui, row),
            FieldKind::Span => self.span_control(ui, row),
            _ => None,
        }
    }

    /// Puts the entity with another value of the field; what the field cannot hold changes nothing.
    fn put_value(&mut self, row: &Row<'_>, value: Value, typed: bool) {
        if let Some(changed) = self.value.with_value_at(row.path, value) {
            self.put(changed, row.declaration.name, row.declaration.label, typed);
        }
    }

    /// Whether the field may be missing.
    fn is_optional(&self, row: &Row<'_>) -> bool {
        self.value.with_value_at(row.path, Value::Null).is_some()
    }

    fn text_control(&mut self, ui: &mut Ui, row: &Row<'_>) -> Response {
        let mut text = row.current.as_str().unwrap_or_default().to_owned();
        let response = text_row(ui, row.field(), &mut text);
        if response.changed() {
            let missing = text.is_empty() && self.is_optional(row);
            self.put_value(row, if missing { Value::Null } else { Value::from(text) }, true);
        }
        self.settle(&response);
        response
    }

    fn flag_control(&mut self, ui: &mut Ui, row: &Row<'_>) -> Response {
        let mut on = row.current.as_bool().unwrap_or_default();
        let response = check_row(ui, row.field(), &mut on);
        if response.changed() {
            self.put_value(row, Value::from(on), false);
        }
        response
    }

    /// Choices that hold nothing beside themselves.
    fn choice_control(&mut self, ui: &mut Ui, row: &Row<'_>, choices: &[Choice]) -> Option<Response> {
        let current = row.current.as_str()?;
        if !choices.iter().all(Choice::is_bare) {
            return None;
        }
        let texts: Vec<(&str, String)> =
            choices.iter().map(|choice| (choice.name, self.text(choice.label))).collect();
        if choices.len() > MOST_RADIOS {
            let item = |(id, label): &(&str, String)| PickItem {
                id: (*id).to_owned(),
                label: label.clone(),
                detail: String::new(),
            };
            let items: Vec<PickItem> = texts.iter().map(item).collect();
            let picker = Picker::new(&items, self.ctx.language);
            if let Some(PickEvent::Chosen(id)) = picker_row(ui, row.field_with_focus(), picker, Some(current))
            {
                self.put_value(row, Value::from(id), false);
            }
            return None;
        }
        let options: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let mut chosen = current;
        let response = radio_row(ui, row.field(), &mut chosen, &options);
        if response.changed() {
            self.put_value(row, Value::from(chosen), false);
        }
        Some(response)
    }

    /// A picker over the entities of a kind, with the way to the one that is chosen.
    fn reference_control(&mut self, ui: &mut Ui, row: &Row<'_>, kind: EntityKind) {
        let by_address = matches!(row.declaration.holds, FieldKind::Address(_));
        let items = self.entities_to_pick(kind, by_address);
        let none = self.text("forms-none");
        let mut picker = Picker::new(&items, self.ctx.language).go_to();
        if self.is_optional(row) {
            picker = picker.none(&none).placeholder(&none);
        }
        match picker_row(ui, row.field_with_focus(), picker, row.current.as_str()) {
            Some(PickEvent::Chosen(id)) => self.put_value(row, Value::from(id), false),
            Some(PickEvent::Cleared) => self.put_value(row, Value::Null, false),
            Some(PickEvent::GoTo(id)) => {
                let (environment, name) = match id.split_once('/').filter(|_| by_address) {
                    Some((environment, name)) => (Some(environment), name),
                    None => (self.entity.environment(), id.as_str()),
                };
                if let Some(at) = Ref::named(kind, environment, name) {
                    self.actions.push(Action::go_to(at));
                }
            }
            Some(PickEvent::New(_)) | None => {}
        }
    }

    /// The entities of a kind that the entity can refer to: those of its environment or of the catalog; by their
    /// addresses those of all environments.
    fn entities_to_pick(&self, kind: EntityKind, by_address: bool) -> Vec<PickItem> {
        let catalog = self.ctx.catalog();
        let mut items = Vec::new();
        let mut add = |holder: &Ref| {
            for entity in catalog.list(holder, kind).into_iter().flat_map(List::entities) {
                let name = entity.name().to_owned();
                let id = match holder.environment().filter(|_| by_address) {
                    Some(environment) => format!("{environment}/{name}"),
                    None => name,
                };
                items.push(PickItem { id: id.clone(), label: title(&entity, catalog), detail: id });
            }
        };
        add(&Ref::Catalog);
        for environment in &catalog.environments {
            let name = &environment.name;
            if by_address || self.entity.environment() == Some(name) {
                add(&Ref::Environment(name.clone()));
                environment.walk_categories(|_, category| {
                    add(&Ref::Category(name.clone(), category.name.clone()));
                });
            }
        }
        items
    }

    fn whole_control(&mut self, ui: &mut Ui, row: &Row<'_>) -> Option<Response> {
        let language = self.ctx.language;
        let wide = self.value.with_value_at(row.path, Value::from(u64::MAX)).is_some();
        let range = 0..=if wide { u64::MAX } else { u64::from(u32::MAX) };
        if self.is_optional(row) {
            let mut number = row.current.as_u64();
            let response = optional_number_row(ui, row.field(), &mut number, range, language);
            if response.changed() && number != row.current.as_u64() {
                self.put_value(row, number.map_or(Value::Null, Value::from), true);
            }
            self.settle(&response);
            return Some(response);
        }
        let mut number = row.current.as_u64()?;
        let response = number_row(ui, row.field(), &mut number, range, "", language);
        if response.changed() {
            self.put_value(row, Value::from(number), true);
        }
        self.settle_number(&response);
        Some(response)
    }

    fn decimal_control(&mut self, ui: &mut Ui, row: &Row<'_>) -> Option<Response> {
        let language = self.ctx.language;
        // The whole range: what the file has is shown as it is, and checking says what is wrong with it.
        let range = f64::MIN..=f64::MAX;
        if self.is_optional(row) {
            let mut number = row.current.as_f64();
            let response = optional_number_row(ui, row.field(), &mut number, range, language);
            if response.changed() && number != row.current.as_f64() {
                self.put_value(row, number.map_or(Value::Null, Value::from), true);
            }
            self.settle(&response);
            return Some(response);
        }
        let mut number = row.current.as_f64()?;
        let response = number_row(ui, row.field(), &mut number, range, "", language);
        if response.changed() {
            self.put_value(row, Value::from(number), true);
        }
        self.settle_number(&response);
        Some(response)
    }

    fn moment_control(&mut self, ui: &mut Ui, row: &Row<'_>) -> Option<Response> {
        let before = serde_json::from_value(row.current.clone()).ok()?;
        let mut moment = Option::clone(&before);
        let response = moment_row(ui, row.field(), &mut moment, self.ctx.language);
        if response.changed() && moment != before {
            let written = moment.map_or(Value::Null, |moment| Value::from(moment.to_string()));
            self.put_value(row, written, true);
        }
        self.settle(&response);
        Some(response)
    }

    fn span_control(&mut self, ui: &mut Ui, row: &Row<'_>) -> Option<Response> {
        let before: Span = serde_json::from_value(row.current.clone()).ok()?;
        let mut span = before;
        let response = span_row(ui, row.field(), &mut span, self.ctx.language);
        if response.changed() && span != before {
            self.put_value(row, Value::from(span.to_string()), true);
        }
        self.settle(&response);
        Some(response)
    }
}

/// Whether the row of a field gives no response of its control: it is told before that an issue leads there.
fn takes_focus(declaration: &Declaration) -> bool {
    match declaration.holds {
        FieldKind::Reference(_) | FieldKind::Address(_) => true,
        FieldKind::Choice(choices) => choices().len() > MOST_RADIOS,
        _ => false,
    }
}
