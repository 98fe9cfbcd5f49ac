use super::*;
use crate::location::Source;
use rust_xlsxwriter::{Format, Formula, Workbook};
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What reading gives, with places in words.
struct Outcome {
    sources: Sources,
    grids: Vec<Grid>,
    problems: Vec<String>,
    notes: Vec<String>,
}

impl Outcome {
    /// The cells of the first grid, row by row: `C5=Scheme E5=Plan | C7=S1`, blank ones left out.
    fn cells(&self) -> String {
        let grid = &self.grids[0];
        let cell = |row, column| {
            let place = self.sources.show(grid.place(row, column));
            let text = grid.text(row, column);
            (!text.is_empty()).then(|| format!("{}={text}", place.rsplit('!').next().unwrap()))
        };
        let cells = |row| (0..grid.width(row)).filter_map(|at| cell(row, at)).collect::<Vec<_>>().join(" ");
        (0..grid.len()).map(cells).collect::<Vec<_>>().join(" | ")
    }
}

fn read_part(bytes: &[u8], argument: &str, limits: &Limits) -> Outcome {
    let mut sources = Sources::default();
    let source = sources.add(Source { name: "book".into(), bytes: 0, sha256: String::new() });
    let (_, part) = split_range(argument);
    let (grids, problems, notes) = read(&mut sources, source, bytes, part.as_ref(), 0, limits);
    let problems = problems.iter().map(|problem| problem.message(&sources)).collect();
    Outcome { sources, grids, problems, notes }
}

fn read_all(bytes: &[u8]) -> Outcome {
    read_part(bytes, "book", &Limits::DEFAULT)
}

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const CONTENT_TYPES: (&str, &str) = ("[Content_Types].xml", "<Types/>");
const ROOT: (&str, &str) = (
    "_rels/.rels",
    r#"<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="/xl/workbook.xml"/></Relationships>"#,
);

/// A workbook of one sheet with the XML given; dates count from 1904.
fn raw_sheet(xml: &str) -> Vec<u8> {
    zipped(&[
        CONTENT_TYPES,
        ROOT,
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://x/styles" Target="styles.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<workbook xmlns:r="x"><workbookPr date1904="1"/><sheets><sheet name="R&amp;D" sheetId="1" r:id="r1"/></sheets></workbook>"#,
        ),
        (
            "xl/styles.xml",
            r#"<styleSheet><numFmts><numFmt numFmtId="170" formatCode="&quot;d&quot; 0"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>"#,
        ),
        ("xl/worksheets/sheet1.xml", xml),
    ])
}

fn rows(inner: &str) -> Vec<u8> {
    raw_sheet(&format!("<worksheet><sheetData>{inner}</sheetData></worksheet>"))
}

fn ods(styles: &str, tables: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    zipped(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)])
}

#[test]
fn a_sheet_that_begins_at_c5_has_the_places_of_its_cells() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Plan 2011-12").unwrap();
    sheet.write(4, 2, "Scheme").unwrap();
    sheet.write(4, 4, "Plan £000").unwrap();
    sheet.write(6, 2, "S1").unwrap();
    sheet.write(6, 4, 0.1 + 0.2).unwrap();
    sheet.write(7, 4, true).unwrap();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    sheet.write_with_format(8, 2, 40816.0, &date).unwrap();
    sheet.write_with_format(8, 4, 0.125, &Format::new().set_num_format("0.0%")).unwrap();
    let read = read_all(&book.save_to_buffer().unwrap());
    assert_eq!(read.problems, Vec::<String>::new());
    assert_eq!(read.cells(), "C5=Scheme E5=Plan £000 | C7=S1 E7=0.3 | E8=TRUE | C9=2011-09-30 E9=0.125");
    assert_eq!(read.sources.show(read.grids[0].place(1, 2)), "book#'Plan 2011-12'!E7");
    assert_eq!((read.grids[0].hint.as_str(), read.grids[0].len()), ("Plan 2011-12", 4));
}

#[test]
fn every_kind_of_cell() {
    let read = read_all(&rows(
        r##"<row r="2"><c r="B2" t="inlineStr"><is><t>Name</t><rPh><t>no</t></rPh></is></c><c><v>1.5</v></c><c r="D2" s="1"><v>39354</v></c><c r="E2" s="2"><v>7</v></c></row>
        <row><c r="B3" t="str"><f>A1&amp;"x"</f><v>a &amp; b_x000D_</v></c><c r="C3" t="b"><v>0</v></c><c r="D3" t="e"><v>#SPILL!</v></c><c t="d"><v>2011-09-30T00:00:00</v></c><c r="F3"><f>1/3</f><v>1e-5</v></c></row>
        <row r="9"><c r="B9" t="str"><f>""</f><v></v></c><c r="C9"><v>1.4551915228366852E-11</v></c><c r="D9" t="e"><v>#REF!</v></c></row>"##,
    ));
    assert_eq!(read.problems, Vec::<String>::new());
    assert_eq!(
        read.cells(),
        "B2=Name C2=1.5 D2=2011-09-30 E2=7 | B3=a & b\r C3=FALSE D3=#SPILL! E3=2011-09-30 F3=0.00001 | \
         C9=0 D9=#REF!"
    );
    assert_eq!(
        read.notes,
        ["book#'R&D': C9 holds 0.0000000000145519152283669, a remainder of binary arithmetic: read as 0"]
    );
}

#[test]
fn a_formula_without_a_value_is_named_at_its_cell() {
    let read = read_all(&rows(
        r#"<row r="4"><c r="A4"><v>1</v></c><c r="B4"><f>A4*2</f></c><c r="C4"><f>A4*2</f><v></v></c><c r="D4" t="str"><f>A4</f></c></row>"#,
    ));
    let what = "error[syntax]: a formula without a calculated value stands here\n  mend: open the workbook, recalculate and save it";
    let expected = ["B4", "C4", "D4"].map(|cell| format!("book#'R&D'!{cell}: {what}"));
    assert_eq!(read.problems, expected);
    let many: String = (1..=30).map(|row| format!(r#"<row><c r="A{row}"><f>1</f></c></row>"#)).collect();
    let read = read_all(&rows(&many));
    assert_eq!(read.problems.len(), 21);
    assert!(read.problems[20].starts_with(
        "book#'R&D'!A21: error[syntax]: here and in 9 further cells of the sheet stand formulas without calculated values"
    ));
}

#[test]
fn formulas_with_values_are_read() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, Formula::new("=SUM(B1:B3)").set_result("42.5")).unwrap();
    sheet.write(1, 0, Formula::new("=A9&\"\"").set_result("text")).unwrap();
    let read = read_all(&book.save_to_buffer().unwrap());
    assert_eq!((read.cells().as_str(), read.problems), ("A1=42.5 | A2=text", Vec::new()));
}

#[test]
fn merged_headings_stand_over_each_column_and_shared_words_in_each_row() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 4, "A title 2011/12", &plain).unwrap();
    sheet.merge_range(2, 1, 2, 2, "Plan", &plain).unwrap();
    sheet.merge_range(2, 3, 2, 4, "Actual", &plain).unwrap();
    sheet.merge_range(2, 0, 3, 0, "Scheme", &plain).unwrap();
    sheet.write(3, 1, "Apr-11").unwrap();
    sheet.merge_range(4, 0, 5, 0, "Planned care", &plain).unwrap();
    sheet.merge_range(4, 1, 5, 1, "", &plain).unwrap();
    sheet.write(4, 1, 7).unwrap();
    sheet.write(5, 2, 8).unwrap();
    let read = read_all(&book.save_to_buffer().unwrap());
    assert_eq!(
        read.cells(),
        "A1=A title 2011/12 | A3=Scheme B3=Plan C3=Plan D3=Actual E3=Actual | A4=Scheme B4=Apr-11 | \
         A5=Planned care B5=7 | A6=Planned care C6=8"
    );
}

#[test]
fn what_is_hidden_is_read_and_named() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Shown").unwrap().write(0, 0, "x").unwrap();
    let sheet = book.add_worksheet().set_name("Kept back").unwrap();
    sheet.set_hidden(true);
    for row in 0..8 {
        sheet.write(row, 1, row).unwrap();
        sheet.write(row, 3, row).unwrap();
    }
    for row in [2, 4, 5, 6, 200] {
        sheet.set_row_hidden(row).unwrap();
    }
    for column in [1, 2, 9] {
        sheet.set_column_hidden(column).unwrap();
    }
    book.add_worksheet().set_name("Empty").unwrap();
    let read = read_all(&book.save_to_buffer().unwrap());
    assert_eq!((read.grids.len(), read.grids[1].len()), (2, 8));
    assert_eq!(
        read.notes,
        [
            "book#'Kept back': this sheet is hidden; it is read all the same",
            "book#'Kept back': rows 3, 5–7 are hidden and read all the same",
            "book#'Kept back': column B is hidden and read all the same",
            "book#Empty: nothing stands in this sheet",
        ]
    );
}

#[test]
fn parts_of_a_workbook() {
    let mut book = Workbook::new();
    for name in ["Summary", "M6 (Sep)"] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for row in 0..4u32 {
            for column in 0..4u16 {
                sheet.write(row, column, f64::from(row * 10 + u32::from(column))).unwrap();
            }
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    let part = |argument: &str| read_part(&bytes, argument, &Limits::DEFAULT);
    assert_eq!(part("book#'m6 (sep)'!B2:C3").cells(), "B2=11 C2=12 | B3=21 C3=22");
    assert_eq!(part("book#Summary").grids.len(), 1);
    assert_eq!(part("book#Summary!D:D").cells(), "D1=3 | D2=13 | D3=23 | D4=33");
    assert_eq!(
        part("book#Sumary").problems,
        ["book: error[unknown]: there is no sheet `Sumary`\n  mend: did you mean `Summary`?"]
    );
    assert!(part("book#A1:B2").problems[0].contains("several sheets: Summary, M6 (Sep)"));
    assert!(part("book#Summary!F9:G10").problems[0].contains("the part of the workbook holds nothing"));
}

#[test]
fn opendocument_cells_repeats_and_hidden_parts() {
    let styles =
        r#"<style:style style:name="ta1"><style:table-properties table:display="false"/></style:style>"#;
    let tables = r#"<table:table table:name="Schemes" table:style-name="ta1">
        <table:shapes><draw:frame><table:table table:name="inner"><table:table-row><table:table-cell office:value-type="string"><text:p>no</text:p></table:table-cell></table:table-row></table:table></draw:frame></table:shapes>
        <table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>
        <table:table-row table:number-rows-repeated="4"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        <table:table-row>
          <table:table-cell/>
          <table:table-cell office:value-type="string"><text:p>Sche<text:span>me</text:span></text:p><text:p>line<text:s text:c="2"/>two</text:p><office:annotation><text:p>a comment</text:p></office:annotation></table:table-cell>
          <table:table-cell office:value-type="currency" office:value="1234.50"><text:p>£1,234.50</text:p></table:table-cell>
          <table:table-cell office:value-type="percentage" office:value="0.05"><text:p>5%</text:p></table:table-cell>
          <table:table-cell office:value-type="date" office:date-value="2011-09-30T00:00:00"><text:p>30/09/11</text:p></table:table-cell>
          <table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell>
          <table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>
          <table:table-cell table:formula="of:=1+1"/>
          <table:table-cell office:value-type="float" office:value="7" table:number-columns-repeated="2"><text:p>7</text:p></table:table-cell>
        </table:table-row>
        <table:table-row table:number-rows-repeated="2" table:visibility="collapse"><table:table-cell table:number-columns-repeated="2"/><table:table-cell office:value-type="float" office:value="8"/></table:table-row>
        <table:table-row><table:table-cell/><table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>Care</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="1"/></table:table-row>
        <table:table-row><table:table-cell/><table:covered-table-cell/><table:table-cell office:value-type="float" office:value="2"/></table:table-row>
        <table:table-row table:number-rows-repeated="1048566"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        </table:table>"#;
    let read = read_all(&ods(styles, tables));
    assert_eq!(
        read.cells(),
        "B5=Scheme\nline  two C5=1234.5 D5=0.05 E5=2011-09-30 F5=TRUE G5=#DIV/0! I5=7 J5=7 | C6=8 | C7=8 | \
         B8=Care C8=1 | B9=Care C9=2"
    );
    assert_eq!(read.problems.len(), 1);
    assert!(
        read.problems[0].starts_with("book#Schemes!H5: error[syntax]: a formula without a calculated value")
    );
    assert_eq!(
        read.notes,
        [
            "book#Schemes: this sheet is hidden; it is read all the same",
            "book#Schemes: rows 6–7 are hidden and read all the same",
            "book#Schemes: column C is hidden and read all the same",
        ]
    );
}

#[test]
fn what_is_no_workbook_or_encrypted_is_said() {
    let wrong = |bytes: &[u8]| read_all(bytes).problems.join("\n");
    let encrypted = "book: error[syntax]: the workbook is encrypted\n  mend: save a copy without a password";
    let mut compound = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    compound.create_stream("/EncryptedPackage").unwrap().write_all(b"secret").unwrap();
    assert_eq!(wrong(&compound.into_inner().into_inner()), encrypted);
    let manifest = "<m:manifest><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>";
    let kind = ("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    assert_eq!(wrong(&zipped(&[kind, ("META-INF/manifest.xml", manifest)])), encrypted);
    let mut compound = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    compound.create_stream("/WordDocument").unwrap();
    assert!(wrong(&compound.into_inner().into_inner()).contains("holds no workbook"));
    assert!(wrong(&zipped(&[("plan.csv", "a,b")])).contains("a zip file, but no workbook"));
    assert!(wrong(&zipped(&[("word/document.xml", "<x/>")])).contains("a Word document"));
    assert!(
        wrong(&zipped(&[("mimetype", "application/vnd.oasis.opendocument.text")])).contains("no spreadsheet")
    );
    let binary =
        (ROOT.0, r#"<R><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.bin"/></R>"#);
    assert!(wrong(&zipped(&[CONTENT_TYPES, binary])).contains("binary workbook (XLSB)"));
    assert!(wrong(b"PK\x03\x04 and then nothing").contains("damaged"));
    assert!(wrong(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and then nothing").contains("damaged"));
    assert!(wrong(&rows("<row><c r=\"A1\"><v>1</v>")).contains("not well-formed"));
    assert!(wrong(&rows("<row><c r=\"A0\"><v>1</v></c></row>")).contains("a place that no sheet has"));
    assert!(wrong(&rows("<row><c r=\"A1\" t=\"s\"><v>9</v></c></row>")).contains("does not hold"));
    assert!(wrong(&rows("<row><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>")).contains("twice"));
    assert!(wrong(&rows("")).contains("the workbook holds nothing"));
}

#[test]
fn every_limit_is_named() {
    let bytes = rows(r#"<row><c r="A1"><v>1</v></c><c r="J1"><v>22</v></c></row>"#);
    let limits = Limits::DEFAULT;
    let said = |limits: Limits| read_part(&bytes, "book", &limits).problems.join("\n");
    assert_eq!(said(limits), "");
    for (limits, what) in [
        (limits.with(Limit::Parts, 5), "more than 5 parts"),
        (limits.with(Limit::Part, 100), "of the workbook expands to more than 100 bytes"),
        (limits.with(Limit::Expansion, 400), "the workbook expands to more than 400 bytes"),
        (limits.with(Limit::Sheets, 0), "more than 0 sheets"),
        (limits.with(Limit::Columns, 9), "more than 9 columns"),
        (limits.with(Limit::Cells, 9), "more than 9 cells"),
        (limits.with(Limit::Cell, 1), "holds more than 1 bytes"),
        (limits.with(Limit::Text, 2), "longer than 2 bytes together"),
    ] {
        let said = said(limits);
        assert!(said.starts_with("book: error[limit]: ") && said.contains(what), "{what}: {said}");
    }
}

#[test]
fn a_zip_that_lies_about_its_sizes_is_stopped_while_it_inflates() {
    let blank = " ".repeat(300_000);
    let mut bytes = rows(&format!("{blank}<row><c r=\"A1\"><v>1</v></c></row>"));
    let large = u32::try_from(blank.len()).unwrap();
    let mut lied = 0;
    for at in 0..bytes.len() - 4 {
        let size = u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
        if (large..large + 200).contains(&size) {
            bytes[at..at + 4].copy_from_slice(&900u32.to_le_bytes());
            lied += 1;
        }
    }
    assert!(lied >= 2, "in the part's header and in the directory");
    let read = read_part(&bytes, "book", &Limits::DEFAULT.with(Limit::Part, 100_000));
    assert!(read.problems[0].contains("larger than its declared uncompressed size"), "{:?}", read.problems);
}

#[test]
fn repeats_without_end_meet_a_limit() {
    let cell = r#"<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>"#;
    let table = format!(
        r#"<table:table table:name="T"><table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row></table:table>"#
    );
    let read = |limits: Limits| read_part(&ods("", &table), "book", &limits).problems.swap_remove(0);
    assert!(read(Limits::DEFAULT).contains("repeats rows, cells or merged areas to more than 16 MB"));
    let cells = Limits::DEFAULT.with(Limit::Repeated, u64::MAX).with(Limit::Cells, 100_000);
    assert!(read(cells).contains("more than 100,000 cells"));
    let far = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    assert_eq!(read_all(&rows(&format!("<row><c r=\"A1\"><v>1</v></c></row>{far}"))).grids[0].len(), 2);
}

#[test]
fn old_binary_workbooks() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/register.xls");
    let bytes = fs::read(path).unwrap();
    let read = read_all(&bytes);
    assert_eq!(read.problems, Vec::<String>::new());
    assert_eq!(
        read.cells().split_once(" | ").unwrap().1,
        "B4=PC-01 C4=Referral management D4=Planned care E4=40.5 F4=38 G4=2011-04-01 | \
         B5=PC-02 C5=Outpatient follow-ups D5=Planned care E5=25 F5=25.1 G5=2011-04-01"
    );
    assert_eq!(read.notes, ["book#Lookups: this sheet is hidden; it is read all the same"]);
    for length in (0..bytes.len()).step_by(61) {
        let _ = read_all(&bytes[..length]);
    }
    for at in (512..bytes.len()).step_by(7) {
        let mut bytes = bytes.clone();
        bytes[at] ^= 0xA5;
        let _ = read_all(&bytes);
    }
}

#[test]
fn damaged_zip_files_never_panic() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/tracker-titled.xlsx");
    let bytes = fs::read(path).unwrap();
    for at in (0..bytes.len()).step_by(23) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x5A;
        let _ = read_all(&damaged);
        let _ = read_all(&bytes[..at]);
    }
}
