"""The finance of a tracker's schemes in Polars, exact: tracker_polars.py FILE OUT THREADS"""

import os
import sys

source, out, threads = sys.argv[1:4]
os.environ["POLARS_MAX_THREADS"] = threads
import polars as pl  # noqa: E402, it reads the number of threads once

keys = ["region", "organisation", "workstream", "scheme_id"]
names = keys + ["scheme", "month", "plan", "actual", "forecast"]


def amount(name):
    text = pl.col(name)
    digits = text.str.replace_all(r"[(),]", "").cast(pl.Decimal(18, 2))
    return pl.when(text.str.starts_with("(")).then(-digits).otherwise(digits).alias(name)


to_date, in_year = pl.col("month") <= "2010-12", pl.col("month") <= "2011-03"
forecast = pl.when(to_date).then(pl.col("actual")).otherwise(pl.col("forecast"))
(
    pl.scan_csv(source, schema={name: pl.String for name in names})
    .with_columns(amount("plan"), amount("actual"), amount("forecast"))
    .group_by(keys)
    .agg(
        pl.col("plan").filter(to_date).sum().alias("plan_ytd"),
        pl.col("actual").filter(to_date).sum().alias("actual_ytd"),
        pl.col("plan").filter(in_year).sum().alias("plan_year"),
        forecast.filter(in_year).sum().alias("forecast_year"),
    )
    .select(
        pl.lit("scheme").alias("level"),
        "organisation",
        "workstream",
        pl.col("scheme_id").alias("scheme"),
        "plan_ytd",
        "actual_ytd",
        "plan_year",
        "forecast_year",
    )
    .collect(engine="streaming")
    .write_csv(out)
)
