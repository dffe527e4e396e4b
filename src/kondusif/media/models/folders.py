from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kondusif.media.rules import FileState

FILE_STATES = {
    FileState.WAITING: _("menunggu dibaca"),
    FileState.ADDED: _("ditambahkan"),
    FileState.KNOWN: _("sudah ada"),
    FileState.REFUSED: _("ditolak"),
}


class Folder(models.Model):
    """Files of articles that were handed in at once."""

    outlet = models.CharField(_("media"), max_length=120, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_on = models.DateField(_("ditambahkan"))
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["-added_at", "-pk"]

    def __str__(self) -> str:
        return f"folder {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("media:folder", args=[self.pk])


class FolderFile(models.Model):
    """One of these files and what became of it. Its text is kept only until it has been read."""

    folder = models.ForeignKey(Folder, models.CASCADE, related_name="files")
    name = models.CharField(_("berkas"), max_length=120)
    text = models.TextField(blank=True)
    state = models.CharField(_("hasil"), max_length=10, choices=FILE_STATES, default=FileState.WAITING)
    problem = models.CharField(max_length=60, blank=True)
    problem_facts = models.JSONField(default=dict, blank=True)
    article = models.ForeignKey("media.Article", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["folder", "state"], name="media_file_state")]

    def __str__(self) -> str:
        return self.name
