from django.urls import path

from kondusif.media.views import articles, clarifications, feeds, folders, quality, stories

app_name = "media"
urlpatterns = [
    path("", articles.list_articles, name="list"),
    path("tambah/", articles.add, name="add"),
    path("berkas/", folders.list_folders, name="folders"),
    path("berkas/tambah/", folders.add_files, name="add_files"),
    path("berkas/<int:pk>/", folders.show_folder, name="folder"),
    path("umpan/", feeds.list_feeds, name="feeds"),
    path("umpan/saluran/", feeds.switch_channel, name="channel"),
    path("umpan/tambah/", feeds.add_feed, name="feed_add"),
    path("umpan/<int:pk>/lihat/", feeds.preview_feed, name="feed_preview"),
    path("umpan/<int:pk>/saklar/", feeds.switch_feed, name="feed_switch"),
    path("umpan/<int:pk>/ambil/", feeds.take_feed, name="feed_take"),
    path("umpan/<int:pk>/hapus/", feeds.remove_feed, name="feed_remove"),
    path("mutu/", quality.show_quality, name="quality"),
    path("mutu/lembar/", quality.sheet, name="quality_sheet"),
    path("klarifikasi/", clarifications.list_clarifications, name="clarifications"),
    path("klarifikasi/tambah/", clarifications.add_clarification, name="clarification_add"),
    path("klarifikasi/<slug:number>/", clarifications.show_clarification, name="clarification"),
    path("klarifikasi/<slug:number>/ubah/", clarifications.change_clarification, name="clarification_change"),
    path("klarifikasi/<slug:number>/terbitkan/", clarifications.release_clarification, name="clarification_release"),
    path("klarifikasi/<slug:number>/tarik/", clarifications.withdraw_clarification, name="clarification_withdraw"),
    path("klarifikasi/<slug:number>/cetak/", clarifications.print_clarification, name="clarification_print"),
    path("<slug:number>/", articles.show, name="show"),
    path("<slug:number>/keterangan/", articles.describe, name="describe"),
    path("<slug:number>/benar/", articles.confirm, name="confirm"),
    path("<slug:number>/periksa/", articles.judge, name="judge"),
    path("<slug:number>/temuan/", articles.find, name="find"),
    path("<slug:number>/gabung/", stories.join, name="join"),
    path("<slug:number>/pisah/", stories.split, name="split"),
    path("<slug:number>/batal/", stories.undo, name="undo"),
    path("<slug:number>/tautan/", clarifications.link, name="link"),
    path("<slug:number>/tautan/lepas/", clarifications.unlink, name="unlink"),
]
