"""Staff pages of outreach, under /ruang/pencegahan/."""

from django.urls import URLPattern, path

from kondusif.outreach import views_kit, views_plan
from kondusif.outreach.views import lists, papers, writing

app_name = "outreach"
urlpatterns: list[URLPattern] = [
    # sesi
    path("sesi/", lists.list_sessions, name="sessions"),
    path("sesi/ekspor/", lists.export, name="export_sessions"),
    path("sesi/rencana/", writing.plan, name="plan_session"),
    path("sesi/catat/", writing.record, name="record_session"),
    path("sesi/bagian/", writing.parts, name="session_parts"),
    path("sesi/<str:number>/", lists.show, name="session"),
    path("sesi/<str:number>/catat/", writing.record, name="record_planned"),
    path("sesi/<str:number>/ubah/", writing.change, name="change_plan"),
    path("sesi/<str:number>/petugas/", writing.assign, name="assign_session"),
    path("sesi/<str:number>/koreksi/", writing.correct, name="correct_session"),
    path("sesi/<str:number>/batal/", writing.cancel, name="cancel_session"),
    path("sesi/<str:number>/gambar/", writing.add_picture, name="add_picture"),
    path("sesi/<str:number>/gambar/<int:pk>.jpg", lists.picture, name="picture"),
    path("sesi/<str:number>/gambar/<int:pk>/hapus/", writing.remove_picture, name="remove_picture"),
    path("sesi/<str:number>/undangan/pdf/", papers.invitation, name="invitation"),
    path("sesi/<str:number>/spj/", papers.pack, name="pack"),
    path("sesi/<str:number>/spj/pdf/", papers.pack_pdf, name="pack_pdf"),
    path("sesi/<str:number>/spj/docx/", papers.pack_docx, name="pack_docx"),
    # program dan kalender
    path("program/", views_plan.list_programmes, name="programmes"),
    path("program/baru/", views_plan.new_programme, name="new_programme"),
    path("program/<str:number>/", views_plan.show_programme, name="programme"),
    path("program/<str:number>/ubah/", views_plan.change_programme, name="change_programme"),
    path("program/<str:number>/tutup/", views_plan.close_programme, name="close_programme"),
    path("program/<str:number>/kuota/", views_plan.quotas, name="quotas"),
    path("program/<str:number>/kuota/unggah/", views_plan.quota_sheet, name="quota_sheet"),
    path("program/<str:number>/kuota.csv", views_plan.export_quotas, name="quota_csv"),
    path("kalender/", views_plan.show_month, name="calendar"),
    path("kalender/agenda/", views_plan.event, name="new_event"),
    path("kalender/agenda/<int:pk>/", views_plan.event, name="event"),
    path("kalender/agenda/<int:pk>/hapus/", views_plan.remove_event, name="remove_event"),
    # materi
    path("materi/", views_kit.pieces, name="kit"),
    path("materi/baru/", views_kit.new_piece, name="piece_new"),
    path("materi/naskah-awal/", views_kit.load_starters, name="piece_starters"),
    path("materi/tidak-dimuat/", views_kit.kept_out_list, name="kept_out"),
    path("materi/tidak-dimuat/tambah/", views_kit.add_kept_out, name="kept_out_add"),
    path("materi/tidak-dimuat/impor/", views_kit.import_kept_out, name="kept_out_import"),
    path("materi/tidak-dimuat/<int:row>/akhiri/", views_kit.end_kept_out, name="kept_out_end"),
    path("materi/<str:number>/", views_kit.piece, name="piece"),
    path("materi/<str:number>/ubah/", views_kit.change_piece, name="piece_change"),
    path("materi/<str:number>/terbit/", views_kit.release_piece, name="piece_release"),
    path("materi/<str:number>/tarik/", views_kit.withdraw_piece, name="piece_withdraw"),
    path("materi/<str:number>/berkas/<slug:form>/", views_kit.piece_sheet, name="piece_sheet"),
]
