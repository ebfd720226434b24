import { packageInspect } from "./package-inspect.ts";
import { packageOpen } from "./package-open.ts";
import { defaultKeyFiles, parsePackageOptions } from "./package-options.ts";
import { packageVerify } from "./package-verify.ts";
import type { Verb } from "./verb.ts";

/** `bilik package inspect|verify|open FILE`: what a data centre, or anybody with a doubt, asks of a sealed package. */
export const packageVerb: Verb = {
  name: "package",
  summary: {
    id: "melihat, memeriksa, atau membuka paket tersegel",
    en: "looks at, checks or opens a sealed package",
  },
  usage: {
    id: [
      "bilik package inspect FILE [--key K [--cert C] [--show-biodata]] [--json]",
      "bilik package verify FILE [--key K] [--cert C] [--ca A] [--json]",
      "bilik package open FILE --out DIR [--key K] [--cert C] [--ca A] [--json]",
      "",
      "  inspect  tanpa kunci: ukuran, nomor paket, penerima; dengan --key: ringkasan isinya",
      "  verify   satu baris tiap pemeriksaan: segel, tanda tangan, hash dan rekaman setiap berkas",
      "  open     menulis isinya ke folder baru; folder yang berisi ditolak",
      `  --key    kunci penerima (bawaan: ${defaultKeyFiles.key})`,
      `  --cert   sertifikat penerima (bawaan: ${defaultKeyFiles.cert})`,
      `  --ca     otoritas yang mengesahkan penanda tangan (bawaan: ${defaultKeyFiles.ca})`,
      "  --show-biodata  menampilkan data pribadi; tanpa ini disamarkan",
      "",
      "Kode keluar: 0 utuh, 1 ada pemeriksaan yang gagal; bukan 0 juga bila tidak dapat dibuka.",
    ].join("\n"),
    en: [
      "bilik package inspect FILE [--key K [--cert C] [--show-biodata]] [--json]",
      "bilik package verify FILE [--key K] [--cert C] [--ca A] [--json]",
      "bilik package open FILE --out DIR [--key K] [--cert C] [--ca A] [--json]",
      "",
      "  inspect  without a key: sizes, package id, recipients; with --key: a summary of what is inside",
      "  verify   one line a check: seal, signature, hash and record of every file",
      "  open     writes what is inside into a new folder; one with anything in it is refused",
      `  --key    the recipient's key (default: ${defaultKeyFiles.key})`,
      `  --cert   the recipient's certificate (default: ${defaultKeyFiles.cert})`,
      `  --ca     the authority that certifies signers (default: ${defaultKeyFiles.ca})`,
      "  --show-biodata  shows personal data, which is masked otherwise",
      "",
      "Exit code: 0 sound, 1 a check failed; not 0 either when it cannot be opened.",
    ].join("\n"),
  },
  run: async (args, terminal) => {
    const { action, options } = parsePackageOptions(args);
    switch (action) {
      case "inspect":
        return packageInspect(options, terminal);
      case "verify":
        return packageVerify(options, terminal);
      case "open":
        return packageOpen(options, terminal);
      default:
        return action satisfies never;
    }
  },
};
