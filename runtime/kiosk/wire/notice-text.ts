import type { Language } from "./languages.ts";
import type { NoticeSection } from "./view/screen.ts";
import type { ServiceId } from "./view/terms.ts";

/** A change of a word is a change of this. */
export const noticeVersion = "2";

type Purpose = "recording" | "letter";

/** What a service keeps of a resident: a recording what a card is made of, a letter what a letter is written from. */
const purposes: Readonly<Record<ServiceId, Purpose>> = {
  "ktp-el": "recording",
  "surat-pengantar": "letter",
  "ahli-waris": "letter",
  "izin-keramaian": "letter",
};

/**
 * The notice on personal data (UU 27/2022 on the protection of personal data, articles 20 and 21), as it is shown to whoever
 * asks for this service of this office: who, why, what, how long, which rights.
 */
export function writeNotice(service: ServiceId, office: string, language: Language): readonly NoticeSection[] {
  const purpose = purposes[service];
  const { who, why, what, howLong, rights } = notices[language];
  return [
    { topic: "who", ...who, office },
    { topic: `why.${purpose}`, title: why.title, text: why[purpose], office: null },
    { topic: `what.${purpose}`, title: what.title, text: what[purpose], office: null },
    { topic: `howLong.${purpose}`, title: howLong.title, text: howLong[purpose], office: null },
    { topic: "rights", ...rights, office: null },
  ];
}

type ForAll = { readonly title: string; readonly text: string };
type ForEach = { readonly title: string } & Readonly<Record<Purpose, string>>;
type NoticeWords = {
  readonly who: ForAll;
  readonly why: ForEach;
  readonly what: ForEach;
  /** The booth keeps nothing readable beyond the receipt of the office: the visit's key is destroyed with it. */
  readonly howLong: ForEach;
  readonly rights: ForAll;
};

/** The words alone, for whoever speaks them. */
export const notices: Readonly<Record<Language, NoticeWords>> = {
  id: {
    who: { title: "Siapa", text: "Kantor ini merekam data Anda untuk Dinas Kependudukan dan Pencatatan Sipil." },
    why: {
      title: "Untuk apa",
      recording: "Untuk KTP-el Anda: kewajiban menurut UU 24/2013. Tidak untuk hal lain.",
      letter: "Untuk surat yang Anda minta di sini. Tidak untuk hal lain.",
    },
    what: {
      title: "Data apa",
      recording: "Biodata, foto wajah, sidik jari, iris mata, tanda tangan, dan berkas yang Anda bawa.",
      letter: "Biodata dan berkas yang Anda bawa. Wajah, sidik jari, dan mata Anda tidak direkam.",
    },
    howLong: {
      title: "Berapa lama",
      recording: "Di bilik ini dihapus begitu kantor menyatakan menerimanya. Tidak ada salinan yang tinggal.",
      letter: "Di bilik ini dihapus begitu kantor menyatakan menerimanya. Yang tinggal hanya nomor surat.",
    },
    rights: {
      title: "Hak Anda",
      text: "Melihat dan membetulkan data Anda, bertanya, dan berhenti kapan saja. Pelayanan ini gratis.",
    },
  },
  en: {
    who: { title: "Who", text: "This office records your data for the civil registry office." },
    why: {
      title: "What for",
      recording: "For your identity card: a duty under Law 24/2013. For nothing else.",
      letter: "For the letter that you ask for here. For nothing else.",
    },
    what: {
      title: "Which data",
      recording: "Your personal details, face, fingerprints, irises, signature, and the papers you bring.",
      letter: "Your personal details and the papers you bring. Face, fingers and eyes are not recorded.",
    },
    howLong: {
      title: "How long",
      recording: "This booth erases them once the office has confirmed receipt. No copy stays here.",
      letter: "This booth erases them once the office has confirmed receipt. Only the letter's number stays.",
    },
    rights: {
      title: "Your rights",
      text: "See and correct your data, ask questions, and stop at any time. This service is free.",
    },
  },
  jv: {
    who: {
      title: "Sinten",
      text: "Kantor punika ngrekam data panjenengan kanggé Dinas Kependudukan lan Pencatatan Sipil.",
    },
    why: {
      title: "Kanggé punapa",
      recording: "Kanggé KTP-el panjenengan, miturut UU 24/2013. Boten kanggé sanèsipun.",
      letter: "Kanggé serat ingkang panjenengan suwun ing mriki. Boten kanggé sanèsipun.",
    },
    what: {
      title: "Data punapa",
      recording: "Biodata, foto, sidhik driji, soca, tandha tangan, lan serat ingkang dipunbeta.",
      letter: "Biodata lan serat ingkang dipunbeta. Pasuryan, driji, lan soca boten dipunrekam.",
    },
    howLong: {
      title: "Pinten dangu",
      recording: "Ing bilik punika dipunbusek sasampunipun kantor nampi. Boten wonten salinan ingkang kantun.",
      letter: "Ing bilik punika dipunbusek sasampunipun kantor nampi. Namung nomer serat ingkang kantun.",
    },
    rights: {
      title: "Hak panjenengan",
      text: "Mirsani lan mbenahi data, nyuwun pirsa, lan kèndel samangsa-mangsa. Layanan punika gratis.",
    },
  },
};
