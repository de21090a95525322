from __future__ import annotations

import pytest

from lofte.areas.notices import rules
from lofte.areas.notices.rules import BlockKind
from lofte.kernel.errors import Invalid

HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM


def _shape(text: str, form: rules.Form) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in rules.read_blocks(text, form=form)]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        pytest.param(b"", "policy_empty", id="nothing"),
        pytest.param(b" \n\t ", "policy_empty", id="only white space"),
        pytest.param("\ufeff \n".encode(), "policy_empty", id="only a byte order mark"),
        pytest.param(b"We store\x00 names.", "policy_binary", id="a NUL"),
        pytest.param(b"%PDF-1.7 something", "policy_binary", id="a PDF"),
        pytest.param(b"PK\x03\x04 word/document.xml", "policy_binary", id="a Word file"),
        pytest.param(b"\x01\x02\x03 abc", "policy_binary", id="many control characters"),
        pytest.param(b"a" * (rules.MAX_BYTES + 1), "policy_too_large", id="one byte too many"),
        pytest.param("Löfte".encode("latin-1"), "policy_not_utf8", id="Latin-1"),
    ],
)
def test_what_is_no_text_is_refused_with_its_own_code(raw: bytes, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        rules.decode(raw)

    assert refusal.value.code == code


def test_the_first_byte_that_is_not_utf8_is_named() -> None:
    with pytest.raises(rules.NotUtf8, match="byte 1 ") as refusal:
        rules.decode("Löfte".encode("latin-1"))

    assert refusal.value.facts["offset"] == 1


def test_the_largest_policy_is_read_and_a_byte_order_mark_is_not_text() -> None:
    assert len(rules.decode(b"a" * rules.MAX_BYTES)) == rules.MAX_BYTES
    assert rules.decode("\ufeffVi sparar.".encode()) == "Vi sparar."


@pytest.mark.parametrize(
    ("filename", "text", "form"),
    [
        ("policy.MD", "plain", "markdown"),
        ("policy.html", "plain", "html"),
        ("policy.txt", "# looks like Markdown", "text"),
        ("pasted", "<!DOCTYPE html><p>Hi", "html"),
        ("pasted", "<!-- saved --><p>Hi", "html"),
        ("pasted", "# Title\n\nText", "markdown"),
        ("pasted", "See [ours](https://example.org/p).", "markdown"),
        ("pasted", "We store 3 < 4 names.", "text"),
        ("", "We store names.", "text"),
    ],
)
def test_the_form_is_told_by_the_name_and_else_by_the_signs(
    filename: str, text: str, form: str
) -> None:
    assert rules.guess_form(filename, text) == form


def test_plain_text_has_headings_paragraphs_and_items() -> None:
    text = (
        "Our notice\n\nWho we are\nWe are Example Ltd.\n\nWe need data to:\n"
        "• deliver goods\n- answer you\n2) send bills\n\nWrite to us"
    )

    assert _shape(text, "text") == [
        (HEADING, "Our notice"),
        (HEADING, "Who we are"),
        (PARAGRAPH, "We are Example Ltd."),
        (PARAGRAPH, "We need data to:"),
        (ITEM, "deliver goods"),
        (ITEM, "answer you"),
        (ITEM, "send bills"),
        (PARAGRAPH, "Write to us"),
    ]


def test_bullets_are_kept_apart_from_the_words() -> None:
    blocks = rules.read_blocks("We do this:\n\n• one thing\n3. another", form="text")

    assert [block.marker for block in blocks] == ["", "•", "3."]


def test_a_lone_number_over_a_paragraph_is_a_heading_and_a_run_of_them_a_list() -> None:
    alone = "1. About us\nWe are a company that sells shoes.\n\nEnd."
    run = "We store:\n1. Names\n2. Addresses\n\nThat is all."

    assert _shape(alone, "text")[0] == (HEADING, "About us")
    assert [kind for kind, _ in _shape(run, "text")] == [PARAGRAPH, ITEM, ITEM, PARAGRAPH]


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    text = (
        "We store your name and your address for as long as\n"
        "Swedish law on bookkeeping says that we have to do\n"
        "so, and no longer.\n"
    )

    assert len(rules.read_blocks(text, form="text")) == 1


def test_long_lines_without_a_blank_line_are_paragraphs_of_their_own() -> None:
    long = "We store your name and your address " + "and more " * 12
    assert len(rules.read_blocks(f"{long}here\nWe erase it all\nLast", form="text")) == 3


def test_html_is_read_as_a_reader_sees_it() -> None:
    page = (
        "<html><head><title>no</title><style>p{}</style></head><body><script>no()</script>"
        "<h2>You &amp; we</h2><p>We <b>store</b>\n your&nbsp;name.</p><!-- no -->"
        "<div style='display:none'>no</div><p hidden>no</p>"
        "<ul><li>one<ul><li>two</li></ul></li></ul>tail</body></html>"
    )

    blocks = rules.read_blocks(page, form="html")

    assert [(b.kind, b.level, b.text) for b in blocks] == [
        (HEADING, 2, "You & we"),
        (PARAGRAPH, 0, "We store your\xa0name."),
        (ITEM, 1, "one"),
        (ITEM, 2, "two"),
        (PARAGRAPH, 0, "tail"),
    ]


def test_line_breaks_in_html_part_lines_and_make_no_headings() -> None:
    page = "<p>Example Ltd<br>High Street 1<br><br>• Call us.</p>"

    assert _shape(page, "html") == [
        (PARAGRAPH, "Example Ltd"),
        (PARAGRAPH, "High Street 1"),
        (ITEM, "Call us."),
    ]


def test_html_that_declares_another_encoding_is_still_the_text_we_decoded() -> None:
    page = '<?xml version="1.0" encoding="latin-1"?><html><body><p>Löfte.</p></body></html>'

    assert _shape(page, "html") == [(PARAGRAPH, "Löfte.")]


def test_markdown_is_read_with_its_levels_links_and_tables() -> None:
    text = (
        "# Notice\n\nWe *store* [names](https://example.org).\n\n- one\n- two\n\n"
        "<script>no()</script>\n\n| What | Why |\n|---|---|\n| Name | Bills |\n"
    )

    assert _shape(text, "markdown") == [
        (HEADING, "Notice"),
        (PARAGRAPH, "We store names."),
        (ITEM, "one"),
        (ITEM, "two"),
        (PARAGRAPH, "What"),
        (PARAGRAPH, "Why"),
        (PARAGRAPH, "Name"),
        (PARAGRAPH, "Bills"),
    ]


@pytest.mark.parametrize("page", ["", "<script>app()</script>", "<p hidden>We store.</p>"])
def test_a_page_without_visible_text_is_refused(page: str) -> None:
    with pytest.raises(rules.NothingToRead):
        rules.read_blocks(page, form="html")


def test_a_page_too_deep_to_be_read_whole_is_refused_not_cut_short() -> None:
    with pytest.raises(rules.MarkupTooDeep):
        rules.read_blocks("<p>We store.</p>" + "<div>" * 5000 + "We sell.", form="html")


def test_sentences_of_a_list_carry_the_words_that_led_to_it() -> None:
    text = "We store data. We do it:\n\n• to bill you\n\n• to help you. Always.\n\nThat is all."

    found = rules.sentences(rules.read_blocks(text, form="text"), "en")

    assert [(s.text, s.lead) for s in found] == [
        ("We store data.", ""),
        ("We do it:", ""),
        ("to bill you", "We do it:"),
        ("to help you.", "We do it:"),
        ("Always.", "We do it:"),
        ("That is all.", ""),
    ]
    assert [s.ordinal for s in found] == list(range(6))
    assert [s.block_ordinal for s in found] == [0, 0, 1, 2, 2, 3]


def test_the_same_words_said_twice_are_told_apart_by_number() -> None:
    found = rules.sentences(
        rules.read_blocks("We store. We  erase. We store.", form="text"), "en"
    )

    first, _, again = (sentence.content_id for sentence in found)
    assert again == f"{first}#2"
    assert len(first) == 16


def test_an_identifier_is_blind_to_spacing_and_composition_only() -> None:
    assert rules.content_id("Vi  fo\u0308rs\u00f6ker\n allt.") == rules.content_id(
        "Vi försöker allt."
    )
    assert rules.content_id("We store.") != rules.content_id("we store.")


def test_a_moved_sentence_is_kept_and_an_altered_one_is_another() -> None:
    def read(text: str) -> tuple[rules.Sentence, ...]:
        return rules.sentences(rules.read_blocks(text, form="text"), "en")

    change = rules.diff(
        read("We store names. We erase them in May. Write to us."),
        read("Write to us. We store names. We erase them in June."),
    )

    assert [s.text for s in change.kept] == ["Write to us.", "We store names."]
    assert [s.text for s in change.added] == ["We erase them in June."]
    assert [s.text for s in change.removed] == ["We erase them in May."]


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(rules.UnknownLanguage, match="sv or en"):
        rules.sentences((), "de")
