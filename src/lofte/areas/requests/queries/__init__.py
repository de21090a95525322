"""Everything read from requests. Returns frozen rows, never model instances."""

from lofte.areas.requests.queries.flaws import (
    Answer,
    Flaws,
    answers_since,
    flaws,
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
    "Flaws",
    "MomentRow",
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
    "flaws",
    "page",
    "request_id_of",
    "to_collect",
    "to_write_to",
    "whole",
]
