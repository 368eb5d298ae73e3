"""What an act is: a form, the one operation it calls, and where in the machine it stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from cases.models import Application

from .forms.base import ActForm, Asked

Part = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Sample:
    """Arguments with which the act is tried out, to say beforehand what it will do; `if_` names the choice."""

    arguments: Mapping[str, Any]
    if_: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """`moves` are the transitions that it stands for; an act that is no move has `may`, one of which is needed, and
    `states`. `parts` gives what it can be about (disciplines, objections), empty for an act about the whole case.
    `samples` are None where it cannot be tried out. `tells_dates`: it moves dates or cannot be undone, so its page
    says what will happen. `is_main` says when it is the one to do next. `short` is its label beside its part, `button`
    the one on its own page's button, where they differ; `again` what it is called once it has been done. `fits`: a case
    for which it is at all. `checks`: what was typed is shown once more with what it will do, and done with a second
    press; its form's `said` puts it in words. `back` is the page of the case that follows.
    """

    name: str
    label: str
    form: type[ActForm]
    run: Callable[..., object]
    done: str
    text: str = ""
    moves: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    states: Collection[str] = ()
    parts: Callable[[Application], Iterable[Part]] | None = None
    samples: Callable[[Asked], Iterable[Sample]] | None = lambda asked: [Sample({})]
    tells_dates: bool = False
    is_main: Callable[[Application], bool] = lambda case: False
    is_final: bool = False
    fits: Callable[[Application], bool] = lambda case: True
    checks: bool = False
    short: str = ""
    button: str = ""
    again: Callable[[Application], str] = lambda case: ""
    back: str = "case"

    def called(self, application: Application) -> str:
        return self.again(application) or self.label

    def url(self, application: Application, about: str = "") -> str:
        kwargs = {"reference": application.reference, "act": self.name}
        return reverse("act-about" if about else "act", kwargs={**kwargs, **({"about": about} if about else {})})


def with_text(*names: str) -> Callable[[Asked], list[Sample]]:
    """The act is tried out with something in each of its texts."""
    return lambda asked: [Sample(dict.fromkeys(names, "-"))]
