import type { Words } from "../words.ts";

export const services: Words["services"] = {
  "ktp-el": { title: "Rekam KTP-el", about: "Foto, sidhik driji, tandha tangan, lan soca" },
  "surat-pengantar": { title: "Serat pangantar", about: "SKCK, pindhah, akte, SKTM, KK, KTP" },
  "ahli-waris": { title: "Serat ahli waris", about: "Katrangan kanggé ahli waris" },
  "izin-keramaian": { title: "Idin karaméan", about: "Rékomèndhasi kanggé kagiyatan ramé" },
};

export const letterKinds: Words["letterKinds"] = {
  skck: "SKCK (cathetan kapulisèn)",
  pindah: "Serat pindhah",
  "akte-kelahiran": "Akte lair",
  "akte-kematian": "Akte pejah",
  sktm: "SKTM (katrangan boten mampu)",
  kk: "Kartu Kulawarga énggal",
  ktp: "KTP énggal",
};

export const steps: Words["steps"] = {
  "terima-berkas": "Nampi serat",
  "validasi-siak": "Nyocogaken data",
  "konfirmasi-data": "Nemtokaken data",
  "validasi-awal": "Mbikak perekaman",
  perekaman: "Perekaman",
  "sidik-jari-tanggung-jawab": "Tanggel jawab",
  pengesahan: "Pangesahan",
  agenda: "Nomer register",
  verifikasi: "Vérifikasi",
  validasi: "Validasi",
  serahkan: "Maringaken",
};

export const acts: Words["acts"] = {
  papers: "Mriksa serat",
  "register-look-up": "Madosi ing data kependudukan",
  "data-validation": "Nyocogaken data",
  "data-confirmation": "Nemtokaken data",
  eligibility: "Mbikak perekaman",
  photo: "Foto",
  "photo-approval": "Sarujuk foto",
  fingers: "Sidhik driji",
  signature: "Tandha tangan",
  irises: "Soca",
  "data-approval": "Sarujuk data",
  "resident-verification": "Nyocogaken sidhik driji",
  "operator-attestation": "Pratélan operator",
  "operator-initials": "Paraf operator",
  "kasi-signature": "Tandha tangan Kasi",
  "official-stamp": "Cap dinas",
  "register-number": "Nomer register",
  "letter-check": "Mriksa serat saha paraf",
  "letter-validation": "Ngesahaken serat",
  "hand-over": "Maringaken serat",
};

export const papers: Words["papers"] = {
  kk: "Kartu Kulawarga (KK)",
  ktp: "KTP pemohon",
  "akte-kelahiran": "Akte lair",
  "surat-nikah": "Serat nikah",
  "ijazah-terakhir": "Ijazah pungkasan",
  "formulir-desa": "Formulir saking dhusun",
  "surat-kuasa": "Serat kuwasa",
  "surat-pernyataan": "Serat pratélan",
  "surat-undangan": "Serat undhangan kagiyatan",
};

export const paperForms: Words["paperForms"] = { copy: "Fotokopi", original: "Asli", both: "Asli lan fotokopi" };

export const paperConditions: Words["paperConditions"] = {
  always: "Kedah wonten",
  "when-data-differ": "Menawi data bènten",
};

export const roles: Words["roles"] = {
  resident: "Pemohon",
  operator: "Operator",
  clerk: "Petugas Lokèt",
  kasi: "Kasi Pelayanan Umum",
  camat: "Camat",
  sekcam: "Sekcam",
};

export const targets: Words["targets"] = {
  face: "Pasuryan",
  "finger-01": "Jempol tengen",
  "finger-02": "Panuduh tengen",
  "finger-03": "Panunggul tengen",
  "finger-04": "Driji manis tengen",
  "finger-05": "Jenthik tengen",
  "finger-06": "Jempol kiwa",
  "finger-07": "Panuduh kiwa",
  "finger-08": "Panunggul kiwa",
  "finger-09": "Driji manis kiwa",
  "finger-10": "Jenthik kiwa",
  signature: "Tandha tangan",
  "iris-right": "Soca tengen",
  "iris-left": "Soca kiwa",
};

export const slaps: Words["slaps"] = {
  "right-four": "Sekawan driji tengen",
  "left-four": "Sekawan driji kiwa",
  thumbs: "Jempol kalih",
};

export const exceptions: Words["exceptions"] = {
  missing: "Boten wonten",
  bandaged: "Dipunbalut",
  unable: "Boten saged dipunrekam",
  waived: "Dipunkecualèkaken petugas",
  "device-unavailable": "Piranti boten wonten",
};

export const fields: Words["fields"] = {
  nik: "NIK",
  nomorKk: "Nomer KK",
  namaLengkap: "Nami jangkep",
  jenisKelamin: "Jinis kelamin",
  tempatLahir: "Papan lair",
  tanggalLahir: "Tanggal lair",
  golonganDarah: "Golongan rah",
  alamat: "Alamat",
  rt: "RT",
  rw: "RW",
  kelurahanDesa: "Kelurahan/Dhusun",
  kecamatan: "Kecamatan",
  kabupatenKota: "Kabupatèn/Kitha",
  provinsi: "Provinsi",
  kodePos: "Kode pos",
  agama: "Agami",
  statusPerkawinan: "Status palakrama",
  statusHubungan: "Sesambetan ing kulawarga",
  pendidikan: "Pendhidhikan pungkasan",
  pekerjaan: "Pedamelan",
  kewarganegaraan: "Kawarganegaran",
  namaIbu: "Nami ibu",
  namaAyah: "Nami bapak",
  nikIbu: "NIK ibu",
  nikAyah: "NIK bapak",
  keperluan: "Kabetahan",
  keterangan: "Katrangan",
};

export const fieldValues: Words["fieldValues"] = {
  jenisKelamin: { L: "Jaler", P: "Èstri" },
  golonganDarah: {
    A: "Golongan A",
    B: "Golongan B",
    AB: "Golongan AB",
    O: "Golongan O",
    "TIDAK TAHU": "Boten mangertos",
  },
  agama: {
    ISLAM: "Islam",
    KRISTEN: "Kristen",
    KATHOLIK: "Katulik",
    HINDU: "Hindu",
    BUDHA: "Buda",
    KHONGHUCU: "Konghucu",
    KEPERCAYAAN: "Kapitadosan",
  },
  statusPerkawinan: {
    "BELUM KAWIN": "Dèrèng krama",
    KAWIN: "Sampun krama",
    "CERAI HIDUP": "Pegatan",
    "CERAI MATI": "Randha/dhudha",
  },
  kewarganegaraan: { WNI: "Indonésia (WNI)", WNA: "Tiyang manca (WNA)" },
};

export const demoResidents: Words["demoResidents"] = {
  good: "Sedaya lancar",
  "dry-fingers": "Driji garing",
  "wrong-hand": "Tangan klèntu",
  glasses: "Ngagem kacamata",
  "missing-fingers": "Driji boten jangkep",
  "child-with-guardian": "Laré kaliyan wali",
  "runs-out-of-time": "Telas wekdalipun",
  "under-age": "Dèrèng cekap umur",
  "unknown-to-register": "Boten wonten ing data",
  "data-differ": "Data bènten",
  "already-recorded": "Sampun naté dipunrekam",
  "spoofed-duplicate": "Driji tiyang sanès",
  "whole-hands": "Sekawan driji sareng",
};
