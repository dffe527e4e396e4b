"""Sentences for refusals of the self-check."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "advice.act.unknown": _("Perbuatan %(act)s tidak dikenal. Yang dapat ditanyakan: %(known)s."),
}
