//! The numbers that decide. Every one has a name, a value, where it comes from (published, inferred
//! from published figures, or chosen, and why) and what reads it. Nothing else in the program holds
//! a threshold.

use crate::calendar::{FinancialYear, parse_year};
use crate::money::Unit;
use crate::nearest::{Known, did_you_mean, nearest};
use crate::plan::assembly;
use crate::plan::recognise::Said;
use crate::plan::vocabulary::national::NationalWorkstreams;
use crate::problem::ProblemKind;
use crate::words::Words;
use choices::{AmountsAre, Dash, Sign};
use rust_decimal::Decimal;
use std::fmt;
use std::sync::LazyLock;

mod allowed;
pub(crate) mod choices;
mod file;
mod filling;
mod presets;
mod settings;

pub use allowed::Range;
use file::SECTIONS;
pub use file::{quoted, setting_line};
pub use presets::PRESETS;
pub use settings::{Key, SETTINGS};

/// Where a default comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// Printed in a paper: which, and where.
    Published(&'static str),
    /// Follows from printed figures: which.
    Inferred(&'static str),
    /// Chosen by this project: why.
    Chosen(&'static str),
}

impl Ground {
    /// The word and the text behind it.
    pub fn parts(self) -> (&'static str, &'static str) {
        match self {
            Self::Published(text) => ("published", text),
            Self::Inferred(text) => ("inferred", text),
            Self::Chosen(text) => ("chosen", text),
        }
    }
}

/// How a setting's value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A percentage with at most four decimals.
    Percent,
    /// A number with at most four decimals.
    Number,
    Count,
    Word(&'static [&'static str]),
    Flag,
    /// A financial year, or `plan` for the year the plan itself names.
    Year,
}

#[derive(Debug)]
pub struct Setting {
    pub key: Key,
    /// Its name in a policy file and for `--set`.
    pub name: &'static str,
    pub form: Form,
    /// The built-in value (policy `nao-2011`).
    pub default: &'static str,
    /// The numbers it may have; `None` where it is no number.
    pub range: Option<Range>,
    /// Where the built-in value comes from.
    pub ground: Ground,
    /// The criteria and findings that read it.
    pub read_by: &'static [&'static str],
    pub meaning: &'static str,
}

/// Who set a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The built-in policy.
    BuiltIn,
    /// A built-in preset.
    Preset(&'static str),
    /// A policy file.
    File(String),
    /// `--set` on the command line, or an option that stands for it.
    Option,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BuiltIn => write!(f, "built in"),
            Self::Preset(name) => write!(f, "policy {name}"),
            Self::File(file) => write!(f, "{file}"),
            Self::Option => write!(f, "command line"),
        }
    }
}

/// A value in force, with its origin.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Value {
    text: String,
    number: Decimal,
    origin: Origin,
}

/// The policy in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Its name: a built-in one, or the file.
    pub name: String,
    values: Vec<Value>,
    /// The submission's own headings and row labels, and what they mean here.
    pub mapping: Vec<Said>,
    /// The national workstreams that plans may name.
    pub(crate) national: NationalWorkstreams,
}

impl Default for Policy {
    fn default() -> Self {
        let values = SETTINGS
            .iter()
            .map(|setting| Value {
                text: setting.default.to_owned(),
                number: setting.default.parse().unwrap_or(Decimal::ZERO),
                origin: Origin::BuiltIn,
            })
            .collect();
        let (mapping, national) = (Vec::new(), NationalWorkstreams::default());
        Self { name: "nao-2011".to_owned(), values, mapping, national }
    }
}

impl Policy {
    /// A built-in policy.
    ///
    /// # Errors
    /// There is none of this name.
    pub fn built_in(name: &str) -> Result<Self, ProblemKind> {
        let mut policy = Self::default();
        if name == policy.name {
            return Ok(policy);
        }
        let preset = PRESETS.iter().find(|preset| preset.name == name).ok_or_else(|| {
            let names =
                || std::iter::once(policy.name.as_str()).chain(PRESETS.iter().map(|preset| preset.name));
            ProblemKind::Policy {
                what: format!("there is neither a policy file nor a built-in policy `{name}`"),
                mend: match nearest(name, names()) {
                    Some(near) => did_you_mean(&near),
                    None => format!("the built-in policies are {}", names().collect::<Vec<_>>().join(", ")),
                },
            }
        })?;
        for (key, value) in preset.values {
            policy.put(*key, value, Origin::Preset(preset.name))?;
        }
        policy.name = name.to_owned();
        Ok(policy)
    }

    /// Sets a value by name.
    ///
    /// # Errors
    /// An unknown name, with the nearest known one, or a value of the wrong form.
    pub fn set(&mut self, name: &str, value: &str, origin: Origin) -> Result<(), ProblemKind> {
        let setting = SETTINGS.iter().find(|setting| setting.name == name.trim()).ok_or_else(|| {
            static NAMES: LazyLock<Known> = LazyLock::new(|| {
                Known::few(SETTINGS.iter().map(|setting| setting.name).chain(SECTIONS).chain(["policy"]))
            });
            ProblemKind::Policy {
                what: format!("there is no setting `{name}`"),
                mend: match NAMES.nearest(name) {
                    Some(near) => did_you_mean(&near),
                    None => "`qipp policy` prints every setting".to_owned(),
                },
            }
        })?;
        self.put(setting.key, value.trim(), origin)
    }

    fn put(&mut self, key: Key, value: &str, origin: Origin) -> Result<(), ProblemKind> {
        let setting = key.setting();
        let wrong = |expected: &str| ProblemKind::Policy {
            what: format!("`{value}` stands for {}; expected {expected}", setting.name),
            mend: format!("the built-in value is {}: {}", setting.default, setting.meaning.trim()),
        };
        let number = |is_whole: bool, expected: &str| {
            let number = crate::money::parse_number(value).ok().flatten();
            let holds = |number: &Decimal| setting.range.is_none_or(|range| range.holds(*number));
            let number = number
                .filter(|number| number.scale() <= 4 && (!is_whole || number.is_integer()) && holds(number));
            let range = || setting.range.map_or_else(String::new, |range| format!(", {range}"));
            let number = number.ok_or_else(|| wrong(&format!("{expected}{}", range())))?;
            Ok((number.normalize().to_string(), number))
        };
        let (text, number) = match setting.form {
            Form::Percent => number(false, "a percentage")?,
            Form::Number => number(false, "a number")?,
            Form::Count => number(true, "a whole number")?,
            Form::Word(words) => {
                let word = words
                    .iter()
                    .find(|word| word.eq_ignore_ascii_case(value))
                    .ok_or_else(|| wrong(&format!("one of {}", words.join(", "))))?;
                ((*word).to_owned(), Decimal::ZERO)
            }
            Form::Flag => match value.to_lowercase().as_str() {
                "true" | "yes" | "1" => ("true".to_owned(), Decimal::ONE),
                "false" | "no" | "0" => ("false".to_owned(), Decimal::ZERO),
                _ => return Err(wrong("true or false")),
            },
            Form::Year if value == "plan" => (value.to_owned(), Decimal::ZERO),
            Form::Year => {
                let year = parse_year(value);
                let year = year.ok_or_else(|| wrong("a financial year such as 2010/11, or `plan`"))?;
                (year.to_string(), Decimal::ZERO)
            }
        };
        if let Some(known) = self.values.get_mut(key as usize) {
            *known = Value { text, number, origin };
        }
        Ok(())
    }

    /// How plans are read under this policy: the sign of savings, dashes, the mapping of headings.
    pub fn reading(&self) -> assembly::Options<'_> {
        assembly::Options {
            mapping: &self.mapping,
            savings_are_negative: match self.choice(Key::Sign) {
                Some(Sign::Plan) => None,
                sign => Some(sign == Some(Sign::Negative)),
            },
            dash_is_nil: self.choice(Key::Dash) == Some(Dash::Nil),
            measure_is_savings: self.choice(Key::Measure) == Some(AmountsAre::Savings),
            amounts_in: Unit::parse(self.word(Key::AmountsIn)),
            reference: self.choice(Key::Reference).unwrap_or_default(),
            ..assembly::Options::default()
        }
    }

    fn value(&self, key: Key) -> Option<&Value> {
        self.values.get(key as usize)
    }

    /// A number, percentage or count.
    pub fn number(&self, key: Key) -> Decimal {
        self.value(key).map_or(Decimal::ZERO, |value| value.number)
    }

    /// A count.
    pub fn count(&self, key: Key) -> usize {
        self.number(key).try_into().unwrap_or(usize::MAX)
    }

    /// A count of days.
    pub fn days(&self, key: Key) -> i32 {
        self.number(key).try_into().unwrap_or(i32::MAX)
    }

    /// A word, or the value as written.
    pub fn word(&self, key: Key) -> &str {
        self.value(key).map_or("", |value| &value.text)
    }

    /// A choice, as the type of its setting.
    pub fn choice<W: Words>(&self, key: Key) -> Option<W> {
        W::of_word(self.word(key))
    }

    /// A flag.
    pub fn flag(&self, key: Key) -> bool {
        !self.number(key).is_zero()
    }

    /// A year; `None` where the plan itself is to name it.
    pub fn year(&self, key: Key) -> Option<FinancialYear> {
        parse_year(self.word(key))
    }

    /// Who set a value.
    pub fn origin(&self, key: Key) -> Origin {
        self.value(key).map_or(Origin::BuiltIn, |value| value.origin.clone())
    }

    /// The settings whose value differs from the built-in one.
    pub fn changed(&self) -> Vec<&'static Setting> {
        SETTINGS.iter().filter(|setting| self.word(setting.key) != setting.default).collect()
    }

    /// The values in one line each, without comments: what the policy's hash is taken over.
    pub fn canonical(&self) -> String {
        let mapping = self.mapping.iter().map(|Said { theirs, ours, .. }| format!("{theirs}={ours}\n"));
        self.lines(|_| true).chain(mapping).chain(self.own_national()).collect()
    }

    /// The values of some settings, a line each.
    pub fn lines(&self, wanted: fn(&Setting) -> bool) -> impl Iterator<Item = String> + '_ {
        let settings = SETTINGS.iter().filter(move |setting| wanted(setting));
        settings.map(|setting| format!("{}={}\n", setting.name, self.word(setting.key)))
    }

    /// The national workstreams of the policy's own, a line each.
    pub fn own_national(&self) -> impl Iterator<Item = String> + '_ {
        let own = self.national.iter().filter(|_| self.has_own_national());
        own.map(|(name, others)| format!("{name}={others}\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::file::tests::read;
    use super::*;

    #[test]
    fn settings_stand_in_the_order_of_their_keys_and_their_defaults_are_well_formed() {
        for (at, setting) in SETTINGS.iter().enumerate() {
            assert_eq!(setting.key as usize, at, "{}", setting.name);
            let mut policy = Policy::default();
            policy.set(setting.name, setting.default, Origin::Option).unwrap();
            assert_eq!(policy.word(setting.key), setting.default, "{}", setting.name);
        }
        for preset in PRESETS {
            Policy::built_in(preset.name).unwrap();
        }
    }

    #[test]
    fn the_printed_policy_is_a_policy_file() {
        let mut strict = Policy::built_in("strict").unwrap();
        strict.mapping.push(Said::map("\"Their\" heading", "identified"));
        let again = read(&strict.to_toml()).unwrap();
        assert_eq!(again.canonical(), strict.canonical());
        assert_eq!(again.name, "qipp.toml");
    }

    #[test]
    fn everything_wrong_with_a_policy_file_is_named_with_its_line() {
        let text = "finance_amber_form = 5\n# a remark\nown = \"ad\"\n  rubbish = 1\nfinance_red_from = 2\n\
                    \n[columns]\nOpportunity = \"identifed\"\nStatus = \"ignore\"\nX = 3\n";
        assert_eq!(
            read(text).unwrap_err().join("\n"),
            "\
qipp.toml:1:1: error[policy]: there is no setting `finance_amber_form`
  mend: did you mean `finance_amber_from`?
qipp.toml:3:1: error[policy]: `ad` stands for own; expected one of add, replace
  mend: the built-in value is add: Whether a region's own schemes are added to its members' or replace them.
qipp.toml:4:3: error[policy]: there is no setting `rubbish`
  mend: `qipp policy` prints every setting
qipp.toml:5:1: error[policy]: finance_red_from = 2 lies below finance_amber_from = 5: nothing could be amber
  mend: set `finance_red_from` to the greater of the two
qipp.toml:8:15: error[policy]: `Opportunity` is mapped to `identifed`; there is no such column
  mend: did you mean `identified`?
qipp.toml:10:5: error[policy]: `X` is mapped to `3`; there is no such column
  mend: write a column of ours (`qipp schema` has them), or ignore"
        );
        let one = |text: &str| read(text).unwrap_err().join("\n");
        assert!(one("\npolicy = \"strct\"").starts_with(
            "qipp.toml:2:10: error[policy]: there is neither a policy file nor a built-in policy `strct`\n  mend: did you mean `strict`?"
        ));
        assert!(one("rows = 3").starts_with("qipp.toml:1:1: error[policy]: `rows` is no table of headings"));
        assert!(one("baseline_year = \"soon\"").contains("expected a financial year such as 2010/11"));
    }

    #[test]
    fn text_that_is_no_toml_is_named_with_its_line_each_time() {
        let problems = read("coverage = 80\ncoverage = 70\nown = add\n").unwrap_err();
        assert_eq!(problems.len(), 2, "{problems:?}");
        assert!(problems[0].starts_with("qipp.toml:2:1: error[syntax]: "), "{}", problems[0]);
        assert!(problems[1].starts_with("qipp.toml:3:7: error[syntax]: "), "{}", problems[1]);
    }
}
