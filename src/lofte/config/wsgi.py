"""What the web server runs."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lofte.config.settings")

from django.core.wsgi import get_wsgi_application

from lofte.infra.db import assert_fenced
from lofte.infra.processes import die_with_parent

# The server runs us in a process of its own; killed, it must not leave that one behind.
die_with_parent()
application = get_wsgi_application()
assert_fenced()
