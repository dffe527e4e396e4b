from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "openness.api.bad_value": _("Isian %(name)s tidak dapat dibaca."),
    "openness.api.bad_body": _("Isi permintaan harus satu objek JSON."),
    "openness.api.too_big": _("Isi permintaan terlalu besar."),
    "openness.api.no_such_method": _("Panggilan ini tidak menerima %(method)s. Pakai %(allowed)s."),
    "openness.api.no_such_call": _("Panggilan ini tidak ada. Daftarnya di /api/v1/openapi.json."),
}
