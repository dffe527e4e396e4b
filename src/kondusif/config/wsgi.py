"""The door for the server. Whoever serves also cleans files: the helpers stand before the first one comes."""

import gc
import os
import sys
from signal import SIGKILL
from threading import Thread

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kondusif.config.settings")
application = get_wsgi_application()

from kondusif.base import cleaner  # noqa: E402
from kondusif.base.fresh import begin_serving  # noqa: E402  the applications must be ready first
from kondusif.cli.serve import STARTED_BY, end_with_parent  # noqa: E402

begin_serving()
if STARTED_BY in os.environ:
    end_with_parent(SIGKILL)  # nobody is left who would start it again, and what was acknowledged is kept
# Who holds the line of writers, or is an officer, waits for the interpreter a tenth as long as is usual when pages are
# being written beside it.
sys.setswitchinterval(0.0005)
# What was loaded stays; to look through all of it again and again for something to throw away costs time.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 100)
Thread(target=cleaner.warm_up, name="cleaner-warm-up", daemon=True).start()
