import { conditions as idConditions, devicesAway as idDevicesAway, failures as idFailures } from "../id/screens.ts";
import type { Words } from "../words.ts";

export const screens: Words["screens"] = {
  attract: { title: "Sugeng rawuh", guide: "Demèk layar kanggé miwiti. Sedaya layanan gratis." },
  language: { title: "Pilih basa", guide: "Demèk basa ingkang panjenengan mangertosi." },
  service: { title: "Mangga milih layanan", guide: "Demèk layanan ingkang panjenengan betahaken. Gratis." },
  "letter-kind": { title: "Serat kanggé kabetahan punapa?", guide: "Demèk kabetahan serat panjenengan." },
  notice: {
    title: "Data pribadi panjenengan",
    guide: "Mangga dipunwaos rumiyin. Demèk Sarujuk menawi sampun mangertos.",
  },
  identify: { title: "Lebetaken NIK", guide: "Ketik 16 angka NIK, utawi pindai kode ing KK." },
  papers: { title: "Cawisaken serat-serat", guide: "Sèlèhaken satunggal serat ing pemindai, lajeng demèk Pindai." },
  "data-confirmation": {
    title: "Leres data punika?",
    guide: "Priksanen data. Timbali petugas menawi wonten ingkang klèntu.",
  },
  wait: { title: "Mangga ngentosi sekedhap", guide: "Petugas saweg makarya kanggé panjenengan." },
  photo: { title: "Foto pasuryan", guide: "Mirsani kaméra. Copot kacamata. Foto dipunpendhet piyambak." },
  "photo-approval": { title: "Foto punika sampun trep?", guide: "Saged dipunbalèni ngantos panjenengan sarujuk." },
  fingers: { title: "Sidhik driji", guide: "Tèmpèlaken driji ingkang murub, tahan sekedhap." },
  signature: { title: "Tandha tangan", guide: "Serat tandha tangan kados padatan." },
  irises: { title: "Rekam soca", guide: "Bikak soca ingkang amba, mirsani leres dhateng kaméra." },
  "data-approval": { title: "Waos sepisan malih", guide: "Demèk Sarujuk menawi sedaya data leres." },
  verification: { title: "Priksa sidhik driji", guide: "Tèmpèlaken sepisan malih driji ingkang murub." },
  thanks: { title: "Matur nuwun", guide: "Simpen nomer punika minangka bukti perekaman." },
  suspended: { title: "Kunjungan dipunsimpen", guide: "Saged dipunlajengaken mangké tanpa mbalèni saking wiwitan." },
  ended: { title: "Kunjungan rampung", guide: "Data ingkang dèrèng dipunkirim sampun dipunbusek saking layar." },
  "out-of-service": { title: "Bilik dèrèng saged dipunagem", guide: "Mangga dhateng lokèt. Petugas badhé mbiyantu." },
};

export const ended: Words["ended"] = {
  cancelled: "Kunjungan dipunwurungaken. Mangga nyuwun pirsa dhateng petugas.",
  declined: "Panjenengan dèrèng sarujuk. Mangga nyuwun pirsa ing lokèt.",
};

export const waits: Words["waits"] = {
  "data-validation": "Petugas saweg nyocogaken data panjenengan.",
  "data-witness": "Petugas badhé nyeksèni bilih data panjenengan leres.",
  "data-entry": "Petugas saweg ngisi data panjenengan.",
  eligibility: "Petugas saweg mbikak perekaman kanggé panjenengan.",
  "duplicate-decision": "Petugas saweg mriksa sidhik driji panjenengan.",
  "verification-decision": "Petugas saweg mriksa kecocogan sidhik driji panjenengan.",
  attestation: "Petugas saweg mratélakaken bilih data sampun leres.",
  signing: "Petugas saweg napak asmani serat asil perekaman.",
  "letter-check": "Kepala seksi saweg mriksa serat panjenengan.",
  "letter-validation": "Serat panjenengan saweg dipunsahaken.",
  "hand-over": "Serat panjenengan sampun cumawis. Petugas badhé maringaken.",
  sealing: "Data panjenengan saweg dipunkunci kanggé dipunkirim.",
  machine: "Bilik saweg makarya. Mangga ngentosi sekedhap.",
};

export const identifyProblems: Words["identifyProblems"] = {
  "not-16-digits": "NIK kedah 16 angka. Mangga dipunpriksa malih.",
  region: "Enem angka wiwitan dèrèng leres. Mangga dipunpriksa malih.",
  day: "Angka tanggal lair dèrèng leres. Mangga dipunpriksa malih.",
  month: "Angka wulan lair dèrèng leres. Mangga dipunpriksa malih.",
  date: "Tanggal lair ing NIK dèrèng leres. Mangga dipunpriksa malih.",
  serial: "Sekawan angka pungkasan dèrèng leres. Mangga dipunpriksa malih.",
  "no-code": "Kode boten pinanggih. Mangga ngetik NIK.",
  "no-scanner": "Pemindai dèrèng cumawis. Mangga ngetik NIK.",
  "in-hand": "NIK punika saweg dipunladosi. Timbali petugas.",
  "no-room": "Bilik dèrèng saged nampi kunjungan énggal. Timbali petugas.",
};

/** The operator's half is in Indonesian, as all of the desk. */
export const conditions: Words["conditions"] = {
  "office-offline": {
    resident: "Sambungan kantor pedhot. Perekaman tetep lumampah.",
    operator: idConditions["office-offline"].operator,
  },
  "disk-low": {
    resident: "Bilik dèrèng saged nampi kunjungan énggal.",
    operator: idConditions["disk-low"].operator,
  },
  "clock-untrusted": {
    resident: "Jam bilik saweg dipunleresaken. Perekaman tetep lumampah.",
    operator: idConditions["clock-untrusted"].operator,
  },
  "safe-mode": {
    resident: "Bilik saweg dipunpriksa. Mangga dhateng lokèt.",
    operator: idConditions["safe-mode"].operator,
  },
  "update-pending": {
    resident: "Bilik badhé dipunénggalaken sasampunipun panjenengan rampung.",
    operator: idConditions["update-pending"].operator,
  },
  "on-battery": {
    resident: "Listrik pejah. Bilik ngagem baterei; mangga dipunlajengaken.",
    operator: idConditions["on-battery"].operator,
  },
};

export const devicesAway: Words["devicesAway"] = {
  fingerprint: {
    resident: "Pamaos sidhik driji dèrèng siyaga. Petugas badhé mbiyantu.",
    operator: idDevicesAway.fingerprint.operator,
  },
  faceCamera: {
    resident: "Kaméra pasuryan dèrèng siyaga. Petugas badhé mbiyantu.",
    operator: idDevicesAway.faceCamera.operator,
  },
  irisCamera: {
    resident: "Kaméra soca dèrèng siyaga. Petugas badhé mbiyantu.",
    operator: idDevicesAway.irisCamera.operator,
  },
  signaturePad: {
    resident: "Papan tandha tangan dèrèng siyaga. Petugas badhé mbiyantu.",
    operator: idDevicesAway.signaturePad.operator,
  },
  documentScanner: {
    resident: "Pemindai dèrèng siyaga. Serat dipunaturaken dhateng petugas.",
    operator: idDevicesAway.documentScanner.operator,
  },
  boothIo: {
    resident: "Lampu bilik dèrèng siyaga. Perekaman tetep lumampah.",
    operator: idDevicesAway.boothIo.operator,
  },
  printer: {
    resident: "Pancithak serat dèrèng siyaga. Perekaman tetep lumampah.",
    operator: idDevicesAway.printer.operator,
  },
  receiptPrinter: {
    resident: "Bukti boten dipuncithak. Nomeripun katingal ing layar.",
    operator: idDevicesAway.receiptPrinter.operator,
  },
};

export const surfaces: Words["surfaces"] = {
  screen: "Serat ing kothak punika, lajeng demèk Rampung.",
  pad: "Serat ing papan tandha tangan.",
  paper: "Serat ing dluwang, lajeng dluwang punika dipunsèlèhaken ing pemindai.",
};

export const deviceRoles: Words["deviceRoles"] = {
  fingerprint: "Pamaos sidhik driji",
  faceCamera: "Kaméra pasuryan",
  irisCamera: "Kaméra soca",
  signaturePad: "Papan tandha tangan",
  documentScanner: "Pemindai serat",
  boothIo: "Lampu lan sensor bilik",
  printer: "Pancithak",
  receiptPrinter: "Pencithak resi",
};

export const failures: Words["failures"] = {
  "driver.timeout": {
    resident: "Piranti dèrèng mirsani punapa-punapa. Tututi gambar, lajeng balèni.",
    operator: idFailures["driver.timeout"].operator,
  },
  "driver.disconnected": {
    resident: "Piranti dèrèng kasambung. Petugas badhé mbiyantu.",
    operator: idFailures["driver.disconnected"].operator,
  },
  "driver.busy": {
    resident: "Piranti saweg dipunagem. Ngentosi sekedhap, lajeng balèni.",
    operator: idFailures["driver.busy"].operator,
  },
  "driver.malformed": {
    resident: "Piranti dèrèng maringi asil. Mangga dipunbalèni.",
    operator: idFailures["driver.malformed"].operator,
  },
  "driver.no-biometric": {
    resident: "Dèrèng katingal. Tututi gambar, lajeng balèni.",
    operator: idFailures["driver.no-biometric"].operator,
  },
  "driver.untrusted": {
    resident: "Piranti punika dèrèng saged dipunagem. Petugas badhé mbiyantu.",
    operator: idFailures["driver.untrusted"].operator,
  },
  "no-page": {
    resident: "Dluwang dèrèng katingal. Sèlèhaken lurus, lajeng pindai malih.",
    operator: idFailures["no-page"].operator,
  },
  other: {
    resident: "Dèrèng kasil. Mangga dipunbalèni utawi timbali petugas.",
    operator: idFailures.other.operator,
  },
};
