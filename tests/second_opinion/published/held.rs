//! What a report prints, held against the sums.

use super::cases::{Case, Scheme};
use super::reading::{What, When, month, when};
use super::sums::{Key, Line, Position, Rule, both};
use serde_json::Value;
use std::collections::BTreeMap;

/// What was held against the cells.
#[derive(Default)]
pub struct Held {
    pub lines: usize,
    pub figures: usize,
    pub wrong: Vec<String>,
}

/// A decimal as a whole number of its last digits, at so many of them.
pub fn whole(digits: &str, places: usize) -> i128 {
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    assert!(part.len() <= places, "{digits}");
    format!("{whole}{part:0<places$}").parse().unwrap()
}

/// A share in per cent, rounded half away from nothing, with so many decimals.
pub fn percent(part: i128, of: i128, places: usize) -> i128 {
    let scaled = part * 100 * 10_i128.pow(u32::try_from(places).unwrap()) * 2;
    let (size, of) = (scaled.abs(), of.abs() * 2);
    (size + of / 2) / of * scaled.signum()
}

impl Held {
    pub fn says(&mut self, line: &Value, key: &str, is: bool, expected: &str) {
        self.figures += 1;
        if !is {
            let of = ["level", "organisation", "region", "workstream", "name", "year", "month"];
            let of = of.iter().filter_map(|key| line[key].as_str()).collect::<Vec<_>>().join("/");
            self.wrong.push(format!("{key} is {} and not {expected}: {of}", line[key]));
        }
    }

    pub fn money(&mut self, line: &Value, key: &str, pence: Option<i128>) {
        let printed = line[key].as_str().map(|digits| whole(digits, 2));
        self.says(line, key, printed == pence, &format!("{pence:?}"));
    }

    pub fn word(&mut self, line: &Value, key: &str, word: &str) {
        self.says(line, key, line[key] == word, word);
    }

    /// A percentage, which stands on its own side of every bound.
    pub fn share(&mut self, line: &Value, key: &str, share: Option<(i128, i128)>, bounds: &[i128]) {
        let Some((part, of)) = share.filter(|(_, of)| *of != 0) else {
            return self.says(line, key, line[key].is_null(), "null");
        };
        let digits = line[key].as_str().unwrap_or_default();
        let places = digits.split_once('.').map_or(0, |(_, part)| part.len()).max(4);
        let scale = 10_i128.pow(u32::try_from(places).unwrap());
        let rounded = percent(part, of, places);
        let keeps = |bound: &i128| {
            let exact = (part * 100 * of.signum()).cmp(&(bound * of.abs()));
            exact == rounded.cmp(&(bound * scale))
        };
        let is = !digits.is_empty() && whole(digits, places) == rounded && bounds.iter().all(keeps);
        self.says(line, key, is, &format!("{rounded} at {places} places"));
    }

    pub fn finance(&mut self, line: &Value, own: &Line, rule: Rule) {
        self.lines += 1;
        let Line { to_date, year, .. } = own;
        let year = Position { actual: year.actual.filter(|_| own.has_forecast), ..*year };
        let bounds = [rule.amber, rule.red, -rule.amber, -rule.red];
        let share = |of: &Position| of.variance().zip(of.plan.map(i128::abs));
        self.money(line, "plan_ytd", to_date.plan);
        self.money(line, "actual_ytd", to_date.actual);
        self.money(line, "variance_ytd", to_date.variance());
        self.share(line, "percent_ytd", share(to_date), &bounds);
        self.word(line, "rating", to_date.colour(rule));
        let short = to_date.plan.zip(to_date.actual.or(to_date.plan.map(|_| 0)));
        let short = short.filter(|_| ["amber", "red"].contains(&to_date.colour(rule)));
        let short = short.map(|(plan, actual)| (plan - actual) * 100 - rule.amber * plan.abs());
        let printed = line["short_of_green"].as_str().map(|own| whole(own, 4));
        self.says(
            line,
            "short_of_green",
            printed == short.filter(|_| to_date.plan != Some(0)),
            &format!("{short:?}"),
        );
        self.money(line, "unreported", Some(to_date.missing));
        self.money(line, "behind", own.behind);
        self.money(line, "ahead", own.ahead);
        self.money(line, "plan_year", year.plan);
        self.money(line, "forecast_year", year.actual);
        self.money(line, "variance_forecast", year.variance());
        self.share(line, "percent_forecast", share(&year), &bounds);
        self.share(line, "forecast_yield", year.actual.zip(year.plan), &[]);
        let colour = if own.has_forecast { year.colour(rule) } else { "n/a" };
        self.word(line, "rating_forecast", colour);
    }
}

impl Held {
    /// The lines of a table, each by its own key.
    pub fn keyed<'a>(case: &Case, lines: &'a Value) -> Vec<(Key, &'a Value)> {
        let is_one = case.is_one();
        let key = |line: &Value| {
            let text = |key: &str| line[key].as_str().unwrap_or_default().to_owned();
            let level = text("level");
            let of = match level.as_str() {
                "workstream" | "organisation" | "scheme" if is_one => String::new(),
                "workstream" | "organisation" | "scheme" => text("organisation"),
                _ => text("region"),
            };
            [level, of, text("workstream"), text("name")]
        };
        lines.as_array().unwrap().iter().map(|line| (key(line), line)).collect()
    }

    /// The tables of a part of a report: a plan, or the roll-up.
    pub fn part(&mut self, case: &Case, part: &Value, rule: Rule) -> Vec<Key> {
        let mut keys = Vec::new();
        for (key, line) in Self::keyed(case, &part["finance"]) {
            self.finance(line, &case.line(&key), rule);
            keys.push(key);
        }
        for (key, line) in Self::keyed(case, &part["years"]) {
            let year =
                line["year"].as_str().map(|own| own.split('/').next().unwrap().parse::<i32>().unwrap());
            let april = year.map_or(0, |year| year * 12 + 3);
            let planned = case.under(&key).map(|own| own.planned(case, april)).fold(None, both);
            self.money(line, "plan", planned);
            if case.april.is_none_or(|own| own == april) {
                let own = case.line(&key);
                self.money(line, "actual", own.to_date.actual);
                self.money(line, "forecast", own.year.actual.filter(|_| own.has_forecast));
            }
            self.lines += 1;
        }
        for (key, line) in Self::keyed(case, &part["months"]) {
            let first = month(line["month"].as_str().unwrap()).unwrap();
            let of = |what| {
                let own = case.under(&key).map(move |own| own.column(what, When::Months { first, count: 1 }));
                own.fold(None, both)
            };
            self.money(line, "plan", of(What::Plan));
            self.money(
                line,
                "actual",
                of(What::Actual).filter(|_| case.as_at.is_some_and(|as_at| first <= as_at)),
            );
            self.lines += 1;
        }
        keys
    }

    pub fn headroom(&mut self, rows: &[(String, [Option<i128>; 2], &Value)], rule: Rule) {
        let (mut before, mut worst, mut sums) = (Some(0), "green", [Some(0), Some(0)]);
        for (year, [challenge, identified], line) in rows {
            let is_total = year == "total";
            let own = if is_total && rows.len() > 1 { sums } else { [*challenge, *identified] };
            let [challenge, identified] = own;
            let headroom = identified.zip(challenge).map(|(identified, challenge)| identified - challenge);
            let is_thin = headroom
                .zip(challenge)
                .is_some_and(|(own, of)| own < 0 || of > 0 && own * 100 < rule.thin * of);
            if !is_total || rows.len() == 1 {
                before = before.zip(headroom).map(|(before, own)| before + own);
                sums = [0, 1].map(|at| sums[at].zip(own[at]).map(|(sum, own)| sum + own));
            }
            let is_short = before.is_some_and(|own| own < 0);
            let colour = match headroom {
                None => "n/a",
                Some(..0) if is_short => "red",
                _ if is_thin => "amber",
                _ => "green",
            };
            worst = match () {
                () if worst == "n/a" || headroom.is_none() => "n/a",
                () if worst == "red" || is_short => "red",
                () if is_thin && (!is_total || rows.len() == 1) => "amber",
                () => worst,
            };
            self.lines += 1;
            self.money(line, "challenge", challenge);
            self.money(line, "identified", identified);
            self.money(line, "headroom", headroom);
            self.money(line, "cumulative", if is_total { headroom } else { before });
            self.share(line, "percent_of_challenge", headroom.zip(challenge), &[rule.thin]);
            self.share(line, "cover", identified.zip(challenge), &[]);
            let kept = identified.zip(challenge).map(|(own, of)| own * (100 - rule.loss) - of * 100);
            self.figures += 1;
            if line["stressed"].as_str().map(|own| whole(own, 4)) != kept {
                self.wrong.push(format!("stressed is not {kept:?} in {line}"));
            }
            self.word(line, "rating", if is_total { worst } else { colour });
        }
    }

    /// The headroom of a body, or of several together.
    pub fn room(&mut self, case: &Case, of: &[&str], lines: Vec<&Value>, rule: Rule) {
        let known = |own: &[Option<i128>; 2]| own[0].is_some();
        let rows = lines.into_iter().map(|line| {
            let year = line["year"].as_str().unwrap();
            let time = (year != "total").then(|| when(year));
            let own = of.iter().map(|of| case.headroom(of, time)).filter(known);
            let sum = own
                .reduce(|one, other| [0, 1].map(|at| one[at].zip(other[at]).map(|(one, other)| one + other)));
            (year.to_owned(), sum.unwrap_or_default(), line)
        });
        self.headroom(&rows.collect::<Vec<_>>(), rule);
    }

    /// The report card: finance by the sums, every other column above schemes by value over those beneath.
    pub fn card(&mut self, case: &Case, plan: &Value, rule: Rule) {
        let named = plan["finance"].as_array().unwrap().iter();
        let named: BTreeMap<&str, &str> =
            named.map(|line| (line["scheme"].as_str().unwrap(), line["name"].as_str().unwrap())).collect();
        let of_criteria = |scheme: &str, code: &str| {
            let own = plan["figure_13"].as_array().unwrap().iter().find(|own| own["scheme"] == scheme)?;
            own["expectations"].as_array().unwrap().iter().find(|own| own["code"] == code)?["result"].as_str()
        };
        let lines = Self::keyed(case, &plan["report_card"]);
        let is_money = plan["scope"] == "money";
        let mut schemes: Vec<(&Scheme, &Value)> = Vec::new();
        for (mut key, line) in lines {
            self.lines += 1;
            let id = line["scheme"].as_str().unwrap();
            key[3] = named.get(id).copied().unwrap_or_default().to_owned();
            // one that is counted under another is rated by itself
            let is_it = |own: &&Scheme| {
                !id.is_empty() && (own.id == id || own.name == key[3]) && own.organisation == key[1]
            };
            let alone = case.schemes.iter().find(is_it);
            let finance = alone.map_or_else(|| case.line(&key).to_date, |own| own.to_date(case)).colour(rule);
            if id.is_empty() {
                self.word(line, "finance", finance);
                let beneath = schemes.iter().filter(|(own, _)| !is_money && own.keys(case).contains(&key));
                for column in BY_VALUE {
                    let own =
                        beneath.clone().map(|(own, card)| (card[column].as_str().unwrap(), own.weight()));
                    self.word(
                        line,
                        column,
                        by_value(&own.filter(|(colour, _)| *colour != "n/a").collect::<Vec<_>>()),
                    );
                }
            } else {
                let is_untracked =
                    of_criteria(id, "F13-FIN-6").is_some_and(|own| !["met", "n/a"].contains(&own));
                self.word(
                    line,
                    "finance",
                    if finance == "green" && is_untracked { "amber" } else { finance },
                );
                let worst = BY_VALUE[..6].iter().map(|column| rank(line[*column].as_str().unwrap())).max();
                self.word(line, "development", COLOURS[worst.unwrap()]);
                schemes.extend(case.under(&key).map(|own| (own, line)));
            }
        }
    }

    pub fn plan(&mut self, case: &Case, plan: &Value, rule: Rule) {
        let of = if case.is_one() { "" } else { plan["organisation"].as_str().unwrap() };
        let (years, total) = (plan["headroom"]["years"].as_array().unwrap(), &plan["headroom"]["total"]);
        let given =
            case.years.iter().filter(|own| own.0 == of && own.1.is_some() && own.2 == What::Challenge);
        self.says(plan, "headroom", given.count() == years.len(), "every year with a challenge");
        self.room(
            case,
            &[of],
            years.iter().chain(Some(total).filter(|total| !total.is_null())).collect(),
            rule,
        );
        self.card(case, plan, rule);
        // the money that a criterion covers
        let rows = plan["appendix_one"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|row| row["expectations"].as_array().unwrap());
        for line in rows.filter(|own| own["code"] == "A1-GOV-3") {
            let own: Vec<_> =
                case.counted().filter(|own| own.organisation == of && !own.is_unidentified).collect();
            let sum = |least: usize| {
                own.iter().filter(|own| own.leads >= least).map(|own| own.weight()).sum::<i128>()
            };
            let word = match () {
                () if sum(2) == sum(0) => "met",
                () if sum(2) * 100 >= sum(0) * 80 => "partly",
                () => "unmet",
            };
            self.word(line, "result", word);
        }
        // overall, where money alone is looked at
        if plan["scope"] == "money" {
            let own = case.line(&["organisation", of, "", ""].map(str::to_owned));
            let room = rank(plan["headroom"]["rating"].as_str().unwrap());
            let is_short = own.has_forecast && own.year.colour(rule) == "red"
                || plan["headroom"]["bases"]["forecast"] == "red";
            let overall = match rank(own.to_date.colour(rule)).max(room) {
                0 => "grey",
                1 if is_short => "amber",
                worst => COLOURS[worst],
            };
            self.word(plan, "rating", overall);
        }
    }
}

/// From what says nothing to the worst.
pub const COLOURS: [&str; 5] = ["n/a", "green", "amber", "grey", "red"];

pub fn rank(colour: &str) -> usize {
    COLOURS.iter().position(|own| *own == colour).unwrap()
}

/// The columns of the report card that go by value above schemes, those of plan development first.
pub const BY_VALUE: [&str; 12] = [
    "brief",
    "leadership",
    "milestones",
    "kpis",
    "financials",
    "risks",
    "progress_milestones",
    "kpis_quality",
    "kpis_activity",
    "kpis_workforce",
    "kpis_finance",
    "monitoring_risks",
];

/// Green where green holds 95% and nothing is red, red where red holds 20%; grey is as red. By count where no money
/// is stated.
pub fn by_value(own: &[(&str, i128)]) -> &'static str {
    let is_stated = own.iter().any(|(_, weight)| *weight != 0);
    let sum = |colours: &[&str]| -> i128 {
        let of = own.iter().filter(|(colour, _)| colours.contains(colour));
        of.map(|(_, weight)| if is_stated { *weight } else { 1 }).sum()
    };
    let (all, red) = (sum(&COLOURS), sum(&["red", "grey"]));
    match () {
        () if own.is_empty() => "n/a",
        () if red == 0 && sum(&["green"]) * 100 >= all * 95 => "green",
        () if red * 100 >= all * 20 => "red",
        () => "amber",
    }
}
