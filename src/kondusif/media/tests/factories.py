"""Articles for tests, taken in through the service as an officer would."""

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.media.models import Article
from kondusif.media.services import add_article

TEXT = """Lurah Semanggi Minta Warga Tenang

SOLO, Warta Latihan – Pemerintah Kota Surakarta menggelar sosialisasi netralitas ASN di Kelurahan Semanggi, Kecamatan
Pasar Kliwon, Selasa (12/11/2024). Kegiatan menjelang Pilkada 2024 itu dihadiri Bawaslu Kota Surakarta.

“Politik uang merusak kampung kita,” kata Lurah Semanggi, Dian Astuti.
"""


def article_by(user: User, text: str = TEXT, outlet: str = "Warta Latihan") -> Article:
    return add_article(actor_of(user), text, outlet=outlet)[0]
