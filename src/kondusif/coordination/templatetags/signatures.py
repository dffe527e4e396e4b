"""A kept signature on a page: `{% load signatures %}{% signature row %}`."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kondusif.coordination import strokes
from kondusif.coordination.models import Signatory

register = template.Library()


@register.simple_tag
def signature(row: Signatory) -> SafeString:
    """The lines that a hand drew, as SVG; the same size for everybody."""
    label = _("Tanda tangan untuk %(institution)s") % {"institution": row.institution}
    return format_html(
        '<svg class="goresan" viewBox="0 0 {} {}" role="img" aria-label="{}"><path d="{}"/></svg>',
        strokes.WIDTH, strokes.HEIGHT, label, strokes.path(row.strokes),
    )  # fmt: skip
