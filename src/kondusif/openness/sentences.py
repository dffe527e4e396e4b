from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "openness.api.bad_value": _("Isian %(name)s tidak dapat dibaca."),
    "openness.api.event_needed": _("Sebut start atau sedikitnya satu event. Peristiwa yang ada: %(known)s."),
    "openness.api.no_such_call": _("Panggilan ini tidak ada. Daftarnya di /api/v1/openapi.json."),
}
