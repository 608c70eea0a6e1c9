"""Thousands of reports in, analytics out: bulk ingest into one DuckDB file.

Nothing heavy is imported here; `jixiao.archive.ingest`, `store` and `across` need the extra ``archive``.
"""
