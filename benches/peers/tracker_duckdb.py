"""The finance view of a tracker in DuckDB, exact: tracker_duckdb.py FILE OUT THREADS

As at December 2010, for 2010/11: to date are the months to December, the year's forecast is the actual of
those months and the forecast of the others. Colours by the 5% rule. A month given twice stops it.
"""

import sys

import duck

source, out, threads = sys.argv[1:4]


def colour(plan, actual):
    short = f"({plan} - {actual})"
    return f"""CASE WHEN {plan} = 0 THEN CASE WHEN {actual} > 0 THEN 'green' WHEN {actual} < 0 THEN 'red' ELSE 'n/a' END
               WHEN 100 * {short} < 5 * abs({plan}) THEN 'green'
               WHEN 100 * {short} < 20 * abs({plan}) THEN 'amber' ELSE 'red' END"""


database = duck.database(threads)
database.execute(f"""
    CREATE TABLE schemes AS
    WITH given AS ({duck.rows(source)})
    SELECT region, organisation, workstream, scheme_id, {duck.sums},
           count(*) AS given_months,
           bit_count(bit_or(1::UBIGINT << ((month[1:4]::INT - 2010) * 12 + month[6:7]::INT - 4)::UBIGINT)) AS months
    FROM given GROUP BY ALL""")
if database.execute("SELECT count(*) FROM schemes WHERE given_months <> months").fetchone() != (0,):
    sys.exit("a month is given twice")
sums = "sum(plan_ytd) AS plan_ytd, sum(actual_ytd) AS actual_ytd, sum(plan_year) AS plan_year, sum(forecast_year) AS forecast_year"
levels = {
    "scheme": ("organisation", "workstream", "scheme_id"),
    "workstream": ("organisation", "workstream", "''"),
    "across": ("''", "workstream", "''"),
    "organisation": ("organisation", "''", "''"),
    "region": ("region", "''", "''"),
    "nation": ("''", "''", "''"),
}
lines = " UNION ALL ".join(
    f"SELECT '{'workstream' if level == 'across' else level}' AS level, {a} AS organisation, {b} AS workstream, {c} AS scheme, {sums} FROM schemes GROUP BY ALL"
    for level, (a, b, c) in levels.items()
)
database.execute(f"""
    COPY (SELECT level, organisation, workstream, scheme, plan_ytd, actual_ytd, {colour("plan_ytd", "actual_ytd")} AS rating,
                 plan_year, forecast_year, {colour("plan_year", "forecast_year")} AS rating_forecast
          FROM ({lines})) TO '{out}' (HEADER)""")
