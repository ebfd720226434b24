import type { QueueFinding, ScannerFinding, StillCameraFinding } from "./finding.ts";

const linesMax = 200;
const lines = (text: string) => text.split("\n").slice(0, linesMax);

/** Of `scanimage -f` with name, tab, maker and model. SANE offers cameras as scanners; those have a driver of their own. */
export function readScanners(listing: string): readonly ScannerFinding[] {
  return lines(listing).flatMap((line) => {
    const [scanner = "", label = ""] = line.split("\t");
    const isScanner = /^[\x21-\x7e]{1,200}$/.test(scanner) && !scanner.startsWith("-") && !scanner.startsWith("v4l:");
    return isScanner && label !== "" ? [{ scanner, label: label.trim() }] : [];
  });
}

/** Of `gphoto2 --auto-detect`: a heading, a rule, then model and port in columns. */
export function readStillCameras(listing: string): readonly StillCameraFinding[] {
  const all = lines(listing);
  const rule = all.findIndex((line) => /^-{10,}/.test(line));
  if (rule < 0) return [];
  return all.slice(rule + 1).flatMap((line) => {
    const found = /^(\S.*?)\s{2,}([a-z0-9:,./-]{1,64})\s*$/.exec(line);
    return found?.[1] === undefined || found[2] === undefined ? [] : [{ label: found[1], port: found[2] }];
  });
}

/** Of `lpstat -v` and `lpstat -p`, in the C locale. */
export function readQueues(addresses: string, states: string): readonly QueueFinding[] {
  return lines(addresses).flatMap((line) => {
    const found = /^device for ([A-Za-z0-9_][A-Za-z0-9_.-]{0,126}): (\S+)/.exec(line);
    if (found?.[1] === undefined || found[2] === undefined) return [];
    return [{ queue: found[1], address: found[2], state: readState(states, found[1]) }];
  });
}

function readState(states: string, queue: string): QueueFinding["state"] {
  const line = lines(states).find((one) => one.startsWith(`printer ${queue} `)) ?? "";
  if (line.includes(" disabled")) return "disabled";
  return line.includes(" now printing") ? "printing" : "idle";
}
