//! The list of suggestions while a rule is typed, and what is known of the word under the pointer.
//! Owns when the list opens and closes and which keys are its own; what fits is the rule language's to say.

use super::{RuleContext, splits_of};
use crate::document::CatalogLabels;
use crate::rule::{
    Completion, Origin, Reference, Root, Suggestion, Surroundings, TokenKind, complete, reference,
    tokens as tokens_of,
};
use crate::text::Message;
use crate::ui::theme::tokens;

use crate::ui::widgets::{SuggestionRow, suggestions_ui};
use egui::text::{CCursor, CharIndex};
use egui::text_edit::TextEditOutput;
use egui::{Id, Key, Label, LayerId, Modifiers, Order, RichText, Tooltip, Ui};

/// The list while it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Open {
    /// Where the caret is, in bytes of the rule.
    caret: usize,
    /// The suggestion that Enter takes.
    cursor: usize,
    /// Whether a person asked for it: it stays while nothing is typed.
    asked: bool,
    /// Whether keys have moved the cursor since something was typed.
    steered: bool,
}

/// The list of one field in a frame.
pub(super) struct Session {
    open: Option<Open>,
    follow: bool,
    asked: bool,
}

/// A rule after a suggestion was taken, and its caret in characters.
pub(super) type Completed = (String, usize);

impl Session {
    pub(super) fn load(ui: &Ui, id: Id, enabled: bool) -> Self {
        let open = ui.data(|data| data.get_temp::<Open>(id)).filter(|_| enabled);
        let focused = ui.memory(|memory| memory.has_focus(id));
        // A press on the list takes the focus from the field, and must not finish the rule.
        let open = open.filter(|_| focused || is_pointed_at(ui, id));
        let asked =
            enabled && focused && ui.input_mut(|input| input.consume_key(Modifiers::CTRL, Key::Space));
        Self { open, follow: false, asked }
    }

    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    pub(super) fn store(&self, ui: &Ui, id: Id) {
        ui.data_mut(|data| {
            if let Some(open) = self.open {
                data.insert_temp(id, open);
            } else {
                data.remove::<Open>(id);
            }
        });
    }

    /// Takes the keys of the open list before the field sees them; the rule when a suggestion was taken.
    pub(super) fn take_keys(&mut self, ui: &Ui, rule: &RuleContext<'_>, source: &str) -> Option<Completed> {
        let open = self.open.as_mut()?;
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::Escape) {
            self.open = None;
            return None;
        }
        let completion = completion_at(ui, rule, source, *open)?;
        let last = completion.suggestions.len() - 1;
        if pressed(Key::ArrowDown) {
            open.cursor = if open.cursor >= last { 0 } else { open.cursor + 1 };
            (self.follow, open.steered) = (true, true);
        }
        if pressed(Key::ArrowUp) {
            open.cursor = if open.cursor == 0 { last } else { open.cursor - 1 };
            (self.follow, open.steered) = (true, true);
        }
        let chosen = (pressed(Key::Enter) || pressed(Key::Tab)).then_some(open.cursor)?;
        self.open = None;
        Some(completed(source, &completion, completion.suggestions.get(chosen)?))
    }

    /// Opens, moves or closes the list after the field was drawn, and draws it; the rule when one was clicked.
    pub(super) fn update(
        &mut self,
        ui: &mut Ui,
        rule: &RuleContext<'_>,
        text: &str,
        output: &TextEditOutput,
        taken: bool,
    ) -> Option<Completed> {
        let response = &output.response.response;
        let caret = match output.cursor_range {
            Some(range) => byte_of(text, range.primary.index.0),
            None => self.open?.caret,
        };
        if self.asked {
            self.open = Some(Open { caret, cursor: 0, asked: true, steered: false });
        } else if response.changed() || taken {
            let asked = self.open.is_some_and(|open| open.asked);
            self.open = Some(Open { caret, cursor: 0, asked, steered: false });
        } else if self.open.is_some_and(|open| open.caret != caret) {
            self.open = None;
        }
        let open = self.open?;
        let Some(completion) = completion_at(ui, rule, text, open) else {
            self.open = None;
            return None;
        };
        let cursor = CCursor::new(CharIndex(text[..caret].chars().count()));
        let at = output.galley.pos_from_cursor(cursor).translate(output.galley_pos.to_vec2());
        let rows: Vec<SuggestionRow> = completion.suggestions.iter().map(|one| row(rule, one)).collect();
        let cursor = open.cursor.min(rows.len() - 1);
        let name = rule.ctx.text("editor-completion");
        let id = list_id(response.id);
        let steered = open.steered.then_some(response.id);
        let clicked = suggestions_ui(ui, (id, at), &name, &rows, (cursor, self.follow), steered, |ui| {
            if let Origin::Function(one) = completion.suggestions[cursor].origin {
                ui.separator();
                function_ui(ui, rule, one);
            }
        });
        self.open = Some(Open { cursor, ..open });
        let chosen = completion.suggestions.get(clicked?)?;
        response.request_focus();
        self.open = None;
        self.store(ui, response.id);
        Some(completed(text, &completion, chosen))
    }
}

fn list_id(field: Id) -> Id {
    field.with("suggestions")
}

/// Whether the pointer is over the list of a field.
fn is_pointed_at(ui: &Ui, field: Id) -> bool {
    let pointer = ui.input(|input| input.pointer.latest_pos());
    let list = LayerId::new(Order::Foreground, list_id(field));
    pointer.is_some_and(|at| ui.ctx().layer_id_at(at) == Some(list))
}

fn completion_at(ui: &Ui, rule: &RuleContext<'_>, source: &str, open: Open) -> Option<Completion> {
    let labels = CatalogLabels::of(rule.ctx.catalog(), rule.entity);
    let parameters: Vec<String> = rule
        .filter
        .map(|filter| filter.parameters.iter().map(|parameter| parameter.name.clone()).collect())
        .unwrap_or_default();
    let splits = splits_of(ui, &rule.ctx);
    let around = Surroundings {
        schema: rule.schema,
        usage: rule.usage,
        labels: &labels,
        parameters: &parameters,
        splits: &splits,
    };
    complete(source, open.caret, around, open.asked)
}

fn completed(source: &str, completion: &Completion, chosen: &Suggestion) -> Completed {
    let mut text = source.to_owned();
    text.replace_range(completion.replaces.clone(), &chosen.insert);
    let before = source[..completion.replaces.start].chars().count();
    (text, before + chosen.insert.chars().count() - chosen.back)
}

/// The byte of a character.
fn byte_of(text: &str, characters: usize) -> usize {
    text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at)
}

fn row(rule: &RuleContext<'_>, one: &Suggestion) -> SuggestionRow {
    SuggestionRow { label: one.label.clone(), detail: detail(rule, &one.origin) }
}

/// What a suggestion is, in a few words.
fn detail(rule: &RuleContext<'_>, origin: &Origin) -> String {
    let ctx = &rule.ctx;
    match origin {
        Origin::Root(name) => ctx.text(root_label(name)),
        Origin::Field(label, field_type) => {
            let kind = ctx.text(field_type.choice_label());
            if label.is_empty() { kind } else { format!("{label} · {kind}") }
        }
        Origin::Filter(label) => label.clone(),
        Origin::Function(one) => one.forms().first().cloned().unwrap_or_default(),
        Origin::Value => ctx.text("editor-value"),
        Origin::Parameter(field_type) => ctx.text(field_type.choice_label()),
    }
}

fn root_label(name: &str) -> &'static str {
    match Root::named(name) {
        Some(Root::Profile) => "editor-root-profile",
        Some(Root::Call) => "editor-root-call",
        Some(Root::Offer) => "editor-root-offer",
        Some(Root::Interaction) => "editor-root-interaction",
        Some(Root::Proposition) => "editor-root-proposition",
        Some(Root::Split) | None => "editor-root-filters",
    }
}

/// How a function is called, what it does, and an example.
fn function_ui(ui: &mut Ui, rule: &RuleContext<'_>, one: &Reference) {
    let tokens = tokens(ui);
    ui.spacing_mut().item_spacing.y = tokens.size.space;
    for form in one.forms() {
        ui.add(Label::new(RichText::new(form).monospace().color(tokens.color.text)).wrap());
    }
    ui.add(Label::new(RichText::new(rule.ctx.text(one.about)).color(tokens.color.text)).wrap());
    let example = rule.ctx.say(&Message::new("editor-example").with("example", one.example));
    ui.add(Label::new(RichText::new(example).size(tokens.size.small).color(tokens.color.text_muted)).wrap());
}

/// What is known of the word under the pointer.
pub(super) fn explain_ui(rule: &RuleContext<'_>, text: &str, output: &TextEditOutput) {
    let response = &output.response.response;
    let Some(pointer) = response.hover_pos().filter(|at| output.text_clip_rect.contains(*at)) else { return };
    let cursor = output.galley.cursor_from_pos(pointer - output.galley_pos);
    let byte = byte_of(text, cursor.index.0);
    let all = tokens_of(text);
    let Some(at) = all
        .iter()
        .position(|token| token.span.start <= byte && byte <= token.span.end && is_word(token.kind))
    else {
        return;
    };
    let word = &text[all[at].span.clone()];
    let behind = |steps: usize| at.checked_sub(steps).map(|before| &text[all[before].span.clone()]);
    let holder = behind(2).filter(|_| behind(1) == Some("."));
    let known = match all[at].kind {
        TokenKind::Function => {
            let spaced = holder.map(|holder| format!("{holder}.{word}"));
            let spaced = spaced.and_then(|name| reference(&name, false));
            spaced.or_else(|| reference(word, behind(1) == Some("."))).map(Known::Function)
        }
        TokenKind::Root => Some(Known::Words(rule.ctx.text(root_label(word)))),
        TokenKind::Field => {
            holder.and_then(Root::named).and_then(|root| field_words(rule, root, word)).map(Known::Words)
        }
        _ => None,
    };
    let Some(known) = known else { return };
    Tooltip::for_widget(response).at_pointer().show(|ui| match known {
        Known::Function(one) => function_ui(ui, rule, one),
        Known::Words(words) => drop(ui.label(words)),
    });
}

/// What a tooltip says.
enum Known {
    Function(&'static Reference),
    Words(String),
}

fn is_word(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Function | TokenKind::Root | TokenKind::Field)
}

/// Label and type of a field.
fn field_words(rule: &RuleContext<'_>, root: Root, name: &str) -> Option<String> {
    use crate::rule::Labels;
    let field_type = rule.schema.field_type(root, name)?;
    let label = CatalogLabels::of(rule.ctx.catalog(), rule.entity).field(root, name).map(|(label, _)| label);
    Some(detail(rule, &Origin::Field(label.unwrap_or_default(), field_type.clone())))
}
