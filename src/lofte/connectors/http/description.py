"""What a service is like, as somebody wrote it down: strictly read, faults told by place.

service: https://crm.example/api/v1
auth: {kind: bearer, secret_env: CRM_TOKEN}
resources:
  customers:
    key: id
    list: {path: /customers, items: data, paging: {by: page, parameter: page}}
    find: {email: {path: /customers, query: {email: "{value}"}, items: data}}
    update: {method: PATCH, path: "/customers/{key}"}
    delete: {method: DELETE, path: "/customers/{key}"}
    references: {company_id: companies.id}
"""

from __future__ import annotations

import os
import re
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from lofte.discovery.ports import SourceUrlInvalid

_LONGEST = 200_000
_PLACEHOLDER = re.compile(r"\{(\w*)\}")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Auth(_Strict):
    """How we say who we are. The secret stands here (a description is kept sealed), or in the
    environment variable `secret_env` where the operator runs us."""

    kind: Literal["bearer", "header", "basic", "none"] = "none"
    name: str = "Authorization"
    user: str = ""
    secret: str = Field(default="", repr=False)
    secret_env: str = ""

    def value(self) -> str:
        if not self.secret_env:
            return self.secret
        try:
            return os.environ[self.secret_env]
        except KeyError:
            raise _invalid(f"Set the environment variable {self.secret_env}.") from None


class Paging(_Strict):
    """How one page leads to the next. `page` and `offset` count until a page is not full or
    empty; `cursor` takes the value at `next` in the answer; `link` the header of RFC 8288."""

    by: Literal["none", "page", "offset", "cursor", "link"] = "none"
    parameter: str = "page"
    first: int = 1
    size: int = Field(default=0, ge=0, le=10_000)
    size_parameter: str = ""
    next: str = ""

    @model_validator(mode="after")
    def _complete(self) -> Paging:
        if self.by == "cursor" and not self.next:
            raise ValueError("say where in the answer the cursor stands: next")
        if self.by == "offset" and not self.size:
            raise ValueError("say how many a page has: size")
        return self


class Call(_Strict):
    """One request. `items` is the dotted way to the rows in the answer, empty for its top."""

    path: Annotated[str, Field(pattern=r"^/")]
    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"] = "GET"
    query: dict[str, str] = {}
    items: str = ""
    paging: Paging = Paging()

    def places(self) -> set[str]:
        """The names in braces that a value is put in for."""
        texts = [self.path, *self.query.values()]
        return {name for text in texts for name in _PLACEHOLDER.findall(text)}


class Resource(_Strict):
    """One kind of rows."""

    key: str
    list: Call
    find: dict[str, Call] = {}
    update: Call | None = None
    delete: Call | None = None
    references: dict[str, Annotated[str, Field(pattern=r"^[^.]+\..+$")]] = {}

    @model_validator(mode="after")
    def _placed(self) -> Resource:
        if self.list.method != "GET" or any(c.method != "GET" for c in self.find.values()):
            raise ValueError("listing and finding are GET: they must not change anything")
        wanted = [(call, "value") for call in self.find.values()]
        wanted += [(call, "key") for call in (self.update, self.delete) if call]
        for call, name in wanted:
            if call.places() != {name}:
                raise ValueError(f"put {{{name}}} once in the path or query of {call.path}")
        return self


class Description(_Strict):
    service: str
    auth: Auth = Auth()
    resources: dict[Annotated[str, Field(min_length=1, max_length=200)], Resource]

    @model_validator(mode="after")
    def _sound(self) -> Description:
        parts = urlsplit(self.service)
        if parts.scheme not in ("https", "http") or not parts.hostname:
            raise ValueError("service must start with https://")
        if parts.username or parts.query or parts.fragment:
            raise ValueError("service is an address alone, without user, query or fragment")
        for name, resource in self.resources.items():
            for target in resource.references.values():
                if target.partition(".")[0] not in self.resources:
                    raise ValueError(f"{name} refers to {target}, which is not described")
        return self


def read_description(text: str) -> Description:
    """The description in a YAML text. Raises `SourceUrlInvalid` with what to change and where;
    the message never repeats a value, for one may be a secret."""
    if len(text) > _LONGEST:
        raise _invalid("The description is too long.")
    try:
        document: Any = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise _invalid(f"Line {mark.line + 1 if mark else '?'} is not YAML.") from None
    if not isinstance(document, dict):
        raise _invalid("It must begin with the line `service: https://...`.")
    try:
        return Description.model_validate(document)
    except ValidationError as error:
        raise _invalid(_told(error)) from None


def _told(error: ValidationError) -> str:
    first = error.errors(include_input=False, include_url=False)[0]
    place = ".".join(str(part) for part in first["loc"]) or "the description"
    return f"At {place}: {first['msg']}."


def _invalid(what: str) -> SourceUrlInvalid:
    return SourceUrlInvalid(f"The service's description cannot be used. {what}", what=what)
