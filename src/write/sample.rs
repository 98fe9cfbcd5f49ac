//! Two small tables for the tests of writers.

use super::{Cell, Column, Holds, Table};

fn column(name: &'static str, holds: Holds) -> Column {
    Column { name, note: format!("What {name} is."), required: name == "id", holds }
}

/// Things with an amount, a day and a word, and one thing of another kind.
pub(super) fn tables() -> Vec<Table> {
    let text = |text: &str| Cell::Text(text.to_owned());
    let number = |digits: &str| Cell::Number(digits.to_owned());
    let day = crate::calendar::Date::constant(2011, 9, 30);
    let things = Table {
        name: "things",
        one: "thing",
        columns: vec![
            column("id", Holds::Text),
            column("amount", Holds::Money),
            column("day", Holds::Date),
            column("state", Holds::Words(&["open", "closed"])),
        ],
        rows: vec![
            vec![text("A;1"), number("-98.50"), Cell::Date(day), text("open")],
            vec![text("=1+1"), text("-£1.2m"), Cell::Blank, Cell::Blank],
            vec![text("say \"no\", twice"), number("12345678901234567890.01"), Cell::Blank, text("closed")],
        ],
    };
    let others = Table {
        name: "others",
        one: "other",
        columns: vec![column("note", Holds::Text), column("id", Holds::Text)],
        rows: vec![vec![text("2011-04"), text("B")]],
    };
    vec![things, others]
}
