//! What of the table of offers is in sight: in a small window, and when it is scrolled sideways.

use crate::support::{Chosen, SMALL_WINDOW, app, click, find, has, press, shell};
use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use vitrine::app::{Column, Command};
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

type Window = Harness<'static, Shell>;

/// The table of the sample catalog in the smallest window, with all panels.
fn window(language: Language) -> Window {
    let mut app = app(language, Chosen::paths([]), None);
    app.run(Command::OffersTable);
    app.poll();
    shell(ThemeChoice::Light, SMALL_WINDOW, app)
}

/// The labels of the offers in the first rows.
fn labels(window: &Window, count: usize) -> Vec<String> {
    let rows = window.state().app().table_rows().expect("a table");
    rows.shown.iter().take(count).map(|row| row.offer.label.clone()).collect()
}

fn rect(window: &Window, role: Role, name: &str) -> Rect {
    find(window, role, name).rect()
}

fn cursor(window: &Window) -> (usize, Column) {
    let cursor = window.state().app().view().sheet().and_then(|it| it.cursor()).expect("a cursor");
    (cursor.row, cursor.column.clone())
}

fn chosen(window: &Window) -> usize {
    window.state().app().view().sheet().expect("a table").chosen_count()
}

#[test]
fn labels_stay_where_they_are_when_the_table_is_scrolled_sideways() {
    let mut window = window(Language::En);
    let [first, third] = [0, 2].map(|row| labels(&window, 3)[row].clone());
    let label = |name: &str| format!("Label, {name}");
    let before = ["Label", "Code"].map(|heading| rect(&window, Role::ColumnHeader, heading));
    let of_first = rect(&window, Role::Cell, &label(&first));
    click(&mut window, Role::Cell, &label(&first));
    press(&mut window, Key::End);
    let last = rect(&window, Role::Cell, &format!("Problems, {first}"));
    assert_eq!(rect(&window, Role::Cell, &label(&first)), of_first);
    assert_eq!(rect(&window, Role::ColumnHeader, "Label"), before[0]);
    assert!(!has(&window, Role::ColumnHeader, "Code"), "it is scrolled out of sight");
    assert!(last.left() >= of_first.right() - 0.5, "what the cursor is on lies beside them");
    // One cell after the other, to the left and to the right: none of them lies below the labels, or beyond the other
    // edge if there is room for it.
    let (edge, table) =
        (of_first.right(), window.query_all_by_role(Role::Table).next().expect("a table").rect());
    for (key, end) in [(Key::ArrowLeft, Column::Label), (Key::ArrowRight, Column::Problems)] {
        while cursor(&window).1 != end {
            press(&mut window, key);
            let (_, column) = cursor(&window);
            let heading = column.heading(window.state().app().workspace().catalog(), Language::En);
            let cell = rect(&window, Role::Cell, &format!("{heading}, {first}"));
            let is_label = column == Column::Label;
            assert!(is_label || cell.left() >= edge - 0.5, "{heading}: {cell:?}");
            let fits = cell.right() <= table.right() + 0.5 || (cell.left() - edge).abs() < 0.5;
            assert!(fits, "{heading}: {cell:?} in {table:?}");
        }
    }
    // Scrolled again, a click on a label is a click on the label, and takes the rows between with Shift.
    press(&mut window, Key::End);
    find(&window, Role::Cell, &label(&third)).click_modifiers(Modifiers::SHIFT);
    window.run();
    assert_eq!((cursor(&window), chosen(&window)), ((2, Column::Label), 3));
    find(&window, Role::CheckBox, &format!("Select, {first}")).click();
    window.run();
    assert_eq!(chosen(&window), 2, "boxes stay too");
}

#[test]
fn a_heading_that_gets_the_keyboard_lies_beside_the_labels() {
    let mut window = window(Language::En);
    let first = labels(&window, 1)[0].clone();
    let label = rect(&window, Role::Cell, &format!("Label, {first}"));
    click(&mut window, Role::Cell, &format!("Label, {first}"));
    press(&mut window, Key::End);
    window.hover_at(label.center() + vec2(label.width() * 1.2, 0.0));
    window.run();
    find(&window, Role::ColumnHeader, "Problems").focus();
    window.run();
    for _ in 0..40 {
        window.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
        window.run();
        let focused =
            window.query_all_by_role(Role::ColumnHeader).find(|it| it.accesskit_node().is_focused());
        let Some(heading) = focused.filter(|it| it.accesskit_node().label().as_deref() != Some("Label"))
        else {
            break;
        };
        assert!(heading.rect().left() >= label.right() - 0.5, "{:?}", heading.accesskit_node().label());
    }
}

#[test]
fn rules_are_sentences_and_typed_as_rules() {
    for (language, column, said) in [(Language::En, "Rule", "is"), (Language::Fr, "Règle", "est")] {
        let mut window = window(language);
        let with_rule = |window: &Window| {
            let rows = window.state().app().table_rows().expect("a table");
            rows.shown.iter().take(5).find(|row| !row.offer.target.is_empty()).map(|row| row.offer.clone())
        };
        let offer = with_rule(&window).expect("one of the first has a rule");
        let label = if language == Language::En { "Label" } else { "Libellé" };
        click(&mut window, Role::Cell, &format!("{label}, {}", offer.label));
        for _ in 0..20 {
            if cursor(&window).1 != Column::Target {
                press(&mut window, Key::ArrowRight);
            }
        }
        let cell = format!("{column}, {}", offer.label);
        let value = find(&window, Role::Cell, &cell).accesskit_node().value().expect("a text");
        assert_ne!(value, offer.target);
        assert!(value.split_whitespace().any(|word| word == said), "{value}");
        press(&mut window, Key::F2);
        let field = find(&window, Role::TextInput, column).accesskit_node().value();
        assert_eq!(field.as_deref(), Some(&*offer.target), "what is typed is the rule");
        press(&mut window, Key::Escape);
        assert_eq!(with_rule(&window).map(|it| it.target.clone()), Some(offer.target.clone()));
    }
}

#[test]
fn the_smallest_window_has_five_rows_and_no_gap_above_them() {
    for language in Language::ALL {
        let mut window = window(language);
        let (heading, count) = match language {
            Language::En => ("Label", "offers"),
            Language::Fr => ("Libellé", "offres"),
        };
        let table = window.query_all_by_role(Role::Table).next().expect("a table").rect();
        let in_sight = |window: &Window| {
            let cells = window.query_all_by_role(Role::Cell);
            let label = |it: &egui_kittest::Node<'_>| {
                it.accesskit_node().label().is_some_and(|it| it.starts_with(&format!("{heading}, ")))
            };
            cells.filter(|it| label(it) && table.expand(0.5).contains_rect(it.rect())).count()
        };
        assert!(in_sight(&window) >= 5, "{} rows in {table:?}", in_sight(&window));
        let labels_of = window.query_all_by_role(Role::Label);
        let counts =
            |it: &egui_kittest::Node<'_>| it.accesskit_node().value().is_some_and(|it| it.ends_with(count));
        let counted = labels_of.filter(counts).map(|it| it.rect());
        let above = counted.filter(|it| it.bottom() <= table.top()).map(|it| it.bottom()).fold(0.0, f32::max);
        assert!(above > 0.0 && table.top() - above < 20.0, "{above} to {}", table.top());
        // What can be done with what is chosen takes no room from the rows.
        let first = labels(&window, 1)[0].clone();
        click(&mut window, Role::Cell, &format!("{heading}, {first}"));
        let after = window.query_all_by_role(Role::Table).next().expect("a table").rect();
        assert_eq!(after, table);
    }
}
