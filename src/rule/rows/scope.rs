//! What rows may name: the fields of a schema, and the parameters of the filter that a rule is of.

use super::group::{Operand, Path};
use super::operator::{Operator, Takes};
use crate::model::{FieldType, Parameter};
use crate::rule::known_filter::KnownFilter;
use crate::rule::root::Root;
use crate::rule::schema::Schema;
use jiff::tz::TimeZone;

/// The names that a rule can use.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'s> {
    pub(super) schema: &'s Schema,
    parameters: &'s [Parameter],
}

impl<'s> Scope<'s> {
    /// The fields and filters of a schema.
    pub fn new(schema: &'s Schema) -> Self {
        Self { schema, parameters: &[] }
    }

    /// With the parameters of the predefined filter that the rule is of.
    #[must_use]
    pub fn with_parameters(self, parameters: &'s [Parameter]) -> Self {
        Self { parameters, ..self }
    }

    /// The time zone that days are of.
    pub fn zone(&self) -> &'s TimeZone {
        self.schema.zone()
    }

    /// The type of a field or parameter; a filter is true or false, and a split of any name a number.
    pub fn field_type(&self, path: &Path) -> Option<FieldType> {
        match path {
            Path::Field(Root::Split, _) => Some(FieldType::Decimal),
            Path::Field(root, name) => self.schema.field_type(*root, name).cloned(),
            Path::Parameter(name) => {
                let found = self.parameters.iter().find(|parameter| parameter.name == *name);
                found.map(|parameter| parameter.parameter_type.clone())
            }
            Path::Filter(name) => self.schema.filter(name).map(|_| FieldType::Boolean),
        }
    }

    /// The parameters of a predefined filter: the name, the type, and whether a call may leave it out.
    pub fn parameters_of(&self, filter: &str) -> impl Iterator<Item = (&'s str, &'s FieldType, bool)> {
        let schema = self.schema;
        let parameters = schema.filter(filter).map(|it: &KnownFilter| it.parameters.as_slice());
        parameters
            .unwrap_or_default()
            .iter()
            .map(|it| (it.name.as_str(), &it.parameter_type, it.default.is_some()))
    }

    /// The operators offered for a field, the usual one first.
    pub fn operators(&self, path: &Path) -> Vec<Operator> {
        let Some(field_type) = self.field_type(path) else { return Vec::new() };
        let offered = Operator::offered(&field_type).iter().copied();
        match path {
            Path::Filter(_) => vec![Operator::IsTrue, Operator::IsFalse],
            Path::Field(Root::Split, _) => vec![Operator::InPart],
            Path::Parameter(_) => offered.filter(|operator| !operator.is_of_presence()).collect(),
            Path::Field(..) => offered.collect(),
        }
    }

    /// Whether two types can be compared, as a field with another.
    pub fn comparable(one: &FieldType, other: &FieldType) -> bool {
        use FieldType as T;
        let class = |field_type: &FieldType| match field_type {
            T::Text | T::Choice(_) => 0,
            T::Integer | T::Decimal => 1,
            T::Boolean => 2,
            T::Date | T::DateTime => 3,
            T::List => 4,
        };
        class(one) == class(other)
    }

    /// Whether a value may be the argument of a parameter of that type: a moment may be written as a text.
    pub(super) fn fits_parameter(&self, value: &Operand, parameter_type: &FieldType) -> bool {
        match (parameter_type, value) {
            (FieldType::List, Operand::Texts(_))
            | (FieldType::Date | FieldType::DateTime, Operand::Text(_)) => true,
            (FieldType::List, Operand::Field(path)) => self.field_type(path) == Some(FieldType::List),
            (FieldType::List, _) => false,
            _ => self.fits(value, parameter_type, Takes::One),
        }
    }

    /// Whether a value may stand in a row of a field of that type, for what an operator takes.
    pub(super) fn fits(&self, value: &Operand, field_type: &FieldType, takes: Takes) -> bool {
        use FieldType as T;
        let items = FieldType::Text;
        let wanted = match (takes, field_type) {
            (Takes::Days | Takes::Count, _) => return matches!(value, Operand::Integer(count) if *count >= 0),
            (_, T::List) => &items,
            _ => field_type,
        };
        match (wanted, value) {
            (T::Text | T::Choice(_), Operand::Text(_))
            | (T::Integer | T::Decimal, Operand::Integer(_))
            | (T::Decimal, Operand::Decimal(_))
            | (T::Boolean, Operand::Boolean(_))
            | (T::Date | T::DateTime, Operand::Moment(_)) => true,
            (_, Operand::Field(path)) => {
                let of = self.field_type(path).filter(|_| !matches!(path, Path::Filter(_)));
                of.is_some_and(|of| Self::comparable(&of, wanted))
            }
            _ => false,
        }
    }
}
