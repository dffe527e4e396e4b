"""The door of the gateways. A message that is not signed with the secret is answered like an unknown address."""

from collections import defaultdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from kondusif.base import lanes
from kondusif.base.errors import sentence
from kondusif.intake.services.gateways import LARGEST_BODY, Delivered, Letterhead, deliver, signed_gateway
from kondusif.kernel.errors import Refused

A_MINUTE = 120  # messages of one gateway on the whole server
READ_AT_ALL = 1024 * 1024  # more than this is not even looked at, whoever signed it
WAIT = 60
NOWHERE = "/api/v1/-/"  # an address of the programs' door that nothing stands behind
STATUS = {"intake.gateway.other_body": 409, "intake.busy": 503, "intake.no_keys": 503}

_minute: dict[str, lanes.Recent] = defaultdict(lanes.Recent)


@csrf_exempt  # the signature is the proof; a gateway has no cookie
def post(request: HttpRequest, key: str) -> HttpResponse:
    """One message of a gateway becomes a report; the answer carries what the gateway sends back to the reporter."""
    gateway = None
    if request.method == "POST" and _length(request) <= READ_AT_ALL:
        head = Letterhead(
            request.headers.get("webhook-id", ""), request.headers.get("webhook-timestamp", ""),
            request.headers.get("webhook-signature", ""),
        )  # fmt: skip
        gateway = signed_gateway(key, head, request.body)
    if gateway is None:
        nobody = resolve(NOWHERE)
        return nobody.func(request, *nobody.args, **nobody.kwargs)
    with override("id"):
        if len(request.body) > LARGEST_BODY:
            return _told(_("Pesan ini terlalu besar. Kirim teksnya saja."), 413)
        minute = _minute[gateway.key]
        if minute.count() * lanes.PROCESSES >= A_MINUTE:
            return _told(_("Terlalu banyak pesan dalam satu menit. Kirim lagi sebentar lagi."), 429)
        minute.note()
        try:
            done = deliver(gateway, head.message_id, request.body)
        except Refused as refusal:
            return _told(sentence(refusal), STATUS.get(refusal.code, 422))
        return JsonResponse(_answer(request, done))


def _length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else READ_AT_ALL + 1


def _answer(request: HttpRequest, done: Delivered) -> dict[str, object]:
    again = {"again": True} if done.again else {}
    if not done.code:
        return {"number": done.number, **again}
    page = request.build_absolute_uri(reverse("intake_public:follow_up"))
    reply = _("Laporan %(number)s diterima. Kode Anda %(code)s. Simpan; cek di %(page)s") % {
        "number": done.number, "code": done.code, "page": page,
    }  # fmt: skip
    return {"number": done.number, "code": done.code, "reply": reply, **again}


def _told(words: str, status: int) -> JsonResponse:
    answer = JsonResponse({"error": words}, status=status)
    if status in (429, 503):
        answer["Retry-After"] = str(WAIT)
    return answer
