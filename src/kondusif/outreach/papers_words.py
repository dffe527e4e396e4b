"""The fixed words of the papers of a session. Official papers are Indonesian, so these are not translated."""

PHOTO, SCAN = "Foto kegiatan", "Pindaian daftar hadir"
WORDS = {
    "to": "Yth. Saudara",
    "at-place": "di tempat",
    "qr": "Pindai untuk keterangan sesi dan perubahan jadwal:",
    "qr-alt": "Kode QR ke halaman sesi ini",
    "order": "Surat Tugas",
    "number-word": "Nomor:",
    "orders": "MENUGASKAN",
    "order-close": "Surat tugas ini dilaksanakan dengan penuh tanggung jawab, dan hasilnya dilaporkan setelah selesai.",
    "no": "No.",
    "name": "Nama",
    "post": "Jabatan",
    "post-or-group": "Jabatan atau unsur",
    "signature": "Tanda tangan",
    "attendance": "Daftar Hadir",
    "pupils": "Siswa dihitung jumlahnya dan tidak ditulis namanya. Baris di bawah untuk guru dan pendamping. "
    "Jumlah siswa hadir: ................",
    "minutes": "Notulen",
    "course": "Jalannya sesi",
    "questions": "Tanya jawab",
    "no-questions": "Tidak ada pertanyaan yang tercatat.",
    "question": "Pertanyaan",
    "answer": "Jawaban",
    "leader": "Pemimpin sesi",
    "writer": "Notulis",
    "photos": "Lembar Foto",
    "paste": "Tempel foto di sini",
    "report": "Laporan Kegiatan",
    "scan": "Lampiran: Pindaian Daftar Hadir",
    "closing": "Demikian laporan ini dibuat sebagai bahan pertanggungjawaban kegiatan.",
}
