"""The door for the server. Whoever serves also cleans files: the helpers stand before the first one comes."""

import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kondusif.config.settings")
application = get_wsgi_application()

from kondusif.intake import cleaner  # noqa: E402  the applications must be ready first

Thread(target=cleaner.warm_up, name="cleaner-warm-up", daemon=True).start()
