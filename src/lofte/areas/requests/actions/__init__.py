"""Everything that changes a request: asking, collecting, answering."""

from lofte.areas.requests.actions.answering import (
    extend_deadline,
    fetch_package,
    open_package,
    release,
)
from lofte.areas.requests.actions.asking import ask_for_code, prove_email, submit
from lofte.areas.requests.actions.collecting import (
    collection_failed,
    collection_read,
    collection_started,
    package_made,
    retry_collection,
)
from lofte.areas.requests.actions.tidying import (
    lapse_unconfirmed,
    remove_old_packages,
    remove_stray_files,
)

__all__ = [
    "ask_for_code",
    "collection_failed",
    "collection_read",
    "collection_started",
    "extend_deadline",
    "fetch_package",
    "lapse_unconfirmed",
    "open_package",
    "package_made",
    "prove_email",
    "release",
    "remove_old_packages",
    "remove_stray_files",
    "retry_collection",
    "submit",
]
