"""Importing, publishing and reviewing a policy, on PostgreSQL."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta

import pytest

from cast import Cast, enter
from lofte.areas.notices import actions, queries, rules
from lofte.areas.notices.models import Notice, Sentence, Version
from lofte.infra.tenancy import reading
from lofte.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from lofte.kernel.ids import new_id

WRITTEN = "# Om uppgifter\r\n\r\nVi svarar inom en månad. Vi delar aldrig dina uppgifter.\r\n"
FIRST = WRITTEN.encode()
SECOND = b"# Om uppgifter\n\nVi delar aldrig dina uppgifter. Vi svarar inom en vecka.\n"


@pytest.fixture
def cast() -> Cast:
    return enter()


def imports(cast: Cast, raw: bytes = FIRST, language: str = "sv") -> queries.VersionRow:
    made = actions.import_policy(cast.bob, raw=raw, filename="policy.md", language=language)
    return queries.version(cast.bob, version_id=made.version_id)


def publishes(cast: Cast, raw: bytes = FIRST, language: str = "sv") -> queries.VersionRow:
    made = imports(cast, raw, language)
    actions.publish_version(cast.bob, version_id=made.id)
    return queries.version(cast.bob, version_id=made.id)


def test_a_policy_is_kept_byte_for_byte(cast: Cast) -> None:
    made = imports(cast)

    assert queries.raw(cast.bob, version_id=made.id) == FIRST
    assert made.sha256 == hashlib.sha256(FIRST).hexdigest()
    assert (made.number, made.form, made.title) == (1, "markdown", "Om uppgifter")
    assert (made.blocks, made.sentences) == (2, 3)


def test_its_sentences_are_read_back_in_order_in_their_blocks(cast: Cast) -> None:
    made = imports(cast)

    heading, paragraph = queries.text(cast.bob, version_id=made.id).blocks

    assert (heading.kind, heading.level) == ("heading", 1)
    assert [said.text for said in paragraph.sentences] == [
        "Vi svarar inom en månad.",
        "Vi delar aldrig dina uppgifter.",
    ]


def test_a_list_item_keeps_its_number_in_front_of_its_first_sentence(cast: Cast) -> None:
    raw = b"We promise:\n\n1. We answer you. We do it soon.\n2. We listen to you.\n"
    made = actions.import_policy(cast.bob, raw=raw, filename="a.txt", language="en")

    blocks = queries.text(cast.bob, version_id=made.version_id).blocks

    assert [block.marker for block in blocks] == ["", "1.", "2."]
    assert [said.marker for said in blocks[1].sentences] == ["1.", ""]
    assert blocks[1].sentences[0].lead == "We promise:"


def test_an_imported_policy_is_a_draft_until_it_is_published(cast: Cast) -> None:
    made = imports(cast)
    assert queries.current(cast.bob) == []

    actions.publish_version(cast.bob, version_id=made.id)

    assert queries.current_version(cast.bob, language="sv").id == made.id
    assert queries.current_version(cast.bob, language="sv").effective_on == cast.bob.today


def test_the_same_text_again_is_not_kept_twice_and_says_so(cast: Cast) -> None:
    first = publishes(cast)

    again = actions.import_policy(cast.bob, raw=FIRST, filename="other.md", language="sv")

    assert (again.version_id, again.new, again.published) == (first.id, False, True)
    assert len(queries.versions(cast.bob)) == 1


def test_a_text_that_was_replaced_may_come_back_as_a_new_version(cast: Cast) -> None:
    publishes(cast, FIRST)
    publishes(cast, SECOND)

    third = publishes(cast, FIRST)

    assert third.number == 3
    assert [v.number for v in queries.versions(cast.bob) if v.is_current] == [3]


def test_a_new_version_takes_the_place_of_the_one_before(cast: Cast) -> None:
    first = publishes(cast, FIRST)
    later = cast.at(cast.bob.now + timedelta(days=3))
    second = publishes(later, SECOND)

    assert queries.version(cast.bob, version_id=first.id).superseded_at == later.bob.now
    assert [row.id for row in queries.current(cast.bob)] == [second.id]
    assert [row.number for row in queries.versions(cast.bob, language="sv")] == [2, 1]


def test_each_language_has_a_line_of_versions_of_its_own(cast: Cast) -> None:
    publishes(cast, FIRST, "sv")
    publishes(cast, b"We answer within a month.", "en")

    assert [(v.language, v.number) for v in queries.current(cast.bob)] == [("sv", 1), ("en", 1)]


def test_a_version_is_compared_with_another_by_the_words_of_its_sentences(cast: Cast) -> None:
    old, new = imports(cast, FIRST), imports(cast, SECOND)

    found = queries.diff(cast.bob, old_id=old.id, new_id=new.id)

    assert [s.text for s in found.added] == ["Vi svarar inom en vecka."]
    assert [s.text for s in found.removed] == ["Vi svarar inom en månad."]
    assert [s.text for s in found.kept] == ["Om uppgifter", "Vi delar aldrig dina uppgifter."]


def test_the_title_is_as_given_or_the_first_heading_or_the_files_name(cast: Cast) -> None:
    plain = b"We answer within a month."
    actions.import_policy(cast.bob, raw=plain, filename="C:/x/privacy.en.txt", language="en")
    assert queries.versions(cast.bob)[0].title == "privacy.en"

    actions.import_policy(
        cast.bob, raw=plain, filename="p.txt", language="en", title=" Our word "
    )
    assert queries.versions(cast.bob)[0].title == "Our word"


def test_a_version_is_published_once(cast: Cast) -> None:
    made = publishes(cast)

    with pytest.raises(Conflict) as refused:
        actions.publish_version(cast.bob, version_id=made.id)

    assert refused.value.code == "already_published"


@pytest.mark.parametrize(
    ("raw", "language", "code"),
    [
        (b"", "sv", "policy_empty"),
        (b"%PDF-1.7 \x00", "sv", "policy_binary"),
        (b"Hall\xe5 d\xe4r.", "sv", "policy_not_utf8"),
        (b"a" * (rules.MAX_BYTES + 1), "sv", "policy_too_large"),
        (b"We answer.", "fi", "unknown_language"),
        (b"<script>alert(1)</script>", "en", "nothing_to_read"),
        (b"We answer you now. " * 5001, "en", "too_many_sentences"),
    ],
)
def test_what_is_no_policy_is_refused_and_leaves_nothing_behind(
    cast: Cast, raw: bytes, language: str, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        actions.import_policy(cast.bob, raw=raw, filename="p", language=language)

    assert refused.value.code == code
    with reading(cast.bob):
        assert not Notice.objects.filter(tenant_id=cast.bob.tenant).exists()
        assert not Version.objects.filter(tenant_id=cast.bob.tenant).exists()


def test_only_who_may_publish_may_import_publish_or_review(cast: Cast) -> None:
    made = imports(cast)
    acts: list[Callable[[], object]] = [
        lambda: actions.import_policy(cast.heidi, raw=FIRST, filename="p", language="sv"),
        lambda: actions.publish_version(cast.heidi, version_id=made.id),
        lambda: actions.review_policy(cast.heidi, outcome="unchanged"),
    ]
    for act in acts:
        with pytest.raises(Forbidden):
            act()


def test_another_organisation_finds_nothing_of_it(cast: Cast) -> None:
    made = publishes(cast)
    looks: list[Callable[[], object]] = [
        lambda: queries.version(cast.charlie, version_id=made.id),
        lambda: queries.text(cast.charlie, version_id=made.id),
        lambda: queries.raw(cast.charlie, version_id=made.id),
        lambda: queries.current_version(cast.charlie, language="sv"),
        lambda: queries.diff(cast.charlie, old_id=made.id, new_id=made.id),
        lambda: actions.publish_version(cast.charlie, version_id=made.id),
        lambda: queries.version(cast.bob, version_id=new_id()),
    ]
    for look in looks:
        with pytest.raises(NotFound):
            look()
    assert queries.versions(cast.charlie) == []
    assert queries.sentences(cast.charlie, version_ids=[made.id]) == []
    with reading(cast.charlie):
        assert not Sentence.objects.filter(version_id=made.id).exists()


def test_a_review_says_who_read_the_policy_and_what_came_of_it(cast: Cast) -> None:
    publishes(cast)

    actions.review_policy(cast.bob, outcome="unchanged")

    (review,) = queries.reviews(cast.bob)
    assert (review.outcome, review.reviewed_by) == ("unchanged", cast.bob.actor)


def test_there_is_nothing_to_review_before_something_is_published(cast: Cast) -> None:
    imports(cast)

    with pytest.raises(Conflict) as refused:
        actions.review_policy(cast.bob, outcome="unchanged")

    assert refused.value.code == "nothing_published"
    with pytest.raises(Invalid):
        actions.review_policy(cast.bob, outcome="maybe")
