import type { CalibrationReasonCode } from "../capture/calibrate-camera.ts";
import type { Language, Phrase } from "./verb.ts";

type Cause = CalibrationReasonCode | "driver-simulator" | "driver-page";

const causes: Readonly<Record<Cause, Phrase>> = {
  "too-dark": {
    id: "kartu terlalu gelap. Nyalakan lampu bilik.",
    en: "the card is too dark. Switch the booth's lamps on.",
  },
  saturated: {
    id: "kartu terlalu terang. Kurangi cahaya, atau pakai kartu abu-abu.",
    en: "the card is too bright. Take less light, or a gray card.",
  },
  uneven: {
    id: "tengah gambar bukan satu kartu polos yang rata terangnya. Dekatkan kartu sampai memenuhi tengah gambar.",
    en: "the middle of the picture is not one plain, evenly lit card. Bring it nearer, until it fills the middle.",
  },
  gain: {
    id: "warnanya terlalu jauh dari abu-abu. Pakai kartu abu-abu atau putih, dan lampu biasa.",
    en: "its colour is too far from gray. Take a gray or white card, and ordinary lamps.",
  },
  tint: {
    id: "warnanya bukan warna lampu. Pakai kartu abu-abu atau putih polos.",
    en: "its colour is no lamp's. Take a plain gray or white card.",
  },
  unsteady: {
    id: "warna kamera berubah sendiri. Tetapkan keseimbangan putihnya (whiteBalanceK), lalu ulangi.",
    en: "the camera's colours change by themselves. Fix its white balance (whiteBalanceK), and try again.",
  },
  "driver-simulator": {
    id: "kamera wajah masih simulasi. Sebutkan kameranya di konfigurasi.",
    en: "the face camera is a simulated one. Name the camera in the configuration.",
  },
  "driver-page": {
    id: "kamera milik halaman tidak dapat disetel dari perintah ini.",
    en: "the page's own camera cannot be calibrated from this command.",
  },
};

/** Why no calibration was stored, and what to do; the figure beside its limit where there is one. */
export function wordCalibration(
  reason: string,
  { value, limit }: { readonly value: number; readonly limit: number },
  language: Language,
): string {
  const cause = Object.hasOwn(causes, reason) ? causes[reason as Cause][language] : reason;
  if (reason.startsWith("driver-")) return cause;
  const figures = `${value.toFixed(2)}, ${language === "id" ? "batas" : "limit"} ${limit.toFixed(2)}`;
  return `${cause} (${figures})`;
}
