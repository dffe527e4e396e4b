from datetime import date

from django.urls import path, register_converter

from kondusif.brief import views


class DayConverter:
    """A day as ISO 8601; anything that is no day leads nowhere."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        return value if isinstance(value, str) else value.isoformat()


register_converter(DayConverter, "day")

app_name = "brief"
urlpatterns = [
    path("", views.today, name="today"),
    path("<day:on>/", views.on, name="on"),
    path("<day:on>/pdf/", views.pdf, name="pdf"),
    path("<day:on>/teks/", views.text, name="text"),
]
