import { resolve } from "node:path";
import { applySteps } from "../../provisioning/devices/apply-steps.ts";
import { allDrivers, describeMachine, driversOf } from "../../provisioning/devices/describe-machine.ts";
import { diffLines } from "../../provisioning/devices/diff-lines.ts";
import { diffMachine, type MachineStep } from "../../provisioning/devices/diff-machine.ts";
import { readMachine } from "../../provisioning/devices/read-machine.ts";
import { readBoothConfig } from "../config/read-config.ts";
import { BoothError } from "../kernel/errors.ts";
import { readOptions, refuseNames } from "./read-options.ts";
import type { Language, Terminal, Verb } from "./verb.ts";

const accountDefault = "bilik";

/** `bilik provision devices`: what the machine must have for the booth's devices. */
export const provisionDevicesVerb: Verb = {
  name: "devices",
  summary: {
    id: "izin perangkat: udev, akun, kelompok, paket",
    en: "leave to use devices: udev, account, groups, packages",
  },
  usage: {
    id: [
      "bilik provision devices [--config BERKAS] [--account AKUN] [--root FOLDER] [--apply]",
      "",
      "  --config   hanya untuk driver pada konfigurasi (bawaan: semua driver)",
      `  --account  akun yang menjalankan bilik (bawaan: ${accountDefault})`,
      "  --root     folder sebuah citra sistem, sebagai ganti mesin ini",
      "  --apply    menulis berkasnya (utuh atau tidak sama sekali) dan memuat ulang udev; perlu root",
      "",
      "Tanpa --apply tidak ada yang berubah. Paket hanya disebut, tidak dipasang. Kode keluar: 0; 1 bila ada yang gagal.",
    ].join("\n"),
    en: [
      "bilik provision devices [--config F] [--account NAME] [--root DIR] [--apply]",
      "",
      "  --config   for the configuration's drivers alone (default: every driver)",
      `  --account  the account that runs the booth (default: ${accountDefault})`,
      "  --root     the folder of a system image, instead of this machine",
      "  --apply    writes the files (whole or not at all) and has udev read them; needs root",
      "",
      "Without --apply nothing changes. Packages are named, never installed. Exit code: 0; 1 when something failed.",
    ].join("\n"),
  },
  run: async (args, terminal) => {
    const { config, account, root, isApplied } = readArguments(args);
    const drivers = config === undefined ? allDrivers : driversOf((await readBoothConfig(config)).devices);
    const wanted = describeMachine({ drivers, account });
    const steps = diffMachine(await readMachine(root, wanted), wanted);
    for (const step of steps) printStep(step, terminal);
    if (!isApplied) {
      terminal.remark(wordDryRun(steps, terminal.language));
      return 0;
    }
    return apply(steps, root, terminal);
  },
};

function readArguments(args: readonly string[]) {
  const { values, positionals } = readOptions(args, {
    config: { type: "string" },
    account: { type: "string", default: accountDefault },
    root: { type: "string", default: "/" },
    apply: { type: "boolean", default: false },
  });
  refuseNames(positionals);
  if (!/^[a-z_][a-z0-9_-]{0,30}$/.test(values.account))
    throw new BoothError("command.usage", { problem: `--account: no account is called "${values.account}"` });
  return { config: values.config, account: values.account, root: resolve(values.root), isApplied: values.apply };
}

async function apply(
  steps: readonly MachineStep[],
  root: string,
  { print, remark, language }: Terminal,
): Promise<number> {
  const needsRoot = root === "/" && steps.some(({ kind }) => kind === "write-file");
  if (needsRoot && process.getuid?.() !== 0)
    throw new BoothError("access.refused", { cause: "--apply needs root: sudo bilik provision devices --apply" });
  const failed = await applySteps(steps, { root });
  for (const command of failed) remark(language === "id" ? `gagal: ${command}` : `failed: ${command}`);
  print(language === "id" ? "Selesai ditulis." : "Written.");
  return failed.length === 0 ? 0 : 1;
}

function printStep(step: MachineStep, { print, language }: Terminal): void {
  switch (step.kind) {
    case "write-file":
      print(`--- ${step.before === null ? "/dev/null" : step.path}`);
      print(`+++ ${step.path}`);
      for (const { mark, line } of diffLines(step.before ?? "", step.after))
        print(`${mark}${line.replace(/\p{C}/gu, ".")}`);
      return;
    case "install":
      print(
        `${language === "id" ? "paket yang belum ada" : "packages that are missing"}: apt-get install ${step.packages.join(" ")}`,
      );
      return;
    case "remove":
      print(
        `${language === "id" ? "paket yang mengganggu" : "packages in the way"}: apt-get remove ${step.packages.join(" ")}`,
      );
      return;
    default:
      step satisfies never;
  }
}

function wordDryRun(steps: readonly MachineStep[], language: Language): string {
  if (steps.length === 0) return language === "id" ? "Tidak ada yang perlu diubah." : "Nothing to change.";
  return language === "id"
    ? "Belum ada yang diubah; --apply menulisnya (perlu root)."
    : "Nothing was changed; --apply writes it (needs root).";
}
