"""Work this area asks for in the background. Ids only: the queue is not a data store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from lofte.infra.background import Job


@dataclass(frozen=True, slots=True, kw_only=True)
class MailCode(Job):
    name: ClassVar[str] = "requests.mail_code"
    queue: ClassVar[str] = "mail"

    code_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Collect(Job):
    name: ClassVar[str] = "requests.collect"
    queue: ClassVar[str] = "collect"

    request_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class MailAnswer(Job):
    name: ClassVar[str] = "requests.mail_answer"
    queue: ClassVar[str] = "mail"

    request_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class MailExtension(Job):
    name: ClassVar[str] = "requests.mail_extension"
    queue: ClassVar[str] = "mail"

    request_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class TidyUp(Job):
    """Remove packages past their time, and requests nobody confirmed."""

    name: ClassVar[str] = "requests.tidy_up"
