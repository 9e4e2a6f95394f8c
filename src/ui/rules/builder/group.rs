//! Groups and lines of the rows: cards, the handle that moves a line, its menu, and what it depends on.

use super::place::{Change, Place, new_group};
use super::state::Gap;
use super::{Builder, names, value};
use crate::rule;
use crate::rule::rows::{Group, Item, Join, Missing, Node, Row};
use crate::text::Message;
use crate::ui::theme::tokens;
use crate::ui::widgets::{self, Button, Icon, Severity, grip, icon_button, issue_line, segmented};
use egui::{
    CornerRadius, DragAndDrop, Frame, Key, Margin, Modifiers, Popup, Rangef, Response, RichText, Stroke,
    TextEdit, Ui,
};

/// Below this width, in steps of the grid, operator and value stand below the field.
const ONE_LINE: f32 = 130.0;

/// Below this width, the value stands below the operator too.
const TWO_LINES: f32 = 65.0;

/// What a group is beside its lines.
pub(super) struct Line<'n> {
    /// Its number, which the numbers of its lines begin with.
    pub(super) number: &'n str,
    pub(super) kind: LineKind,
}

/// What a group is for.
pub(super) enum LineKind {
    /// The whole rule.
    Rule,
    /// A line of another group, which may be taken into account only sometimes.
    Group { conditional: bool },
    /// What a line is taken into account by.
    Condition,
}

/// What can be done with a line beside moving it.
#[derive(Debug, Clone, Copy)]
struct Menu {
    /// Whether it is taken into account only sometimes.
    conditional: bool,
    /// Whether it can be written as CEL.
    cel: bool,
}

/// A line that is dragged, and the rule that it is of.
#[derive(Debug, Clone)]
struct Dragged(egui::Id, Place);

/// The number of a line, as names of controls have it: `2.1`.
fn number_of(number: &str, index: usize) -> String {
    if number.is_empty() { (index + 1).to_string() } else { format!("{number}.{}", index + 1) }
}

/// The first line that something is missing in: its number, and the message of what is.
pub(super) fn first_missing(builder: &Builder<'_>, group: &Group) -> Option<(String, &'static str)> {
    missing_in(builder, group, "")
}

fn missing_in(builder: &Builder<'_>, group: &Group, number: &str) -> Option<(String, &'static str)> {
    group.items.iter().enumerate().find_map(|(index, item)| {
        let missing = item.missing()?;
        let number = number_of(number, index);
        let inner = match &item.node {
            Node::Group(group) => missing_in(builder, group, &number),
            _ => None,
        };
        let condition = item.condition.as_ref();
        let before = condition.and_then(|it| missing_in(builder, it, &builder.number_if(&number)));
        let own = match missing {
            Missing::Field => "rules-missing-field",
            Missing::Value => "rules-missing-value",
            Missing::Expression => "rules-missing-expression",
            Missing::Line => "rules-missing-line",
        };
        Some(before.or(inner).unwrap_or((number, own)))
    })
}

impl Builder<'_> {
    /// The number that lines of a condition begin with.
    fn number_if(&self, number: &str) -> String {
        format!("{number}.{}", self.text("rules-if"))
    }

    /// A group as a card. What is a line itself has the handle and the buttons of a line beside its join.
    pub(super) fn group_ui(&mut self, ui: &mut Ui, group: &mut Group, place: &Place, line: &Line<'_>) {
        let tokens = tokens(ui);
        let (size, color) = (&tokens.size, &tokens.color);
        let frame = Frame::new()
            .fill(if place.0.len() % 2 == 1 { color.background } else { color.raised })
            .stroke(Stroke::new(1.0, color.border))
            .corner_radius(CornerRadius::from(size.radius))
            .inner_margin(Margin::same(6));
        let mut starts = Vec::new();
        let card = frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = size.steps(1.5);
            self.head_ui(ui, group, place, line);
            for index in 0..group.items.len() {
                starts.push(ui.cursor().top());
                ui.push_id(("line", index), |ui| {
                    let number = number_of(line.number, index);
                    self.line_ui(ui, &mut group.items[index], &place.line(index), &number);
                });
            }
            starts.push(ui.cursor().top());
            self.add_ui(ui, group, place, line.number);
        });
        let card = card.response.rect;
        let gap = |(index, y)| Gap { group: place.clone(), index, card, y: y - size.steps(0.75) };
        self.gaps.extend(starts.into_iter().enumerate().map(gap));
    }

    /// The head of a group. One condition of a line needs no join.
    fn head_ui(&mut self, ui: &mut Ui, group: &mut Group, place: &Place, line: &Line<'_>) {
        let condition = matches!(line.kind, LineKind::Condition);
        if condition && group.items.len() < 2 && group.join == Join::All {
            return;
        }
        let LineKind::Group { conditional } = line.kind else { return self.join_ui(ui, group, line.number) };
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = tokens(ui).size.space;
            self.handle_ui(ui, place, line.number);
            self.mark_ui(ui, place, line.number);
            let room = ui.available_width() - Self::buttons_width(ui);
            value::cell(ui, room, |ui| self.join_ui(ui, group, line.number));
            self.buttons_ui(ui, place, line.number, Menu { conditional, cel: true });
        });
    }

    fn join_ui(&mut self, ui: &mut Ui, group: &mut Group, number: &str) {
        let options = Join::ALL.map(|join| {
            let id = match join {
                Join::All => "rules-all",
                Join::Any => "rules-any",
                Join::None => "rules-none",
            };
            (join, self.text(id))
        });
        let name =
            if number.is_empty() { self.text("rules-join") } else { self.name(number, "rules-control-join") };
        if segmented(ui, &name, &mut group.join, &options).changed() {
            self.settled = true;
        }
    }

    /// The buttons below the lines of a group.
    fn add_ui(&mut self, ui: &mut Ui, group: &Group, place: &Place, number: &str) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = tokens(ui).size.space;
            for (id, icon, item) in [
                ("rules-add-condition", Icon::Add, Item::from(Row::unset())),
                ("rules-add-group", Icon::Add, new_group(group.join)),
            ] {
                let label = self.text(id);
                let mut button = ui.add(Button::ghost(&label).icon(icon));
                if !number.is_empty() {
                    button =
                        button.accessible_name(self.rule.ctx.say(
                            &Message::new("rules-add-to").with("what", label.as_str()).with("row", number),
                        ));
                }
                if button.clicked() {
                    self.add(place, item);
                }
            }
        });
    }

    /// A line: what it says, and what it depends on.
    fn line_ui(&mut self, ui: &mut Ui, item: &mut Item, place: &Place, number: &str) {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = tokens(ui).size.space;
            let conditional = item.condition.is_some();
            match &mut item.node {
                Node::Row(row) => self.row_line_ui(ui, row, place, number, conditional),
                Node::Expression(text) => self.expression_line_ui(ui, text, place, number, conditional),
                Node::Group(group) => {
                    let line = Line { number, kind: LineKind::Group { conditional } };
                    self.group_ui(ui, group, place, &line);
                }
            }
            if let Some(condition) = &mut item.condition {
                self.condition_ui(ui, condition, place, number);
            }
        });
    }

    fn row_line_ui(&mut self, ui: &mut Ui, row: &mut Row, place: &Place, number: &str, conditional: bool) {
        let size = &tokens(ui).size;
        let one_line = ui.available_width() >= size.steps(ONE_LINE);
        let buttons = Self::buttons_width(ui);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = size.space;
            self.handle_ui(ui, place, number);
            self.mark_ui(ui, place, number);
            let room = ui.available_width() - buttons;
            if one_line {
                value::cell(ui, room * 0.32, |ui| self.field_ui(ui, row, place, number));
                value::cell(ui, room * 0.24, |ui| self.operator_ui(ui, row, number));
                let rest = ui.available_width() - buttons;
                value::cell(ui, rest, |ui| self.values_ui(ui, row, number));
            } else {
                value::cell(ui, room, |ui| self.field_ui(ui, row, place, number));
            }
            self.buttons_ui(ui, place, number, Menu { conditional, cel: true });
        });
        if !one_line && row.field.is_some() {
            self.below_ui(ui, row, number);
        }
    }

    /// Operator and value below the field; each on a line of its own where even that is too narrow.
    fn below_ui(&mut self, ui: &mut Ui, row: &mut Row, number: &str) {
        let size = &tokens(ui).size;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = size.space;
            ui.add_space(size.control + size.space + self.mark_width(ui));
            let room = ui.available_width();
            if room < size.steps(TWO_LINES) {
                value::cell(ui, room, |ui| {
                    self.operator_ui(ui, row, number);
                    self.values_ui(ui, row, number);
                });
                return;
            }
            value::cell(ui, room * 0.42, |ui| self.operator_ui(ui, row, number));
            let rest = ui.available_width();
            value::cell(ui, rest, |ui| self.values_ui(ui, row, number));
        });
    }

    fn expression_line_ui(
        &mut self,
        ui: &mut Ui,
        text: &mut String,
        place: &Place,
        number: &str,
        conditional: bool,
    ) {
        let size = &tokens(ui).size;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = size.space;
            self.handle_ui(ui, place, number);
            self.mark_ui(ui, place, number);
            let room = ui.available_width() - Self::buttons_width(ui);
            value::cell(ui, room, |ui| self.expression_ui(ui, text, place, number));
            self.buttons_ui(ui, place, number, Menu { conditional, cel: false });
        });
    }

    /// The handle that a line is dragged by. With the keyboard, Alt and the arrows move it.
    fn handle_ui(&mut self, ui: &mut Ui, place: &Place, number: &str) {
        let name = self.rule.ctx.say(&Message::new("rules-move").with("row", number));
        let handle = grip(ui, &name);
        handle.dnd_set_drag_payload(Dragged(self.id, place.clone()));
        if self.focus.as_ref() == Some(place) && !self.rule.led_to {
            handle.request_focus();
        }
        if !handle.has_focus() {
            return;
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::ALT, key));
        if pressed(Key::ArrowUp) {
            self.change = Some(Change::Up(place.clone()));
        } else if pressed(Key::ArrowDown) {
            self.change = Some(Change::Down(place.clone()));
        } else if pressed(Key::Delete)
            || ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Delete))
        {
            self.change = Some(Change::Remove(place.clone()));
        }
    }

    /// The room of the menu of a line, and of the button that takes it away.
    fn buttons_width(ui: &Ui) -> f32 {
        let size = &tokens(ui).size;
        2.0 * (size.control + size.space)
    }

    /// The menu of a line, and the button that takes it away.
    fn buttons_ui(&mut self, ui: &mut Ui, place: &Place, number: &str, menu: Menu) {
        let more = icon_button(ui, Icon::More, &self.name(number, "rules-control-menu"));
        widgets::menu(Popup::menu(&more), |ui| self.menu_ui(ui, place, menu));
        let name = self.rule.ctx.say(&Message::new("rules-remove").with("row", number));
        if icon_button(ui, Icon::Close, &name).clicked() {
            self.change = Some(Change::Remove(place.clone()));
        }
    }

    fn menu_ui(&mut self, ui: &mut Ui, place: &Place, menu: Menu) {
        let condition = if menu.conditional {
            ("rules-menu-always", Change::Always(place.clone()))
        } else {
            ("rules-menu-if", Change::If(place.clone()))
        };
        let changes = [
            Some(("rules-menu-up", Change::Up(place.clone()))),
            Some(("rules-menu-down", Change::Down(place.clone()))),
            Some(("rules-menu-wrap", Change::Wrap(place.clone()))),
            Some(("rules-menu-duplicate", Change::Duplicate(place.clone()))),
            Some(condition),
            menu.cel.then(|| ("rules-menu-cel", Change::Cel(place.clone()))),
        ];
        for (id, change) in changes.into_iter().flatten() {
            if ui.button(self.text(id)).clicked() {
                self.change = Some(change);
            }
        }
    }

    /// What a line is taken into account by.
    fn condition_ui(&mut self, ui: &mut Ui, condition: &mut Group, place: &Place, number: &str) {
        let size = &tokens(ui).size;
        let number = self.number_if(number);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = size.space;
            ui.add_space(size.control + size.space);
            let room = ui.available_width() - size.control - size.space;
            value::cell(ui, room, |ui| {
                ui.label(RichText::new(self.text("rules-taken-if")).color(tokens(ui).color.text_muted));
                let line = Line { number: &number, kind: LineKind::Condition };
                ui.push_id("condition", |ui| self.group_ui(ui, condition, &place.condition(), &line));
            });
            if icon_button(ui, Icon::Close, &self.text("rules-menu-always")).clicked() {
                self.change = Some(Change::Always(place.clone()));
            }
        });
    }

    /// A line of CEL, with what is wrong with it.
    fn expression_ui(&mut self, ui: &mut Ui, text: &mut String, place: &Place, number: &str) {
        let id = ui.make_persistent_id("input");
        let mut shown = text.clone();
        let edit = TextEdit::multiline(&mut shown).id(id).code_editor().lock_focus(false);
        let edit = edit.desired_rows(1).desired_width(ui.available_width());
        let response = ui.add(edit.hint_text(self.text("rules-expression")));
        let response = response.accessible_name(self.name(number, "rules-control-expression"));
        if self.focus.as_ref() == Some(place) && (text.is_empty() || self.rule.led_to) {
            response.request_focus();
        }
        if response.changed() {
            *text = shown.replace('\n', " ");
        }
        self.note(&response);
        if let Err(found) = self.rule.ctx.app.workspace().plan().rules().read(text)
            && let Some(first) = found.first()
            && !text.trim().is_empty()
        {
            let (_, column) = rule::line_column(text, first.span.start);
            let problem = first.message.clone();
            let issue = Message::new("forms-rule-issue").with("column", column).with("problem", problem);
            issue_line(ui, Severity::Error, &self.rule.ctx.say(&issue));
        }
    }

    /// Takes note of what was done with a control that takes typing.
    pub(super) fn note(&mut self, response: &Response) {
        self.typed |= response.changed();
        self.settled |= response.lost_focus();
    }

    /// Shows where a dragged line would go, and lets it go there.
    pub(super) fn drop_ui(&mut self, ui: &Ui) {
        let Some(dragged) = DragAndDrop::payload::<Dragged>(ui.ctx()) else { return };
        let Some(pointer) = ui.ctx().pointer_interact_pos().filter(|_| dragged.0 == self.id) else { return };
        let under = self.gaps.iter().filter(|gap| gap.takes(pointer));
        let Some(deepest) = under.clone().map(|gap| gap.group.0.len()).max() else { return };
        let distance = |gap: &&Gap| (gap.y - pointer.y).abs();
        let nearest = under
            .filter(|gap| gap.group.0.len() == deepest)
            .min_by(|one, other| distance(one).total_cmp(&distance(other)));
        let Some(gap) = nearest else { return };
        let line = Stroke::new(2.0, tokens(ui).color.focus);
        ui.painter().hline(Rangef::new(gap.card.left() + 8.0, gap.card.right() - 8.0), gap.y, line);
        if ui.input(|input| input.pointer.any_released()) {
            self.change = Some(Change::Move(dragged.1.clone(), gap.group.clone(), gap.index));
        }
    }

    /// The field of that path, as the catalog calls it.
    pub(super) fn named(&self, path: &crate::rule::rows::Path) -> Option<&names::Named> {
        self.fields.iter().find(|named| named.path == *path)
    }
}
