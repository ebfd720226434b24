import { describe, expect, it } from "vitest";
import { noticeVersion } from "../../../runtime/kiosk/wire/notice-text.ts";
import { findObstacle } from "../browser.ts";
import { attendByTouch } from "./attend-by-touch.ts";
import { findVisitor } from "./find-visitor.ts";
import { gatesOf, lastVisitDeeds, readDoneVisit } from "./read-outcome.ts";
import { onceMore, sendIn, useBooth } from "./use-booth.ts";

const obstacle = findObstacle();
if (obstacle !== null) process.stdout.write(`nobody is recorded by touch: ${obstacle}\n`);

describe.skipIf(obstacle !== null)("a recording by touch", { timeout: 180_000, retry: onceMore }, () => {
  const { booth, openPage } = useBooth();

  it("comes to a receipt of the office: who confirmed what, and which notice was read, is in the package", async () => {
    const page = await openPage();
    await sendIn(page, "good");
    const { end, receiptNumber } = await attendByTouch(page, findVisitor("good", { retakes: 2 }));
    expect(end).toBe("thanks");
    const { manifest, deeds } = await readDoneVisit(booth().stateDir, receiptNumber);
    expect(manifest).toMatchObject({ service: "ktp-el", isSimulated: true, missing: [] });
    expect(manifest.captures).toHaveLength(14);
    const gates = gatesOf(manifest);
    expect(gates).toMatchObject({
      papers: "operator:operator-demo",
      "data-validation": "operator:operator-demo",
      "data-confirmation": "resident:pemohon",
      eligibility: "operator:operator-demo",
      "photo-approval": "resident:pemohon",
      "data-approval": "resident:pemohon",
      "operator-attestation": "operator:operator-demo",
      "operator-initials": "operator:operator-demo",
      "kasi-signature": "kasi:kasi-demo",
      "official-stamp": "operator:operator-demo",
    });
    const notice = Object.keys(gates).find((gate) => gate.startsWith("notice:"));
    expect(notice).toMatch(new RegExp(`^notice:${noticeVersion}:[0-9a-f]{16}:id$`));
    expect(deeds.filter(({ kind }) => kind === "photo-refused")).toHaveLength(2);
    expect(deeds.filter((deed) => deed.kind === "captured" && deed.target === "face")).toHaveLength(3);
  });

  it("ends where somebody comes a second time with other fingers' name", async () => {
    const page = await openPage();
    await sendIn(page, "spoofed-duplicate");
    const { end } = await attendByTouch(page, findVisitor("spoofed-duplicate"));
    expect(end).toBe("ended");
    const deeds = await lastVisitDeeds(booth().stateDir);
    expect(deeds.some((deed) => deed.kind === "gallery-searched" && deed.hits.length > 0)).toBe(true);
    expect(deeds.at(-1)).toMatchObject({ kind: "cancelled", by: { role: "operator", id: "operator-demo" } });
  });
});
