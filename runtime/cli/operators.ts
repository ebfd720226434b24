import { readGrayImage } from "../../drivers/recording/read-image-file.ts";
import { extractMinutiae } from "../../pipelines/fingerprint/extract-minutiae.ts";
import type { Access, NewOperator } from "../access/open-access.ts";
import { type OperatorRole, operatorRoles } from "../access/operator-book.ts";
import { openOperators } from "../compose-operators.ts";
import { readBoothConfig } from "../config/read-config.ts";
import { fingerPositions } from "../kernel/biometric.ts";
import { createSystemClock } from "../kernel/clock.ts";
import { BoothError } from "../kernel/errors.ts";
import { createSilentLogger } from "../kernel/logger.ts";
import { withState } from "./enrol.ts";
import { readOptions } from "./read-options.ts";
import { readSecret } from "./read-secret.ts";
import { layTable } from "./text-table.ts";
import type { Terminal, Verb } from "./verb.ts";

/** `bilik operators list|add|revoke`: who may log in at a booth that does not run. */
export const operatorsVerb: Verb = {
  name: "operators",
  summary: { id: "petugas yang boleh masuk", en: "the officers who may log in" },
  usage: {
    id: `bilik operators list [--json]
bilik operators add ID [--role PERAN] [--finger POSISI=GAMBAR]… [--no-pin]
bilik operators revoke ID

  --role PERAN    ${operatorRoles.join(", ")} (bawaan: operator)
  --finger P=G    sidik jari dari gambar; posisi 1–5 jempol … kelingking kanan, 6–10 kiri
  --no-pin        hanya dengan sidik jari
  --config BERKAS, --state FOLDER  seperti pada \`bilik booth\`

PIN (6 sampai 12 angka) diketik tanpa terlihat, atau baris pertama masukan baku; tidak pernah sebagai argumen.`,
    en: `bilik operators list [--json]
bilik operators add ID [--role ROLE] [--finger POSITION=IMAGE]… [--no-pin]
bilik operators revoke ID

  --role ROLE   ${operatorRoles.join(", ")} (default: operator)
  --finger P=F  a fingerprint from an image; position 1–5 right thumb … little, 6–10 left
  --no-pin      by fingerprint alone
  --config F, --state DIR  as for \`bilik booth\`

The PIN (6 to 12 digits) is typed unseen, or the first line of standard input; never an argument.`,
  },
  run: async (args, terminal) => {
    const { action, id, values } = parseArguments(args);
    const config = withState(await readBoothConfig(values.config), values.state);
    // What is asked for comes before anything is opened: a booth must not wait for somebody who types.
    const operator = action === "add" ? await askOperator(id, values, terminal) : null;
    const operators = await openOperators(config, { clock: createSystemClock(), logger: createSilentLogger() });
    try {
      if (operator !== null) await operators.access.enrol(operator);
      else if (action === "revoke") await operators.access.revoke(id);
      else printOperators(operators.access, values.json, terminal);
      return 0;
    } finally {
      await operators.close();
    }
  },
};

function parseArguments(args: readonly string[]) {
  const { values, positionals } = readOptions(args, {
    config: { type: "string" },
    state: { type: "string" },
    role: { type: "string", default: "operator" },
    finger: { type: "string", multiple: true, default: [] },
    "no-pin": { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  });
  const [action, id = "", ...rest] = positionals;
  if (action !== "list" && action !== "add" && action !== "revoke") throw usage("say list, add or revoke");
  if (rest.length > 0 || (action === "list") !== (id === ""))
    throw usage(`operators ${action} takes one id, list none`);
  return { action, id, values };
}

type AddOptions = Pick<ReturnType<typeof parseArguments>["values"], "role" | "finger" | "no-pin">;

async function askOperator(id: string, options: AddOptions, terminal: Terminal): Promise<NewOperator> {
  const fingers: NewOperator["fingers"][number][] = [];
  for (const text of options.finger) fingers.push(await readFinger(text));
  return { id, role: parseRole(options.role), pin: options["no-pin"] ? null : await askPin(terminal), fingers };
}

async function askPin({ remark, language }: Terminal): Promise<string> {
  if (process.stdin.isTTY === true) remark(language === "id" ? "PIN (tidak terlihat):" : "PIN (unseen):");
  return readSecret(process.stdin);
}

async function readFinger(text: string): Promise<NewOperator["fingers"][number]> {
  const [number = "", ...path] = text.split("=");
  const position = fingerPositions.find((each) => each === Number(number));
  if (position === undefined || path.length === 0) throw usage(`--finger ${text}: POSITION=IMAGE is needed`);
  const file = path.join("=");
  const minutiae = extractMinutiae(await readGrayImage(file));
  if (minutiae.length < minutiaeMin)
    throw new BoothError("image.invalid", { path: file, problem: "not a fingerprint" });
  return { position, minutiae };
}

/** Fewer are no print that anybody could be known by. */
const minutiaeMin = 12;

function parseRole(text: string): OperatorRole {
  const role = operatorRoles.find((known) => known === text);
  if (role !== undefined) return role;
  throw usage(`no role ${text}; there are ${operatorRoles.join(", ")}`);
}

function printOperators(access: Access, isJson: boolean, { print, language }: Terminal): void {
  const operators = access.list();
  if (isJson) {
    print(JSON.stringify(operators));
    return;
  }
  const header = language === "id" ? ["petugas", "peran", "PIN", "jari"] : ["officer", "role", "PIN", "fingers"];
  const rows = operators.map(({ id, role, hasPin, fingers }) => [
    id,
    role,
    hasPin ? "✓" : "–",
    fingers.join(" ") || "–",
  ]);
  for (const line of layTable([header, ...rows])) print(line);
}

function usage(problem: string): BoothError {
  return new BoothError("command.usage", { problem });
}
