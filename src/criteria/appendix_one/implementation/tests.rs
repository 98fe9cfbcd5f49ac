use crate::criteria::Outcome::{Met, Unevidenced, Unmet};
use crate::criteria::example::from_baseline;
use crate::plan::TotalOver;
use crate::plan::fields::savings;

fn phased(cells: &[(&str, &str)], planned: &[(&str, &str)]) -> crate::criteria::Outcome {
    from_baseline("A").scheme("A", cells).planned(planned).shows("A1-PHA-1").outcome
}

#[test]
fn phased_savings_sum_to_the_total_that_is_stated() {
    let years = [("2011/12", "1.2m"), ("2012/13", "0.8m")];
    let with = |total| [years[0], years[1], ("2011/12 to 2013/14", total)];
    assert_eq!(phased(&[], &years), Met);
    assert_eq!(phased(&[], &with("2.1m")), Met); // within half a digit of each figure
    assert_eq!(phased(&[], &with("2.2m")), Unmet);
    assert_eq!(phased(&[("plan_year", "1.2m")], &years), Met);
    assert_eq!(phased(&[("plan_year", "1.5m")], &years), Unmet);
}

/// A column of totals of another figure is held against nothing here.
#[test]
fn phased_savings_sum_to_the_column_of_their_totals() {
    let stated = |column, total| {
        let plan = from_baseline("A").scheme("A", &[]).planned(&[("2011/12", "1.2m"), ("2012/13", "0.8m")]);
        plan.total(TotalOver::SchemeAllPeriods(0), column, total).shows("A1-PHA-1").outcome
    };
    assert_eq!(stated(savings::PLAN, "2m"), Met);
    assert_eq!(stated(savings::PLAN, "2.5m"), Unmet);
    assert_eq!(stated(savings::ACTUAL, "2.5m"), Met);
}

#[test]
fn a_total_alone_is_not_phased() {
    assert_eq!(phased(&[], &[("2011/12 to 2013/14", "2m")]), Unmet);
    assert_eq!(phased(&[("plan_year", "2m")], &[]), Unmet);
    assert_eq!(phased(&[], &[]), Unevidenced);
}

#[test]
fn indicators_may_still_be_planned() {
    let plan = || from_baseline("A").scheme("A", &[]).planned(&[("2011/12", "5")]);
    let indicator = |target| plan().row("kpis", &[("scheme", "A"), ("target", target)]);
    assert_eq!(indicator("95").shows("A1-KPI-1").outcome, Met);
    assert_eq!(indicator("").shows("A1-KPI-1").outcome, Unmet);
    let milestone = |status| {
        let cells = [("scheme", "A"), ("delivers_kpis", "yes"), ("status", status)];
        indicator("").row("milestones", &cells).shows("A1-KPI-1").outcome
    };
    assert_eq!(milestone("on track"), Met);
    assert_eq!(milestone("cancelled"), Unmet);
}

#[test]
fn a_cancelled_milestone_is_no_step() {
    let milestone = |due, status| {
        let cells = [("scheme", "A"), ("due", due), ("status", status)];
        from_baseline("A")
            .scheme("A", &[])
            .planned(&[("2011/12", "5")])
            .row("milestones", &cells)
            .shows("A1-MIL-1")
            .outcome
    };
    assert_eq!(milestone("2011-06-30", "on track"), Met);
    assert_eq!(milestone("", "on track"), Unmet);
    assert_eq!(milestone("2011-06-30", "cancelled"), Unevidenced);
}
