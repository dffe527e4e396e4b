"""What an upgrade refuses to do."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from kondusif.kernel.errors import Refused


def refuse_reports_in_clear(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Nothing is thrown away: where reports lie in clear, the migration stops and says what to do.

    Raises:
        Refused: there are reports from before they were sealed.
    """
    if apps.get_model("intake", "Report").objects.exists():
        raise Refused("intake.unsealed_rows")
