"""Runs Athena's SQL for the tests: SQLGlot checks that it is Athena's, DuckDB runs it. A JSON object a line, in and out."""

import json
import sys

import duckdb
import sqlglot

types = {"string": "VARCHAR", "int": "INTEGER", "float": "FLOAT", "timestamp": "TIMESTAMP"}
connection = duckdb.connect()
connection.execute("SET TimeZone = 'UTC'")


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def fill(database, name, columns, partition_columns, parts):
    """A raw table with its partitions: rows of text, or Parquet files."""
    table = f"{quoted(database)}.{quoted(name)}"
    connection.execute(f"CREATE SCHEMA IF NOT EXISTS {quoted(database)}")
    told = [f"{quoted(each['name'])} {types.get(each['type'], each['type'])}" for each in columns]
    told += [f"{quoted(each)} VARCHAR" for each in partition_columns]
    connection.execute(f"CREATE OR REPLACE TABLE {table} ({', '.join(told)})")
    for part in parts:
        values = [None if value == "__HIVE_DEFAULT_PARTITION__" else value for value in part["values"]]
        for file in part.get("files", []):
            names = ", ".join([quoted(each["name"]) for each in columns] + ["?" for _ in values])
            connection.execute(f"INSERT INTO {table} SELECT {names} FROM read_parquet(?)", [*values, file])
        rows = [[*row, *values] for row in part.get("rows", [])]
        if rows:
            marks = ", ".join("?" for _ in rows[0])
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def run(sql):
    sqlglot.parse_one(sql, read="athena", error_level=sqlglot.ErrorLevel.RAISE)
    found = connection.execute(sql)
    names = [each[0] for each in found.description]
    kinds = [str(each[1]) for each in found.description]
    rows = [[None if value is None else str(value) for value in row] for row in found.fetchall()]
    return {"names": names, "types": kinds, "rows": rows}


for line in sys.stdin:
    request = json.loads(line)
    try:
        answer = fill(**request["fill"]) if "fill" in request else run(request["run"])
    except Exception as failure:
        answer = {"error": f"{type(failure).__name__}: {failure}"}
    print(json.dumps(answer), flush=True)
