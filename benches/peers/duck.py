"""What the DuckDB scripts share: a tracker as it is read, exact."""

import duckdb

columns = ["region", "organisation", "workstream", "scheme_id", "scheme", "month", "plan", "actual", "forecast"]
types = ", ".join(f"'{name}': 'VARCHAR'" for name in columns)

# as at December 2010, for 2010/11: to date are the months to December, the year's forecast is the
# actual of those months and the forecast of the others
sums = """
    coalesce(sum(plan) FILTER (month <= '2010-12'), 0) AS plan_ytd,
    coalesce(sum(actual) FILTER (month <= '2010-12'), 0) AS actual_ytd,
    coalesce(sum(plan) FILTER (month <= '2011-03'), 0) AS plan_year,
    coalesce(sum(CASE WHEN month <= '2010-12' THEN actual ELSE forecast END) FILTER (month <= '2011-03'), 0) AS forecast_year"""


def amount(column):
    digits = f"CAST(replace(trim({column}, '()'), ',', '') AS DECIMAL(18, 2))"
    return f"CASE WHEN starts_with({column}, '(') THEN -{digits} ELSE {digits} END AS {column}"


def rows(files):
    """The rows of the files, their amounts as decimals."""
    texts = "region, organisation, workstream, scheme_id, month"
    return f"""
        SELECT {texts}, {amount("plan")}, {amount("actual")}, {amount("forecast")}
        FROM read_csv('{files}', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', columns = {{{types}}})"""


def database(threads):
    connection = duckdb.connect()
    connection.execute(f"SET threads = {threads}")
    return connection
