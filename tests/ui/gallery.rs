//! Every widget of the kit in one window, laid out as the editor is.

use egui::{CentralPanel, Frame, Id, Margin, Panel, Ui};
use vitrine::model::Moment;
use vitrine::text::Language;
use vitrine::ui::theme::tokens;
use vitrine::ui::widgets::{
    Badge, Button, DialogButton, DocumentTab, Field, FieldIssue, Icon, InnerTab, PickEvent, PickItem, Picker,
    Severity, TabEvent, TabStay, Toasts, Tree, TreeEvents, TreeRow, badge, card, check_row, collapsible,
    dialog, document_tabs, empty_state, icon_button, key_value, moment_row, multiline_row, note, number_row,
    optional_number_row, page, panel_header, picker_row, pill, progress_bar, radio_row, section, segmented,
    static_row, tab_bar, text_row, toggle_icon_button, toolbar,
};

/// What the gallery edits and remembers.
pub(crate) struct Gallery {
    pub(crate) language: Language,
    pub(crate) label: String,
    pub(crate) description: String,
    pub(crate) anonymous: bool,
    pub(crate) stage: u8,
    pub(crate) weight: f64,
    pub(crate) most: Option<u32>,
    pub(crate) folder: Option<String>,
    pub(crate) start: Option<Moment>,
    pub(crate) view: u8,
    pub(crate) filtered: bool,
    pub(crate) inner: u8,
    pub(crate) items: Vec<PickItem>,
    pub(crate) picks: Vec<PickEvent>,
    pub(crate) tabs: Vec<DocumentTab>,
    pub(crate) active: Option<usize>,
    pub(crate) rows: Vec<TreeRow>,
    pub(crate) tree: Vec<TreeEvents>,
    pub(crate) menu: Option<usize>,
    pub(crate) dialog: bool,
    pub(crate) answer: Option<usize>,
    pub(crate) toasts: Toasts,
    pub(crate) created: usize,
}

impl Default for Gallery {
    fn default() -> Self {
        let item = |id: &str, label: &str, detail: &str| PickItem {
            id: id.to_owned(),
            label: label.to_owned(),
            detail: detail.to_owned(),
        };
        Self {
            language: Language::En,
            label: "Environment - Visitor".to_owned(),
            description: String::new(),
            anonymous: true,
            stage: 0,
            weight: 12.5,
            most: None,
            folder: Some("visitors".to_owned()),
            start: "2026-07-01".parse().ok(),
            view: 0,
            filtered: false,
            inner: 0,
            items: vec![
                item("visitors", "Visitors", "Folders / Visitors"),
                item("leads", "Leads", "Folders / Visitors / Leads"),
                item("customers", "Customers", "Folders / Customers"),
            ],
            picks: Vec::new(),
            tabs: vec![tab("visitor", "Environment - Visitor", false), tab("web", "Web, best offer", true)],
            active: Some(0),
            rows: rows(),
            tree: Vec::new(),
            menu: None,
            dialog: false,
            answer: None,
            toasts: Toasts::default(),
            created: 0,
        }
    }
}

fn tab(id: &str, label: &str, marked: bool) -> DocumentTab {
    DocumentTab {
        id: Id::unique(("tab", id)),
        label: label.to_owned(),
        icon: Some(Icon::Environment),
        marked,
        stay: TabStay::Kept,
    }
}

fn rows() -> Vec<TreeRow> {
    let row = |level, label: &str, icon, expanded| TreeRow {
        icon: Some(icon),
        expanded,
        ..TreeRow::new(Id::unique(("row", label)), level, label)
    };
    let warning = Some(Badge { severity: Severity::Warning, count: 2 });
    vec![
        row(0, "Environments", Icon::Environment, Some(true)),
        TreeRow { selected: true, ..row(1, "Visitor", Icon::Environment, Some(true)) },
        TreeRow { badge: warning, ..row(2, "Web, best offer", Icon::Space, None) },
        TreeRow { trailing: "12".to_owned(), ..row(2, "Offer catalog", Icon::Category, Some(false)) },
        row(2, "A space whose name is longer than the explorer is wide", Icon::Space, None),
        TreeRow { muted: true, ..row(1, "Recipient", Icon::Environment, Some(false)) },
        row(0, "Presentation", Icon::Presentation, Some(false)),
        row(0, "Dimensions", Icon::Dimension, Some(false)),
        row(0, "Folders", Icon::Folder, Some(false)),
        TreeRow { trailing: "9/10".to_owned(), ..row(0, "Scenarios", Icon::Scenario, Some(false)) },
    ]
}

/// Draws the whole of it.
pub(crate) fn gallery_ui(ui: &mut Ui, gallery: &mut Gallery) {
    let color = tokens(ui).color;
    let side = Frame::new().fill(color.background).inner_margin(Margin::symmetric(4, 0));
    Panel::left("explorer").frame(side).default_size(240.0).show(ui, |ui| explorer_ui(ui, gallery));
    let side = Frame::new().fill(color.background).inner_margin(Margin::symmetric(12, 0));
    Panel::right("preview").frame(side).default_size(300.0).show(ui, |ui| preview_ui(ui, gallery));
    CentralPanel::default().frame(Frame::new().fill(color.panel)).show(ui, |ui| editor_ui(ui, gallery));
    if gallery.dialog {
        let buttons = [DialogButton::danger("Delete it"), DialogButton::cancel("Keep it")];
        let pressed = dialog(ui.ctx(), Id::unique("delete"), "Delete the space?", &buttons, |ui| {
            ui.label("Two offers and one scenario name it.");
        });
        if pressed.is_some() {
            gallery.answer = pressed;
            gallery.dialog = false;
        }
    }
    let ctx = ui.ctx().clone();
    gallery.toasts.show(&ctx, gallery.language);
}

fn explorer_ui(ui: &mut Ui, gallery: &mut Gallery) {
    panel_header(ui, "Explorer", |ui| {
        icon_button(ui, Icon::Add, "Add an entity");
        toggle_icon_button(ui, Icon::Filter, "Show only issues", &mut gallery.filtered);
    });
    let menu = &mut gallery.menu;
    let tree = Tree::new(Id::unique("explorer"), "Catalog").can_drop(&|_, target| target != 0);
    let events = tree.show(ui, &gallery.rows, |ui, index| {
        if ui.button("Rename").clicked() {
            *menu = Some(index);
        }
    });
    if let Some(index) = events.toggled {
        let open = &mut gallery.rows[index].expanded;
        *open = open.map(|open| !open);
    }
    if let Some(chosen) = events.clicked {
        for (index, row) in gallery.rows.iter_mut().enumerate() {
            row.selected = index == chosen;
        }
    }
    if events != TreeEvents::default() {
        gallery.tree.push(events);
    }
}

fn editor_ui(ui: &mut Ui, gallery: &mut Gallery) {
    match document_tabs(ui, "Open tabs", &gallery.tabs, gallery.active, gallery.language) {
        Some(TabEvent::Select(index)) => gallery.active = Some(index),
        Some(TabEvent::Close(index)) => {
            gallery.tabs.remove(index);
            gallery.active = gallery.tabs.len().checked_sub(1);
        }
        _ => {}
    }
    let warning = Badge { severity: Severity::Warning, count: 1 };
    let tabs = [("General", None), ("Eligibility", Some(warning)), ("Offer weight", None)];
    let tabs: Vec<InnerTab<'_, u8>> =
        (0..).zip(tabs).map(|(value, (label, badge))| InnerTab { value, label, badge }).collect();
    Frame::new()
        .inner_margin(Margin::symmetric(12, 0))
        .show(ui, |ui| tab_bar(ui, "Parts", &mut gallery.inner, &tabs));
    page(ui, "general", |ui| form_ui(ui, gallery));
}

fn form_ui(ui: &mut Ui, gallery: &mut Gallery) {
    let language = gallery.language;
    section(ui, "Identity");
    text_row(ui, "Label", &mut gallery.label);
    let wrong =
        [FieldIssue { severity: Severity::Error, text: "Another environment has this name.".to_owned() }];
    text_row(ui, Field::new("Name").issues(&wrong), &mut "visitor".to_owned());
    let description = Field::new("Description").placeholder("What is it for?");
    multiline_row(ui, description, &mut gallery.description, 2);
    radio_row(ui, "Type", &mut gallery.stage, &[(0, "Design"), (1, "Live")]);
    static_row(ui, "Address", "visitor/web");
    section(ui, "Recipients");
    let anonymous = Field::new("Environment dedicated to incoming anonymous interactions")
        .hint("Fills in the targeting dimension and the visitor folder.");
    check_row(ui, anonymous, &mut gallery.anonymous);
    let picker = Picker::new(&gallery.items, language).none("No folder").go_to().new_entry("New folder…");
    let soft = [FieldIssue { severity: Severity::Warning, text: "Nobody is in this folder.".to_owned() }];
    let field = Field::new("Visitor folder").issues(&soft);
    if let Some(event) = picker_row(ui, field, picker, gallery.folder.as_deref()) {
        match &event {
            PickEvent::Chosen(id) => gallery.folder = Some(id.clone()),
            PickEvent::Cleared => gallery.folder = None,
            PickEvent::GoTo(_) | PickEvent::New(_) => {}
        }
        gallery.picks.push(event);
    }
    number_row(ui, "Weight", &mut gallery.weight, 0.0..=100.0, "%", language);
    let most = Field::new("Maximum offers")
        .placeholder("No limit")
        .hint("Propositions of one offer to one contact.");
    optional_number_row(ui, most, &mut gallery.most, 1..=1000, language);
    moment_row(ui, "Starts", &mut gallery.start, language);
    note(ui, Severity::Info, "Identifying implicitly costs a look-up in each call.");
}

fn preview_ui(ui: &mut Ui, gallery: &mut Gallery) {
    panel_header(ui, "Live preview", |ui| {
        icon_button(ui, Icon::Refresh, "Decide again");
    });
    segmented(ui, "Catalog", &mut gallery.view, &[(0, "Edited"), (1, "Published")]);
    card(ui, |ui| {
        ui.horizontal(|ui| {
            pill(ui, "Eligible", Severity::Success);
            pill(ui, "Draft", Severity::Neutral);
            badge(ui, Badge { severity: Severity::Error, count: 3 }, "3 errors");
        });
        key_value(ui, "Weight", "40");
        key_value(ui, "Multiplier", "1.5");
    });
    progress_bar(ui, 0.4, "Simulation");
    collapsible(ui, "not proposed", "12 not proposed", None, false, |ui| ui.label("Loan: weight is zero"));
    toolbar(ui, |ui| {
        if ui.add(Button::primary("Save").icon(Icon::Save)).clicked() {
            gallery.toasts.push(Severity::Success, "Saved.");
        }
        ui.add(Button::secondary("Compare"));
        if ui.add(Button::ghost("Delete").icon(Icon::Delete)).clicked() {
            gallery.dialog = true;
        }
    });
    if empty_state(
        ui,
        Icon::Scenario,
        "No scenario yet",
        "Save a call and its answer to check it later.",
        Some("Create"),
    ) {
        gallery.created += 1;
    }
}
