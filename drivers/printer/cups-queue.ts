/** What CUPS tells of a printer, from `lpstat -p` and `lpstat -v` in the C locale. */
export type CupsPrinter = {
  readonly state: "idle" | "printing" | "disabled";
  /** What stands beside the state, e.g. `media-empty`; free text of the system's own. */
  readonly remarks: readonly string[];
  /** True for a queue that prints into files. */
  readonly isVirtual: boolean;
};

/** Null when the answer speaks of no such printer. */
export function readPrinter(states: string, addresses: string): CupsPrinter | null {
  const found = /^printer \S+ (?:is (idle)|now (printing)|(disabled))/m.exec(states);
  const state = found?.[1] ?? found?.[2] ?? found?.[3];
  if (state !== "idle" && state !== "printing" && state !== "disabled") return null;
  const remarks = states
    .split("\n")
    .slice(1)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const address = /^device for \S+: (\S+)/m.exec(addresses)?.[1] ?? "";
  return { state, remarks, isVirtual: isFile(address) };
}

/** `lpstat` shows the address of a file as its bare path, and that of a device node alike. */
function isFile(address: string): boolean {
  return /^(cups-pdf:|file:|\/dev\/null$)/.test(address) || (address.startsWith("/") && !address.startsWith("/dev/"));
}

/** The id that `lp` answers with, e.g. `Kantor-12`; null when it answers something else. */
export function readRequestId(answer: string): string | null {
  return /^request id is (\S+-\d+)\s/m.exec(answer)?.[1] ?? null;
}

/** Whether `lpstat -W not-completed` still lists the job. */
export function isQueued(jobs: string, jobId: string): boolean {
  return jobs.split("\n").some((line) => line.split(/\s+/)[0] === jobId);
}
