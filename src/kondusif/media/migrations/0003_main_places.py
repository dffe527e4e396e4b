from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def fill(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """The main place of an article that stood before is the first one that the machine found in it."""
    article, finding = apps.get_model("media", "Article"), apps.get_model("media", "Finding")
    for one in article.objects.filter(main_place="").iterator():
        place = finding.objects.filter(article=one, kind="place", origin="machine").order_by("pk").first()
        if place:
            one.read_place = one.main_place = place.value[:30]
            one.save(update_fields=["read_place", "main_place"])


class Migration(migrations.Migration):
    dependencies = [("media", "0002_feeds_folders_stories_clarifications")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
