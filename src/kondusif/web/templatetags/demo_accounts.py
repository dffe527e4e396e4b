"""`{% demo_signins %}`: the sign-ins of an exercise, for the sign-in page; nothing in a real city."""

from collections.abc import Mapping

from django import template

from kondusif.accounts.exercise import SignIn, shown_sign_ins

register = template.Library()


@register.simple_tag(takes_context=True)
def demo_signins(context: Mapping[str, object]) -> tuple[SignIn, ...]:
    """The accounts that may be shown here."""
    return shown_sign_ins(context.get("city"))  # type: ignore[arg-type]
