"""What every page knows of the place: the city, its date, its time."""

from django.http import HttpRequest

from kondusif.institutions.selectors import city_or_none, date_is_fixed, local_now, today


def place(request: HttpRequest) -> dict[str, object]:
    """Context for every template: `city`, `today` (date), `local_now`, `date_is_fixed`."""
    found = city_or_none()
    return {"city": found, "today": today(found), "local_now": local_now(found), "date_is_fixed": date_is_fixed()}
