#!/usr/bin/env python3
"""Measures qipp beside DuckDB and Polars on this machine, and prints the table of .github/REPORTS.md.

    python3 benches/peers.py [--rows 10000000] [--files 10000] [--rounds 5] [--folder target/peers]

Needs Rust and `pip install duckdb polars`. It builds the program and the data, runs the commands in turn,
round after round (so that a drift of the machine falls on all), checks that the answers are equal to the
penny and colour by colour, and prints medians, ratios and the greatest memory.
"""

import argparse
import csv
import datetime
import importlib.metadata
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
PEERS = HERE / "peers"
VIEW = ["--as-at", "2010-12-31", "--view", "finance", "--format", "csv", "--by"]
AMOUNTS = ["plan_ytd", "actual_ytd", "plan_year", "forecast_year"]


def build(folder, rows, files):
    """The program and the data; data that is there already is used again. Gives the maker of the data."""
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=HERE.parent, check=True)
    folder.mkdir(parents=True, exist_ok=True)
    made = ["cargo", "bench", "--quiet", "--no-run", "--bench", "data", "--message-format=json"]
    messages = subprocess.run(made, cwd=HERE.parent, check=True, capture_output=True, text=True).stdout
    targets = [json.loads(line) for line in messages.splitlines()]
    data = next(of["executable"] for of in targets if of.get("target", {}).get("name") == "data")
    wanted = {
        "messy.csv": ["tracker", str(rows), "messy"],
        "clean.csv": ["tracker", str(rows)],
        "eighth.csv": ["tracker", str(rows // 8), "messy"],
        "month.csv": ["tracker", str(rows), "messy", "month"],
    }
    for name, (what, *words) in wanted.items():
        path = folder / name
        mark = folder / f"{name}.{'-'.join(words)}"
        if not (path.exists() and mark.exists()):
            for old in folder.glob(f"{name}.*"):
                old.unlink()
            subprocess.run([data, what, path, *words], check=True)
            mark.touch()
    many = folder / "many"
    if len(list(many.glob("*.csv"))) != files:
        shutil.rmtree(many, ignore_errors=True)
        subprocess.run([data, "many", many, str(files)], check=True)
    make_odd(folder / "eighth.csv", folder / "odd.csv")
    make_bad(many, folder / "bad")
    return data


def make_odd(regular, odd):
    """The same tracker with one row in a thousand written otherwise: its forecast is not known yet."""
    with open(regular, encoding="utf-8") as rows, open(odd, "w", encoding="utf-8") as out:
        for at, row in enumerate(rows):
            is_odd = at % 1000 == 7 and '"' not in row
            out.write(row.rsplit(",", 1)[0] + ",TBC\n" if is_odd else row)


def make_bad(many, bad):
    """The same plans, one of them with a cell that cannot be read."""
    shutil.rmtree(bad, ignore_errors=True)
    bad.mkdir()
    files = sorted(many.glob("*.csv"))
    for file in files:
        os.link(file, bad / file.name)
    worst = bad / files[len(files) // 2].name
    rows = worst.read_text(encoding="utf-8").splitlines(keepends=True)
    rows[-1] = rows[-1].rsplit(",", 1)[0] + ",nonsense!!\n"
    worst.unlink()
    worst.write_text("".join(rows), encoding="utf-8")


def run(command, out, status=0):
    """Seconds and megabytes of a command, which must end with a status."""
    with open(out, "wb") as result:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=result, stderr=subprocess.DEVNULL if status else None)
        _, ended, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(ended)
    if process.returncode != status:
        sys.exit(f"{' '.join(map(str, command))} has failed")
    return seconds, used.ru_maxrss / 1024


def lines(path):
    """The lines by what they are of, as the peers call it; they have none of a region's workstreams."""
    with open(path, newline="", encoding="utf-8") as handle:
        for row in csv.DictReader(handle):
            level = row["level"].replace("nation_workstream", "workstream")
            if level != "region_workstream":
                name = row["organisation"] or (row.get("region") if level == "region" else "") or ""
                yield (level, name, row["workstream"] or "", row["scheme"] or ""), row


def check(peer, ours, levels=None):
    """Stops unless the peer's lines are ours, exactly."""
    mine = {key: row for key, row in lines(ours) if levels is None or key[0] in levels}
    theirs = dict(lines(peer))
    # amounts of a tracker that states no unit stand as they are read
    wrong = sorted(mine.keys() ^ theirs.keys())
    for key in mine.keys() & theirs.keys():
        colours = [name for name in ("rating", "rating_forecast") if name in theirs[key]]
        if any(Decimal(mine[key][name]) != Decimal(theirs[key][name]) for name in AMOUNTS) or any(
            mine[key][name] != theirs[key][name] for name in colours
        ):
            wrong.append(key)
    if wrong:
        sys.exit(f"{peer} and {ours} differ in {len(wrong)} lines, first {wrong[0]}")
    return len(mine)


def plans(qipp, folder, most=100_000):
    """The worked plan with as many of its schemes as make a JSON file of so many bytes, in three forms."""
    whole = json.loads((HERE.parent / "fixtures" / "anytown.json").read_text(encoding="utf-8"))
    every = [scheme["scheme"] for scheme in whole["schemes"]]
    for count in range(len(every), 0, -1):
        left_out = set(every[count:])

        def stays(row):
            named = f"{row.get('scheme') or ''};{row.get('counted_under') or ''}"
            return not left_out & {name.strip() for name in named.replace(",", ";").split(";")}

        rows = {name: [*filter(stays, of)] if isinstance(of, list) else of for name, of in whole.items()}
        text = json.dumps(rows)
        if len(text) <= most:
            break
    source = folder / "plan.json"
    source.write_text(text, encoding="utf-8")
    forms = {"JSON": source, "one CSV": folder / "plan.csv", "a folder": folder / "plan"}
    shutil.rmtree(forms["a folder"], ignore_errors=True)
    for form in list(forms.values())[1:]:
        subprocess.run([qipp, "convert", source, "-o", form, "--quiet"], check=True)
    forms["a folder, all schemes"] = HERE.parent / "fixtures" / "anytown"
    return forms


def kilobytes(path):
    files = path.glob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files) // 1000


def latency(command, rounds=60):
    """Milliseconds over /bin/true: the median of differences taken in turn."""
    over = []
    for _ in range(rounds):
        base = run(["/bin/true"], os.devnull)[0]
        over.append(run(command, os.devnull)[0] - base)
    return 1000 * statistics.median(over)


def has(module):
    try:
        return importlib.metadata.version(module)
    except importlib.metadata.PackageNotFoundError:
        return None


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--rows", type=int, default=10_000_000)
    words.add_argument("--files", type=int, default=10_000)
    words.add_argument("--rounds", type=int, default=5)
    words.add_argument("--threads", type=int, default=os.cpu_count())
    words.add_argument("--folder", type=Path, default=HERE.parent / "target" / "peers")
    words.add_argument("--qipp", type=Path, default=HERE.parent / "target" / "release" / "qipp")
    given = words.parse_args()
    if not has("duckdb"):
        sys.exit("DuckDB is not there: pip install duckdb polars")
    folder, threads = given.folder, str(given.threads)
    data = build(folder, given.rows, given.files)

    screen = lambda file, *options: [given.qipp, "assess", folder / file, "--jobs", threads, "--quiet", *options]
    qipp = lambda file, by, jobs: [given.qipp, "assess", folder / file, *VIEW, by, "--jobs", jobs]
    peer = lambda script, file, out: [sys.executable, PEERS / script, folder / file, folder / out, threads]
    commands = {
        "messy": qipp("messy.csv", "all", threads),
        "messy, 1 thread": qipp("messy.csv", "all", "1"),
        "clean": qipp("clean.csv", "all", threads),
        "clean, 1 thread": qipp("clean.csv", "all", "1"),
        "eighth": qipp("eighth.csv", "all", threads),
        "by month": qipp("month.csv", "all", threads),
        "many": qipp("many", "organisation", threads),
        "screen": screen("messy.csv"),
        "screen, JSON": screen("messy.csv", "--format", "json"),
        "screen, all": screen("messy.csv", "--view", "all"),
        "screen of an eighth": screen("eighth.csv"),
        "screen, odd": screen("odd.csv"),
        "screen, many": screen("many"),
        "screen, bad": screen("bad"),
        "csv crate": [data, "iterate", folder / "clean.csv"],
        "DuckDB messy": peer("tracker_duckdb.py", "messy.csv", "duckdb-messy.csv"),
        "DuckDB clean": peer("tracker_duckdb.py", "clean.csv", "duckdb-clean.csv"),
        "DuckDB many": peer("many_duckdb.py", "many", "duckdb-many.csv"),
    }
    if has("polars"):
        commands["Polars messy"] = peer("tracker_polars.py", "messy.csv", "polars-messy.csv")
    times = {name: [] for name in commands}
    memory = dict.fromkeys(commands, 0.0)
    for round_ in range(given.rounds + 1):  # the first warms up and is not counted
        for name, command in commands.items():
            seconds, megabytes = run(command, folder / f"{name}.out", 3 if name == "screen, bad" else 0)
            memory[name] = max(memory[name], megabytes)
            if round_:
                times[name].append(seconds)
    same = check(folder / "duckdb-messy.csv", folder / "messy.out")
    check(folder / "duckdb-clean.csv", folder / "clean.out")
    check(folder / "duckdb-many.csv", folder / "many.out", {"organisation"})
    if has("polars"):
        check(folder / "polars-messy.csv", folder / "messy.out", {"scheme"})

    median = {name: statistics.median(of) for name, of in times.items()}
    ratio = lambda slow, fast: statistics.median(a / b for a, b in zip(times[slow], times[fast]))
    million = given.rows / 1e6
    report = [
        ("tracker, messy", "messy", "DuckDB messy"),
        ("tracker, clean", "clean", "DuckDB clean"),
        (f"{given.files:,} plans of 100 KB", "many", "DuckDB many"),
    ]
    if has("polars"):
        report.insert(1, ("tracker, messy: schemes only", "messy", "Polars messy"))
    print(f"{same:,} lines equal to DuckDB's, to the penny and colour by colour.\n")
    print("| work | qipp | memory | peer | memory | times as fast |")
    print("|---|---|---|---|---|---|")
    for what, ours, other in report:
        print(
            f"| {what} | {median[ours]:.2f} s | {memory[ours]:.0f} MB "
            f"| {other.split()[0]} {median[other]:.2f} s | {memory[other]:.0f} MB | {ratio(other, ours):.1f} |"
        )
    print()
    print("| the default first screen | measured | asked for, at least |")
    print("|---|---|---|")
    beside = lambda name: f"{median[name]:.2f} s, {memory[name]:.0f} MB"
    for what, ours, other, asked in [
        ("tracker, messy, beside DuckDB's work", "screen", "DuckDB messy", "as fast, 700 MB"),
        (f"{given.files:,} plans of 100 KB, beside DuckDB's", "screen, many", "DuckDB many", "as fast, 700 MB"),
    ]:
        print(f"| {what} | {beside(ours)}: {ratio(other, ours):.2f} times as fast | {asked} |")
    for what, ours, other, asked in [
        ("`--format json`, beside the first screen", "screen, JSON", "screen", "2 times as long"),
        ("`--view all`, beside the first screen", "screen, all", "screen", "2 times as long"),
        ("one odd row in a thousand, beside a regular tracker", "screen, odd", "screen of an eighth", "1.5 times as long"),
        ("one bad file among all, named, beside the good ones", "screen, bad", "screen, many", "1.2 times as long"),
    ]:
        print(f"| {what} | {beside(ours)}: {ratio(ours, other):.2f} times as long | {asked} |")
    print()
    print("| | measured |")
    print("|---|---|")
    print(f"| one thread beside the csv crate's bare iteration over the clean tracker | {ratio('csv crate', 'clean, 1 thread'):.0%} of its speed |")
    print(f"| {threads} threads beside one | {ratio('messy, 1 thread', 'messy'):.2f} times as fast |")
    print(f"| {million:g} million rows beside {million / 8:g} million | {ratio('messy', 'eighth'):.1f} times as long |")
    print(f"| memory, rows by scheme / by month | {memory['messy']:.0f} / {memory['by month']:.0f} MB |")
    for form, plan in plans(given.qipp, folder).items():
        over = latency([given.qipp, "assess", plan, "--quiet"])
        print(f"| `assess` of a full plan of {kilobytes(plan)} KB as {form}, over `/bin/true` | {over:.1f} ms |")
    print(f"| `--help`, over `/bin/true` | {latency([given.qipp, '--help']):.1f} ms |")
    versions = ", ".join(f"{name} {has(module)}" for name, module in (("DuckDB", "duckdb"), ("Polars", "polars")) if has(module))
    size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    print(
        f"\n{datetime.date.today():%-d %B %Y}; {given.rows:,} rows, {given.threads} threads; {versions}, Python {platform.python_version()}; "
        f"{os.cpu_count()} processors, {size:.0f} GB; medians of {given.rounds} rounds in turn."
    )


if __name__ == "__main__":
    main()
