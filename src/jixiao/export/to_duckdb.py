"""A DuckDB file with the tables, the comments and the views, and nothing of the archive's own state."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.archive.tables import REPORT_JSON, comments, ddl
from jixiao.archive.views import VIEWS
from jixiao.export.files import whole
from jixiao.export.selection import Selection, chosen, literal, query

if TYPE_CHECKING:
    from jixiao.archive.store import Store


def write(store: Store, target: Path, selection: Selection) -> list[Path]:
    """Write the chosen tables into a database file. All tables are there, those not chosen empty: views need them."""
    from jixiao.archive.batches import schema  # noqa: PLC0415
    from jixiao.archive.errors import need  # noqa: PLC0415
    from jixiao.archive.tables import TABLES  # noqa: PLC0415

    wanted = {table.name for table in selection.chosen_tables()} | {REPORT_JSON.name}
    with whole(target) as temporary, chosen(store, selection) as cursor:
        made = need("duckdb").connect(str(temporary))
        try:
            made.execute("SET threads = 1; SET memory_limit = '64MB'")
            for table in (*TABLES, REPORT_JSON):
                made.execute(ddl(table))
                for statement in comments(table):
                    made.execute(statement)
                if table.name not in wanted:
                    continue
                reader = cursor.sql(query(table)).to_arrow_reader(2048)
                for batch in reader:
                    rows = need("pyarrow").Table.from_batches([batch]).cast(schema(table))
                    made.register("incoming", rows)
                    made.execute(f"INSERT INTO {table.name} SELECT * FROM incoming")  # noqa: S608
                    made.unregister("incoming")
            for view in VIEWS:
                made.execute(view.sql)
                made.execute(f"COMMENT ON VIEW {view.name} IS {literal(view.title)}")
        finally:
            made.close()
    return [target]
