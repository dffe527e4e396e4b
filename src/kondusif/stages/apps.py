from django.apps import AppConfig


class StagesConfig(AppConfig):
    name = "kondusif.stages"
    label = "stages"

    def ready(self) -> None:
        """The stages are dated law too: the search of the rulebook, a floor below, finds them."""
        from kondusif.rulebook.search import offer
        from kondusif.stages.shelf import entries

        offer(self.label, entries)
