"""How long one statement may take."""

from __future__ import annotations

import sqlalchemy as sa


def patience(connection: sa.Connection, seconds: float) -> None:
    """How long one statement may take: MariaDB counts seconds, MySQL milliseconds."""
    if is_mysql(connection):
        connection.exec_driver_sql(
            "SET SESSION max_execution_time = %s", (round(seconds * 1000),)
        )
    else:
        connection.exec_driver_sql("SET SESSION max_statement_time = %s", (seconds,))


def is_mysql(connection: sa.Connection) -> bool:
    return not getattr(connection.dialect, "is_mariadb", True)
