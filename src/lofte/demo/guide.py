"""What a newcomer is told when the demo is up: where it is, who may sign in, what to try."""

from __future__ import annotations

from lofte.demo.names import HENRIK, MAJA, PASSWORD

SIGNE = ("Signe Ekdal", "signe.ekdal@post.example")
"""The salon's customer, as in `booking.people`, which takes long to load."""
_LUDVIG = "ludvig@silverek.example"


def facts(base_url: str) -> dict[str, object]:
    """The same for programs."""
    return {
        "url": base_url,
        "sign_in": f"{base_url}/account/login/",
        "people": f"{base_url}/demo/",
        "mail": f"{base_url}/demo/mail/",
        "accounts": [MAJA[0], HENRIK[0], _LUDVIG],
        "password": PASSWORD,
    }


def text(base_url: str) -> str:
    return f"""
Löfte is at {base_url}

Sign in at {base_url}/account/login/
  {MAJA[0]:<34} handles requests at all four organisations
  {HENRIK[0]:<34} data protection officer of three of them
  {_LUDVIG:<34} answers requests at the hair salon
  Password for everyone: {PASSWORD}
  The code for the second step, and everybody else: {base_url}/demo/

Try first
  1. Read the salon's policy, and choose a sentence to see its proof:
     {base_url}/o/silverek/
  2. Be {SIGNE[0]}: ask for your data as {SIGNE[1]} at
     {base_url}/o/silverek/request/ - the code is in {base_url}/demo/mail/
  3. Sign in as Ludvig, read through what was found about her, and release it:
     {base_url}/desk/silverek/requests/

Stop with Ctrl-C."""
