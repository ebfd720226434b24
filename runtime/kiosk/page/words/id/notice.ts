/**
 * The notice on personal data that every resident reads before anything is captured: who, why, on what ground, what,
 * how long, and which rights (UU 27/2022 on the protection of personal data).
 */
export const notice = {
  who: {
    title: "Siapa",
    text: "Kantor Kecamatan Pangkalan Banteng, untuk Dinas Kependudukan dan Pencatatan Sipil.",
  },
  why: {
    title: "Untuk apa",
    text: "Untuk KTP elektronik dan surat kependudukan Anda. Bukan untuk hal lain.",
  },
  ground: {
    title: "Dasarnya",
    text: "Tugas pelayanan publik menurut UU 23/2006 jo. UU 24/2013 tentang Administrasi Kependudukan.",
  },
  what: {
    title: "Data apa",
    text: "Biodata, foto wajah, sidik jari, tanda tangan, iris mata, dan salinan berkas.",
  },
  howLong: {
    title: "Berapa lama",
    text: (days: number) =>
      `Disimpan terkunci di bilik ini sampai ${days} hari setelah kantor menerimanya, lalu dimusnahkan.`,
    /** Read aloud instead, as the number is this booth's own. */
    spoken: "Disimpan terkunci di bilik ini selama yang tertulis di layar, lalu dimusnahkan.",
  },
  rights: {
    title: "Hak Anda",
    text: "Anda boleh bertanya, melihat, meminta perbaikan, dan berhenti kapan saja. Layanan tanpa bilik tersedia di loket.",
  },
  version: "Versi",
};
