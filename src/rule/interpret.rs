//! Evaluation by the `cel` interpreter: the meaning of every rule, and the way of those that the compiled
//! evaluator does not specialise. Owns the passage of values to and from the `cel` crate.

use super::cause::{Cause, FieldName};
use super::dialect::{self, ReadyMade};
use super::root::{Root, field};
use super::schema::{Inputs, Schema};
use super::stand_in::{self, not_expanded};
use super::tree;
use super::val::Val;
use super::value::Typed;
use cel::common::ast::Expr;
use cel::objects::{Key, Map, ResolveResult};
use cel::{Context, Env, ExecutionError, IdedExpr, Value};
use jiff::SignedDuration;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, LazyLock};

/// What the interpreter knows.
static ENVIRONMENT: LazyLock<Arc<Env>> = LazyLock::new(|| Arc::new(dialect::environment()));

/// Above this depth the interpreter gets a stack of its own: without optimisation it takes 40 KiB a level.
const DEEP: usize = 32;

/// Enough, in bytes, for the deepest rule that is read, with the filters it calls.
const LARGE_STACK: usize = 16 << 20;

/// An expression for the interpreter, with the fields that it has to be given.
#[derive(Debug)]
pub(super) struct Interpreted {
    expr: IdedExpr,
    roots: Vec<GivenRoot>,
    /// The splits that it calls.
    splits: Vec<Arc<str>>,
    /// The constant patterns and sets that it names.
    ready_made: ReadyMade,
    /// The shared lists that it names otherwise than to look into them, by their names for the interpreter.
    lists: Vec<(String, Value)>,
    /// What could not be expanded, in the order of the numbers that stand for it.
    failures: Vec<Cause>,
    deep: bool,
}

/// What an expression uses of a root: pairs of slot and name.
#[derive(Debug)]
struct GivenRoot {
    root: Root,
    fields: Vec<(usize, String)>,
}

impl Interpreted {
    /// Prepares an expanded expression.
    pub(super) fn new(expr: &IdedExpr, schema: &Schema) -> Self {
        let mut named = Uses::default();
        named.gather(expr);
        let given = |root: Root| {
            let wanted = |name: &str| named.whole.contains(&root) || named.fields.contains(&(root, name));
            let fields = schema.fields(root).iter().enumerate();
            let fields = fields
                .filter(|(slot, (name, _))| wanted(name) && schema.slot(root, name) == Some(*slot))
                .map(|(slot, (name, _))| (slot, name.clone()))
                .collect();
            GivenRoot { root, fields }
        };
        let used =
            |root: &Root| named.whole.contains(root) || named.fields.iter().any(|(used, _)| used == root);
        let roots = Root::ALL.into_iter().filter(used).map(given).collect();
        let splits = named.fields.iter().filter(|(root, _)| *root == Root::Split);
        let splits: BTreeSet<Arc<str>> = splits.map(|(_, name)| Arc::from(*name)).collect();
        let mut expr = expr.clone();
        if !splits.is_empty() {
            name_splits(&mut expr);
        }
        let shared = |list: usize| schema.list(list).map(|list| Arc::clone(&list.constants));
        let ready_made = dialect::adapt(&mut expr, &shared);
        let mut shared_lists = Vec::new();
        name_lists(&mut expr, &mut shared_lists);
        let list = |list: usize| {
            let items = Arc::clone(&schema.list(list)?.items);
            Some((stand_in::variable(list), Value::List(items)))
        };
        let lists = shared_lists.into_iter().filter_map(list).collect();
        let mut failures = Vec::new();
        name_failures(&mut expr, &mut failures);
        let deep = tree::depth(&expr) > DEEP;
        Self { expr, roots, splits: splits.into_iter().collect(), ready_made, lists, failures, deep }
    }

    /// The value of the expression.
    ///
    /// # Errors
    /// Every error of the interpreter is a cause of unknown. Should it panic, in spite of the checks before,
    /// that is one too: a catalog must not bring the program down.
    pub(super) fn eval(&self, inputs: &Inputs<'_>) -> Result<Value, Cause> {
        let run = || catch_unwind(AssertUnwindSafe(|| self.run(inputs))).ok();
        let result = if self.deep { on_large_stack(run) } else { run() };
        result.ok_or(Cause::Failed)?.map_err(|error| self.cause(&error))
    }

    fn cause(&self, error: &ExecutionError) -> Cause {
        if let ExecutionError::UndeclaredReference(name) = error
            && let Some((_, cause)) = (0..).zip(&self.failures).find(|(at, _)| **name == failure(*at))
        {
            return cause.clone();
        }
        Cause::interpreted(error, |name| self.missing(name))
    }

    fn run(&self, inputs: &Inputs<'_>) -> ResolveResult {
        let mut context = Context::with_env(Arc::clone(&ENVIRONMENT));
        for given in &self.roots {
            let values = inputs.of(given.root);
            if !values.is_empty() {
                context.add_variable_from_value(given.root.name(), given.values(values));
            }
        }
        for name in &self.splits {
            if let Some(value) = inputs.split(name).map(Value::Float) {
                context.add_variable_from_value(variable_of_split(name), value);
            }
        }
        for (name, value) in self.ready_made.variables() {
            context.add_variable_as_val(name, value);
        }
        for (name, items) in &self.lists {
            context.add_variable_from_value(name, items.clone());
        }
        Value::resolve(&self.expr, &context)
    }

    /// The field that is missing, by its own name or by that of its root.
    fn missing(&self, name: &str) -> Option<FieldName> {
        fn find(expr: &IdedExpr, name: &str) -> Option<FieldName> {
            if let Some((root, found, test)) = field(expr)
                && (found == name && !test || root.name() == name)
            {
                return Some(FieldName::new(root, found));
            }
            let mut missing = None;
            tree::for_children(expr, &mut |child| missing = missing.take().or_else(|| find(child, name)));
            missing
        }
        let split = self.splits.iter().find(|split| variable_of_split(split) == name);
        split.map(|split| FieldName::new(Root::Split, split)).or_else(|| find(&self.expr, name))
    }
}

/// Shared lists by the names that the interpreter knows them by; which they are.
fn name_lists(expr: &mut IdedExpr, lists: &mut Vec<usize>) {
    if let Expr::Ident(name) = &mut expr.expr
        && let Some(list) = stand_in::shared(name)
    {
        *name = stand_in::variable(list);
        if !lists.contains(&list) {
            lists.push(list);
        }
    }
    tree::edit_children(expr, &mut |child| name_lists(child, lists));
}

/// Variables in the place of splits: one that the contact has not is not declared, so that asking for it is an error as any
/// other.
fn name_splits(expr: &mut IdedExpr) {
    if let Some((Root::Split, name, _)) = field(expr) {
        expr.expr = Expr::Ident(variable_of_split(name));
    }
    tree::edit_children(expr, &mut |child| name_splits(child));
}

/// The variable in the place of a split.
fn variable_of_split(name: &str) -> String {
    format!("@split:{name}")
}

/// Undeclared variables in the place of what could not be expanded, so that asking for one is an error as any other.
fn name_failures(expr: &mut IdedExpr, failures: &mut Vec<Cause>) {
    if let Some(cause) = not_expanded(expr).map(Cause::from) {
        expr.expr = Expr::Ident(failure(failures.len()));
        failures.push(cause);
    }
    tree::edit_children(expr, &mut |child| name_failures(child, failures));
}

/// The variable in the place of a failure.
fn failure(place: usize) -> String {
    format!("@failure:{place}")
}

/// Runs what needs more stack than a worker thread has: few rules do, and the thread costs them little.
fn on_large_stack<T: Send>(run: impl FnOnce() -> Option<T> + Send) -> Option<T> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("deep rule".to_owned()).stack_size(LARGE_STACK);
        thread.spawn_scoped(scope, run).ok()?.join().ok()?
    })
}

impl GivenRoot {
    fn values(&self, values: &[Option<Typed>]) -> Value {
        let entry = |(slot, name): &(usize, String)| {
            let value = values.get(*slot)?.as_ref()?;
            Some((Key::from(name.as_str()), to_cel(value)?))
        };
        let map: HashMap<Key, Value> = self.fields.iter().filter_map(entry).collect();
        Value::Map(Map { map: Arc::new(map) })
    }
}

/// The fields of roots that an expression names, and the roots that it uses whole.
#[derive(Default)]
struct Uses<'e> {
    fields: Vec<(Root, &'e str)>,
    whole: Vec<Root>,
}

impl<'e> Uses<'e> {
    fn gather(&mut self, expr: &'e IdedExpr) {
        if let Some((root, name, _)) = field(expr) {
            self.fields.push((root, name));
        } else if let Expr::Ident(name) = &expr.expr {
            self.whole.extend(Root::named(name));
        } else {
            tree::for_children(expr, &mut |child| self.gather(child));
        }
    }
}

/// A value for the interpreter. A moment that it cannot hold is not there.
fn to_cel(value: &Typed) -> Option<Value> {
    Some(match value {
        Typed::Boolean(value) => Value::Bool(*value),
        Typed::Integer(value) => Value::Int(*value),
        Typed::Decimal(value) => Value::Float(*value),
        Typed::Text(text) => Value::String(Arc::new(text.to_string())),
        Typed::Moment(at) => Value::Timestamp(at.to_string().parse().ok()?),
        Typed::List(texts) => Value::List(Arc::new(
            texts.iter().map(|text| Value::String(Arc::new(text.to_string()))).collect(),
        )),
    })
}

/// A value of the interpreter, where the compiled evaluator knows its type.
pub(super) fn from_cel(value: &Value) -> Option<Val<'static>> {
    Some(match value {
        Value::Bool(value) => Val::Bool(*value),
        Value::Int(value) => Val::Int(*value),
        Value::UInt(value) => Val::UInt(*value),
        Value::Float(value) => Val::Double(*value),
        Value::String(text) => Val::Text(text.to_string().into()),
        Value::Timestamp(at) => Val::Moment(dialect::instant(&(*at).into())?),
        Value::Duration(span) => Val::Span(SignedDuration::new(span.num_seconds(), span.subsec_nanos())),
        Value::List(items) => {
            let text = |item: &Value| match item {
                Value::String(text) => Some(Arc::from(text.as_str())),
                _ => None,
            };
            Val::Texts(Cow::Owned(items.iter().map(text).collect::<Option<_>>()?))
        }
        _ => return None,
    })
}
