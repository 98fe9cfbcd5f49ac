"""The finance view of a tracker in DuckDB, exact: tracker_duckdb.py FILE OUT THREADS

As at December 2010, for 2010/11: to date are the months to December, the year's forecast is the actual of
those months and the forecast of the others. Colours by the 5% rule. A month given twice stops it.
"""

import sys

import duckdb

source, out, threads = sys.argv[1:4]
columns = ["region", "organisation", "workstream", "scheme_id", "scheme", "month", "plan", "actual", "forecast"]
types = ", ".join(f"'{name}': 'VARCHAR'" for name in columns)


def amount(column):
    digits = f"CAST(replace(trim({column}, '()'), ',', '') AS DECIMAL(18, 2))"
    return f"CASE WHEN starts_with({column}, '(') THEN -{digits} ELSE {digits} END AS {column}"


def colour(plan, actual):
    short = f"({plan} - {actual})"
    return f"""CASE WHEN {plan} = 0 THEN CASE WHEN {actual} > 0 THEN 'green' WHEN {actual} < 0 THEN 'red' ELSE 'n/a' END
               WHEN 100 * {short} < 5 * abs({plan}) THEN 'green'
               WHEN 100 * {short} < 20 * abs({plan}) THEN 'amber' ELSE 'red' END"""


database = duckdb.connect()
database.execute(f"SET threads = {threads}")
database.execute(f"""
    CREATE TABLE schemes AS
    WITH given AS (
        SELECT region, organisation, workstream, scheme_id, month, {amount("plan")}, {amount("actual")}, {amount("forecast")}
        FROM read_csv('{source}', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', columns = {{{types}}})
    )
    SELECT region, organisation, workstream, scheme_id,
           coalesce(sum(plan) FILTER (month <= '2010-12'), 0) AS plan_ytd,
           coalesce(sum(actual) FILTER (month <= '2010-12'), 0) AS actual_ytd,
           coalesce(sum(plan) FILTER (month <= '2011-03'), 0) AS plan_year,
           coalesce(sum(CASE WHEN month <= '2010-12' THEN actual ELSE forecast END) FILTER (month <= '2011-03'), 0) AS forecast_year,
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
