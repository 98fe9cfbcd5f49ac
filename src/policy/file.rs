//! The policy as a file: read, and printed so that it can be read again.

use super::{Form, Origin, Policy, PolicyError, SETTINGS};
use crate::wrapping::{WIDTH, wrap};

/// What a line of comment begins with.
const SIGN: &str = "# ";

impl Policy {
    /// Lays the text of a policy file over this policy. A file may name the built-in policy it
    /// starts from (`policy = "strict"`).
    ///
    /// # Errors
    /// Unknown keys, with the nearest known name; values of the wrong form; text that is not TOML.
    pub fn read_file(text: &str, file: &str) -> Result<Self, Vec<PolicyError>> {
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
            vec![PolicyError::NotToml { file: file.to_owned(), reason: error.message().to_owned() }]
        })?;
        let base = table.get("policy").and_then(toml::Value::as_str).unwrap_or("nao-2011");
        let mut policy = Self::built_in(base).map_err(|error| vec![error])?;
        let mut errors = Vec::new();
        for (name, value) in &table {
            match (name.as_str(), value) {
                ("policy", toml::Value::String(_)) => {}
                ("columns" | "rows", toml::Value::Table(pairs)) => {
                    for (theirs, ours) in pairs {
                        policy.mapping.push((theirs.clone(), plain(ours)));
                    }
                }
                _ => errors.extend(policy.set(name, &plain(value), Origin::File(file.to_owned())).err()),
            }
        }
        errors.extend(policy.check().err());
        policy.name = file.to_owned();
        if errors.is_empty() { Ok(policy) } else { Err(errors) }
    }

    /// The policy as a policy file: every value with its meaning, ground and origin.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut out = format!("# qipp policy in force: {}\n", self.name);
        for setting in SETTINGS {
            let (word, text) = setting.ground.parts();
            out.push('\n');
            comment(&mut out, setting.meaning.trim());
            comment(&mut out, &format!("{word}: {text}"));
            if !setting.read_by.is_empty() {
                comment(&mut out, &format!("read by {}", setting.read_by.join(", ")));
            }
            let value = self.word(setting.key);
            let value = match setting.form {
                Form::Word(_) | Form::Year | Form::Percent | Form::Number => format!("\"{value}\""),
                Form::Count | Form::Flag => value.to_owned(),
            };
            out.push_str(&format!("{} = {value} # {}\n", setting.name, self.origin(setting.key)));
        }
        if !self.mapping.is_empty() {
            out.push_str("\n[columns]\n");
            for (theirs, ours) in &self.mapping {
                out.push_str(&format!(
                    "{} = {}\n",
                    toml::Value::from(theirs.as_str()),
                    toml::Value::from(ours.as_str())
                ));
            }
        }
        out
    }
}

/// A comment over as many lines as it needs.
fn comment(out: &mut String, text: &str) {
    for line in wrap(text, WIDTH - SIGN.len(), SIGN.len()) {
        out.push_str(&format!("{SIGN}{line}\n"));
    }
}

fn plain(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
