"""YAML that somebody wrote, read strictly: every refusal says in which line, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NoReturn, TypeVar

import yaml

from lofte.kernel.errors import Invalid

T = TypeVar("T")

_LARGEST = 32_000_000
_DEEPEST = 100


class MapInvalid(Invalid):
    """The map cannot be read. Put right what is said of the line, and try again."""

    code = "mapping.map_invalid"


def parse(text: str) -> Part:
    """The one document in the text. Raises `MapInvalid`."""
    if len(text) > _LARGEST:
        raise MapInvalid("The map is larger than 32 MB. Split it by system.")
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                line = event.start_mark.line if event.start_mark else 0
                _refuse(line, "maps have no anchors; write it out.")
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        _refuse(line, f"this is not YAML ({error.problem}).")
    except (yaml.YAMLError, RecursionError) as error:
        raise MapInvalid("The map is not YAML that can be read.") from error
    if root is None:
        raise MapInvalid("The map is empty.")
    return Part(root, 0)


class Part:
    """A piece of the document, and where it stands."""

    def __init__(self, node: yaml.Node, depth: int) -> None:
        self._node = node
        self._depth = depth
        if depth > _DEEPEST:
            self.refuse("this lies too deep.")

    @property
    def line(self) -> int:
        return int(self._node.start_mark.line)

    def refuse(self, said: str) -> NoReturn:
        _refuse(self.line, said)

    def entries(self) -> dict[str, Part]:
        """A mapping, each key once."""
        if not isinstance(self._node, yaml.MappingNode):
            self.refuse("here belong keys with values (`key: value`).")
        found: dict[str, Part] = {}
        for key, value in self._node.value:
            if not isinstance(key, yaml.ScalarNode):
                _refuse(key.start_mark.line, "a key is one word.")
            if key.value in found:
                _refuse(key.start_mark.line, f"`{key.value}` stands here twice.")
            found[key.value] = Part(value, self._depth + 1)
        return found

    def items(self) -> Iterator[Part]:
        if not isinstance(self._node, yaml.SequenceNode):
            self.refuse("here belongs a list.")
        return (Part(node, self._depth + 1) for node in self._node.value)

    def is_list(self) -> bool:
        return isinstance(self._node, yaml.SequenceNode)

    def is_null(self) -> bool:
        return self._node.tag == "tag:yaml.org,2002:null"

    def text(self) -> str:
        """One word or sentence. Numbers and `no` are texts too, where a name belongs."""
        if not isinstance(self._node, yaml.ScalarNode) or self.is_null():
            self.refuse("here belongs a text.")
        return str(self._node.value)

    def truth(self) -> bool:
        if self._node.tag != "tag:yaml.org,2002:bool":
            self.refuse("here belongs true or false.")
        return str(self._node.value).lower() in ("true", "yes", "on")

    def number(self) -> float:
        try:
            return float(self.text())
        except ValueError:
            self.refuse("here belongs a number.")

    def one_of(self, kind: Callable[[str], T], what: str) -> T:
        """A value of an enumeration."""
        word = self.text()
        try:
            return kind(word)
        except ValueError:
            self.refuse(f"`{word}` is no {what} we know.")


class Keys:
    """The keys of a mapping, taken one by one; `done` refuses what nobody asked for."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self._left = part.entries()

    def need(self, name: str) -> Part:
        if name not in self._left:
            self.part.refuse(f"`{name}` is missing here.")
        return self._left.pop(name)

    def may(self, name: str) -> Part | None:
        return self._left.pop(name, None)

    def text(self, name: str, default: str = "") -> str:
        part = self.may(name)
        return default if part is None else part.text()

    def truth(self, name: str) -> bool:
        part = self.may(name)
        return part is not None and part.truth()

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of words; one word alone is a list of one."""
        part = self.may(name)
        if part is None:
            return ()
        return tuple(each.text() for each in part.items()) if part.is_list() else (part.text(),)

    def done(self) -> None:
        for name, part in self._left.items():
            part.refuse(f"`{name}` means nothing here.")


def _refuse(line: int, said: str) -> NoReturn:
    raise MapInvalid(f"Line {line + 1}: {said}")


_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
