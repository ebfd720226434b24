import { checkRecords } from "../record/check-records.ts";
import { inspectSealed, type OpenedPackage } from "../record/cms/sealed-package.ts";
import type { Manifest } from "../record/manifest-schema.ts";
import { readPackage } from "../record/read-package.ts";
import { openSealed, readSealedFile } from "./package-file.ts";
import type { PackageOptions } from "./package-options.ts";
import type { Phrase, Terminal } from "./verb.ts";

/** One thing looked at; `problem` is null when it holds. */
type Check = { readonly check: string; readonly finding: string; readonly problem: string | null };

/**
 * Every check in the order in which one rests on the other, each a line. What keeps the rest from being looked at (a
 * broken seal, a foreign key, a forged signature) is thrown, after the lines of what held.
 */
export async function packageVerify(options: PackageOptions, terminal: Terminal): Promise<number> {
  const checks: Check[] = [];
  const report = (check: Check) => {
    checks.push(check);
    if (!options.isJson) terminal.print(wordCheck(check, terminal));
  };
  const sealed = await readSealedFile(options.file);
  const { packageId, recipients } = inspectSealed(sealed);
  report(holds("envelope", `${packageId}, ${recipients.length} recipients`));
  const opened = await openSealed(sealed, options);
  report(holds("seal", options.cert));
  report(holds("signature", `${subject(opened)}, ${opened.signedAt}`));
  const contents = readPackage(opened.archive);
  report(holds("files", `${contents.manifest.files.length} × length, SHA-256`));
  report(checkBooth(contents.manifest, opened));
  for (const { file, what, problem } of await checkRecords(contents)) report({ check: file, finding: what, problem });

  const isSound = checks.every(({ problem }) => problem === null);
  if (options.isJson) terminal.print(JSON.stringify({ packageId, isSound, checks }));
  return isSound ? 0 : 1;
}

function holds(check: string, finding: string): Check {
  return { check, finding, problem: null };
}

/** The authority certifies data centres too: only the booth named inside may have signed. */
function checkBooth({ boothId }: Manifest, opened: OpenedPackage): Check {
  const commonName = /^CN=(.*)$/m.exec(opened.signer.subject)?.[1] ?? "";
  const problem = commonName === boothId ? null : `signed by ${commonName}, the manifest says ${boothId}`;
  return { check: "booth", finding: boothId, problem };
}

function subject({ signer }: OpenedPackage): string {
  return signer.subject.replaceAll("\n", ", ");
}

const verdicts = {
  sound: { id: "utuh ", en: "sound" },
  unsound: { id: "GAGAL", en: "FAILS" },
} as const satisfies Record<string, Phrase>;

function wordCheck({ check, finding, problem }: Check, { language }: Terminal): string {
  const verdict = problem === null ? verdicts.sound : verdicts.unsound;
  return `${verdict[language]}  ${check}: ${finding}${problem === null ? "" : `: ${problem}`}`;
}
