import { describe, expect, it } from "vitest";
import { unattendedPeople } from "../../../runtime/attendant/attendance-plan.ts";
import { createBoothView } from "../../../runtime/kiosk/booth-view.ts";
import type { VisitDesk } from "../../../runtime/visit/visit-desk.ts";
import { openTestDesk, openVisitOn } from "../visit/desk-rig.ts";
import { idleUplink, noDevices } from "./kiosk-rig.ts";

const { operator } = unattendedPeople;
const idOf = (number: number) => `11111111-2222-4333-8444-${String(number).padStart(12, "0")}`;
const suspend = (desk: VisitDesk, id: string) =>
  desk.submit(id, { kind: "suspended", by: operator, reason: "mengambil berkas" });
const cancel = (desk: VisitDesk, id: string) => desk.submit(id, { kind: "cancelled", by: operator, reason: "pulang" });

describe("what the page shows", () => {
  it("is the line alone while nobody is in the booth", async () => {
    const desk = await openTestDesk();
    const view = createBoothView({ desk, uplink: idleUplink, devices: noDevices });
    expect(view.read()).toEqual({ visits: [], line: { isConnected: true, pending: 2 }, devicesAway: [] });
  });

  it("is every visit in hand, newest first, and then those that have ended", async () => {
    const desk = await openTestDesk();
    const view = createBoothView({ desk, uplink: idleUplink, devices: noDevices });
    for (const number of [1, 2, 3]) {
      await openVisitOn(desk, "ktp-el", idOf(number));
      await suspend(desk, idOf(number));
    }
    await cancel(desk, idOf(2));
    expect(view.read().visits.map(({ visitId, phase }) => [visitId, phase])).toEqual([
      [idOf(3), "suspended"],
      [idOf(1), "suspended"],
      [idOf(2), "cancelled"],
    ]);
  });

  it("remembers the last eight that have ended, and their times as they ended", async () => {
    const desk = await openTestDesk();
    const view = createBoothView({ desk, uplink: idleUplink, devices: noDevices });
    for (let number = 1; number <= 12; number += 1) {
      await openVisitOn(desk, "surat-pengantar", idOf(number));
      await cancel(desk, idOf(number));
    }
    const ended = view.read().visits.map(({ visitId }) => visitId);
    expect(ended).toEqual([12, 11, 10, 9, 8, 7, 6, 5].map(idOf));
  });

  it("names the devices that are away, and none that is only busy or not yet open", async () => {
    const desk = await openTestDesk();
    const away = {
      role: "fingerprint",
      driver: "fingerprint-zfm",
      state: "lost",
      failure: "driver.disconnected",
    } as const;
    const busy = { role: "faceCamera", driver: "face-camera-v4l2", state: "busy", failure: null } as const;
    let change: () => void = () => undefined;
    const view = createBoothView({
      desk,
      uplink: idleUplink,
      devices: {
        status: () => [away, busy],
        onChange: (listener) => {
          change = listener;
          return () => undefined;
        },
      },
    });
    let heard = 0;
    view.onChange(() => {
      heard += 1;
    });
    change();
    expect(heard).toBe(1);
    expect(view.read().devicesAway).toEqual([away]);
  });

  it("is told to listeners until they stop, or the view is closed", async () => {
    const desk = await openTestDesk();
    const view = createBoothView({ desk, uplink: idleUplink, devices: noDevices });
    let heard = 0;
    const stop = view.onChange(() => {
      heard += 1;
    });
    await openVisitOn(desk, "ktp-el", idOf(1));
    expect(heard).toBe(1);
    stop();
    await suspend(desk, idOf(1));
    expect(heard).toBe(1);
    view.close();
    await cancel(desk, idOf(1));
    expect(view.read().visits).toEqual([]);
  });
});
