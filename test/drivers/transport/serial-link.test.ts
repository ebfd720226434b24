import type { Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createSerialLink } from "../../../drivers/transport/serial-link.ts";
import { waitUntil } from "../../broker/wait-until.ts";
import { hasSocat, openPty, type Pty, skipWithoutSocat } from "./pty.ts";

const device = "test line";
const never = new AbortController().signal;
const ptys: Pty[] = [];
const gone = { code: "driver.disconnected", detail: { device } };

afterEach(async () => {
  await Promise.all(ptys.splice(0).map((pty) => pty.close()));
});

async function openLine(attend: (far: Socket) => void = () => undefined) {
  const pty = await openPty(attend);
  ptys.push(pty);
  const openLink = createSerialLink({ device, path: pty.path, baudRateBps: 57_600, parity: "odd" });
  return { pty, openLink };
}

const echo = (far: Socket) => far.on("data", (chunk) => far.write(chunk));

describe.skipIf(!hasSocat)(
  `a serial line on a pseudo-terminal${hasSocat ? "" : ` (skipped: ${skipWithoutSocat})`}`,
  () => {
    it("carries every byte both ways, in order", async () => {
      const { openLink } = await openLine(echo);
      const link = await openLink(never);
      const received: number[] = [];
      link.onBytes((chunk) => received.push(...chunk));
      const sent = Uint8Array.from({ length: 1_024 }, (_, at) => at % 256);
      await link.write(sent);
      await waitUntil("all is back", () => received.length === sent.length);
      expect(received).toEqual([...sent]);
      await link.close();
    });

    it("takes another speed while it is open", async () => {
      const { openLink } = await openLine(echo);
      const link = await openLink(never);
      await link.setBaudRate(115_200);
      await link.write(Uint8Array.of(1));
      await link.close();
    });

    it("is for one process at a time", async () => {
      const { openLink } = await openLine();
      const link = await openLink(never);
      await expect(openLink(never)).rejects.toMatchObject({ code: "driver.busy" });
      await link.close();
      await (await openLink(never)).close();
    });

    it("says once that it is lost, fails what comes after, and opens anew when it is back", async () => {
      const { pty, openLink } = await openLine(echo);
      const link = await openLink(never);
      let losses = 0;
      link.onLost(() => {
        losses += 1;
      });
      await pty.pull();
      await waitUntil("the loss is told", () => losses === 1);
      await expect(link.write(Uint8Array.of(1))).rejects.toMatchObject(gone);
      await expect(link.setBaudRate(9_600)).rejects.toMatchObject(gone);
      await link.close();
      await expect(openLink(never)).rejects.toMatchObject(gone);
      await pty.insert();
      const again = await openLink(never);
      await again.write(Uint8Array.of(1));
      await again.close();
      expect(losses).toBe(1);
    });

    it("tells who asks late that it was lost", async () => {
      const { pty, openLink } = await openLine();
      const link = await openLink(never);
      await pty.pull();
      await expect(link.write(Uint8Array.of(1))).rejects.toMatchObject(gone);
      let isTold = false;
      link.onLost(() => {
        isTold = true;
      });
      expect(isTold).toBe(true);
      await link.close();
    });

    it("reports nothing after it was closed, twice", async () => {
      const { pty, openLink } = await openLine(echo);
      const link = await openLink(never);
      let isTold = false;
      link.onLost(() => {
        isTold = true;
      });
      await Promise.all([link.close(), link.close()]);
      await pty.pull();
      expect(isTold).toBe(false);
      await expect(link.write(Uint8Array.of(1))).rejects.toMatchObject(gone);
    });

    it("does not open for somebody who has left", async () => {
      const { openLink } = await openLine();
      const reason = new Error("the resident left");
      await expect(openLink(AbortSignal.abort(reason))).rejects.toBe(reason);
      await (await openLink(never)).close();
    });
  },
);

describe("a serial line to nothing", () => {
  it("is disconnected", async () => {
    const openLink = createSerialLink({ device, path: "/dev/no-such-tty", baudRateBps: 9_600 });
    await expect(openLink(never)).rejects.toMatchObject(gone);
  });
});
