//! The risk log: what needs action in full, the other open risks a line each, closed ones counted.

use super::{View, shown_only};
use crate::render::block::{Block, Column, Grid, Room};
use crate::render::cells::columns;
use crate::render::select::{self, Filter};
use crate::render::{Options, text, words};
use crate::report::{Report, RiskLine};

columns! {
    RiskLine, line:
    organisation, risk, closed, score, needs_action, lacks, category, workstream,
    schemes = line.schemes.as_slice(),
    at_stake, description, consequence, mitigation, mitigation_status, owner, reviewed, days_since,
    national_support, gross, mitigated, net,
}

pub fn of(report: &Report, options: &Options) -> Vec<Block> {
    let all = select::risks(report, &Filter::of(options));
    let mut blocks = vec![Block::title(View::Risks.title())];
    blocks.extend(shown_only(report, options));
    if all.is_empty() {
        blocks.push(Block::line("no risk is registered"));
        return blocks;
    }
    let least = &report.policy.risk_score;
    let (open, closed): (Vec<&RiskLine>, Vec<&RiskLine>) = all.iter().copied().partition(|line| !line.closed);
    let (high, low): (Vec<&RiskLine>, Vec<&RiskLine>) =
        open.iter().copied().partition(|line| line.needs_action);
    let lacking = high.iter().filter(|line| line.lacks.is_some()).count();
    blocks.push(Block::line(format!(
        "{} open: {} score {least} or more (or have no score), {lacking} of them without due action; {} closed",
        open.len(),
        high.len(),
        closed.len()
    )));
    blocks.push(Block::line("at stake: planned savings, all years, of the schemes a risk bears on"));
    if !high.is_empty() {
        blocks.push(Block::part(format!("score {least} or more")));
        for (at, line) in high.into_iter().enumerate() {
            if at > 0 {
                blocks.push(Block::Gap);
            }
            blocks.push(entry(report, line));
        }
    }
    blocks.extend(table(report, "other open risks", &low));
    blocks.extend(table(report, "closed", &closed));
    blocks
}

/// A risk in full; what the register leaves open is said to be so.
fn entry(report: &Report, line: &RiskLine) -> Block {
    let several = report.plans.len() > 1;
    let mut about: Vec<String> = Vec::new();
    about.extend(several.then(|| text::clean(&line.organisation).into_owned()));
    about.extend(Some(about_of(line)).filter(|about| !about.is_empty()));
    let score =
        line.score.map_or_else(|| "no score".to_owned(), |score| format!("score {}", score.normalize()));
    let at_stake = line
        .at_stake
        .map(|amount| format!(", {} at stake", words::shown_of(report, &line.organisation).in_words(amount)));
    let title = format!(
        "{}  {score}{}  {}",
        text::bold(&text::clean(&line.risk)),
        at_stake.unwrap_or_default(),
        about.join(" / ")
    );
    let said = |text: &str| {
        if text.is_empty() { words::NOTHING_SAID.to_owned() } else { text::clean(text).into_owned() }
    };
    let status = Some(&line.mitigation_status).filter(|status| !status.is_empty());
    let doing = match status {
        Some(status) => format!("{} ({})", said(&line.mitigation), text::clean(status)),
        None => said(&line.mitigation),
    };
    let reviewed = line.reviewed.as_deref().map_or_else(
        || "no review is dated".to_owned(),
        |day| match line.days_since {
            Some(days) => format!("reviewed {}, {} ago", words::date(day), words::count(days, "day")),
            None => format!("reviewed {}", words::date(day)),
        },
    );
    let fields = [
        ("money", money(report, line)),
        ("risk", said(&line.description)),
        ("if so", text::clean(&line.consequence).into_owned()),
        ("doing", doing),
        ("short", line.lacks.as_deref().map(text::clean).unwrap_or_default().into_owned()),
        ("owner", format!("{}; {reviewed}", said(&line.owner))),
        ("support", text::clean(&line.national_support).into_owned()),
    ];
    Block::Entry(title, fields.into_iter().filter(|(_, text)| !text.is_empty()).collect())
}

/// The money at risk before and after mitigation; blank where the register states none.
fn money(report: &Report, line: &RiskLine) -> String {
    let shown = words::shown_of(report, &line.organisation);
    match (line.gross, line.mitigated, line.net) {
        (Some(gross), Some(mitigated), Some(net)) => {
            let [gross, mitigated, net] = [gross, mitigated, net].map(|amount| shown.in_words(amount));
            format!("{gross} gross, {mitigated} of it mitigated: {net} net")
        }
        (Some(gross), ..) => format!("{} gross, no mitigation stated", shown.in_words(gross)),
        (None, Some(mitigated), _) => format!("{} mitigated of no stated sum", shown.in_words(mitigated)),
        _ => String::new(),
    }
}

/// What a risk is about: its category, and its schemes or workstream.
fn about_of(line: &RiskLine) -> String {
    let of = match line.schemes.as_slice() {
        [] => line.workstream.clone(),
        schemes => schemes.join(", "),
    };
    let parts = [line.category.as_str(), of.as_str()].map(text::clean);
    parts.iter().filter(|part| !part.is_empty()).map(AsRef::as_ref).collect::<Vec<&str>>().join(", ")
}

/// Risks a line each; nothing where there are none.
fn table(report: &Report, name: &str, lines: &[&RiskLine]) -> Vec<Block> {
    if lines.is_empty() {
        return Vec::new();
    }
    let several = report.plans.len() > 1;
    let with_money = lines.iter().any(|line| line.gross.is_some() || line.mitigated.is_some());
    let mut columns = vec![Column::text("risk", Room::Whole), Column::number("score")];
    columns.extend(several.then(|| Column::text("organisation", Room::Cut(12))));
    columns.extend([
        Column::text("about", Room::Cut(16)),
        Column::number(&words::with_unit("at stake", words::shown(report))),
    ]);
    if with_money {
        columns.extend(["gross", "mitigated", "net"].map(Column::number));
    }
    columns.extend([
        Column::text("mitigation", Room::Whole),
        Column::text("owner", Room::Cut(12)),
        Column::number("days since review"),
    ]);
    let mut grid = Grid::new(columns);
    for line in lines {
        let mut cells = vec![
            text::clean(&line.risk).into_owned(),
            line.score.map_or_else(String::new, |score| score.normalize().to_string()),
        ];
        cells.extend(several.then(|| text::clean(&line.organisation).into_owned()));
        cells.extend([about_of(line), words::shown(report).known(line.at_stake)]);
        if with_money {
            let money = [line.gross, line.mitigated, line.net];
            cells.extend(money.map(|amount| words::shown(report).known(amount)));
        }
        cells.extend([
            text::clean(&line.mitigation_status).into_owned(),
            text::clean(&line.owner).into_owned(),
            line.days_since.map_or_else(String::new, |days| days.to_string()),
        ]);
        grid.row(cells);
    }
    vec![Block::part(name), Block::Grid(grid)]
}
