"""Sessions as Django keeps them; the one read that every signed-in request begins with is prepared."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

from kondusif.base.prepared import Prepared
from kondusif.kernel.clock import now

_kept = Prepared(lambda key: Session.objects.filter(session_key=key).values_list("session_data", "expire_date"))


class SessionStore(db.SessionStore):
    """The engine named in the settings."""

    def _get_session_from_db(self) -> Session | None:
        key = self.session_key or ""
        row = _kept.first(key)
        if row is None or row[1] <= now():
            self._session_key = None
            return None
        return Session(session_key=key, session_data=row[0], expire_date=row[1])
