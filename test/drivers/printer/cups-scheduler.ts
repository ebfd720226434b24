import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { waitUntil } from "../../broker/wait-until.ts";

const binary = "/usr/sbin/cupsd";
const tools = ["lp", "lpstat", "lpadmin", "pdftotext", "pdfinfo"];
const isRoot = process.getuid?.() === 0;

/** Null when a scheduler of our own can run here; otherwise why not. */
export const cupsMissing = existsSync(binary)
  ? isRoot
    ? (tools.find((tool) => !isInstalled(tool)) ?? null) && `not all of ${tools.join(", ")} are installed`
    : "cupsd prints under other accounts, which only root may start"
  : `${binary} is not installed`;
const pdfBackend = "/usr/lib/cups/backend/cups-pdf";
const pdfPpd = "/usr/share/ppd/cups-pdf/CUPS-PDF_noopt.ppd";
export const cupsPdfMissing =
  cupsMissing ?? (existsSync(pdfBackend) && existsSync(pdfPpd) ? null : "printer-driver-cups-pdf is not installed");

/** Debian's scheduler in a folder of its own: the machine's own queues are not touched. */
export type CupsScheduler = {
  /** For `CUPS_SERVER`. */
  readonly server: string;
  /** A queue whose pages land in this file, through CUPS' own filters. */
  readonly addFileQueue: (queue: string) => string;
  /** A queue of Debian's cups-pdf. */
  readonly addPdfQueue: (queue: string) => void;
  /** Runs one of CUPS' own commands against it. */
  readonly run: (command: string, ...args: readonly string[]) => string;
  /** Ends it as a crash would. */
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export async function startCups(): Promise<CupsScheduler> {
  const dir = await mkdtemp(join(tmpdir(), "bilik-cups-"));
  chmodSync(dir, 0o755);
  for (const folder of ["root", "spool", "cache", "state", "tmp"]) mkdirSync(join(dir, folder));
  // Filters run under an account of their own.
  chmodSync(join(dir, "tmp"), 0o1777);
  const server = join(dir, "cups.sock");
  writeFileSync(join(dir, "cups-files.conf"), describeFiles(dir));
  writeFileSync(join(dir, "cupsd.conf"), describeServer(server));
  writeFileSync(join(dir, "page.ppd"), pagePpd);
  const run = (command: string, ...args: readonly string[]) =>
    execFileSync(command, args, {
      env: { ...process.env, LC_ALL: "C", CUPS_SERVER: server },
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      timeout: 20_000,
    });
  let child: ChildProcess | null = null;
  const stop = async () => {
    const running = child;
    child = null;
    if (running === null) return;
    const ended = new Promise((resolve) => running.once("exit", resolve));
    running.kill("SIGTERM");
    await ended;
  };
  const start = async () => {
    const args = ["-f", "-c", join(dir, "cupsd.conf"), "-s", join(dir, "cups-files.conf")];
    child = spawn(binary, args, { stdio: "ignore" });
    await waitUntil("the scheduler answers", () => {
      try {
        return run("lpstat", "-r").includes("is running");
      } catch {
        return false;
      }
    });
  };
  await start();
  return {
    server,
    run,
    stop,
    start,
    addFileQueue: (queue) => {
      const out = join(dir, `${queue}.pdf`);
      run("lpadmin", "-p", queue, "-E", "-v", `file:${out}`, "-P", join(dir, "page.ppd"));
      return out;
    },
    addPdfQueue: (queue) => {
      run("lpadmin", "-p", queue, "-E", "-v", "cups-pdf:/", "-P", pdfPpd);
    },
    close: async () => {
      await stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** The words on a printed PDF, and its page in millimetres, as poppler reads them. */
export function readPrintedPdf(path: string): {
  readonly text: string;
  readonly widthMm: number;
  readonly heightMm: number;
} {
  if (!readFileSync(path).subarray(0, 5).equals(Buffer.from("%PDF-"))) throw new Error(`${path} is no PDF`);
  const text = execFileSync("pdftotext", [path, "-"], { encoding: "utf8" });
  const size = /^Page size:\s+([\d.]+) x ([\d.]+) pts/m.exec(execFileSync("pdfinfo", [path], { encoding: "utf8" }));
  const millimetres = (points: string | undefined) => Math.round((Number(points) / 72) * 25.4);
  return { text, widthMm: millimetres(size?.[1]), heightMm: millimetres(size?.[2]) };
}

function describeFiles(dir: string): string {
  return [
    `ServerRoot ${dir}/root`,
    `RequestRoot ${dir}/spool`,
    `CacheDir ${dir}/cache`,
    `StateDir ${dir}/state`,
    `TempDir ${dir}/tmp`,
    "ServerBin /usr/lib/cups",
    "DataDir /usr/share/cups",
    ...["Access", "Error", "Page"].map((log) => `${log}Log ${dir}/${log.toLowerCase()}_log`),
    "SystemGroup root",
    "FileDevice Yes",
    "",
  ].join("\n");
}

function describeServer(socket: string): string {
  const open = "Order allow,deny\nAllow all";
  return [
    `Listen ${socket}`,
    "Browsing Off",
    "WebInterface No",
    "DefaultAuthType None",
    `<Location />\n${open}\n</Location>`,
    `<Location /admin>\n${open}\n</Location>`,
    "<Policy default>\n<Limit All>\nOrder deny,allow\n</Limit>\n</Policy>",
    "",
  ].join("\n");
}

/** A printer that takes PDF, on A4 or on paper of any size. */
const pagePpd = `*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "PAGE.PPD"
*Manufacturer: "Bilik"
*Product: "(Page)"
*ModelName: "Page"
*NickName: "Page"
*ShortNickName: "Page"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: True
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
*OpenUI *PageSize/Page Size: PickOne
*DefaultPageSize: A4
*PageSize A4/A4: ""
*CloseUI: *PageSize
*OpenUI *PageRegion/Page Region: PickOne
*DefaultPageRegion: A4
*PageRegion A4/A4: ""
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4/A4: "10 10 585 832"
*DefaultPaperDimension: A4
*PaperDimension A4/A4: "595 842"
*VariablePaperSize: True
*MaxMediaWidth: 1200
*MaxMediaHeight: 2000
*HWMargins: 10 10 10 10
*NonUIOrderDependency: 20 AnySetup *CustomPageSize
*CustomPageSize True: ""
*ParamCustomPageSize Width: 1 points 36 1200
*ParamCustomPageSize Height: 2 points 36 2000
*ParamCustomPageSize WidthOffset: 3 points 0 0
*ParamCustomPageSize HeightOffset: 4 points 0 0
*ParamCustomPageSize Orientation: 5 int 0 0
`;

function isInstalled(command: string): boolean {
  try {
    execFileSync("which", [command], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
