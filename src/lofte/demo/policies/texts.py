"""Reading the policies: whole, as sentences, or as they stood before some were added."""

from __future__ import annotations

from collections.abc import Collection
from importlib.resources import files

from lofte.demo.policies.pledges import PLEDGES

LANGUAGES = ("sv", "en")


def policy(slug: str, language: str, *, leaving_out: Collection[str] = ()) -> str:
    """The Markdown of a policy, without the sentences whose pledge is among `leaving_out`.

    Raises `KeyError` for a pledge the policy does not have: a version may not forget nothing.
    """
    keys = [pledge.key for pledge in PLEDGES[slug]]
    unknown = set(leaving_out) - set(keys)
    if unknown:
        raise KeyError(f"{slug} has no pledge {', '.join(sorted(unknown))}")
    waiting = iter(keys)
    kept = [
        line
        for line in _source(slug, language).splitlines()
        if not _is_sentence(line) or next(waiting) not in leaving_out
    ]
    return _without_empty_parts(kept)


def sentences(slug: str, language: str) -> list[str]:
    """The policy's sentences in order; sentence n is the same promise in both languages."""
    return [line for line in _source(slug, language).splitlines() if _is_sentence(line)]


def _source(slug: str, language: str) -> str:
    return files("lofte.demo.policies").joinpath(f"{slug}.{language}.md").read_text("utf-8")


def _is_sentence(line: str) -> bool:
    return bool(line) and not line.startswith("#")


def _without_empty_parts(lines: list[str]) -> str:
    """A heading whose sentences were all left out goes with them."""
    parts = "\n".join(lines).split("\n## ")
    kept = [part.strip("\n") for part in parts[1:] if part.strip().count("\n")]
    text = "\n\n## ".join([parts[0].strip("\n"), *kept])
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return f"{text}\n"
