import type { Words } from "../words.ts";

export const services: Words["services"] = {
  "ktp-el": { title: "Identity card (KTP-el)", about: "Photo, fingerprints, signature and eyes" },
  "surat-pengantar": { title: "Cover letter", about: "Police record, move, certificates, KK, KTP" },
  "ahli-waris": { title: "Letter of heirs", about: "A statement for heirs" },
  "izin-keramaian": { title: "Crowd permit", about: "A recommendation for an event" },
};

export const letterKinds: Words["letterKinds"] = {
  skck: "Police record (SKCK)",
  pindah: "Change of address",
  "akte-kelahiran": "Birth certificate",
  "akte-kematian": "Death certificate",
  sktm: "Certificate of need (SKTM)",
  kk: "New family card (KK)",
  ktp: "New identity card (KTP)",
};

export const steps: Words["steps"] = {
  "terima-berkas": "Receive papers",
  "validasi-siak": "Validate data",
  "konfirmasi-data": "Confirm data",
  "validasi-awal": "Open recording",
  perekaman: "Recording",
  "sidik-jari-tanggung-jawab": "Answering for it",
  pengesahan: "Sign and stamp",
  agenda: "Register number",
  verifikasi: "Check",
  validasi: "Validate",
  serahkan: "Hand over",
};

export const acts: Words["acts"] = {
  papers: "Check the papers",
  "register-look-up": "Look up in the register",
  "data-validation": "Validate the data",
  "data-confirmation": "Resident confirms the data",
  eligibility: "Open the recording",
  photo: "Photo",
  "photo-approval": "Approval of the photo",
  fingers: "Fingerprints",
  signature: "Signature",
  irises: "Eyes",
  "data-approval": "Approval of the data",
  "resident-verification": "Matching the resident's finger",
  "operator-attestation": "Operator answers for the data",
  "operator-initials": "Operator's initials",
  "kasi-signature": "Signature of the Kasi",
  "official-stamp": "Official stamp",
  "register-number": "Register number",
  "letter-check": "Check and initial the letter",
  "letter-validation": "Validate the letter",
  "hand-over": "Hand over",
};

export const papers: Words["papers"] = {
  kk: "Family card (KK)",
  ktp: "Applicant's identity card (KTP)",
  "akte-kelahiran": "Birth certificate",
  "surat-nikah": "Marriage certificate",
  "ijazah-terakhir": "Latest school certificate",
  "formulir-desa": "Form of the village office",
  "surat-kuasa": "Power of attorney",
  "surat-pernyataan": "Declaration",
  "surat-undangan": "Invitation to the event",
};

export const paperForms: Words["paperForms"] = { copy: "Copy", original: "Original", both: "Original and copy" };

export const paperConditions: Words["paperConditions"] = {
  always: "Always needed",
  "when-data-differ": "If data differ",
};

export const roles: Words["roles"] = {
  resident: "Resident",
  operator: "Operator",
  clerk: "Counter clerk",
  kasi: "Head of section (Kasi)",
  camat: "Sub-district head (Camat)",
  sekcam: "Secretary (Sekcam)",
};

export const targets: Words["targets"] = {
  face: "Face",
  "finger-01": "Right thumb",
  "finger-02": "Right index finger",
  "finger-03": "Right middle finger",
  "finger-04": "Right ring finger",
  "finger-05": "Right little finger",
  "finger-06": "Left thumb",
  "finger-07": "Left index finger",
  "finger-08": "Left middle finger",
  "finger-09": "Left ring finger",
  "finger-10": "Left little finger",
  signature: "Signature",
  "iris-right": "Right eye",
  "iris-left": "Left eye",
};

export const slaps: Words["slaps"] = {
  "right-four": "Four right fingers",
  "left-four": "Four left fingers",
  thumbs: "Both thumbs",
};

export const exceptions: Words["exceptions"] = {
  missing: "Missing",
  bandaged: "Bandaged",
  unable: "Cannot be recorded",
  waived: "Waived by the officer",
  "device-unavailable": "Device not available",
};

export const fields: Words["fields"] = {
  nik: "NIK",
  nomorKk: "Family card number",
  namaLengkap: "Full name",
  jenisKelamin: "Sex",
  tempatLahir: "Place of birth",
  tanggalLahir: "Date of birth",
  golonganDarah: "Blood group",
  alamat: "Address",
  rt: "RT",
  rw: "RW",
  kelurahanDesa: "Village",
  kecamatan: "Sub-district",
  kabupatenKota: "District",
  provinsi: "Province",
  kodePos: "Post code",
  agama: "Religion",
  statusPerkawinan: "Marital status",
  statusHubungan: "Place in the family",
  pendidikan: "Schooling",
  pekerjaan: "Occupation",
  kewarganegaraan: "Nationality",
  namaIbu: "Mother's name",
  namaAyah: "Father's name",
  nikIbu: "Mother's NIK",
  nikAyah: "Father's NIK",
  keperluan: "Purpose",
  keterangan: "Remark",
};

export const fieldValues: Words["fieldValues"] = {
  jenisKelamin: { L: "Male", P: "Female" },
  golonganDarah: { A: "Group A", B: "Group B", AB: "Group AB", O: "Group O", "TIDAK TAHU": "Not known" },
  agama: {
    ISLAM: "Islam",
    KRISTEN: "Protestant",
    KATHOLIK: "Catholic",
    HINDU: "Hindu",
    BUDHA: "Buddhist",
    KHONGHUCU: "Confucian",
    KEPERCAYAAN: "Traditional belief",
  },
  statusPerkawinan: {
    "BELUM KAWIN": "Not married",
    KAWIN: "Married",
    "CERAI HIDUP": "Divorced",
    "CERAI MATI": "Widowed",
  },
  kewarganegaraan: { WNI: "Indonesian (WNI)", WNA: "Foreigner (WNA)" },
};

export const demoResidents: Words["demoResidents"] = {
  good: "All goes well",
  "dry-fingers": "Dry fingers",
  "wrong-hand": "Wrong hand",
  glasses: "Glasses",
  "missing-fingers": "Missing fingers",
  "child-with-guardian": "Child with guardian",
  "runs-out-of-time": "Runs out of time",
  "under-age": "Under age",
  "unknown-to-register": "Not in the register",
  "data-differ": "Data differ",
  "already-recorded": "Recorded before",
  "spoofed-duplicate": "Somebody else's fingers",
  "whole-hands": "Whole hands at once",
};
