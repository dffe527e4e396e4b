"""What is drawn into the copy of an office file. The copy is made once, before anybody reads it, so it speaks the
language of the office, and not that of the reader's page; like a stamp on paper, it is not translated afterwards."""

SIMPLIFIED = "Salinan aman dari {kind}. Tata letak disederhanakan; hanya teks, tabel, dan gambar yang dibawa."
CUT_PAGES = "Yang digambar hanya {kept} halaman pertama dari {all} halaman."
CUT_ROWS = "Yang digambar hanya {kept} baris pertama dari {all} baris lembar ini."
CUT_COLUMNS = "Yang digambar hanya {kept} kolom pertama dari {all} kolom lembar ini."
CUT_SHEETS = "Yang digambar hanya {kept} lembar pertama dari {all} lembar."
NO_PICTURE = "[gambar yang tidak dapat digambar ulang]"
HIDDEN_SHEETS = "Lembar yang disembunyikan, {all} buah, tidak digambar."
EMPTY_SHEET = "Lembar ini kosong."
PICTURES = "Gambar di dalam berkas"
FOOTNOTES = "Catatan kaki"
COLUMNS = "Kolom {first} sampai {last}"
KINDS = {"docx": "berkas Word (DOCX)", "xlsx": "berkas Excel (XLSX)"}
