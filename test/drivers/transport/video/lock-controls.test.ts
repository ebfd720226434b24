import { describe, expect, it } from "vitest";
import { planControls } from "../../../../drivers/transport/video/lock-controls.ts";

const listing = `
User Controls

                     brightness 0x00980900 (int)    : min=0 max=255 step=1 default=128 value=128
        white_balance_automatic 0x0098090c (bool)   : default=1 value=1
      white_balance_temperature 0x0098091a (int)    : min=2000 max=6500 step=1 default=4000 value=4000 flags=inactive
           power_line_frequency 0x00980918 (menu)   : min=0 max=2 default=2 value=2 (60 Hz)

Camera Controls

                  auto_exposure 0x009a0901 (menu)   : min=0 max=3 default=3 value=3 (Aperture Priority Mode)
         exposure_time_absolute 0x009a0902 (int)    : min=3 max=2047 step=1 default=250 value=250 flags=inactive
`;
const all = { exposure: 156, whiteBalanceK: 4_600, focus: 30 };

describe("a camera's controls", () => {
  it("are set after their automatic is off, for mains of 50 Hz, and only where the camera has them", () => {
    expect(planControls(listing, all)).toEqual([
      { name: "power_line_frequency", value: 1 },
      { name: "auto_exposure", value: 1 },
      { name: "exposure_time_absolute", value: 156 },
      { name: "white_balance_automatic", value: 0 },
      { name: "white_balance_temperature", value: 4_600 },
    ]);
  });

  it("are known under the names of older kernels too", () => {
    const older = listing
      .replace("white_balance_automatic", "white_balance_temperature_auto")
      .replace("auto_exposure", "exposure_auto")
      .replace("exposure_time_absolute", "exposure_absolute");
    expect(planControls(older, all).map(({ name }) => name)).toEqual([
      "power_line_frequency",
      "exposure_auto",
      "exposure_absolute",
      "white_balance_temperature_auto",
      "white_balance_temperature",
    ]);
  });

  it("stay as they are where nothing is asked of them", () => {
    const none = { exposure: null, whiteBalanceK: null, focus: null };
    expect(planControls(listing, none).map(({ name }) => name)).toEqual(["power_line_frequency"]);
    expect(planControls("", all)).toEqual([]);
  });
});
