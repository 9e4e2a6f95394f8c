### Rule

## Why a rule is unknown, or does not match
rule-missing = { $path } is missing
rule-missing-key = the contact has no key and no cookie for the split { $name }
rule-unknown-name = { $name } is not known
rule-unknown-filter = unknown filter { $name }
rule-filter-loop = the filter { $name } calls itself
rule-filter-arguments = the filter { $name } has the wrong number of values
rule-filter-broken = the rule of the filter { $name } cannot be read
rule-too-large = the rule is too large, including the filters it uses
rule-too-costly = the rule would take too long
rule-not-boolean = the result is not true or false
rule-not-number = the result is not a number
rule-not-finite = the result is infinite or not a number
rule-no-field-value = the result is of a type that no field can have
rule-types-differ = the values have incompatible types
rule-overflow = a number is out of range
rule-division-by-zero = a number is divided by zero
rule-no-such-item = the list has no item at this position
rule-pattern-large = the regular expression is too large
rule-pattern-wrong = it is not a regular expression
rule-function-failed = { $name }() cannot be applied to that value
rule-failed = it could not be evaluated
rule-and = { $first }, { $second }
rule-value-is = { $path } is { $value }
rule-why-not = { $condition }: { $seen }
rule-why-unknown = { $cause }: { $seen }
rule-why-not-constant = { $condition } is false

## Values
rule-value-text = “{ $value }” is not a text
rule-value-integer = “{ $value }” is not a whole number
rule-value-digits = { $number } has more digits than a decimal number keeps (it would become { $kept })
rule-value-decimal = “{ $value }” is not a number
rule-value-boolean = “{ $value }” is not true or false
rule-value-date = “{ $value }” is not a date, such as 2026-07-01
rule-value-date-time = “{ $value }” is not a date and time, such as 2026-07-01T08:00
rule-value-choice = “{ $value }” is not one of: { $choices }
rule-value-list = “{ $value }” is not a list of texts

## What cannot be read
rule-syntax-empty = The rule is empty.
rule-too-long = The rule is longer than { $limit } bytes.
rule-too-long-together = The rules of the catalog are too long together: of those of more than { $limit } bytes, such as this one, none runs.
rule-too-deep = The rule has too many nested levels (limit { $limit }).
rule-syntax-unterminated = The text is not closed: a quotation mark is missing.
rule-syntax-number = “{ $token }” is not a number that can be read.
rule-syntax-escape = The text has a backslash before a character that cannot be escaped.
rule-syntax-reserved = “{ $token }” is a reserved word, and cannot be a name.
rule-syntax-has = has() needs a field, such as has(profile.age).
rule-syntax-variable = The first value must be a name for the items, such as x.
rule-syntax-doubled = “{ $token }” must be doubled: write && for and, || for or.
rule-syntax-end = Something is missing at the end of the rule.
rule-syntax-equals = Use == (two equals signs) to compare.
rule-syntax-unexpected = “{ $token }” was not expected here.

## What the checker finds
rule-check-condition = The rule must be true or false; this is { $type }.
rule-check-number = The formula must be a number; this is { $type }.
rule-check-value = No field can have this value: { $type }.
rule-check-variable = Unknown name “{ $name }”.
rule-check-variable-near = Unknown name “{ $name }”. Did you mean “{ $near }”?
rule-check-not-here = “{ $name }” cannot be used in this rule.
rule-check-field = Unknown field { $name }.
rule-check-field-near = Unknown field { $name }. Did you mean { $near }?
rule-check-no-fields = { $type } has no field { $name }.
rule-check-filter = Unknown filter { $name }.
rule-check-filter-near = Unknown filter { $name }. Did you mean { $near }?
rule-check-function = Unknown function { $name }.
rule-check-function-near = Unknown function { $name }. Did you mean { $near }?
rule-check-function-types = { $name } cannot be applied to: { $types }.
rule-check-count = { $name } does not take { $given ->
    [one] { $given } value
   *[other] { $given } values
}.
rule-check-argument = { $name } must be { $wanted }; this is { $type }.
rule-check-operand = “{ $operator }” needs a condition; this is { $type }.
rule-check-operands = “{ $operator }” cannot combine { $left } and { $right }.
rule-check-timestamp = “{ $text }” is not a date and time. Write it as 2026-07-01T08:00:00Z.
rule-check-duration = “{ $text }” is not a duration. Write it as 36h or 1h30m.
rule-check-pattern = “{ $text }” is not a valid regular expression.
rule-check-pattern-large = “{ $text }” is too large for a regular expression: repeat fewer characters.
rule-check-zone = “{ $text }” is not a time zone: write it as Europe/Paris or +02:00.
rule-check-too-costly = This would take too long, so it is never evaluated. Use smaller lists, or fewer lists inside each other.
rule-check-too-large = This is too large with all the filters it calls, so it is never evaluated. Call fewer filters.
rule-check-too-large-together = The rules of the catalog are too large together with all the filters that they call with values. This is one of the largest, so it is never evaluated. Call fewer filters with values.
rule-check-text = { $name } cannot read “{ $text }”.
rule-check-split-name = “{ $name }” cannot be the name of a split. Use letters, digits and _.
rule-check-split-constant = The name of a split must be a text in quotes, such as { $example }.
rule-check-zero = This divides by zero.
rule-check-negate = “-” needs a number; this is { $type }.
rule-check-macro = { $name } needs a list; this is { $type }.
rule-check-choice = { $path } cannot be “{ $value }”. Possible values: { $choices }.
rule-check-loop = The filter { $name } calls itself.
rule-check-digits = { $number } has more digits than a decimal number keeps: the rule reads { $kept }.
rule-check-default = The default of { $name }: { $wrong }.
rule-check-default-order = { $name } needs a default too: it follows a parameter that has one.
rule-type-boolean = a condition
rule-type-integer = a whole number
rule-type-decimal = a decimal number
rule-type-text = a text
rule-type-moment = a date and time
rule-type-span = a duration
rule-type-list = a list
rule-type-other = another value

## Templates
rule-template-too-long = The template is longer than { $limit } bytes.
rule-template-unread = The template cannot be read: { $detail }.
rule-template-block = The block “{ $name }” cannot be used in a template. Use if, for or raw.
rule-template-filter = Unknown filter “{ $name }”. Available filters: { $known }.
rule-template-test = Unknown test “{ $name }”. Available tests: { $known }.
rule-template-loop = A loop gives its items one name: for interest in profile.interests.
rule-template-form = The template cannot use “{ $name }”.
rule-template-call = The template cannot call “{ $name }”: there are no functions.
rule-template-words = A tag of a template has at most { $limit } words.
rule-template-elifs = A template has at most { $limit } elif.
rule-template-deep = A template has at most { $limit } parts inside each other.
rule-template-too-much = The template takes too many steps or produces too much text.
rule-template-nothing = “{ $part }” shows nothing: { $problem }
rule-template-missing = { $name } is missing
rule-template-division = it divides by zero
rule-template-infinite = it is no finite number
rule-template-unfit = a value is not of the kind that is needed
rule-template-no-number = “{ $value }” is no number
rule-template-failed = a value is not of the kind that is needed ({ $detail })
rule-template-failed-few = a value in the parentheses is missing ({ $detail })
rule-template-failed-many = there are too many values in the parentheses ({ $detail })
rule-template-failed-sum = no number comes of it, or a too large one ({ $detail })
rule-template-risk-zero = { $name } divides here, and can be zero or missing
rule-template-risk-division = this can divide by zero
rule-template-risk-missing = { $name } is reckoned with here, and can be missing
rule-template-risk-kind = { $name } is not of the kind that is needed here
rule-template-risk-unfit = a value is not of the kind that is needed here
rule-template-risk-field = { $name } has no “{ $field }”: it is a single value
rule-template-risk-item = the list has no item { $item }
rule-template-risk-few = { $name } needs { $count } values in its parentheses
rule-template-risk-many = { $count ->
    [0] { $name } takes no values in parentheses
    [one] { $name } takes at most one value in its parentheses
   *[other] { $name } takes at most { $count } values in its parentheses
}
