"""Staff pages of circulars, under /ruang/pencegahan/edaran/. No name and no NIP stands in an address."""

from django.urls import URLPattern, path

from kondusif.circulars.views import at_desk, desk, desk_letter, desk_readership, heads, paper, proof

app_name = "circulars"
urlpatterns: list[URLPattern] = [
    path("", desk.list_circulars, name="list"),
    path("baru/", desk.new, name="new"),
    path("sasaran/", desk_readership.list_readerships, name="readerships"),
    path("sasaran/baru/", desk_readership.new, name="readership_new"),
    path("sasaran/hitung/", desk_readership.count, name="readership_count"),
    path("sasaran/<int:pk>/", desk_readership.change, name="readership_change"),
    path("<str:number>/", desk.show_circular, name="circular"),
    path("<str:number>/ubah/", desk.change, name="change"),
    path("<str:number>/edarkan/", desk.send, name="send"),
    path("<str:number>/versi-berikutnya/", desk.next_version, name="next_version"),
    path("<str:number>/tutup/", desk.close, name="close"),
    path("<str:number>/surat/", desk_letter.signed_letter, name="signed_letter"),
    path("<str:number>/versi/<int:version>/", desk.show_version, name="version"),
    path("<str:number>/versi/<int:version>/edaran.pdf", desk_letter.pdf, name="letter_pdf"),
    path("<str:number>/versi/<int:version>/edaran.docx", desk_letter.docx, name="letter_docx"),
    path("<str:number>/versi/<int:version>/surat/<int:page>/", desk_letter.signed_page, name="signed_page"),
    # units, heads and their lists; "tanpa-unit" stands for people whose unit the tree does not know
    path("<str:number>/unit/", heads.tree, name="units"),
    path("<str:number>/unit/<slug:key>/", heads.unit, name="unit"),
    path("<str:number>/unit/<slug:key>/ingatkan/", heads.remind, name="remind"),
    path("<str:number>/unit/<slug:key>/cetak/", heads.unit_print, name="unit_print"),
    path("<str:number>/unit/<slug:key>/slip/", heads.slips, name="slips"),
    path("<str:number>/unit/<slug:key>/kertas/", paper.paper, name="paper"),
    path("<str:number>/kertas/<int:pk>/", paper.paper_page, name="paper_page"),
    path("<str:number>/meja/<slug:key>/", at_desk.pick, name="at_desk"),
    path("<str:number>/meja/<slug:key>/tanda-tangan/", at_desk.sign, name="at_desk_sign"),
    # the proof
    path("<str:number>/bukti/", proof.proof, name="proof"),
    path("<str:number>/bukti/unit.csv", proof.proof_csv, name="proof_csv"),
    path("<str:number>/bukti/orang.csv", proof.persons_csv, name="persons_csv"),
]
