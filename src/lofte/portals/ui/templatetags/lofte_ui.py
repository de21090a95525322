"""What templates may ask. Thin: the rules are in `formats`, `charts` and `statuses`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from lofte.portals.ui import charts, devices, formats, statuses

register = template.Library()


def _language() -> str:
    return get_language() or "en"


def _date(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


@register.filter(expects_localtime=True)
def day(value: date | None, today: date | None = None) -> str:
    """`fredag 4 december`. With `:today`, the year is added when it is another year."""
    return formats.day(_date(value), _language(), today=today) if value else ""


@register.filter(expects_localtime=True)
def day_short(value: date | None, today: date | None = None) -> str:
    """`4 dec`, for tables."""
    return formats.day_short(_date(value), _language(), today=today) if value else ""


@register.filter(expects_localtime=True)
def day_year(value: date | None) -> str:
    """`4 december 2026`."""
    return formats.day_year(_date(value), _language()) if value else ""


@register.filter(expects_localtime=True)
def near(value: date | None, today: date) -> str:
    """`i går`, `i dag`, `i morgon`, otherwise `fredag 4 december`."""
    return formats.near(_date(value), _language(), today=today) if value else ""


@register.filter(expects_localtime=True)
def clock(value: datetime | None) -> str:
    """`kl. 08.00` in Swedish, `08:00` in English."""
    return formats.clock_in_sentence(value, _language()) if value else ""


@register.filter(expects_localtime=True)
def moment(value: datetime | None, today: date | None = None) -> str:
    """`fredag 4 december kl. 08.00`; with `:today`, `i dag kl. 08.00`."""
    if value is None:
        return ""
    on = near(value, today) if today else day(value)
    return f"{on} {formats.clock_in_sentence(value, _language())}"


@register.filter(expects_localtime=True)
def moment_short(value: datetime | None, today: date | None = None) -> str:
    """`4 dec 08.00`, for tables and timelines; with `:today`, `i dag 08.00`."""
    if value is None:
        return ""
    on = near(value, today) if today == _date(value) and today else day_short(value, today)
    return f"{on} {formats.clock(value, _language())}"


@register.filter
def num(value: int | float | Decimal | None, decimals: int = 0) -> SafeString | str:
    """`2 418` or `2,418`, in figures of equal width."""
    if value is None:
        return ""
    return format_html(
        '<span class="num">{}</span>', formats.number(value, _language(), decimals=decimals)
    )


@register.filter
def in_words(value: int) -> str:
    """`elva` for 11; digits above twelve."""
    return formats.count(value, _language())


@register.filter
def status_key(status: object) -> str:
    return statuses.key_of(status)


@register.filter
def status_word(status: object) -> str:
    """The status in the reader's language: always shown, never only its colour or shape."""
    return {
        "kept": _("Kept"),
        "risk": _("At risk"),
        "broken": _("Broken"),
        "unproven": _("Unproven"),
        "human": _("Attested by a person"),
        "void": _("No legal force"),
    }.get(statuses.key_of(status), "")


@register.filter
def glyph(status: object) -> str:
    return statuses.glyph_of(status)


@register.filter
def but_last_word(text: str) -> str:
    head, gap, _last = text.strip().rpartition(" ")
    return head + gap


@register.filter
def last_word(text: str) -> str:
    """The word a shape is tied to, so that the two never part at the end of a line."""
    return text.strip().rpartition(" ")[2]


@register.filter
def mask(text: str) -> SafeString:
    """A black bar in place of `text`. Nothing of it is sent; bars have three lengths."""
    length = next(size for size in (6, 12, 24) if len(text) <= size or size == 24)
    return format_html(
        '<span class="mask" aria-hidden="true">{}</span><span class="vh">({})</span>',
        "\u2007" * length,
        _("masked"),
    )


@register.filter
def device(user_agent: str) -> str:
    return devices.device(user_agent)


@register.simple_tag
def icon(name: str, css: str = "i") -> SafeString:
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#i-{}"/></svg>',
        css,
        static("ui/sprite.svg"),
        name,
    )


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The field's own widget in our clothes. A placeholder never stands in for a label."""
    widget = field.field.widget
    widget.attrs.pop("placeholder", None)
    kind = {"select": "select", "selectmultiple": "select", "textarea": "area"}.get(
        field.widget_type, "input"
    )
    classes = f"{kind} {widget.attrs.pop('class', '')}".strip()
    return field.as_widget(attrs={"class": classes})


@register.filter
def is_choice(field: BoundField) -> bool:
    return field.widget_type in ("radioselect", "checkboxselectmultiple")


@register.filter
def is_tick(field: BoundField) -> bool:
    return field.widget_type == "checkbox"


@register.simple_tag
def trend_line(
    spans: Iterable[tuple[object, date, date]], since: date, until: date, width: int = 128
) -> tuple[charts.Piece, ...]:
    return charts.trend(spans, since=since, until=until, width=width)


@register.simple_tag
def total_line(counts: Iterable[tuple[object, int]]) -> tuple[charts.Piece, ...]:
    return charts.total(counts)


@register.simple_tag
def clock_line(
    received: date, today: date, safe: date, legal: date, target: date | str | None = None
) -> charts.Clocks:
    return charts.clocks(
        received=received,
        today=today,
        safe=safe,
        legal=legal,
        target=target or None,  # type: ignore[arg-type]
    )


@register.simple_tag
def curve_line(values: Sequence[int]) -> charts.Curve | None:
    return charts.curve(values)


@register.simple_tag
def dot_plot(days: Sequence[int], limit: int) -> charts.Dots | None:
    return charts.dots(days, limit=limit)


@register.simple_tag
def days_between(start: date, end: date) -> int:
    return (end - start).days


@register.simple_tag(takes_context=True)
def languages(context: Context) -> list[dict[str, Any]]:
    """This page in each language, as links (`?lang=sv`); the server remembers it."""
    request = context.get("request")
    if request is None:
        return []
    return [_language_link(request, code) for code, _name in settings.LANGUAGES]


def _language_link(request: Any, code: str) -> dict[str, Any]:
    query = request.GET.copy()
    query["lang"] = code
    return {
        "code": code,
        "name": get_language_info(code)["name_local"].capitalize(),
        "url": f"{request.path}?{query.urlencode()}",
        "current": code == _language(),
    }
