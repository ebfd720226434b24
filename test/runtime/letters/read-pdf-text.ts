import { inflateSync } from "node:zlib";

/** What each page of a PDF of ours says, a line an instruction that shows text. Knows no more than pdfkit writes. */
export function readPdfPages(pdf: Uint8Array): readonly string[] {
  const file = Buffer.from(pdf).toString("latin1");
  return [...file.matchAll(/\/FlateDecode\n?[^>]*>>\nstream\n/g)].map((start) => {
    const from = start.index + start[0].length;
    return readText(inflateSync(pdf.subarray(from, file.indexOf("\nendstream", from))).toString("latin1"));
  });
}

function readText(instructions: string): string {
  const shown = [...instructions.matchAll(/\[([^\]]*)\] TJ/g)].map(([, parts = ""]) =>
    [...parts.matchAll(/<([0-9a-f]*)>/g)].map(([, hex = ""]) => Buffer.from(hex, "hex").toString("latin1")).join(""),
  );
  return shown.join("\n");
}
