//! The page of `--format html`: one file that loads and runs nothing, the same figures as every other format,
//! and nothing for a browser, a checker or a screen reader to complain of.

use crate::run::{REGISTER, at, digits, folder, run};
use crate::worked_plan::fixture;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Write;
use std::process::Command;

/// The most bytes of a plan's page.
const MOST: usize = 300_000;
const JUDGED: [&str; 2] = ["--judgements", "anytown-judgements.csv"];

/// Names that would do harm if they were anything but text.
const HOSTILE: &str = "scheme,name,workstream,plan_ytd (£),actual_ytd (£)\n\
    \"S1\"\"><b>\",<script>alert(1)</script>,\"Supplies & \"\"co\"\" </style>\",100,\n\
    S2,javascript:alert(1),<img src=x onerror=alert(1)>,100,\n";

fn page(words: &[&str]) -> String {
    let words = [&["assess", "--format", "html", "--quiet"], words].concat();
    run(&words).ended(0).out
}

/// What stands between two texts, the first time.
fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    page.split_once(before).and_then(|(_, rest)| rest.split_once(after)).unwrap().0
}

#[test]
fn a_page_loads_and_runs_nothing() {
    let to = folder(&[("hostile.csv", HOSTILE)]);
    let hostile = at(&to, "hostile.csv");
    for words in
        [&["anytown-mid-year"][..], &["northfold-icb-2025/month-6", "--policy", "current"], &[&hostile]]
    {
        let page = page(words);
        for tag in page.split('<').skip(1).filter_map(|tag| tag.split_once('>')).map(|(tag, _)| tag) {
            let lower = tag.to_lowercase();
            assert!(
                !["script", "img", "link", "iframe", "object"].iter().any(|name| lower.starts_with(name)),
                "{tag}"
            );
            assert!(
                !lower.contains(" style=") && !lower.contains(" src=") && !lower.contains(" on"),
                "{tag}"
            );
            if let Some((_, target)) = tag.split_once("href=\"") {
                assert!(target.starts_with('#'), "{tag}");
            }
        }
        let digest = STANDARD.encode(Sha256::digest(between(&page, "<style>", "</style>")));
        assert!(page.contains(&format!("default-src 'none'; style-src 'sha256-{digest}'")));
    }
}

/// The colours and amounts of the page are those of the JSON report.
#[test]
fn a_page_says_what_the_report_says() {
    let words = [&["anytown-mid-year"], &JUDGED[..]].concat();
    let page = page(&words);
    assert!(page.len() <= MOST, "{} bytes", page.len());
    let json = run(&[&["assess", "--format", "json"], &words[..]].concat()).json();
    let plan = &json["plans"][0];
    let title = between(&page, "<title>", "</title>");
    assert_eq!(title, between(&page, "<h1>", "</h1>"));
    assert!(title.starts_with("Anytown PCT (5ZZ): savings plan 2011/12 to 2013/14, as at 30 Sep 2011"));
    let money = between(&page, "class=\"part money\"", "</table>");
    for line in plan["finance"].as_array().unwrap().iter().filter(|line| line["level"] == "workstream") {
        let name = line["workstream"].as_str().unwrap();
        let row = between(money, &format!("<th scope=\"row\">{name}</th>"), "</tr>");
        let variance: i64 = digits(&line["variance_ytd"]).unwrap().parse().unwrap();
        let thousands = (variance.abs() + 500) / 1000;
        assert!(
            row.contains(&format!(">{thousands}<")) || row.contains(&format!(">({thousands})<")),
            "{row}"
        );
        let colour = format!("rag {}", line["rating"].as_str().unwrap());
        assert!(row.contains(&colour), "{name}: {colour}");
    }
    for item in plan["to_green"].as_array().unwrap() {
        let text = item["text"].as_str().unwrap().replace('"', "&quot;");
        assert!(page.contains(&text), "{text}");
    }
    for id in ["PC-04", "F13-FIN-5", "A1-ALL-5"] {
        assert_eq!(page.matches(&format!(" id=\"{id}\"")).count(), 1, "{id}");
    }
}

#[test]
fn several_organisations_have_a_page_each_in_a_folder() {
    let to = folder(&[]);
    let out = format!("{}/", at(&to, "pages"));
    let words =
        ["assess", "northfold-icb-2025/month-6", "--policy", "current", "--format", "html", "-o", &out];
    run(&words).ended(0);
    let index = fs::read_to_string(format!("{out}index.html")).unwrap();
    for (file, name) in
        [("RZ1", "Northfold University Hospitals NHS Trust"), ("QZ9", "NHS Northfold Integrated Care Board")]
    {
        assert!(index.contains(&format!("<a href=\"{file}.html\">{name} ({file})</a>")));
        let own = fs::read_to_string(format!("{out}{file}.html")).unwrap();
        assert!(between(&own, "<h1>", "</h1>").starts_with(&format!("{name} ({file}): savings plan")));
    }
}

/// Several tables are a file each in a folder; one stream holds one.
#[test]
fn several_tables_go_into_a_folder() {
    let to = folder(&[]);
    let out = format!("{}/", at(&to, "tables"));
    let asked = ["assess", "anytown", "--view", "finance,headroom", "--format", "csv"];
    let refused = run(&asked).ended(2);
    assert!(refused.err.contains("one CSV holds one table, and 2 views are asked for (finance, headroom)"));
    run(&[&asked[..], &["-o", &out]].concat()).ended(0);
    for view in ["finance", "headroom"] {
        let alone = run(&["assess", "anytown", "--view", view, "--format", "csv"]).ended(0).out;
        assert_eq!(fs::read_to_string(format!("{out}{view}.csv")).unwrap(), alone);
    }
    let further = at(&to, "further.csv");
    run(&["assess", "anytown", "--report", &format!("csv:headroom={further}")]).ended(0);
    assert_eq!(
        fs::read_to_string(&further).unwrap(),
        fs::read_to_string(format!("{out}headroom.csv")).unwrap()
    );
}

/// The folder with the tools of the browser; without it the test says so and passes, unless
/// `QIPP_REQUIRE_TOOLS` is set.
fn tools() -> Option<String> {
    let tools = std::env::var("QIPP_PAGE_TOOLS").ok();
    if tools.is_none() {
        assert!(std::env::var_os("QIPP_REQUIRE_TOOLS").is_none(), "QIPP_PAGE_TOOLS is not set");
        // not captured by the test harness, so that a skip is seen
        let _ = writeln!(std::io::stderr(), "SKIPPED: no tools to look at pages with; .ci/run installs them");
    }
    tools
}

/// In a real browser: nothing is asked for, said on the console, or wider than the page; axe-core and the Nu
/// checker find nothing; the print cuts nothing.
#[test]
fn a_browser_and_the_checkers_find_nothing() {
    let Some(tools) = tools() else { return };
    let to = folder(&[("hostile.csv", HOSTILE)]);
    let hostile = at(&to, "hostile.csv");
    let london = "published/nhs-london-2011-02/as-published.csv";
    let cases: [(&str, &[&str]); 5] = [
        ("plan", &["anytown-mid-year", JUDGED[0], JUDGED[1]]),
        ("green", &["anytown", JUDGED[0], JUDGED[1]]),
        ("london", &[london]),
        (
            "system",
            &[
                "northfold-icb-2025/month-6",
                "--policy",
                "current",
                "--previous",
                "northfold-icb-2025/month-2",
            ],
        ),
        ("grey", &[&hostile]),
    ];
    let mut pages = Vec::new();
    for (name, words) in cases {
        let path = at(&to, &format!("{name}.html"));
        fs::write(&path, page(words)).unwrap();
        pages.push(path);
    }
    let script = fixture("../tests/page/check.mjs");
    let looked = Command::new("node").arg(script).arg(&tools).args(&pages).output().unwrap();
    assert!(looked.status.success(), "{}", String::from_utf8_lossy(&looked.stdout));
    let checker = format!("{tools}/node_modules/vnu-jar/build/dist/vnu.jar");
    let checked =
        Command::new("java").args(["-jar", &checker, "--errors-only"]).args(&pages).output().unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
}

/// A folder of results never takes the place of what was read.
#[test]
fn a_folder_of_results_overwrites_no_input() {
    let to = folder(&[("in/finance.csv", REGISTER)]);
    let (input, file) = (format!("{}/", at(&to, "in")), at(&to, "in/finance.csv"));
    let out = |words: &[&str]| {
        let asked = ["--view", "finance,headroom", "--format", "csv", "-o"];
        run(&[&["assess"], words, &asked, &[&input]].concat()).ended(2).err
    };
    assert!(out(&[&input]).contains("lies in an input"));
    assert!(out(&[&file]).contains("is an input"));
    assert_eq!(fs::read_to_string(&file).unwrap(), REGISTER);
}

/// A sign is explained where it stands, and what is not known is never called complete.
#[test]
fn a_page_says_what_it_does_not_know() {
    assert!(page(&["anytown-mid-year"]).contains("† a choice of this project"));
    let london = page(&["published/nhs-london-2011-02/as-published.csv"]);
    assert!(london.contains("<li>Headroom is not assessed: no challenge given.</li>"));
    assert!(london.contains("<li>The reporting date is not stated.</li>"));
    assert!(!london.contains("Nothing is missing"));
}
