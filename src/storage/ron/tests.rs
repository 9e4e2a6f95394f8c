//! What holds for every value and every tree: reading undoes writing, and the `ron` crate agrees.

use super::de::decode_within;
use super::parse::parse_within;
use super::room::{Room, Texts};
use super::syntax::{Comment, Document, Group, Item, Label, Name, Node, NodeKind, Shape, Span};
use super::{MAX_DEPTH, decode, encode, parse, print};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};

/// One of each that the notation can hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Thing {
    Bare,
    Number(i64),
    Decimal(f64),
    Text(String),
    Maybe(Option<String>),
    List(Vec<Thing>),
    Map(indexmap::IndexMap<String, Thing>),
    Pair(bool, Box<Thing>),
    Fields { first: Box<Thing>, second: Unit },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Unit;

fn any_text() -> impl Strategy<Value = String> + Clone {
    prop_oneof!["\\PC{0,20}", "[a\"#\\\\\n\t\r\u{1}é]{0,12}"]
}

fn any_thing() -> impl Strategy<Value = Thing> {
    let leaf = prop_oneof![
        Just(Thing::Bare),
        any::<i64>().prop_map(Thing::Number),
        (proptest::num::f64::NORMAL | proptest::num::f64::ZERO).prop_map(Thing::Decimal),
        any_text().prop_map(Thing::Text),
        proptest::option::of(any_text()).prop_map(Thing::Maybe),
    ];
    leaf.prop_recursive(5, 40, 5, move |inner| {
        let entries = proptest::collection::vec((any_text(), inner.clone()), 0..4);
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Thing::List),
            entries.prop_map(|entries| Thing::Map(entries.into_iter().collect())),
            (any::<bool>(), inner.clone()).prop_map(|(first, second)| Thing::Pair(first, Box::new(second))),
            inner.prop_map(|first| Thing::Fields { first: Box::new(first), second: Unit }),
        ]
    })
}

fn document(root: Node) -> Document {
    Document { extensions: vec!["implicit_some".to_owned()], ..Document::of(root) }
}

fn written(thing: &Thing) -> String {
    print(&document(encode(thing).expect("writable")))
}

fn read(text: &str) -> Option<Thing> {
    parse(text).ok().and_then(|document| decode(&document).ok())
}

fn read_by_the_crate(text: &str) -> Option<Thing> {
    ron::Options::default().with_recursion_limit(MAX_DEPTH).from_str(text).ok()
}

fn any_comments(lines: bool) -> impl Strategy<Value = Vec<Comment>> {
    let block = "/\\*[a-z é]{0,6}(\n[a-z]{0,3})?\\*/".prop_map(|text| Comment(text.into()));
    let line = "//[a-z\"(é]{0,8}".prop_map(|text| Comment(text.into()));
    let several = if lines { prop_oneof![block, line].boxed() } else { block.boxed() };
    prop_oneof![3 => Just(Vec::new()), 1 => proptest::collection::vec(several, 1..3)]
}

/// Comments behind an item: only the last may go to the end of the line.
fn any_comments_behind() -> impl Strategy<Value = Vec<Comment>> {
    (any_comments(false), any_comments(true)).prop_map(|(mut comments, last)| {
        comments.extend(last.into_iter().take(1));
        comments
    })
}

fn any_label(shape: Shape) -> BoxedStrategy<Label> {
    match shape {
        Shape::List | Shape::Tuple => Just(Label::None).boxed(),
        Shape::Struct => "[a-z][a-z-]{0,8}"
            .prop_map(|text| Label::Name(Name { text: text.into(), span: Span::default() }))
            .boxed(),
        Shape::Map | Shape::Object => {
            any_text().prop_map(|text| Label::Key(Box::new(Node::new(NodeKind::Text(text.into()))))).boxed()
        }
    }
}

fn any_group(inner: impl Strategy<Value = Node> + Clone + 'static) -> impl Strategy<Value = Node> {
    let shape = prop_oneof![Just(Shape::Struct), Just(Shape::Tuple), Just(Shape::List), Just(Shape::Map)];
    let name = proptest::option::of("[A-Z][a-z_]{0,8}");
    (shape, name).prop_flat_map(move |(shape, name)| {
        let item = (any_label(shape), inner.clone(), any_comments(true), any_comments_behind());
        let item = item.prop_map(|(label, value, before, after)| Item {
            label,
            value,
            before: before.into_iter().collect(),
            after: after.into_iter().collect(),
        });
        // Without a field, a struct is the empty tuple.
        let fewest = usize::from(shape == Shape::Struct);
        (proptest::collection::vec(item, fewest..5), any_comments(true)).prop_map(move |(items, end)| {
            let name =
                name.as_deref().filter(|_| matches!(shape, Shape::Struct | Shape::Tuple)).map(Into::into);
            Node::new(NodeKind::Group(Box::new(Group { name, shape, items, end })))
        })
    })
}

fn any_node() -> impl Strategy<Value = Node> {
    let leaf = prop_oneof![
        any_text().prop_map(|text| NodeKind::Text(text.into())),
        (i64::MIN..=i64::MAX).prop_map(|value| NodeKind::Integer(value.into())),
        any::<u64>().prop_map(|value| NodeKind::Integer(value.into())),
        proptest::num::f64::NORMAL.prop_map(NodeKind::Decimal),
        any::<bool>().prop_map(NodeKind::Boolean),
        "[A-Z][a-z]{0,8}".prop_map(|word| NodeKind::Word(word.into())),
    ];
    leaf.prop_map(Node::new).prop_recursive(4, 30, 5, any_group)
}

/// The tree as one that was not read from a source.
fn forget_places(node: &mut Node) {
    (node.span, node.escapes) = (Span::default(), None);
    let NodeKind::Group(group) = &mut node.kind else { return };
    for item in &mut group.items {
        match &mut item.label {
            Label::None => {}
            Label::Name(name) => name.span = Span::default(),
            Label::Key(key) => forget_places(key),
        }
        forget_places(&mut item.value);
    }
}

#[derive(Debug, PartialEq, Deserialize)]
struct Options {
    text: Option<String>,
    fields: Option<Inner>,
    wrapped: Option<Wrapped>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Inner {
    a: f32,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Wrapped(i8);

#[test]
fn options_and_wrapped_values_take_every_form_that_the_crate_takes() {
    let all = Options { text: Some("x".into()), fields: Some(Inner { a: 1.0 }), wrapped: Some(Wrapped(-3)) };
    let none = Options { text: None, fields: None, wrapped: None };
    for (text, expected) in [
        ("(text: Some(\"x\"), fields: Some(Inner(a: 1.0)), wrapped: Some(Wrapped(-3)))", &all),
        ("Options(text: Some(\"x\"), fields: Some((a: 1)), wrapped: Some((-3)))", &all),
        ("#![enable(implicit_some)] (text: \"x\", fields: (a: 1), wrapped: (-3))", &all),
        (
            "#![enable(implicit_some, unwrap_newtypes)] (text: \"x\", fields: Some(Inner(a: 1)), wrapped: -3)",
            &all,
        ),
        (
            "#![enable(unwrap_variant_newtypes)]\n#![enable(unwrap_newtypes,)] (text: Some(\"x\"), fields: Some(a: 1.), \
             wrapped: Some(-3))",
            &all,
        ),
        ("(text: None, fields: None, wrapped: None)", &none),
        ("#![enable(implicit_some)] (text: None)", &none),
        ("()", &none),
    ] {
        let document = parse(text).expect(text);
        assert_eq!(decode::<Options>(&document).as_ref(), Ok(expected), "{text}");
        assert_eq!(ron::from_str::<Options>(text).as_ref(), Ok(expected), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn values_survive_being_written_and_read(thing in any_thing()) {
        let text = written(&thing);
        let theirs = ron::ser::to_string_pretty(&thing, ron::ser::PrettyConfig::default()).expect("writable");
        let expected = Some(thing);
        prop_assert_eq!(&read(&text), &expected, "{}", text);
        prop_assert_eq!(&read_by_the_crate(&text), &expected, "{}", text);
        prop_assert_eq!(&read(&theirs), &expected, "{}", theirs);
    }

    #[test]
    fn a_slip_of_the_hand_breaks_nothing(thing in any_thing(), at: prop::sample::Index, slip in "[-+0-9.a\"'#\\\\(){}:, \n/*]{0,2}") {
        let mut text = written(&thing);
        let at = text.floor_char_boundary(at.index(text.len()));
        text.remove(at);
        text.insert_str(at, &slip);
        if let (Some(ours), Some(theirs)) = (read(&text), read_by_the_crate(&text)) {
            prop_assert_eq!(ours, theirs, "{}", text);
        }
    }

    #[test]
    fn trees_survive_being_written_and_read_with_their_comments(root in any_node(), above in any_comments(true), after in any_comments(true)) {
        let written = Document { above_root: above, after, ..document(root) };
        let text = print(&written);
        let mut read = parse(&text).map_err(|problem| TestCaseError::fail(format!("{problem:?} in {text}")))?;
        forget_places(&mut read.root);
        prop_assert_eq!(&read, &written, "{}", text);
    }
}

#[test]
fn what_is_read_takes_no_room_for_items_that_are_not_there() {
    fn look(node: &Node) {
        if let NodeKind::Group(group) = &node.kind {
            assert_eq!(group.items.capacity(), group.items.len());
            group.items.iter().for_each(|item| look(&item.value));
        }
    }
    look(&parse("[(a: 1), (b: 2, c: 3), {4: 5}, [], [6]]").expect("RON").root);
}

/// Where a text is refused that has this much room for its tree.
fn refused(text: &str, room: usize) -> Option<usize> {
    let problem = parse_within(text, Room::of(room), Texts::default()).err()?;
    assert_eq!(problem.message.id, "storage-too-much", "{text}");
    Some(problem.span.start)
}

#[test]
fn what_would_be_too_large_a_tree_is_refused_where_it_is_too_much() {
    let many = |item: &str| format!("[{}]", item.repeat(1_000));
    for (item, offset) in
        [("1,", 0), ("a(b: 2),", 5), ("/**/", 0), ("// x\n", 0), ("\"\",", 0), ("{1: 2},", 1)]
    {
        let text = many(item);
        assert_eq!(refused(&text, 1 << 20), None, "{item}");
        let at = refused(&text, 1 << 15).expect("it is too much");
        assert_eq!((at - 1 - offset) % item.len() % 3, 0, "{item} at {at}");
        assert!(at < text.len() / 2, "it is refused before the rest is read: {at}");
    }
    let long = format!("[1, {:?}]", "x".repeat(10_000));
    assert_eq!((refused(&long, 11_000), refused(&long, 9_000)), (None, Some(4)));
    let escapes = format!("[{:?}]", "\u{200b}".repeat(1_000));
    assert_eq!((refused(&escapes, 30_000), refused(&escapes, 15_000)), (None, Some(1)));
}

#[test]
fn what_would_be_too_large_a_value_is_refused_where_it_is_too_much() {
    let document = parse(&format!("[{}]", "(a: 1), ".repeat(1_000))).expect("RON");
    let within = |room| decode_within::<Vec<Inner>>(&document, Room::of(room));
    assert_eq!(within(1 << 20).map(|all| all.len()), Ok(1_000));
    let problems = within(1 << 13).expect_err("it is too much");
    assert_eq!((problems.len(), problems[0].message.id), (1, "storage-too-much"));
    assert!(problems[0].span.start > 100 && problems[0].span.start < 4_000, "{problems:?}");
    let entries: Vec<String> = (0..1_000).map(|key| format!("{key}: 1")).collect();
    let map = parse(&format!("{{{}}}", entries.join(", "))).expect("RON");
    let within = |room| decode_within::<std::collections::BTreeMap<u32, u32>>(&map, Room::of(room)).is_ok();
    assert_eq!([1 << 20, 1 << 13].map(within), [true, false]);
}

#[test]
fn a_text_that_is_too_long_is_refused_and_so_are_too_many_together() {
    let refused = |text: &str| {
        let problem = parse_within(text, Room::default(), Texts::of(10, 25)).err()?;
        Some((problem.message.id, problem.span))
    };
    for (text, span) in [
        ("[0, \"12345678901\"]", 4..17),
        ("[0, r#\"12345678901\"#]", 4..20),
        ("[0, abcdefghijk]", 4..15),
        ("{\"12345678901\": 0}", 1..14),
        ("(abcdefghijk: 0)", 1..12),
        ("abcdefghijk(1)", 0..11),
    ] {
        assert_eq!(refused(text), Some(("storage-too-long-text", span)), "{text}");
    }
    let [two, three] = [2, 3].map(|count| format!("[{}]", "\"1234567890\",".repeat(count)));
    assert_eq!((refused(&two), refused(&three)), (None, Some(("storage-too-much-text", 27..39))));
    let named = "[(abcdefghij: 1), (abcdefghij: 1), (abcdefghij: 1)]";
    assert_eq!(refused(named), None, "a name of many fields is there once");
}

#[test]
fn texts_of_megabytes_are_read_and_those_of_a_file_of_64() {
    let texts = Texts::default();
    assert!(texts.take(16 << 20).is_ok());
    assert_eq!(texts.take((16 << 20) + 1).err().map(|it| it.id), Some("storage-too-long-text"));
    assert!([12 << 20; 4].into_iter().all(|bytes| texts.take(bytes).is_ok()), "64 MB");
    assert_eq!([16 << 20, 1].map(|bytes| texts.take(bytes).is_ok()), [true, false]);
}
