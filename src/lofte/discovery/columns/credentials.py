"""User names, passwords and keys."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from lofte.discovery.columns.care import seen
from lofte.discovery.columns.distinct import Distinct
from lofte.discovery.columns.looks import Look, look, weighed
from lofte.discovery.phrases import phrase
from lofte.discovery.types import Type

_HASHED = (
    r"^(?:\$(?:2[abxy]?|1|5|6|y|argon2(?:id|i|d)?|scrypt|pbkdf2[a-z0-9-]*|apr1|P|H)\$"
    r"|(?:pbkdf2_sha(?:1|256|512)|bcrypt(?:_sha256)?|argon2|scrypt|md5|sha1|unsalted_md5)\$"
    r"|\{(?:SSHA|SHA|MD5|SMD5|CRYPT|SSHA256|SSHA512|PBKDF2[A-Z0-9-]*)\}|scrypt:[0-9]+:"
    r"|pbkdf2:sha)"
)
_KEY = (
    r"^(?:(?:Bearer |token )?(?:[sprk]{2}_(?:live|test)_[0-9A-Za-z]{10,}"
    r"|A(?:KIA|SIA)[0-9A-Z]{16}"
    r"|gh[pousr]_[0-9A-Za-z]{30,}|github_pat_[0-9A-Za-z_]{20,}|glpat-[0-9A-Za-z_-]{16,}"
    r"|xox[abprs]-[0-9A-Za-z-]{10,}|AIza[0-9A-Za-z_-]{30,}|SG\.[0-9A-Za-z_-]{16,}\.[0-9A-Za-z_-]+"
    r"|npm_[0-9A-Za-z]{30,}|pypi-[0-9A-Za-z_-]{20,}|sk-(?:ant-|proj-)?[0-9A-Za-z_-]{20,}"
    r"|dop_v1_[0-9a-f]{40,}|hf_[0-9A-Za-z]{30,}|key-[0-9a-f]{32}|AC[0-9a-f]{32}|whsec_[0-9A-Za-z]+"
    r"|ya29\.[0-9A-Za-z_-]+|EAAC[0-9A-Za-z]+|lin_api_[0-9A-Za-z]+|shp(?:at|ss|pa)_[0-9a-fA-F]+"
    r"|eyJ[0-9A-Za-z_-]{8,}\.eyJ[0-9A-Za-z_-]{8,}\.[0-9A-Za-z_-]*))"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY"
)
_PREFIX = (
    r"^(?:Bearer |token |[sprk]{2}_(?:live|test)_|A(?:KIA|SIA)|gh[pousr]_|github_pat_|glpat-"
    r"|xox[abprs]-|AIza|SG\.|npm_|pypi-|sk-|dop_v1_|hf_|key-|AC[0-9a-f]|whsec_|ya29\.|EAAC"
    r"|lin_api_|shp(?:at|ss|pa)_|eyJ|-----BEGIN)"
)
_RANDOM = r"^[0-9A-Za-z_+/=.:-]{16,}$"
# Letters are what is left without signs: RE2 takes long to read `\pL` with a count.
_LOGIN = r"^[^\d\s!-/:-@\[-`{-~][^\s!-*,/:-?\[\]^`{-~]*$"
_COMMON = pa.array([
    "123456", "12345678", "123456789", "password", "password1", "qwerty", "qwerty123", "abc123",
    "letmein", "admin123", "welcome", "welcome1", "iloveyou", "111111", "lösenord", "losenord",
    "hejsan", "hemligt", "sommar2024", "password123", "passw0rd", "p@ssw0rd",
], pa.large_string())  # fmt: skip


def looks(of: Distinct) -> Iterator[Look]:
    """What may stand in a few values only."""
    yield from _hashes(of)
    yield from _known_keys(of)


def forms(of: Distinct) -> Iterator[Look]:
    """What a column has as its form, or not at all."""
    possible = (of.spaces == 0) & (of.lengths >= 4) & (of.lengths <= 130) & (of.letters > 0)
    weight = weighed(of, possible, chance=0.5, most=0.5) + _common(of)
    yield look(Type.PASSWORD, possible, weight, phrase("possible passwords"))
    random = of.matching(_RANDOM, (of.lengths >= 16) & (of.spaces == 0) & (of.digits > 0))
    weight = weighed(of, random, chance=0.5, most=0.3)
    yield look(Type.API_KEY, random, weight, phrase("long random signs"))
    login = of.matching(_LOGIN, (of.spaces == 0) & (of.letters >= 1) & (of.lengths <= 40))
    alone = of.share(login & (of.uppers == 0) & (of.counts == 1)) > 0.9
    weight = weighed(of, login, chance=0.5, most=2.2 if alone else 1.4)
    yield look(Type.USERNAME, login, weight, phrase("written as user names"))


def _hashes(of: Distinct) -> Iterator[Look]:
    signed = (of.first == ord("$")) | (of.count("$") >= 2) | (of.first == ord("{"))
    signed |= (of.first == ord("p")) | (of.first == ord("s"))
    hashed = of.matching(_HASHED, signed & (of.lengths >= 20))
    if hashed.any():
        weight = weighed(of, hashed, chance=0.002, most=9.0)
        said = phrase("hashes as passwords are kept")
        yield look(Type.PASSWORD, hashed, weight, said, seen(of, hashed))


def _common(of: Distinct) -> float:
    """Some people choose what everybody chooses."""
    short = (of.lengths >= 6) & (of.lengths <= 12) & (of.letters > 0) & (of.spaces == 0)
    if not short.any():
        return 0.0
    known = pc.is_in(pc.utf8_lower(of.texts.filter(short)), _COMMON)
    return 2.5 if pc.sum(known).as_py() >= 2 else 0.0


def _known_keys(of: Distinct) -> Iterator[Look]:
    begun = of.matching(_PREFIX, (of.lengths >= 16) & (of.letters > 0))
    known = of.matching(_KEY, begun)
    if known.any():
        weight = weighed(of, known, chance=0.001, most=9.5)
        said = phrase("keys of known services")
        yield look(Type.API_KEY, known, weight, said, seen(of, known))
