//! Options on several organisations together: who is to submit, and printed totals.

use crate::calendar::{FinancialYear, parse_year};
use crate::money::{Reading, parse_amount};
use clap::Args;

/// What several organisations are held against.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
pub struct SeveralArgs {
    /// Who is to submit: names or codes, comma separated; a region for its PCTs of 2011; or a file with one a
    /// line, or a column `organisation`. Who has not is named, and nothing is refused [default: nobody]
    #[arg(long, value_name = "LIST", value_delimiter = ',', help_heading = "Several")]
    pub expect_org: Vec<String>,
    /// A printed total of an organisation's or region's plan for a year (`nation` for all), which the sum is
    /// held against, with a bridge; an amount without a unit is in the plan's; may be repeated [default: none]
    #[arg(long, value_name = "ORG:YEAR=AMOUNT", value_parser = control, help_heading = "Several")]
    pub control: Vec<ControlArg>,
}

/// A printed total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControlArg {
    pub organisation: String,
    pub year: FinancialYear,
    /// As it is typed; it reads as an amount.
    pub amount: String,
}

/// `ORG:YEAR=AMOUNT`.
fn control(text: &str) -> Result<ControlArg, String> {
    let wrong = || "ORG:YEAR=AMOUNT is expected, such as \"North East:2011/12=£412.5m\"".to_owned();
    let (of, amount) = text.rsplit_once('=').ok_or_else(wrong)?;
    let (organisation, year) = of.rsplit_once(':').ok_or_else(wrong)?;
    let year = parse_year(year).ok_or_else(|| format!("`{year}` is not a financial year; write 2011/12"))?;
    if !matches!(parse_amount(amount, None), Ok(Reading::Figure { .. })) {
        return Err(format!("`{amount}` is not an amount; write £412.5m or 412,500"));
    }
    let organisation = organisation.trim().to_owned();
    if organisation.is_empty() {
        return Err(wrong());
    }
    Ok(ControlArg { organisation, year, amount: amount.trim().to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_control_total_has_an_organisation_a_year_and_an_amount() {
        let read = control("Anytown: North:2011-12=£1.2m").unwrap();
        assert_eq!(
            (read.organisation.as_str(), read.year.to_string()),
            ("Anytown: North", "2011/12".to_owned())
        );
        assert_eq!(read.amount, "£1.2m");
        for wrong in ["Anytown=5", "Anytown:2011/12", "Anytown:May=5", "Anytown:2011/12=much", ":2011/12=5"] {
            assert!(control(wrong).is_err(), "{wrong}");
        }
    }
}
