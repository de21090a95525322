"""Sentences of discovery, kept so that another language can say them too."""

from __future__ import annotations

from typing import Any

from django.db import models

from lofte.discovery.phrases import made_of, remade


class SentenceField(models.JSONField):
    """A text in English that remembers its template and facts, or a text alone."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return remade(super().from_db_value(value, expression, connection))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        made = made_of(value) if isinstance(value, str) else value
        return super().get_db_prep_value(made, connection, prepared)
