//! Texts that name a setting, with the value in force.

use super::{Form, Policy, SETTINGS, Setting};

impl Policy {
    /// A text in which `{setting}` becomes the value in force: `80% (policy coverage)`.
    pub fn fill(&self, text: &str) -> String {
        let mut parts = text.split('{');
        let mut filled = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let named = part.split_once('}').and_then(|(name, rest)| {
                let setting = SETTINGS.iter().find(|setting| setting.name == name)?;
                Some((setting, rest))
            });
            match named {
                Some((setting, rest)) => {
                    filled.push_str(&format!("{} (policy {})", self.said(setting), setting.name));
                    filled.push_str(rest);
                }
                None => filled.extend(["{", part]),
            }
        }
        filled
    }

    /// A value as it stands in a sentence.
    fn said(&self, setting: &Setting) -> String {
        let word = self.word(setting.key);
        match setting.form {
            Form::Percent => format!("{word}%"),
            Form::Year if self.year(setting.key).is_none() => "as the plan names it".to_owned(),
            _ => word.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Origin;

    #[test]
    fn the_value_in_force_stands_in_the_text() {
        let mut policy = Policy::default();
        let text = "hold {coverage} of it, {kpi_days} days, to {horizon_year}; {that}";
        assert_eq!(
            policy.fill(text),
            "hold 80% (policy coverage) of it, 95 (policy kpi_days) days, to 2013/14 (policy horizon_year); {that}"
        );
        policy.set("coverage", "75", Origin::Option).unwrap();
        policy.set("horizon_year", "plan", Origin::Option).unwrap();
        let filled = policy.fill(text);
        assert!(filled.starts_with("hold 75% (policy coverage)"), "{filled}");
        assert!(filled.contains("to as the plan names it (policy horizon_year)"), "{filled}");
    }
}
