"""The finance of many small plans in DuckDB, by organisation: many_duckdb.py FOLDER OUT THREADS"""

import sys

import duck

folder, out, threads = sys.argv[1:4]
duck.database(threads).execute(f"""
    COPY (
        WITH given AS ({duck.rows(f"{folder}/*.csv")})
        SELECT 'organisation' AS level, organisation, '' AS workstream, '' AS scheme, {duck.sums},
               count(DISTINCT scheme_id) AS schemes
        FROM given GROUP BY organisation
    ) TO '{out}' (HEADER)""")
