from django.urls import path

from kondusif.coordination.views import pages, promises, signing

app_name = "coordination"
urlpatterns = [
    path("", pages.list_declarations, name="list"),
    path("dilihat/", pages.due, name="due"),
    path("catat/", pages.record, name="record"),
    path("lembar/<int:key>/", signing.sheet, name="sheet"),
    path("lembar/<int:key>/hapus/", signing.remove_sheet, name="remove_sheet"),
    path("<str:number>/", pages.show, name="show"),
    path("<str:number>/koreksi/", pages.correct, name="correct"),
    path("<str:number>/tampilkan/", pages.publish, name="publish"),
    path("<str:number>/tarik/", pages.withdraw, name="withdraw"),
    path("<str:number>/deklarasi.pdf", pages.pdf, name="pdf"),
    path("<str:number>/janji/", promises.promises, name="promises"),
    path("<str:number>/janji/<int:order>/", promises.promise, name="promise"),
    path("<str:number>/janji/<int:order>/periksa/", promises.check, name="check"),
    path("<str:number>/janji/<int:order>/tautkan/", promises.link, name="link"),
    path("<str:number>/janji/<int:order>/tautan/<int:key>/lepas/", promises.unlink, name="unlink"),
    path("<str:number>/lembaga/", signing.signatories, name="signatories"),
    path("<str:number>/lembaga/<int:key>/hapus/", signing.remove_signatory, name="remove_signatory"),
    path("<str:number>/lembaga/<int:key>/tanda-tangan/", signing.sign, name="sign"),
    path("<str:number>/lembaga/<int:key>/batalkan/", signing.withdraw_signature, name="withdraw_signature"),
    path("<str:number>/kertas/", signing.paper, name="paper"),
]
