import { setTimeout as delay } from "node:timers/promises";
import { createWacomPad } from "../../../drivers/signature-pad/signature-pad-wacom.ts";
import { emulatedPad, traceOnPad } from "../../../drivers/signature-pad/wacom-emulator.ts";
import { wacomProductIds, wacomVendorId } from "../../../drivers/signature-pad/wacom-protocol.ts";
import { createHidLink } from "../../../drivers/transport/hid-link.ts";
import type { SignatureInk } from "../../../runtime/kernel/biometric.ts";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import { createCable } from "./cable.ts";
import { claim, claimSame, createCheckList, failureOf, slowFactor, waitUntil } from "./check-list.ts";
import type { PenPoint } from "./device-messages.ts";
import type { DeviceProcess } from "./device-process.ts";
import { takeFrame } from "./take-frame.ts";

const clock = createSystemClock();
const waitMs = 3_000 * slowFactor;
/** Half a pen's pace: hidraw keeps 64 reports for whoever is late, and this machine is slow. */
const penEveryMs = 2 * emulatedPad.reportEveryMs;
const ink: SignatureInk = {
  kind: "ink",
  widthMm: 108,
  heightMm: 64.8,
  points: Array.from({ length: 195 }, (_, at) => ({
    ...{ x: 10 + at * 0.4, y: 20 + 8 * Math.sin(at / 9), t: at * emulatedPad.reportEveryMs },
    ...{ p: at % 50 === 49 ? 0 : 0.5, down: at % 50 !== 49 },
  })),
};
const lifted: PenPoint = { x: 5_400, y: 3_000, pressure: 0, isDown: false };
const done: PenPoint = { x: emulatedPad.xMax - 600, y: emulatedPad.yMax - 300, pressure: 300, isDown: true };
/** As `emulate-pad.ts` says it. */
const serial = "EMU-STU-1";
const whole = [...traceOnPad(ink), lifted, done, { ...done, isDown: false }];

/** node-hid → hidraw → uhid → an emulated STU-540. */
export async function checkSignaturePad(): Promise<void> {
  const { check } = createCheckList("signature pad");
  const choice = { device: "signature-pad-wacom", vendorId: wacomVendorId, productIds: wacomProductIds, serial };
  const device = createWacomPad({ clock, openLink: createHidLink(choice), finishAfterMs: 3_000, slowFactor });
  const cable = createCable("emulate-pad.ts", waitMs, async () => undefined);
  const open = () => waitUntil(async () => (await failureOf(device.open())) === "none", waitMs, "opened");
  const write = async (pad: DeviceProcess, points: readonly PenPoint[]) => {
    await pad.hear((word) => word.kind === "screen" && word.isInking, waitMs);
    pad.say({ kind: "write", points: [...points], everyMs: penEveryMs });
  };
  const sign = async (pad: DeviceProcess, meanwhile: () => Promise<void> = async () => undefined) => {
    const [sample] = await Promise.all([takeFrame(device, "signature", waitMs), write(pad, whole).then(meanwhile)]);
    claim(sample.kind === "ink", "no ink");
    claimSame(sample.points.length, ink.points.length, "points");
    for (const [at, { x, y, t, p, down }] of ink.points.entries()) {
      const point = sample.points[at];
      const offMm = Math.hypot((point?.x ?? 0) - x, (point?.y ?? 0) - y);
      const offMs = Math.abs((point?.t ?? 0) - t);
      const isSame = offMm < 0.02 && offMs < 0.01 && Math.abs((point?.p ?? 0) - p) < 0.002 && point?.down === down;
      claim(isSame, `point ${at}: ${JSON.stringify(point)}`);
    }
    await pad.hear((word) => word.kind === "screen" && !word.isInking, waitMs);
    return sample.points.length;
  };

  await check("is not there until it is plugged in", async () => {
    claimSame(await failureOf(device.open()), "driver.disconnected", "opening");
    return "";
  });
  await check("opens, and says what it is", async () => {
    await cable.insert();
    await open();
    const { model, firmware, hardwareId, isSimulated, ...found } = device.provenance();
    claimSame([model, found.serial, hardwareId], ["Wacom STU-540", serial, "usb:056a:00a8"], "provenance");
    claimSame([firmware, isSimulated], ["1.3", true], "provenance");
    return `${model} ${serial}`;
  });
  await check("gives a signature, point for point", async () => `${await sign(cable.device())} points`);
  await check("loses no point while the program is busy for a second", async () => {
    const points = await sign(cable.device(), async () => {
      await delay(20 * penEveryMs);
      const endMs = performance.now() + 1_000;
      while (performance.now() < endMs);
    });
    return `${points} points`;
  });
  await check("is lost when it is unplugged while somebody signs", async () => {
    const pad = cable.device();
    const signing = failureOf(takeFrame(device, "signature", waitMs));
    await write(pad, traceOnPad(ink).slice(0, 60));
    await pad.hear(({ kind }) => kind === "written", waitMs);
    const startMs = performance.now();
    await cable.pull();
    claimSame(await signing, "driver.disconnected", "signing");
    const noticedMs = Math.round(performance.now() - startMs);
    claimSame(device.health(), { state: "lost", lastFailure: "driver.disconnected" }, "health");
    claimSame(await failureOf(device.open()), "driver.disconnected", "opening while it is away");
    return `noticed after ${noticedMs} ms`;
  });
  await check("comes back, and gives a signature again", async () => {
    const pad = await cable.insert();
    await open();
    return `${await sign(pad)} points`;
  });
  await check("can be closed and opened again", async () => {
    await device.close();
    await device.open();
    return `${await sign(cable.device())} points`;
  });
  await check("is lost when it is unplugged while it draws its screen", async () => {
    const signing = failureOf(takeFrame(device, "signature", waitMs));
    // Drawing takes a second or more: some seven hundred reports.
    await delay(300);
    await cable.pull();
    claimSame(await signing, "driver.disconnected", "signing");
    claimSame(device.health(), { state: "lost", lastFailure: "driver.disconnected" }, "health");
    await cable.insert();
    await open();
    return "";
  });
  await check("is lost when it is unplugged while nobody signs", async () => {
    await cable.pull();
    await waitUntil(() => device.health().state === "lost", waitMs, "lost");
    await device.close();
    claimSame(device.health().state, "closed", "health");
    return "";
  });
  await cable.pull();
  await device.close();
}
