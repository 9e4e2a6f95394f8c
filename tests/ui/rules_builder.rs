//! The visual rule builder: rules are built by mouse and by keyboard and read as CEL, and the other way round.

use crate::support::{SMALL_WINDOW, click, find, has, press, reading, shell, type_text};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::Arc;
use vitrine::app::{Action, InnerTab};
use vitrine::model::{Entity, Offer, Ref};
use vitrine::text::{Language, customary_moment};
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

type Window = Harness<'static, Shell>;

/// High enough for a rule of three levels.
const HIGH: [f32; 2] = [1280.0, 1600.0];

fn car() -> Ref {
    Ref::Offer("site".into(), "car".into())
}

/// A window on one tab of an entity.
fn open(entity: Ref, tab: InnerTab, language: Language, size: [f32; 2]) -> Window {
    let mut app = reading(language, include_str!("rules.catalog.ron"));
    app.preferences.problems = false;
    app.apply(vec![Action::Open(entity.clone()), Action::Inner(entity, tab)]);
    shell(ThemeChoice::Light, size, app)
}

fn eligibility() -> Window {
    open(car(), InnerTab::Eligibility, Language::En, HIGH)
}

fn offer(window: &Window) -> Arc<Offer> {
    match window.state().app().workspace().catalog().entity(&car()) {
        Some(Entity::Offer(offer)) => offer,
        other => panic!("no offer: {other:?}"),
    }
}

/// The rule of the offer.
fn rule(window: &Window) -> String {
    offer(window).target.clone()
}

/// Clicks the first of several controls of that role and name: a weight of the offer has a rule too.
fn click_first(window: &mut Window, role: Role, name: &str) {
    window.query_all_by_role_and_label(role, name).next().expect(name).click();
    window.run();
}

/// Writes the offer's rule as CEL, and goes back to its rows.
fn set_rule(window: &mut Window, rule: &str) {
    click_first(window, Role::RadioButton, words(window, "CEL", "CEL"));
    let name = words(window, "Rule", "Règle");
    window.query_all_by_role_and_label(Role::MultilineTextInput, name).next().expect(name).focus();
    window.run();
    keys(window, Modifiers::COMMAND, Key::A);
    if rule.is_empty() {
        press(window, Key::Delete);
    } else {
        type_text(window, rule);
    }
    click_first(window, Role::RadioButton, words(window, "Rows", "Lignes"));
    assert_eq!(self::rule(window), rule);
}

fn words(window: &Window, english: &'static str, french: &'static str) -> &'static str {
    if window.state().app().preferences.language == Language::Fr { french } else { english }
}

fn keys(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run();
}

fn pick(window: &mut Window, control: &str, item: &str) {
    click(window, Role::ComboBox, control);
    type_text(window, item);
    click(window, Role::ListBoxOption, item);
}

/// Puts a text into a field, and leaves it.
fn write(window: &mut Window, field: &str, text: &str) {
    find(window, Role::TextInput, field).focus();
    window.run();
    keys(window, Modifiers::COMMAND, Key::A);
    type_text(window, text);
    press(window, Key::Tab);
}

/// What is said to be missing.
fn missing(window: &Window) -> Vec<String> {
    let said = window.query_all_by_label_contains("is incomplete");
    said.filter_map(|it| it.accesskit_node().value()).collect()
}

fn press_first(window: &mut Window, name: &str) {
    click_first(window, Role::Button, name);
}

#[test]
fn a_rule_of_three_levels_is_built_by_mouse() {
    let mut window = eligibility();
    assert!(window.query_all_by_label("Everyone").next().is_some());
    press_first(&mut window, "Add a condition");
    pick(&mut window, "Row 1, field", "Age");
    pick(&mut window, "Row 1, operator", "at least");
    assert_eq!(rule(&window), "", "there is no value yet");
    assert!(window.query_by_label_contains("Row 1 is incomplete: no value").is_some());
    write(&mut window, "Row 1, value", "18");
    assert_eq!(rule(&window), "profile.age >= 18");
    press_first(&mut window, "Add a group");
    pick(&mut window, "Row 2.1, field", "Segment");
    pick(&mut window, "Row 2.1, value", "affluent");
    assert_eq!(rule(&window), "profile.age >= 18 && profile.segment == 'affluent'");
    click(&mut window, Role::Button, "Add a condition to row 2");
    pick(&mut window, "Row 2.2, field", "Premium");
    assert_eq!(rule(&window), "profile.age >= 18 && (profile.segment == 'affluent' || profile.premium)");
    click(&mut window, Role::Button, "Add a group to row 2");
    pick(&mut window, "Row 2.3.1, field", "Interests");
    pick(&mut window, "Row 2.3.1, operator", "has any of");
    for text in ["sports", "music"] {
        find(&window, Role::TextInput, "Row 2.3.1, add a value").focus();
        window.run();
        type_text(&mut window, text);
        press(&mut window, Key::Enter);
    }
    click(&mut window, Role::Button, "Add a condition to row 2.3");
    pick(&mut window, "Row 2.3.2, field", "Adults");
    write(&mut window, "Row 2.3.2, years", "21");
    let any = "('sports' in profile.interests || 'music' in profile.interests)";
    assert_eq!(
        rule(&window),
        format!(
            "profile.age >= 18 && (profile.segment == 'affluent' || profile.premium || {any} && filters.adult(21))"
        )
    );
    let none: Vec<_> = window.query_all_by_role_and_label(Role::RadioButton, "None of").collect();
    none[0].click();
    drop(none);
    window.run();
    assert!(rule(&window).starts_with("!(profile.age >= 18 || "));
}

#[test]
fn a_rule_of_three_levels_is_built_by_keyboard() {
    let mut window = eligibility();
    let choose = |window: &mut Window, search: &str| {
        press(window, Key::Enter);
        type_text(window, search);
        press(window, Key::Enter);
    };
    let press_button = |window: &mut Window, name: &str| {
        window.query_all_by_role_and_label(Role::Button, name).next().expect(name).focus();
        window.run();
        press(window, Key::Enter);
    };
    press_button(&mut window, "Add a condition");
    choose(&mut window, "age profile");
    assert!(find(&window, Role::ComboBox, "Row 1, field").accesskit_node().is_focused());
    press(&mut window, Key::Tab);
    choose(&mut window, "at least");
    press(&mut window, Key::Tab);
    type_text(&mut window, "30");
    assert_eq!(rule(&window), "profile.age >= 30");
    press_button(&mut window, "Add a group");
    choose(&mut window, "premium");
    press_button(&mut window, "Add a condition to row 2");
    choose(&mut window, "balance");
    press(&mut window, Key::Tab);
    choose(&mut window, "greater");
    press(&mut window, Key::Tab);
    type_text(&mut window, "1.5");
    press_button(&mut window, "Add a group to row 2");
    choose(&mut window, "page");
    for _ in 0..2 {
        press(&mut window, Key::Tab);
    }
    type_text(&mut window, "home");
    press_button(&mut window, "Add a condition to row 2.3");
    choose(&mut window, "premium");
    assert_eq!(
        rule(&window),
        "profile.age >= 30 && (profile.premium || profile.balance > 1.5 || call.page == 'home' && profile.premium)",
        "{:?}",
        missing(&window)
    );
}

#[test]
fn what_is_written_as_cel_is_shown_as_rows() {
    let mut window = eligibility();
    set_rule(
        &mut window,
        "profile.age >= 18 && profile.age <= 30 && (call.page == 'home' ? profile.premium : true) && profile.age % 2 == 0",
    );
    for (control, value) in [
        ("Row 1, field", "Age"),
        ("Row 1, operator", "between"),
        ("Row 2, field", "Premium"),
        ("Row 2.if.1, field", "Page"),
    ] {
        assert_eq!(
            find(&window, Role::ComboBox, control).accesskit_node().value().as_deref(),
            Some(value),
            "{control}"
        );
    }
    for (field, value) in [("Row 1, from", "18"), ("Row 1, to", "30"), ("Row 2.if.1, value", "home")] {
        assert_eq!(
            find(&window, Role::TextInput, field).accesskit_node().value().as_deref(),
            Some(value),
            "{field}"
        );
    }
    let spelled = find(&window, Role::MultilineTextInput, "Row 3, expression");
    assert_eq!(spelled.accesskit_node().value().as_deref(), Some("profile.age % 2 == 0"));
    write(&mut window, "Row 1, to", "40");
    assert!(rule(&window).starts_with("profile.age >= 18 && profile.age <= 40 && "), "{}", rule(&window));
    assert!(rule(&window).ends_with(" && profile.age % 2 == 0"), "the expression is as it was");
    click_first(&mut window, Role::RadioButton, "CEL");
    assert!(
        window.query_all_by_role(Role::MultilineTextInput).any(|it| it
            .accesskit_node()
            .value()
            .map(|it| it.replace('\n', " "))
            == Some(rule(&window)))
    );
}

#[test]
fn an_expression_is_part_of_the_rule_once_it_is_cel() {
    let mut window = eligibility();
    set_rule(&mut window, "profile.premium && profile.age % 2 == 0");
    find(&window, Role::MultilineTextInput, "Row 2, expression").focus();
    window.run();
    keys(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "profile.age % ");
    assert_eq!(rule(&window), "profile.premium && profile.age % 2 == 0");
    assert!(window.query_by_label_contains("Row 2 is incomplete: no valid CEL").is_some());
    assert!(window.query_by_label_contains("column 15").is_some());
    type_text(&mut window, "3 == 1");
    assert_eq!(rule(&window), "profile.premium && profile.age % 3 == 1");
}

#[test]
fn each_operator_writes_its_form() {
    let mut window = eligibility();
    for (field, operator, values, written) in [
        ("Number", "equal to", &[("value", "a")][..], "profile.id == 'a'"),
        ("Number", "starts with", &[("value", "a")], "profile.id.startsWith('a')"),
        ("Number", "is empty", &[], "!has(profile.id) || profile.id == ''"),
        ("Age", "different from", &[("value", "3")], "profile.age != 3"),
        ("Age", "between", &[("from", "3"), ("to", "5")], "profile.age >= 3 && profile.age <= 5"),
        ("Balance", "at most", &[("value", "2.5")], "profile.balance <= 2.5"),
        ("Premium", "is false", &[], "!profile.premium"),
        ("Segment", "has no value", &[], "!has(profile.segment)"),
        (
            "Customer since",
            "before",
            &[("value", "2026-07-01")],
            "profile.since < timestamp('2026-07-01T00:00:00+02:00')",
        ),
        (
            "Customer since",
            "in the last",
            &[("value", "30")],
            "profile.since <= interaction.at && interaction.at - profile.since <= duration('720h')",
        ),
        (
            "Last seen",
            "on the day",
            &[("value", "2026-01-01")],
            "profile.seen >= timestamp('2026-01-01T00:00:00+01:00') && profile.seen < timestamp('2026-01-02T00:00:00+01:00')",
        ),
        (
            "Last seen",
            "between",
            &[("from", "2026-01-01T08:00"), ("to", "2026-01-31")],
            "profile.seen >= timestamp('2026-01-01T08:00:00+01:00') && profile.seen < timestamp('2026-02-01T00:00:00+01:00')",
        ),
        ("Last seen", "older than", &[("value", "1")], "interaction.at - profile.seen > duration('24h')"),
        ("Interests", "has at least", &[("value", "2")], "size(profile.interests) >= 2"),
        ("Interests", "has", &[("value", "golf")], "'golf' in profile.interests"),
    ] {
        set_rule(&mut window, "");
        press_first(&mut window, "Add a condition");
        pick(&mut window, "Row 1, field", field);
        pick(&mut window, "Row 1, operator", operator);
        for (value, text) in values {
            write(&mut window, &format!("Row 1, {value}"), text);
        }
        assert_eq!(rule(&window), written, "{field} {operator}");
        set_rule(&mut window, "");
        set_rule(&mut window, written);
        let shown = find(&window, Role::ComboBox, "Row 1, operator").accesskit_node().value();
        assert_eq!(shown.as_deref(), Some(operator), "{written}");
        for (value, text) in values {
            let shown = find(&window, Role::TextInput, &format!("Row 1, {value}")).accesskit_node().value();
            assert_eq!(shown, Some(customary_moment(text, Language::En)), "{written}");
        }
    }
}

#[test]
fn values_are_picked_listed_and_taken_from_other_fields() {
    let mut window = eligibility();
    set_rule(&mut window, "profile.segment in ['mass']");
    pick(&mut window, "Row 1, add a value", "student");
    assert_eq!(rule(&window), "profile.segment in ['mass', 'student']");
    click(&mut window, Role::Button, "Remove mass");
    assert_eq!(rule(&window), "profile.segment in ['student']");
    set_rule(&mut window, "profile.age >= 3");
    click(&mut window, Role::Button, "Compare with another field");
    assert_eq!(rule(&window), "profile.age >= 3", "no field is chosen yet");
    pick(&mut window, "Row 1, value", "Least age");
    assert_eq!(rule(&window), "profile.age >= call.least");
    set_rule(&mut window, "profile.id == 'Anna'");
    click(&mut window, Role::Button, "Ignore case");
    assert_eq!(rule(&window), "profile.id.lowerAscii() == 'anna'");
    set_rule(&mut window, "offer.category == 'x'");
    pick(&mut window, "Row 1, value", "Loans");
    assert_eq!(rule(&window), "offer.category == 'loans'");
}

#[test]
fn lines_are_moved_grouped_doubled_and_taken_away() {
    let mut window = eligibility();
    set_rule(&mut window, "profile.premium && (profile.age > 1 || profile.age < 0) && has(profile.seen)");
    let menu = |window: &mut Window, row: &str, item: &str| {
        click(window, Role::Button, &format!("Row {row}, menu"));
        click(window, Role::Button, item);
    };
    menu(&mut window, "3", "Move up");
    assert_eq!(rule(&window), "profile.premium && (profile.age > 1 || profile.age < 0 || has(profile.seen))");
    let handle = "Move row 2.3: drag it, or press Alt+Up or Alt+Down";
    assert!(find(&window, Role::Button, handle).accesskit_node().is_focused(), "the keyboard follows");
    keys(&mut window, Modifiers::ALT, Key::ArrowUp);
    assert_eq!(rule(&window), "profile.premium && (profile.age > 1 || has(profile.seen) || profile.age < 0)");
    for _ in 0..2 {
        keys(&mut window, Modifiers::ALT, Key::ArrowUp);
    }
    assert_eq!(rule(&window), "profile.premium && has(profile.seen) && (profile.age > 1 || profile.age < 0)");
    menu(&mut window, "1", "Duplicate");
    click(&mut window, Role::Button, "Remove row 1");
    menu(&mut window, "2", "Group");
    click(&mut window, Role::Button, "Add a condition to row 2");
    pick(&mut window, "Row 2.2, field", "Premium");
    assert_eq!(
        rule(&window),
        "profile.premium && (has(profile.seen) || profile.premium) && (profile.age > 1 || profile.age < 0)"
    );
    click(&mut window, Role::Button, "Remove row 3");
    menu(&mut window, "1", "Take into account only if…");
    pick(&mut window, "Row 1.if.1, field", "Channel of the call");
    pick(&mut window, "Row 1.if.1, value", "Inbound web");
    assert_eq!(
        rule(&window),
        "(interaction.channel == 'inbound_web' ? profile.premium : true) && (has(profile.seen) || profile.premium)"
    );
    click(&mut window, Role::Button, "Always take into account");
    menu(&mut window, "1", "Convert to CEL");
    assert!(has(&window, Role::MultilineTextInput, "Row 1, expression"));
    assert_eq!(rule(&window), "profile.premium && (has(profile.seen) || profile.premium)");
}

#[test]
fn a_line_is_dragged_into_a_group() {
    let mut window = eligibility();
    set_rule(&mut window, "profile.premium && (profile.age > 1 || profile.age < 0) && has(profile.seen)");
    let grip = |row: &str| format!("Move row {row}: drag it, or press Alt+Up or Alt+Down");
    let drag = |window: &mut Window, from: &str, onto: &str| {
        let from = find(window, Role::Button, &grip(from)).rect().center();
        let onto = find(window, Role::Button, &grip(onto)).rect();
        let onto = onto.center_top() + egui::vec2(10.0, -1.0);
        window.drag_at(from);
        window.step();
        window.hover_at(onto);
        window.step();
        window.drop_at(onto);
        window.run();
    };
    drag(&mut window, "1", "2.2");
    assert_eq!(rule(&window), "(profile.age > 1 || profile.premium || profile.age < 0) && has(profile.seen)");
    drag(&mut window, "2", "1");
    assert_eq!(rule(&window), "has(profile.seen) && (profile.age > 1 || profile.premium || profile.age < 0)");
    drag(&mut window, "2", "2.1");
    assert_eq!(
        rule(&window),
        "has(profile.seen) && (profile.age > 1 || profile.premium || profile.age < 0)",
        "a group does not go into itself"
    );
}

#[test]
fn each_change_is_one_step_and_typing_is_one() {
    let mut window = eligibility();
    set_rule(&mut window, "profile.age >= 3");
    find(&window, Role::TextInput, "Row 1, value").focus();
    window.run();
    for digit in ["1", "2"] {
        type_text(&mut window, digit);
    }
    press(&mut window, Key::Tab);
    let typed = rule(&window);
    pick(&mut window, "Row 1, operator", "less than");
    press_first(&mut window, "Add a condition");
    pick(&mut window, "Row 2, field", "Premium");
    assert_eq!(rule(&window), format!("{} && profile.premium", typed.replace(">=", "<")));
    for wanted in [typed.replace(">=", "<"), typed, "profile.age >= 3".to_owned()] {
        keys(&mut window, Modifiers::COMMAND, Key::Z);
        assert_eq!(rule(&window), wanted);
    }
    assert_eq!(
        find(&window, Role::TextInput, "Row 1, value").accesskit_node().value().as_deref(),
        Some("3"),
        "the rows follow"
    );
}

#[test]
fn what_is_not_complete_is_kept_and_can_be_given_up() {
    let mut window = eligibility();
    set_rule(&mut window, "profile.premium");
    press_first(&mut window, "Add a condition");
    pick(&mut window, "Row 2, field", "Age");
    click(&mut window, Role::Tab, "Content");
    click(&mut window, Role::Tab, "Eligibility");
    assert!(has(&window, Role::ComboBox, "Row 2, field"), "it is kept");
    assert_eq!(rule(&window), "profile.premium");
    click_first(&mut window, Role::RadioButton, "CEL");
    assert!(has(&window, Role::Button, "Discard"), "it is not forgotten unseen");
    let unfit = window.state().app().view().unfit().expect("it is asked about before the window closes");
    assert_eq!((unfit.entity, unfit.tab), (car(), InnerTab::Eligibility));
    click_first(&mut window, Role::RadioButton, "Rows");
    click(&mut window, Role::Button, "Discard");
    assert_eq!(window.state().app().view().unfit(), None);
    assert!(!has(&window, Role::ComboBox, "Row 2, field"));
    press_first(&mut window, "Add a condition");
    set_rule(&mut window, "!profile.premium");
    assert!(!has(&window, Role::ComboBox, "Row 2, field"), "the rule was changed elsewhere");
}

#[test]
fn rules_are_rows_wherever_they_stand() {
    let place = |entity, tab, labels: &'static [&'static str], kinds: &'static [&'static str]| {
        (entity, tab, labels, kinds)
    };
    let all = &["Profile", "Call data", "Offer", "Interaction", "Predefined filter"][..];
    for (entity, tab, labels, kinds) in [
        place(Ref::Environment("site".into()), InnerTab::Eligibility, &["Rule"], all),
        place(Ref::Category("site".into(), "loans".into()), InnerTab::Eligibility, &["Rule"], all),
        place(car(), InnerTab::Eligibility, &["Rule", "Rule"], all),
        place(
            Ref::Filter("site".into(), "adult".into()),
            InnerTab::General,
            &["Rule"],
            &["Profile", "Call data", "Offer", "Interaction", "Parameter"],
        ),
        place(Ref::PresentationRule("pressure".into()), InnerTab::OfferPresentation, &["Offers"], &["Offer"]),
        place(
            Ref::PresentationRule("pressure".into()),
            InnerTab::OfferPresentation,
            &["Recipients"],
            &["Profile"],
        ),
    ] {
        let mut window = open(entity.clone(), tab, Language::En, HIGH);
        let boxes: Vec<_> = window.query_all_by_role_and_label(Role::Group, labels[0]).collect();
        assert_eq!(boxes.len(), labels.len(), "{entity:?}");
        if let Some(add) = boxes[0].query_by_role_and_label(Role::Button, "Add a condition") {
            add.click();
        }
        drop(boxes);
        window.run();
        let row = window.query_all_by_role(Role::ComboBox).find(|it| {
            it.accesskit_node()
                .label()
                .is_some_and(|label| label.starts_with("Row ") && label.ends_with(", field"))
        });
        row.expect("a row").click();
        window.run();
        for (kind, field) in [
            ("Profile", "Balance"),
            ("Call data", "Page"),
            ("Offer", "Offer code"),
            ("Interaction", "Space of the call"),
            ("Predefined filter", "Adults"),
            ("Parameter", "years"),
        ] {
            keys(&mut window, Modifiers::COMMAND, Key::A);
            type_text(&mut window, field);
            let listed = has(&window, Role::ListBoxOption, field);
            assert_eq!(listed, kinds.contains(&kind), "{field} of {entity:?}");
        }
    }
}

#[test]
fn the_rows_stay_inside_a_small_window_in_french() {
    let mut window = open(car(), InnerTab::Eligibility, Language::Fr, SMALL_WINDOW);
    set_rule(
        &mut window,
        "profile.age >= 18 && profile.age <= 30 && (profile.segment in ['mass', 'student'] || (call.page == 'home' ? profile.since > timestamp('2026-07-01T00:00:00+02:00') : true))",
    );
    assert_eq!(
        find(&window, Role::ComboBox, "Ligne 1, opérateur").accesskit_node().value().as_deref(),
        Some("entre")
    );
    let preview = find(&window, Role::Heading, "Aperçu en direct").rect().left();
    let inputs = window.root().children_recursive().filter(|node| {
        let label = node.accesskit_node().label().unwrap_or_default();
        matches!(node.accesskit_node().role(), Role::TextInput | Role::ComboBox | Role::Button)
            && label.contains("igne ")
    });
    let mut count = 0;
    for node in inputs {
        assert!(node.rect().right() <= preview, "{node:?}");
        count += 1;
    }
    assert!(count > 10);
}

#[test]
fn a_part_of_a_split_is_built_and_read() {
    let mut window = eligibility();
    press_first(&mut window, "Add a condition");
    pick(&mut window, "Row 1, field", "Split of contacts");
    write(&mut window, "Row 1, from", "10");
    write(&mut window, "Row 1, to", "50");
    assert_eq!(rule(&window), "", "no name yet");
    click(&mut window, Role::ComboBox, "Row 1, name of the split");
    type_text(&mut window, "spring_test");
    click(&mut window, Role::Button, "Use the name typed above");
    assert_eq!(rule(&window), "split('spring_test') >= 10.0 && split('spring_test') < 50.0");
    write(&mut window, "Row 1, from", "0");
    assert_eq!(rule(&window), "split('spring_test') < 50.0");
    assert!(window.query_all_by_label_contains("in the part 0 to 50").next().is_some(), "the sentence");
    // Another line offers the names that rules of the catalog call.
    press_first(&mut window, "Add a condition");
    pick(&mut window, "Row 2, field", "Split of contacts");
    click(&mut window, Role::ComboBox, "Row 2, name of the split");
    assert!(has(&window, Role::ListBoxOption, "spring_test"));
}

#[test]
fn a_part_of_a_split_is_shown_in_french() {
    let mut window = open(car(), InnerTab::Eligibility, Language::Fr, HIGH);
    set_rule(&mut window, "split('spring_test') >= 70.0");
    for (role, name) in [
        (Role::TextInput, "Ligne 1, de"),
        (Role::TextInput, "Ligne 1, à"),
        (Role::ComboBox, "Ligne 1, nom de la répartition"),
    ] {
        assert!(window.query_all_by_role_and_label(role, name).next().is_some(), "{name}");
    }
    let said = "dans la part de 70 à 100\u{a0}% de la répartition «\u{a0}spring_test\u{a0}»";
    assert!(window.query_all_by_label_contains(said).next().is_some());
}
