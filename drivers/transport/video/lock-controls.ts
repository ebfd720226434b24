import type { Program } from "../run-program.ts";
import { runProgram } from "../run-program.ts";

/** How a camera is to stand still while somebody is photographed. Null leaves a control as the camera has it. */
export type CameraControls = {
  /** In 100 µs, as V4L2 counts. */
  readonly exposure: number | null;
  readonly whiteBalanceK: number | null;
  readonly focus: number | null;
};

type Control = { readonly name: string; readonly value: number };

const manualExposure = 1;
const mains50Hz = 1;
/** New name first, then what kernels before 5.18 call it. */
const names = {
  autoExposure: ["auto_exposure", "exposure_auto"],
  exposure: ["exposure_time_absolute", "exposure_absolute"],
  autoWhiteBalance: ["white_balance_automatic", "white_balance_temperature_auto"],
  whiteBalance: ["white_balance_temperature"],
  autoFocus: ["focus_automatic_continuous", "focus_auto"],
  focus: ["focus_absolute"],
  mains: ["power_line_frequency"],
} as const;

/**
 * The controls to set, in an order in which they take effect: an automatic is switched off before its value is set, which
 * would be inactive otherwise. Controls that the camera does not list are left out.
 */
export function planControls(listing: string, { exposure, whiteBalanceK, focus }: CameraControls): readonly Control[] {
  const listed = new Set(Array.from(listing.matchAll(/^\s*([a-z0-9_]+) 0x[0-9a-f]+ \(/gm), ([, name = ""]) => name));
  const choose = (known: readonly string[], value: number): readonly Control[] => {
    const name = known.find((one) => listed.has(one));
    return name === undefined ? [] : [{ name, value }];
  };
  const fixed = (automatic: readonly string[], off: number, known: readonly string[], value: number | null) =>
    value === null ? [] : [...choose(automatic, off), ...choose(known, value)];
  return [
    ...choose(names.mains, mains50Hz),
    ...fixed(names.autoExposure, manualExposure, names.exposure, exposure),
    ...fixed(names.autoWhiteBalance, 0, names.whiteBalance, whiteBalanceK),
    ...fixed(names.autoFocus, 0, names.focus, focus),
  ];
}

const timeoutMs = 5_000;
const listingMaxBytes = 65_536;

/** Sets them one by one: a camera that refuses one still takes the others. Indonesia's mains have 50 Hz. */
export async function lockControls(
  { device, path, slowFactor }: { readonly device: string; readonly path: string; readonly slowFactor: number },
  controls: CameraControls,
  signal: AbortSignal,
): Promise<void> {
  const bounds = { timeoutMs: timeoutMs * slowFactor, signal, stdoutMaxBytes: listingMaxBytes };
  const program = (...args: readonly string[]): Program => ({
    device,
    command: "v4l2-ctl",
    args: ["-d", path, ...args],
  });
  const { exitCode, stdout } = await runProgram(program("-L"), bounds);
  if (exitCode !== 0) return;
  for (const { name, value } of planControls(new TextDecoder().decode(stdout), controls))
    await runProgram(program(`--set-ctrl=${name}=${value}`), bounds);
}
