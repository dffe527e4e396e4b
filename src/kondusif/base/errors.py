"""Turns the code of a refusal into its sentence. The sentences stand in each room's `sentences.py`."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings

from kondusif.kernel.errors import KondusifError


@cache
def catalogue() -> dict[str, object]:
    """Every sentence of every installed room, by code. Lazy strings; resolved per language when shown."""
    found: dict[str, object] = {}
    for app in (*settings.INSTALLED_APPS, "kondusif.cli"):
        if app.startswith("kondusif.") and find_spec(f"{app}.sentences"):
            found.update(import_module(f"{app}.sentences").SENTENCES)
    return found


def sentence(error: KondusifError) -> str:
    """One plain sentence for a refusal, in the language of the moment.

    Raises:
        KeyError: the code has no sentence; a test prevents that.
    """
    text = str(catalogue()[error.code])
    return text % error.facts if error.facts else text
