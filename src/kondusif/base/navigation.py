"""The links that every page carries. An entry stands only where its page stands: what is not built is absent."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import Resolver404, get_script_prefix, resolve, translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

PUBLIC = [
    ("lapor/", _("Lapor")),
    ("lapor/cek/", _("Cek laporan")),
    ("bolehkah/", _("Bolehkah saya…?")),
    ("aturan/", _("Aturan")),
    ("transparansi/", _("Transparansi")),
]
HELP = [
    ("bantuan/", _("Bantuan")),
    ("bantuan/aksesibilitas/", _("Aksesibilitas")),
    ("bantuan/data-pribadi/", _("Data pribadi")),
]
# Each language names itself, in its own words, whatever the language of the page.
OWN_NAMES = {"id": "Bahasa Indonesia", "en": "English"}


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of a menu."""

    url: str
    label: object
    current: bool = False
    language: str = ""


def path_in_language(path: str) -> str:
    """The path of a page in the language of the moment; `path` is written without a leading slash."""
    tongue = get_language() or settings.LANGUAGE_CODE
    prefix = "" if tongue == settings.LANGUAGE_CODE else f"{tongue}/"
    return f"{get_script_prefix()}{prefix}{path}"


def stands(url: str) -> bool:
    """Whether a page answers there."""
    try:
        resolve(url)
    except Resolver404:
        return False
    return True


def public_links(here: str) -> list[Link]:
    """The five public entries; the longest one that the present path begins with is the current one."""
    standing = [(path_in_language(path), label) for path, label in PUBLIC]
    standing = [(url, label) for url, label in standing if stands(url)]
    current = max((url for url, _label in standing if here.startswith(url)), key=len, default="")
    return [Link(url, label, url == current) for url, label in standing]


def help_links() -> list[Link]:
    """Pages of help that stand."""
    return [Link(url, label) for path, label in HELP if stands(url := path_in_language(path))]


def language_links(here: str) -> list[Link]:
    """The same page in each other language of the city; nothing where the page has no other language."""
    tongue = get_language() or settings.LANGUAGE_CODE
    found = []
    for code in getattr(settings, "LANGUAGES_ON_SCREEN", ["id", "en"]):
        url = translate_url(here, code)
        if code != tongue and code in OWN_NAMES and url != here:
            found.append(Link(url, OWN_NAMES[code], language=code))
    return found
