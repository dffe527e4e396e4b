"""What the trail calls this room's writes."""

from django.utils.translation import gettext_lazy as _

AUDIT_ACTIONS = {
    "institutions.city.founded": _("Kota dipilih"),
    "institutions.exercise_date.moved": _("Tanggal latihan digeser"),
    "institutions.contest.set": _("Kontes dipilih"),
    "institutions.preferences.set": _("Pengaturan kota diubah"),
    "institutions.units.loaded": _("Susunan unit dimuat"),
    "institutions.bodies.loaded": _("Alamat lembaga dimuat"),
    "institutions.body.saved": _("Alamat lembaga disimpan"),
}
