//! What the criteria find in a plan made for a test.

use super::coverage::Verdicts;
use super::{Evidence, Outcome, PlanView, SchemeView, Test, by_id};
use crate::figures::PlanFigures;
use crate::plan::Plan;
use crate::plan::example::{Example, example, example_of};

/// The plan of an organisation whose baseline is 2010/11, with nothing else in it.
pub fn from_baseline(organisation: &str) -> Example {
    example_of(organisation).own(&[("baseline_year", "2010/11")])
}

/// A plan from its baseline on with the figures of each year: allocation, expenditure and challenge.
pub fn with_years(figures: &[(&str, &str, &str, &str)]) -> Example {
    figures.iter().fold(from_baseline("Anytown PCT"), |plan, (year, allocation, expenditure, challenge)| {
        let given = [("allocation", *allocation), ("expenditure", *expenditure), ("challenge", *challenge)];
        plan.in_years("years", &[*year], &given)
    })
}

/// A plan of one scheme, as at 30 September 2011.
pub fn scheme(cells: &[(&str, &str)]) -> Example {
    example().dated("2011-09-30").scheme("S1", cells)
}

impl Example {
    /// What a function makes of the plan and its figures.
    pub fn view<T>(&self, see: impl FnOnce(&PlanView) -> T) -> T {
        let figured = |example: &Self| {
            let plan = example.made();
            let figures = PlanFigures::of(&plan, &self.policy, None);
            (plan, figures)
        };
        let (plan, figures) = figured(self);
        let members: Vec<(Plan, PlanFigures)> = self.members.iter().map(figured).collect();
        let members = members.iter().map(|(plan, figures)| (plan, figures)).collect();
        see(&PlanView::new(&plan, &figures, &self.policy, members))
    }

    /// What a function makes of the first scheme.
    pub fn see<T>(&self, see: impl FnOnce(&SchemeView) -> T) -> T {
        self.view(|view| see(&view.scheme(0).unwrap()))
    }

    /// What the data shows of a criterion, of the first scheme for one of schemes.
    pub fn shows(&self, id: &str) -> Evidence {
        match by_id(id).unwrap().test {
            Test::Plan(test) => self.view(test),
            Test::Coverage(test) => self.view(|view| test(view, &Verdicts::default())),
            Test::Scheme(test) => self.see(test),
            Test::Reader => panic!("{id} is for a reader"),
        }
    }

    /// The result and the reason.
    pub fn says(&self, id: &str) -> (Outcome, String) {
        let evidence = self.shows(id);
        (evidence.outcome, evidence.reason)
    }
}
