"""The finance of many small plans in DuckDB, by organisation: many_duckdb.py FOLDER OUT THREADS"""

import sys

import duckdb

folder, out, threads = sys.argv[1:4]
columns = ["region", "organisation", "workstream", "scheme_id", "scheme", "month", "plan", "actual", "forecast"]
types = ", ".join(f"'{name}': 'VARCHAR'" for name in columns)


def amount(column):
    digits = f"CAST(replace(trim({column}, '()'), ',', '') AS DECIMAL(18, 2))"
    return f"CASE WHEN starts_with({column}, '(') THEN -{digits} ELSE {digits} END AS {column}"


database = duckdb.connect()
database.execute(f"SET threads = {threads}")
database.execute(f"""
    COPY (
        WITH given AS (
            SELECT organisation, scheme_id, month, {amount("plan")}, {amount("actual")}, {amount("forecast")}
            FROM read_csv('{folder}/*.csv', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', columns = {{{types}}})
        )
        SELECT 'organisation' AS level, organisation, '' AS workstream, '' AS scheme,
               coalesce(sum(plan) FILTER (month <= '2010-12'), 0) AS plan_ytd,
               coalesce(sum(actual) FILTER (month <= '2010-12'), 0) AS actual_ytd,
               coalesce(sum(plan) FILTER (month <= '2011-03'), 0) AS plan_year,
               coalesce(sum(CASE WHEN month <= '2010-12' THEN actual ELSE forecast END) FILTER (month <= '2011-03'), 0) AS forecast_year,
               count(DISTINCT scheme_id) AS schemes
        FROM given GROUP BY ALL
    ) TO '{out}' (HEADER)""")
