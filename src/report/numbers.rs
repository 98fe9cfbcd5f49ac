//! Money and percentages as JSON numbers, with their exact decimal digits: never through a binary float.

use super::Share;
use crate::money::Money;
use rust_decimal::Decimal;
use schemars::{Schema, SchemaGenerator, json_schema};
use serde::ser::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::value::RawValue;

/// Plain digits (`-1234.50`) as a number.
fn number<S: Serializer>(digits: String, serializer: S) -> Result<S::Ok, S::Error> {
    RawValue::from_string(digits).map_err(S::Error::custom)?.serialize(serializer)
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        number(self.plain(), serializer)
    }
}

impl<'de> Deserialize<'de> for Money {
    /// Its digits, as a number or as a text: never by way of a binary number.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let digits = Box::<RawValue>::deserialize(deserializer)?;
        let digits = digits.get().trim_matches('"');
        let exact = Decimal::from_str_exact(digits).map(Self::new);
        exact.map_err(|_| de::Error::custom(format!("`{digits}` is no exact amount")))
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        number(self.digits(), serializer)
    }
}

/// A number that may not be known.
pub(super) fn known<S: Serializer>(value: &Option<Decimal>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => number(value.normalize().to_string(), serializer),
        None => serializer.serialize_none(),
    }
}

/// The schema of [`known`].
pub(super) fn known_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["number", "null"] })
}

#[cfg(test)]
mod tests {
    use crate::money::{Reading, Unit, parse_amount};

    #[test]
    fn every_digit_is_kept() {
        for digits in ["100000000000000000000.01", "-0.005", "0", "98.5", "-626822"] {
            let Ok(Reading::Figure { amount, .. }) = parse_amount(digits, Some(Unit::Pounds)) else {
                panic!("{digits}")
            };
            assert_eq!(serde_json::to_string(&amount.value).unwrap(), digits);
        }
    }
}
