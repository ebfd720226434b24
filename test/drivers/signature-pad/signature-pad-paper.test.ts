import { describe, expect, it } from "vitest";
import { createDocumentScannerSimulator } from "../../../drivers/document-scanner/document-scanner-simulator.ts";
import { plainPaperScene } from "../../../drivers/signature-pad/paper-scene.ts";
import { createPaperPad } from "../../../drivers/signature-pad/signature-pad-paper.ts";
import { synthesisePaper } from "../../../drivers/signature-pad/synthesise-paper.ts";
import { synthesiseSignature } from "../../../drivers/signature-pad/synthesise-signature.ts";
import { assessSignature, defaultSignatureLimits } from "../../../pipelines/signature/assess-signature.ts";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";

function compose() {
  const asked: string[] = [];
  const sheet = synthesisePaper(createRandom("sheet"), synthesiseSignature(createRandom("hand")), {
    ...plainPaperScene,
    form: "lines",
  });
  const scanner = createDocumentScannerSimulator({
    clock: createSystemClock(),
    makeFrame: async (paper) => {
      asked.push(paper);
      return { image: sheet.image };
    },
  });
  return { scanner, asked, pad: createPaperPad(scanner) };
}
const request = () => ({ target: "signature" as const, timeoutMs: 5_000, signal: new AbortController().signal });

describe("a signature on paper, read by the page scanner", () => {
  it("comes once, as a coloured page that passes, and leaves the scanner ready for other papers", async () => {
    const { scanner, asked, pad } = compose();
    await pad.open();
    const samples = [];
    for await (const sample of pad.frames(request())) samples.push(sample);
    expect(samples).toHaveLength(1);
    expect(asked).toEqual(["signature"]);
    const [sample] = samples;
    expect(sample?.kind).toBe("paper");
    expect(sample && assessSignature(sample, defaultSignatureLimits).reasons).toEqual([]);
    expect(pad.provenance()).toEqual({ ...scanner.provenance(), driver: "signature-pad-paper" });
    expect(scanner.health().state).toBe("ready");
    await scanner.close();
  });

  it("opens the scanner only where it is not open, and never closes what others use", async () => {
    const { scanner, pad } = compose();
    await scanner.open();
    await pad.open();
    await pad.close();
    expect(scanner.health().state).toBe("ready");
    await scanner.close();
    expect(pad.health().state).toBe("closed");
    await pad.open();
    expect(scanner.health().state).toBe("ready");
    await scanner.close();
  });

  it("is not open before the scanner is, when both are opened at once", async () => {
    for (const order of ["scanner first", "pad first"]) {
      const { scanner, pad } = compose();
      const [one, other] = order === "pad first" ? [pad, scanner] : [scanner, pad];
      const opening = one.open();
      await other.open();
      expect(scanner.health().state).toBe("ready");
      await opening;
      await scanner.close();
    }
  });

  it("says what the scanner says: busy while it reads another paper", async () => {
    const { scanner, pad } = compose();
    await scanner.open();
    const look = scanner.frames({ ...request(), target: "kk" })[Symbol.asyncIterator]();
    await look.next();
    await expect(pad.frames(request())[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: "driver.busy" });
    await look.return?.();
    await scanner.close();
  });
});
