import type { Language } from "./kiosk-view.ts";

export type NoticeSection = { readonly title: string; readonly text: string };

/**
 * The notice on personal data (UU 27/2022 on the protection of personal data, articles 20 and 21): who, why, what, how
 * long, which rights. A change of a word is a change of `version`.
 */
export const noticeText: {
  readonly version: string;
  readonly retentionDays: number;
  readonly sections: Readonly<Record<Language, readonly NoticeSection[]>>;
} = {
  version: "1",
  retentionDays: 0,
  sections: {
    id: [
      { title: "Siapa", text: "Kantor kecamatan ini merekam data Anda untuk Dinas Kependudukan dan Pencatatan Sipil." },
      { title: "Untuk apa", text: "Untuk KTP-el dan surat Anda: kewajiban menurut UU 24/2013. Tidak untuk hal lain." },
      {
        title: "Data apa",
        text: "Biodata, foto wajah, sidik jari, iris mata, tanda tangan, dan berkas yang Anda bawa.",
      },
      {
        title: "Berapa lama",
        text: "Di bilik ini dihapus begitu kantor menyatakan menerimanya. Tidak ada salinan yang tinggal.",
      },
      {
        title: "Hak Anda",
        text: "Melihat dan membetulkan data Anda, bertanya, dan berhenti kapan saja. Pelayanan ini gratis.",
      },
    ],
    en: [
      { title: "Who", text: "This sub-district office records your data for the civil registry office." },
      { title: "What for", text: "For your identity card and letters: a duty under Law 24/2013. For nothing else." },
      {
        title: "Which data",
        text: "Your personal details, face, fingerprints, irises, signature, and the papers you bring.",
      },
      { title: "How long", text: "This booth erases them once the office has confirmed receipt. No copy stays here." },
      {
        title: "Your rights",
        text: "See and correct your data, ask questions, and stop at any time. This service is free.",
      },
    ],
    jv: [
      {
        title: "Sinten",
        text: "Kantor kecamatan punika ngrekam data panjenengan kangge Dinas Kependudukan lan Pencatatan Sipil.",
      },
      {
        title: "Kangge punapa",
        text: "Kangge KTP-el lan serat panjenengan, miturut UU 24/2013. Boten kangge sanesipun.",
      },
      {
        title: "Data punapa",
        text: "Biodata, foto, sidik driji, iris mripat, tapak asta, lan serat ingkang dipunbeta.",
      },
      {
        title: "Pinten dangu",
        text: "Ing bilik punika dipunbusek sasampunipun kantor nampi. Boten wonten salinan ingkang kantun.",
      },
      {
        title: "Hak panjenengan",
        text: "Mirsani lan mbenahi data, nyuwun pirsa, lan kendel samangsa-mangsa. Layanan punika gratis.",
      },
    ],
  },
};
