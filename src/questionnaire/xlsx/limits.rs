//! Data validation rules other than lists (ECMA-376 part 1, 18.3.1.32): numbers, dates, times, lengths of
//! texts, formulas.
//!
//! Content that a cell would refuse from a person is not written into it. A text is never cut to fit.

use super::{
    super::{Area, At},
    content::Content,
};

/// A rule for cells.
#[derive(Debug)]
pub struct Limit {
    /// The cells.
    pub areas: Vec<Area>,
    /// Whether other values are refused, and not only warned about.
    pub strict: bool,
    kind: Kind,
    bounds: Bounds,
}

/// What is compared with the bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Whole,
    Decimal,
    Date,
    Time,
    Length,
    Custom,
}

/// The accepted values.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Bounds {
    Between(f64, f64),
    NotBetween(f64, f64),
    Equal(f64),
    NotEqual(f64),
    Less(f64),
    AtMost(f64),
    Greater(f64),
    AtLeast(f64),
    /// Every value.
    Any,
    /// Unknown, because the bounds are calculated.
    Unknown,
}

/// The names of a kind.
struct KindNames {
    kind: Kind,
    /// Its name in the standard.
    standard: &'static str,
    /// Its name in messages.
    words: &'static str,
}

/// The names of the kinds.
const KINDS: &[KindNames] = &[
    KindNames { kind: Kind::Whole, standard: "whole", words: "a whole number" },
    KindNames { kind: Kind::Decimal, standard: "decimal", words: "a number" },
    KindNames { kind: Kind::Date, standard: "date", words: "a date" },
    KindNames { kind: Kind::Time, standard: "time", words: "a time" },
    KindNames { kind: Kind::Length, standard: "textLength", words: "a text of limited length" },
    KindNames { kind: Kind::Custom, standard: "custom", words: "values that its formula allows" },
];

impl Limit {
    /// A rule of a type, with its operator and its formulas; `None` if the type is none of these.
    pub fn new(
        kind: &str,
        operator: &str,
        formulas: [Option<&str>; 2],
        areas: Vec<Area>,
        strict: bool,
    ) -> Option<Self> {
        let KindNames { kind, .. } = KINDS.iter().find(|it| it.standard == kind)?;
        let [first, second] = formulas.map(|it| it.map(str::trim).unwrap_or_default());
        let mut limit = Self {
            areas,
            strict,
            kind: *kind,
            bounds: bounds(operator, first.parse().ok(), second.parse().ok()),
        };
        if *kind == Kind::Custom {
            (limit.kind, limit.bounds) = custom(first);
        }
        Some(limit)
    }

    /// Why a cell would refuse a content; `None` if it accepts it.
    pub fn refusal(&self, at: At, content: &Content) -> Option<String> {
        let number = match content {
            Content::Nothing => return None,
            Content::Number(raw) => raw.parse::<f64>().ok(),
            Content::Text(_) | Content::Rich(_) | Content::Choice(_) => None,
        };
        let numeric = matches!(self.kind, Kind::Whole | Kind::Decimal | Kind::Date | Kind::Time);
        let value = match (numeric, number) {
            (true, Some(number)) if self.kind != Kind::Whole || number.fract() == 0.0 => number,
            // A text does not help a customer who asks for a number, whether or not it is refused.
            (true, _) => return Some(format!("{at} only accepts {}", self.name())),
            (false, _) => length(content) as f64,
        };
        match self.bounds.take(value) {
            _ if !self.strict => None,
            Some(true) => None,
            Some(false) if self.kind == Kind::Length => {
                Some(format!("{at} accepts {} characters, but the text has {value}", self.bounds.words()))
            }
            Some(false) => Some(format!("{at} only accepts {} {}", self.name(), self.bounds.words())),
            None => Some(format!("{at} only accepts {}, which factum cannot check", self.name())),
        }
    }

    fn name(&self) -> &'static str {
        KINDS.iter().find(|it| it.kind == self.kind).map_or("", |it| it.words)
    }
}

fn bounds(operator: &str, first: Option<f64>, second: Option<f64>) -> Bounds {
    let Some(first) = first else { return Bounds::Unknown };
    match (operator, second) {
        ("" | "between", Some(second)) => Bounds::Between(first, second),
        ("notBetween", Some(second)) => Bounds::NotBetween(first, second),
        ("equal", _) => Bounds::Equal(first),
        ("notEqual", _) => Bounds::NotEqual(first),
        ("lessThan", _) => Bounds::Less(first),
        ("lessThanOrEqual", _) => Bounds::AtMost(first),
        ("greaterThan", _) => Bounds::Greater(first),
        ("greaterThanOrEqual", _) => Bounds::AtLeast(first),
        _ => Bounds::Unknown,
    }
}

/// The bounds for a comparison operator in a formula.
type Sign = fn(f64) -> Bounds;

/// The bounds of a formula, if it is one of the usual ones: `TRUE`, `LEN(C2)<=200`.
fn custom(formula: &str) -> (Kind, Bounds) {
    let plain: String = formula
        .trim_start_matches('=')
        .chars()
        .filter(|it| !it.is_whitespace() && *it != '$')
        .collect::<String>()
        .to_uppercase();
    if matches!(plain.as_str(), "TRUE" | "TRUE()" | "1") {
        return (Kind::Custom, Bounds::Any);
    }
    let limit = plain
        .strip_prefix("LEN(")
        .and_then(|it| it.split_once(')'))
        .filter(|it| it.0.parse::<At>().is_ok())
        .map(|it| it.1);
    let signs: [(&str, Sign); 4] =
        [("<=", Bounds::AtMost), (">=", Bounds::AtLeast), ("<", Bounds::Less), (">", Bounds::Greater)];
    let found = limit.and_then(|it| {
        signs.iter().find_map(|(sign, make)| Some(make(it.strip_prefix(sign)?.parse().ok()?)))
    });
    found.map_or((Kind::Custom, Bounds::Unknown), |it| (Kind::Length, it))
}

/// The length of a text as spreadsheet programs count it, in UTF-16 code units.
fn length(content: &Content) -> usize {
    match content {
        Content::Text(text) | Content::Choice(text) => text.encode_utf16().count(),
        Content::Rich(rich) => rich.words.encode_utf16().count(),
        Content::Number(raw) => raw.len(),
        Content::Nothing => 0,
    }
}

impl Bounds {
    /// Whether a value is accepted; `None` if that is not known.
    fn take(self, value: f64) -> Option<bool> {
        Some(match self {
            Self::Between(least, most) => (least..=most).contains(&value),
            Self::NotBetween(least, most) => !(least..=most).contains(&value),
            Self::Equal(it) => (value - it).abs() < f64::EPSILON,
            Self::NotEqual(it) => (value - it).abs() >= f64::EPSILON,
            Self::Less(it) => value < it,
            Self::AtMost(it) => value <= it,
            Self::Greater(it) => value > it,
            Self::AtLeast(it) => value >= it,
            Self::Any => true,
            Self::Unknown => return None,
        })
    }

    fn words(self) -> String {
        match self {
            Self::Between(least, most) => format!("{least} to {most}"),
            Self::NotBetween(least, most) => format!("less than {least} or more than {most}"),
            Self::Equal(it) => format!("exactly {it}"),
            Self::NotEqual(it) => format!("other than {it}"),
            Self::Less(it) => format!("less than {it}"),
            Self::AtMost(it) => format!("at most {it}"),
            Self::Greater(it) => format!("more than {it}"),
            Self::AtLeast(it) => format!("at least {it}"),
            Self::Any | Self::Unknown => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{At, Content, Limit};

    #[test]
    fn values_that_violate_a_validation_rule_are_rejected() {
        let at = At { row: 2, column: 3 };
        let text = || Content::Text("four words of text".into());
        let cases = [
            ("textLength", "lessThanOrEqual", [Some("20"), None], true, text(), None),
            (
                "textLength",
                "lessThanOrEqual",
                [Some("10"), None],
                true,
                text(),
                Some("C2 accepts at most 10 characters, but the text has 18"),
            ),
            ("textLength", "lessThanOrEqual", [Some("10"), None], false, text(), None),
            (
                "whole",
                "between",
                [Some("0"), Some("5")],
                true,
                text(),
                Some("C2 only accepts a whole number"),
            ),
            (
                "whole",
                "",
                [Some("0"), Some("5")],
                true,
                Content::Number("7".into()),
                Some("C2 only accepts a whole number 0 to 5"),
            ),
            ("whole", "", [Some("0"), Some("5")], true, Content::Number("3".into()), None),
            (
                "decimal",
                "greaterThan",
                [Some("A1"), None],
                true,
                Content::Number("3".into()),
                Some("C2 only accepts a number, which factum cannot check"),
            ),
            ("date", "greaterThan", [Some("45000"), None], false, text(), Some("C2 only accepts a date")),
            (
                "custom",
                "",
                [Some("LEN(C2)<=10"), None],
                true,
                text(),
                Some("C2 accepts at most 10 characters, but the text has 18"),
            ),
            (
                "custom",
                "",
                [Some("ISNUMBER(C2)"), None],
                true,
                text(),
                Some("C2 only accepts values that its formula allows, which factum cannot check"),
            ),
            ("custom", "", [Some("TRUE"), None], true, text(), None),
        ];
        for (kind, operator, formulas, strict, content, wanted) in cases {
            let limit = Limit::new(kind, operator, formulas, vec![], strict).unwrap();
            assert_eq!(limit.refusal(at, &content).as_deref(), wanted, "{kind} {operator} {formulas:?}");
        }
    }
}
