#!/usr/bin/env python3
"""Runs qipp on inputs made to cost much, and prints what each costs: the table of .github/SECURITY.md.

    python3 benches/hostile.py [--only WORD] [--folder target/hostile] [--qipp target/release/qipp]

Needs Rust alone. Every run has a minute; it ends with 1 where one takes longer, more memory than 500 MB or says more
than 1 MB, but for inputs of more than 10 MB, which may take longer in proportion.
"""

import argparse
import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SECONDS, MEGABYTES, SAID = 5, 500, 1_000_000
FREE = 10_000_000
NAMES = "organisation,workstream,scheme,name,plan_year,forecast_year\n"


def row(at, organisation="Anytown", scheme=None, name=None, plan="100"):
    scheme, name = scheme or f"S{at}", name or f"Scheme {at}"
    return f"{organisation},Care,{scheme},{name},{plan},{plan}\n"


def text(content):
    return lambda path: path.write_text(content(), encoding="utf-8")


def folder(**files):
    def make(path):
        path.mkdir()
        for name, content in files.items():
            (path / f"{name}.csv").write_text(content(), encoding="utf-8")

    return make


SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def xlsx(rows, behind=""):
    def make(path):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
            book.writestr(
                "[Content_Types].xml",
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Default Extension="xml" ContentType="application/xml"/></Types>',
            )
            book.writestr(
                "_rels/.rels",
                f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" Type="{OFFICE}/officeDocument" '
                'Target="xl/workbook.xml"/></Relationships>',
            )
            book.writestr(
                "xl/workbook.xml",
                f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets><sheet name="Plan" sheetId="1" r:id="s"/>'
                "</sheets></workbook>",
            )
            book.writestr(
                "xl/_rels/workbook.xml.rels",
                f'<Relationships xmlns="{PACKAGE}"><Relationship Id="s" Type="{OFFICE}/worksheet" '
                'Target="worksheets/sheet1.xml"/></Relationships>',
            )
            sheet = f'<worksheet xmlns="{SHEET}"><sheetData>{rows()}</sheetData>{behind}</worksheet>'
            book.writestr("xl/worksheets/sheet1.xml", sheet)

    return make


def cells(number, values, attributes=""):
    inline = "".join(f'<c r="{chr(65 + at)}{number}" t="inlineStr"><is><t>{of}</t></is></c>' for at, of in enumerate(values))
    return f'<row r="{number}"{attributes}>{inline}</row>'


def ods(rows):
    def make(path):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
            book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
            names = "".join(f' xmlns:{of}="urn:oasis:names:tc:opendocument:xmlns:{of}:1.0"' for of in ("office", "table", "text"))
            book.writestr(
                "content.xml",
                f"<office:document-content{names}><office:body><office:spreadsheet>"
                f'<table:table table:name="Plan">{rows()}</table:table>'
                "</office:spreadsheet></office:body></office:document-content>",
            )

    return make


def ods_row(values, attributes=""):
    inline = "".join(f'<table:table-cell office:value-type="string"><text:p>{of}</text:p></table:table-cell>' for of in values)
    return f"<table:table-row{attributes}>{inline}</table:table-row>"


HEADINGS = NAMES.strip().split(",")
FIRST = ["Anytown", "Care", "S1", "Scheme 1", "100", "100"]
TRACKER = "organisation,scheme,name,month,plan\n"


def months_across():
    columns = [f"{1000 + at // 12}-{at % 12 + 1:02}" for at in range(8_000)]
    lines = [",".join(["organisation", "scheme", "name", "measure", *columns])]
    lines += [",".join(["Anytown", f"S{at}", f"Scheme {at}", "plan", *["1"] * 8_000]) for at in range(200)]
    return "\n".join(lines) + "\n"


def months_down(schemes):
    """Months of five thousand years for each of some schemes, the last of them given twice."""
    lines = ["organisation,workstream,scheme,period,plan"]
    for scheme in range(schemes):
        lines += [f"A,W,S{scheme},{1000 + at // 12:04d}-{at % 12 + 1:02d},10" for at in range(60_000)]
        lines.append(lines[-1])
    return "\n".join(lines) + "\n"


def unmatched(count):
    return folder(
        schemes=lambda: NAMES + "".join(row(at, scheme=f"QIPP-{at:05}") for at in range(count)),
        savings=lambda: TRACKER + "".join(f"Anytown,QUIP{at:05},Scheme,2010-04,1\n" for at in range(count)),
    )


PLAN = '{"plan": {"organisation": "Org %d"}, "schemes": [{"scheme": "S1", "name": "Ward %d", "plan_year": 10}]}'
LONG = "x" * 100_000
FEW = NAMES + row(1)

CASES = {
    "`/dev/zero`": (None, ["assess", "/dev/zero"]),
    "a cell of 100 MB": (text(lambda: NAMES + row(1, name="x" * 100_000_000)), ["assess", "{}"]),
    "a heading of 1 MB": (text(lambda: f"scheme,name,plan_year,{'h' * 1_000_000}\nS1,Ward,1,2\n"), ["assess", "{}"]),
    "a heading of 100 kB": (text(lambda: f"scheme,name,plan_year,{'h' * 100_000}\nS1,Ward,1,2\n"), ["assess", "{}"]),
    "two ids of 100 kB, near each other": (
        folder(
            schemes=lambda: NAMES + row(1, scheme=LONG + "a"),
            savings=lambda: TRACKER + f"Anytown,{LONG}b,Scheme,2010-04,1\n",
        ),
        ["assess", "{}"],
    ),
    "a name of 400,000 terminal escapes": (text(lambda: NAMES + row(1, name="\x1b]" * 400_000)), ["assess", "{}"]),
    "a name of 400,000 combining marks": (text(lambda: NAMES + row(1, name="a" + "\u0301" * 400_000)), ["assess", "{}"]),
    "20,000 references to no scheme": (
        folder(
            schemes=lambda: NAMES + "".join(row(at) for at in range(20_000)),
            milestones=lambda: "organisation,scheme,milestone,due\n"
            + "".join(f"Anytown,T{at:05},Begin,2010-04-01\n" for at in range(20_000)),
        ),
        ["assess", "{}"],
    ),
    "100,000 plans as JSON Lines": (text(lambda: "\n".join(PLAN % (at, at) for at in range(100_000))), ["assess", "{}"]),
    "100,000 plans in a JSON array": (
        text(lambda: "[" + ",\n".join(PLAN % (at, at) for at in range(100_000)) + "]"),
        ["assess", "{}"],
    ),
    "100,000 organisations": (
        text(lambda: NAMES + "".join(row(at, f"Org {at}") for at in range(100_000))),
        ["assess", "{}"],
    ),
    "100,000 organisations, half of them bad, `--keep-going`": (
        text(lambda: NAMES + "".join(row(at, f"Org {at}", plan="100" if at % 2 else "wrong") for at in range(100_000))),
        ["assess", "{}", "--keep-going"],
    ),
    "100,000 schemes, `why`": (
        text(lambda: NAMES + "".join(row(at) for at in range(100_000))),
        ["why", "{}", "A1-VIS-1"],
    ),
    "XLSX, 300,000 hidden rows": (
        xlsx(
            lambda: cells(1, HEADINGS)
            + "".join(cells(at, ["Anytown", "Care", f"S{at}", f"Scheme {at}"], ' hidden="1"') for at in range(2, 300_002))
        ),
        ["assess", "{}"],
    ),
    "ODS, 300,000 hidden rows": (
        ods(
            lambda: ods_row(HEADINGS)
            + "".join(
                ods_row(["Anytown", "Care", f"S{at}", f"Scheme {at}"], ' table:visibility="collapse"') for at in range(300_000)
            )
        ),
        ["assess", "{}"],
    ),
    "ODS, the last row 16,000,000 times": (
        ods(lambda: ods_row(HEADINGS) + ods_row(FIRST, ' table:number-rows-repeated="16000000"')),
        ["assess", "{}"],
    ),
    "ODS, the last row 4,000,000 times": (
        ods(lambda: ods_row(HEADINGS) + ods_row(FIRST, ' table:number-rows-repeated="4000000"')),
        ["assess", "{}"],
    ),
    "ODS, the last row 1,000,000 times": (
        ods(lambda: ods_row(HEADINGS) + ods_row(FIRST, ' table:number-rows-repeated="1000000"')),
        ["assess", "{}"],
    ),
    "XLSX, 5,000,000 empty rows": (
        xlsx(lambda: cells(1, HEADINGS) + cells(2, FIRST) + "".join(f'<row r="{at}"/>' for at in range(3, 5_000_003))),
        ["assess", "{}"],
    ),
    "XLSX, 48,000,000 merged cells": (
        xlsx(lambda: cells(1, HEADINGS) + cells(2, FIRST) + cells(1_000_000, FIRST), '<mergeCells><mergeCell ref="A2:AV1000000"/></mergeCells>'),
        ["assess", "{}"],
    ),
    "XLSX, 6 merged columns of 1,000,000 rows": (
        xlsx(
            lambda: cells(1, HEADINGS) + cells(2, FIRST) + cells(1_000_000, FIRST),
            "<mergeCells>" + "".join(f'<mergeCell ref="{chr(65 + at)}2:{chr(65 + at)}1000000"/>' for at in range(6)) + "</mergeCells>",
        ),
        ["assess", "{}"],
    ),
    "ODS, 5,000 cells of one text of 100 kB": (
        ods(lambda: ods_row(HEADINGS) + ods_row(["Anytown", "Care", LONG, LONG, "1", "1"]) + ods_row(["Anytown", "Care", LONG, LONG, "n"], ' table:number-rows-repeated="2500"')),
        ["assess", "{}"],
    ),
    "a million bad judgements": (
        folder(schemes=lambda: FEW, judgements=lambda: "criterion,judgement\n" + "NONE-1,met\n" * 1_000_000),
        ["assess", "{}/schemes.csv", "--judgements", "{}/judgements.csv"],
    ),
    "a policy of 100,000 unknown keys": (
        folder(schemes=lambda: FEW, policy=lambda: "".join(f"headrom_amber_{at} = 1\n" for at in range(100_000))),
        ["assess", "{}/schemes.csv", "--policy", "{}/policy.csv"],
    ),
    "5,000 headings of one meaning": (
        text(lambda: "scheme,name," + ",".join(["plan_year"] * 5_000) + "\nS1,Ward" + ",1" * 5_000 + "\n"),
        ["assess", "{}"],
    ),
    "a million columns": (text(lambda: NAMES.strip() + ",c" * 1_000_000 + "\n" + row(1)), ["assess", "{}"]),
    "16,000 columns that mean nothing": (
        text(lambda: NAMES.strip() + "".join(f",c{at}" for at in range(16_000)) + "\n" + row(1)),
        ["assess", "{}"],
    ),
    "a number of 10,000 digits": (text(lambda: NAMES + row(1, plan="7" * 10_000)), ["assess", "{}"]),
    "1,500 savings ids that match none of 1,500 schemes": (unmatched(1_500), ["assess", "{}"]),
    "5,000 of 5,000": (unmatched(5_000), ["assess", "{}"]),
    "20,000 of 20,000": (unmatched(20_000), ["assess", "{}"]),
    "8,000 months across 200 rows": (text(months_across), ["assess", "{}"]),
    "8 schemes of 60,000 months, the last one twice": (text(lambda: months_down(8)), ["assess", "{}"]),
    "a FIFO without a writer in a folder": (
        lambda path: (path.mkdir(), (path / "schemes.csv").write_text(FEW), os.mkfifo(path / "pipe.csv")),
        ["assess", "{}"],
    ),
    "200,000 rows of one id": (text(lambda: NAMES + row(1) * 200_000), ["assess", "{}"]),
    "100,000 quotes that are not closed": (text(lambda: NAMES + 'Anytown,Care,"S"x,Ward,1,1\n' * 100_000), ["assess", "{}"]),
    "100,000 cells that are no amounts": (text(lambda: NAMES + "".join(row(at, plan="about 7") for at in range(100_000))), ["assess", "{}"]),
    "100,000 workstreams": (
        text(lambda: NAMES + "".join(f"Anytown,Stream {at},S{at},Scheme {at},10,10\n" for at in range(100_000))),
        ["assess", "{}"],
    ),
    "a JSON text of 10,000,000 brackets": (text(lambda: "[" * 10_000_000), ["assess", "{}"]),
    "10 MB of line ends": (text(lambda: NAMES + row(1) + "\n" * 10_000_000), ["assess", "{}"]),
    "10 MB of commas": (text(lambda: NAMES + row(1) + "," * 10_000_000), ["assess", "{}"]),
    "10 MB of quotes": (text(lambda: NAMES + row(1) + '"' * 10_000_000), ["assess", "{}"]),
    "10 MB of bytes that are no text": (lambda path: path.write_bytes(bytes(range(128, 256)) * 80_000), ["assess", "{}"]),
}


def size(path):
    if path is None or not path.exists():
        return 0
    return sum(file.stat().st_size for file in path.rglob("*")) if path.is_dir() else path.stat().st_size


def run(qipp, arguments):
    """Seconds, megabytes, bytes said and the status of a run; `None` for the status where it had to be stopped."""

    def bounded():
        resource.setrlimit(resource.RLIMIT_AS, (12 << 30, 12 << 30))

    start = time.perf_counter()
    process = subprocess.Popen(
        [qipp, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, preexec_fn=bounded
    )
    said = [0, 0]

    def count(at, stream):
        while piece := stream.read(1 << 16):
            said[at] += len(piece)

    readers = [threading.Thread(target=count, args=(at, of)) for at, of in enumerate((process.stdout, process.stderr))]
    for reader in readers:
        reader.start()
    late = threading.Timer(60, lambda: process.send_signal(signal.SIGKILL))
    late.start()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    late.cancel()
    for reader in readers:
        reader.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    ended = None if seconds >= 60 else process.returncode
    return seconds, used.ru_maxrss / 1024, said[1], ended


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--only", default="", help="the inputs with this word in their name")
    words.add_argument("--folder", type=Path, default=HERE.parent / "target" / "hostile")
    words.add_argument("--qipp", type=Path, default=HERE.parent / "target" / "release" / "qipp")
    given = words.parse_args()
    if not given.qipp.exists():
        subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=HERE.parent, check=True)
    shutil.rmtree(given.folder, ignore_errors=True)
    given.folder.mkdir(parents=True)
    print("| input | of | seconds | memory | messages | status |")
    print("|---|---|---|---|---|---|")
    wrong = []
    for name, (make, arguments) in CASES.items():
        if given.only not in name:
            continue
        path = given.folder / "input"
        if make:
            make(path)
        bytes_ = size(path)
        seconds, megabytes, said, status = run(given.qipp, [word.format(path) for word in arguments])
        shutil.rmtree(path, ignore_errors=True)
        path.unlink(missing_ok=True)
        share = max(1, bytes_ / FREE)
        is_well = seconds <= SECONDS * share and megabytes <= MEGABYTES * share and said <= SAID and status in (0, 2, 3)
        if not is_well:
            wrong.append(name)
        shown = f"{bytes_ / 1e6:.1f} MB" if bytes_ >= 100_000 else f"{bytes_:,} bytes"
        ended = "stopped" if status is None else status
        print(f"| {name} | {shown} | {seconds:.2f} | {megabytes:.0f} MB | {said:,} bytes | {ended}{'' if is_well else ' **!**'} |", flush=True)
    if wrong:
        sys.exit(f"{len(wrong)} beyond the bounds: {'; '.join(wrong)}")


if __name__ == "__main__":
    main()
