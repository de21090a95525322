"""What the web server runs."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lofte.config.settings")

from django.core.wsgi import get_wsgi_application

from lofte.infra.db import assert_fenced

application = get_wsgi_application()
assert_fenced()
