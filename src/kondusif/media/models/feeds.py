from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Feed(models.Model):
    """An address where an outlet lists its articles. Read only while the city's channel and this feed are on."""

    address = models.URLField(_("alamat umpan"), max_length=500, unique=True)
    outlet = models.CharField(_("media"), max_length=120)
    is_on = models.BooleanField(_("aktif"), default=False)
    previewed_at = models.DateTimeField(_("dilihat dahulu"), null=True)
    fetched_at = models.DateTimeField(_("terakhir diambil"), null=True)
    next_at = models.DateTimeField(_("diambil lagi"), null=True)
    # The code of the refusal and its facts; the sentence is made when the page is shown.
    error = models.CharField(_("kendala"), max_length=60, blank=True)
    error_facts = models.JSONField(default=dict, blank=True)
    failures = models.PositiveIntegerField(_("gagal berturut-turut"), default=0)
    new_last = models.PositiveIntegerField(_("berita baru terakhir"), default=0)
    new_total = models.PositiveIntegerField(_("berita baru seluruhnya"), default=0)
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_on = models.DateField(_("ditambahkan"))

    class Meta:
        ordering = ["outlet", "pk"]

    def __str__(self) -> str:
        return self.address


class FeedEntry(models.Model):
    """That an entry of a feed was taken, so that it is not taken twice. Its words stand in the article alone."""

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="entries")
    key = models.CharField(max_length=64)
    article = models.ForeignKey("media.Article", models.CASCADE, null=True, related_name="feed_entries")
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["feed", "key"], name="media_feed_entry_once")]

    def __str__(self) -> str:
        return f"{self.feed_id} {self.key[:12]}"
