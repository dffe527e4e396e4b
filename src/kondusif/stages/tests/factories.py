from datetime import date

import factory

from kondusif.stages.models import CityEvent


class CityEventFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CityEvent

    name = factory.Sequence(lambda n: f"Kirab budaya {n}")
    starts_on = date(2024, 11, 14)
    ends_on = date(2024, 11, 15)
    area_code = "33.72"
