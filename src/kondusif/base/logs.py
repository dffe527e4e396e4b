"""What the server's log may hold: crashes of the staff side with their traceback, nothing of the public door."""

import logging

# The calendar stands among them because its address is a key.
PUBLIC_DOORS = ("/lapor", "/bolehkah", "/en/lapor", "/en/bolehkah", "/kalender")


class NotThePublicDoor(logging.Filter):
    """Drops every line about a request to a door where people report or ask."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        return not str(getattr(request, "path", "")).startswith(PUBLIC_DOORS)
