"""Letters that an office can change: the DOCX template of a room, filled in."""

import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from docxtpl import DocxTemplate

# What is not known stays a dotted line, to be filled in by hand (`{{ x|titik }}` in a template).
DOTS = "." * 40


def opened(template: Path) -> DocxTemplate:
    """A template to fill; pictures for it are made with it."""
    return DocxTemplate(io.BytesIO(_read(template)))


def filled(template: DocxTemplate, shown: Mapping[str, Any]) -> bytes:
    """The file with everything in its place.

    Raises:
        jinja2.UndefinedError: the template asks for what is not there.
    """
    template.render(dict(shown), _environment(), autoescape=True)
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


@cache
def _read(template: Path) -> bytes:
    return template.read_bytes()


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    environment.filters["titik"] = lambda text: text or DOTS
    return environment
