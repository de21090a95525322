"""Everything read from requests. Returns frozen rows, never model instances."""

from lofte.areas.requests.queries.flaws import (
    Answer,
    Flawed,
    Open,
    answers_since,
    extensions_told_late,
    limits_of_open,
    packages_too_old,
    released_unproven,
)
from lofte.areas.requests.queries.lists import (
    VIEWS,
    Counts,
    Page,
    RequestRow,
    counts,
    due_soon,
    page,
)
from lofte.areas.requests.queries.whole import (
    CollectionRow,
    MomentRow,
    PackageRow,
    RequestWhole,
    request_id_of,
    whole,
)
from lofte.areas.requests.queries.working import (
    ToCollect,
    ToMail,
    code_to_mail,
    to_collect,
    to_write_to,
)

__all__ = [
    "VIEWS",
    "Answer",
    "CollectionRow",
    "Counts",
    "Flawed",
    "MomentRow",
    "Open",
    "PackageRow",
    "Page",
    "RequestRow",
    "RequestWhole",
    "ToCollect",
    "ToMail",
    "answers_since",
    "code_to_mail",
    "counts",
    "due_soon",
    "extensions_told_late",
    "limits_of_open",
    "packages_too_old",
    "page",
    "released_unproven",
    "request_id_of",
    "to_collect",
    "to_write_to",
    "whole",
]
