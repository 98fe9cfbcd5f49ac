//! Peers: of every row short of green the most similar plan that is green there, and what it does.

use super::View;
use crate::render::block::Block;
use crate::render::cells::columns;
use crate::render::{text, words};
use crate::report::{PeerLine, PeerPractice, Report, Scope};

/// A line with one of the things that the peer does; with none where no plan is green.
pub struct PeerPart<'a> {
    line: &'a PeerLine,
    does: Option<&'a PeerPractice>,
}

columns! {
    PeerPart<'_>, part:
    organisation = part.line.organisation,
    set = part.line.set,
    row = part.line.row,
    rating = part.line.rating,
    green = part.line.green,
    peer = part.line.peer,
    same_workstreams = part.line.same_workstreams,
    schemes_alike = part.line.schemes_alike,
    alike_share = part.line.alike_share,
    code = part.does.map(|does| does.code),
    scheme = part.does.map(|does| does.scheme.as_str()),
    does = part.does.map(|does| does.text.as_str()),
    place = part.does.map(|does| does.places.cell()),
}

/// Every line, once for each thing that the peer does.
pub fn lines(report: &Report) -> impl Iterator<Item = PeerPart<'_>> {
    report.peers.iter().flat_map(|line| {
        let none = line.does.is_empty().then_some(PeerPart { line, does: None });
        line.does.iter().map(move |does| PeerPart { line, does: Some(does) }).chain(none)
    })
}

/// What makes two plans similar, said once.
const SIMILAR: &str = "Similar is the plan, among those green in the row, with most planned savings in the same \
                       workstreams (national ones by any of their names; of each the lesser of the two shares) and \
                       in schemes called alike (half of the words of both names, usual ones counted half, in the same workstream).";

pub fn of(report: &Report) -> Vec<Block> {
    let mut blocks = vec![Block::title(View::Peers.title())];
    if report.plans.len() < 2 {
        blocks.push(Block::line("one plan: nothing to compare"));
        return blocks;
    }
    if report.peers.is_empty() {
        let by_money = report.plans.iter().all(|plan| plan.scope == Scope::Money);
        let none = "no row or column is short of green";
        blocks.push(Block::line(if by_money {
            "scope money: no rows are judged, nothing to compare; --scope delivery or --scope plan judges them"
        } else {
            none
        }));
        return blocks;
    }
    blocks.push(Block::line(SIMILAR));
    blocks.extend(nobody(report));
    let lines: Vec<&PeerLine> = report.peers.iter().filter(|line| line.peer.is_some()).collect();
    for own in lines.chunk_by(|a, b| a.organisation == b.organisation) {
        if let Some(first) = own.first() {
            blocks.push(Block::part(text::clean(&first.organisation)));
        }
        blocks.extend(own.iter().filter_map(|line| entry(line)));
    }
    blocks
}

/// The rows that no plan is green in, which are short in every plan that has them: said once.
fn nobody(report: &Report) -> Option<Block> {
    let mut rows: Vec<(&str, usize)> = Vec::new();
    for line in report.peers.iter().filter(|line| line.peer.is_none()) {
        match rows.iter_mut().find(|(row, _)| *row == line.row) {
            Some((_, plans)) => *plans += 1,
            None => rows.push((&line.row, 1)),
        }
    }
    let said: Vec<String> =
        rows.iter().map(|(row, plans)| format!("{} ({plans} short)", text::clean(row))).collect();
    (!said.is_empty()).then(|| Block::item(&format!("no plan read is green in: {}", said.join("; "))))
}

fn entry(line: &PeerLine) -> Option<Block> {
    let peer = line.peer.as_ref()?;
    let title = format!("{}  {}", text::clean(&line.row), words::rating(line.rating));
    let mut fields = vec![("peer", format!("{} ({})", text::clean(peer), similarity(line)))];
    let pairs: Vec<String> = line
        .alike
        .iter()
        .map(|pair| {
            let (own, its) = (text::clean(&pair.name), text::clean(&pair.peer_name));
            if own == its { own.into_owned() } else { format!("{own} ~ {its}") }
        })
        .collect();
    if !pairs.is_empty() {
        let (shown, all) = (pairs.len(), line.schemes_alike);
        let of_all = if all > shown { format!(" ({shown} of {all})") } else { String::new() };
        fields.push(("alike", format!("{}{of_all}", pairs.join("; "))));
    }
    fields.extend(line.does.iter().map(|does| ("does", practice(does))));
    Some(Block::Entry(title, fields))
}

/// `71% of planned savings in the same workstreams; 9 schemes called alike with 34%; 12 plans green`.
fn similarity(line: &PeerLine) -> String {
    let mut said = Vec::new();
    match &line.same_workstreams {
        Some(share) if share.text() == "0.0" => said.push("hardly a workstream in common".to_owned()),
        Some(share) => said.push(format!("{}% of planned savings in the same workstreams", share.text())),
        None => {}
    }
    let of_savings = line.alike_share.as_ref().filter(|_| line.schemes_alike > 0);
    let with = of_savings.map_or_else(String::new, |share| format!(" with {}%", share.text()));
    said.push(match line.schemes_alike {
        0 => "no scheme called alike".to_owned(),
        n => format!("{} called alike{with}", words::count(n, "scheme")),
    });
    said.push(format!("{} green here", words::count(line.green, "plan")));
    said.join("; ")
}

fn practice(does: &PeerPractice) -> String {
    let scheme =
        if does.scheme.is_empty() { String::new() } else { format!(" {}", text::clean(&does.scheme)) };
    let places = does.places.join(", ");
    let at = if places.is_empty() { String::new() } else { format!(" [{places}]") };
    format!("{}{scheme}: {}{at}", does.code, text::clean(&does.text))
}
