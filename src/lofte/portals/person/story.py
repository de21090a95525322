"""What happens to a request, told to the person: done, now and to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lofte.areas.requests.queries import RequestWhole
from lofte.areas.requests.rules import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    text: str
    state: str
    when: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    headline: str
    events: tuple[Event, ...]
    done: int
    most: int


def story(request: RequestWhole, *, today: date) -> Story:
    told = tuple(e for moment in request.moments if (e := _told(moment.kind, moment.at)))
    systems = _systems(request)
    coming = _coming(request)
    events = (*told, *systems, *coming)
    done = sum(event.state == "done" for event in _steps(request))
    return Story(
        headline=_headline(request), events=events, done=done, most=len(_steps(request))
    )


def _headline(request: RequestWhole) -> str:
    return {
        State.UNCONFIRMED: _("We wait for your code"),
        State.COLLECTING: _("We are looking for what we have about you"),
        State.REVIEW: _("A person is reading your data through"),
        State.ANSWERED: _("Your answer is here"),
        State.CLOSED: _("This request is closed"),
    }[State(request.state)]


def _told(kind: str, at: datetime) -> Event | None:
    """Only what concerns the person; the whole record is for the organisation."""
    said = {
        "RequestReceived": _("Your request reached us: see what we have about you."),
        "EmailProven": _("You proved that the address is yours."),
        "DeadlineExtended": _("We told you that it takes longer, and why."),
        "RequestAnswered": _("A person let your answer go, and we wrote to you."),
        "PackageFetched": _("Your answer was fetched."),
        "PackageRemoved": _("The answer was removed for good."),
    }.get(kind)
    return Event(text=said, state="done", when=at) if said else None


def _systems(request: RequestWhole) -> tuple[Event, ...]:
    if request.state not in (State.COLLECTING, State.REVIEW):
        return ()
    read = sum(row.state == "read" for row in request.collections)
    most = len(request.collections)
    if request.state == State.REVIEW:
        text = ngettext(
            "We have looked in one system.", "We have looked in %(n)s systems.", most
        ) % {"n": most}
        return (Event(text=text, state="done"),)
    text = _("We are looking: %(read)s of %(most)s systems.") % {"read": read, "most": most}
    return (Event(text=text, state="now"),)


def _coming(request: RequestWhole) -> tuple[Event, ...]:
    review = Event(
        text=_("A person reads it through, so that nothing about anybody else goes with it."),
        state="now" if request.state == State.REVIEW else "next",
    )
    answer = Event(text=_("Your answer lies here. You get a mail when it does."), state="next")
    code = Event(text=_("You write the code from the mail."), state="now")
    return {
        State.UNCONFIRMED: (code, review, answer),
        State.COLLECTING: (review, answer),
        State.REVIEW: (review, answer),
    }.get(State(request.state), ())


def _steps(request: RequestWhole) -> tuple[Event, ...]:
    order = (State.UNCONFIRMED, State.COLLECTING, State.REVIEW, State.ANSWERED)
    at = len(order) if request.state == State.CLOSED else order.index(State(request.state))
    return tuple(
        Event(text="", state="done" if number <= at else "next") for number in range(len(order))
    )
