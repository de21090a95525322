"""The shape of what visitors write; the rules live in the areas."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class AskForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name", "class": "input"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_(
            "The one you used with us, if you can. We send a code there, to know that it is "
            "yours, and search for what belongs to it."
        ),
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "inputmode": "email", "class": "input"}
        ),
    )


class FollowForm(forms.Form):
    reference = forms.CharField(
        label=_("What the request is called"),
        max_length=20,
        help_text=_("Eight letters and digits, such as K7QX-4FM2. It is in the mail we sent."),
        widget=forms.TextInput(
            attrs={"class": "input input--short", "autocomplete": "off", "spellcheck": "false"}
        ),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "inputmode": "email", "class": "input"}
        ),
    )


class CodeForm(forms.Form):
    digits = forms.CharField(
        label=_("The code"),
        max_length=12,
        help_text=_("Six digits."),
        widget=forms.TextInput(
            attrs={
                "class": "input input--short",
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
            }
        ),
    )
