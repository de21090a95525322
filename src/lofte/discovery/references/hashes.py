"""Values as 64-bit numbers, equal in every process, so that columns compare fast and small."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

_PLACES = 256
_WEIGHTS = np.random.default_rng(20261118).integers(1, 2**63, _PLACES, np.uint64) | np.uint64(1)


def canonical(values: pa.Array) -> pa.Array:
    """Texts as they compare: trimmed, in lower case, whole numbers without `.0`, and the
    empty text as null."""
    texts = pc.utf8_lower(pc.utf8_trim_whitespace(values.cast(pa.large_string())))
    texts = pc.replace_substring_regex(texts, r"^(-?\d+)\.0+$", r"\1")
    return pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.large_string()), texts)


def hashed(values: pa.Array) -> npt.NDArray[np.uint64]:
    """One number a value, 0 for null. The sum of each byte by a weight of its place, so that
    a column is hashed in a few passes; bytes after the 256th do not count."""
    encoded = values.dictionary_encode()
    known = _hash_distinct(encoded.dictionary)
    places = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False)
    hashes: npt.NDArray[np.uint64] = np.append(known, np.uint64(0))[places]
    return hashes


def _hash_distinct(texts: pa.Array) -> npt.NDArray[np.uint64]:
    offsets = np.frombuffer(texts.buffers()[1], np.int64)[texts.offset :][: len(texts) + 1]
    if not len(texts) or offsets[-1] == offsets[0]:
        return np.ones(len(texts), np.uint64)
    data = np.frombuffer(texts.buffers()[2], np.uint8)[offsets[0] : offsets[-1]]
    lengths = np.diff(offsets)
    starts = offsets[:-1] - offsets[0]
    places = np.arange(len(data)) - np.repeat(starts, lengths)
    weights = np.where(places < _PLACES, _WEIGHTS[np.minimum(places, _PLACES - 1)], 0)
    sums = np.cumsum((data.astype(np.uint64) + np.uint64(1)) * weights.astype(np.uint64))
    sums = np.concatenate((np.zeros(1, np.uint64), sums))
    return _mixed(sums[offsets[1:] - offsets[0]] - sums[starts])


def _mixed(sums: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Spread over all bits; never 0, which is null."""
    mixed = (sums ^ (sums >> np.uint64(31))) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(29)
    return np.maximum(mixed, np.uint64(1))
