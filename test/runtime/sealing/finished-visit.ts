import type { ServiceId } from "../../../runtime/procedure/service.ts";
import type { Vault } from "../../../runtime/vault/vault.ts";
import type { FinishedVisit } from "../../../runtime/visit/visit-state.ts";
import { encodeWhole, storedCaptureOf } from "../capture/stored-samples.ts";
import { fullPlan, goodMachine, playVisit, visitId } from "../visit/play-visit.ts";

export const biodata = {
  nik: "9901014505900001",
  namaLengkap: "SITI CONTOH",
  jenisKelamin: "P",
  tempatLahir: "KARANG MULYA",
  tanggalLahir: "1990-05-05",
};
/** What every scanned page holds. */
export const page = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 1, 2, 3);

/** A played visit with every gate passed, whose blobs are in `vault`: data, pages, and a sound capture a target. */
export async function finishVisit(
  vault: Vault,
  service: ServiceId = "ktp-el",
  plan = fullPlan,
  machine = goodMachine,
): Promise<FinishedVisit> {
  const finished = playVisit(service, plan, machine).find(({ after }) => after.state.phase === "finished")?.after.state;
  if (finished?.phase !== "finished") throw new RangeError("the visit was not finished");
  await vault.createKey(visitId);
  const put = (bytes: Uint8Array) => vault.put(visitId, bytes);
  const { visit } = finished;
  return {
    ...visit,
    residentData: await put(new TextEncoder().encode(JSON.stringify(biodata))),
    captures: await Promise.all(
      visit.captures.map(async (settled) => {
        const stored = { ...storedCaptureOf(settled.target), score: settled.capture.score };
        return { ...settled, capture: { ...settled.capture, blob: await put(encodeWhole(stored)) } };
      }),
    ),
    papers: await Promise.all(
      visit.papers.map(async (paper) => ({
        ...paper,
        pages: await Promise.all(paper.pages.map(() => put(page))),
      })),
    ),
  };
}
