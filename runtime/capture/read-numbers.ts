import type { PreparedPrint } from "../../pipelines/document/prepare-print.ts";
import type { TextReader } from "../inference/text-reader.ts";
import type { PageImage } from "../kernel/image.ts";
import { findNumbers, type PaperNumber } from "./find-numbers.ts";

/** Numbers of a page, likeliest first. */
export type NumbersRead = {
  readonly numbers: readonly PaperNumber[];
  /** By how many quarter turns clockwise the page is to be turned to be read; 0 where nothing was read. */
  readonly quarterTurns: PreparedPrint["quarterTurns"];
};

/** A page of many megabytes is handed from one to the next: each gives it back, and nobody copies it. */
type LentPage = { readonly page: PageImage };

export type NumberReaders = {
  readonly readCodes: (page: PageImage) => Promise<{ readonly codes: readonly string[] } & LentPage>;
  readonly preparePrint: (page: PageImage, isFlipped: boolean) => Promise<PreparedPrint & LentPage>;
  readonly readText: TextReader["read"];
};

/** Reads a page's codes and its print; where the print gives no number, once more upside down. The page is handed over. */
export async function readNumbers(page: PageImage, readers: NumberReaders): Promise<NumbersRead> {
  const { codes, page: lent } = await readers.readCodes(page);
  let sheet = lent;
  for (const isFlipped of [false, true]) {
    const { pgm, quarterTurns, page: back } = await readers.preparePrint(sheet, isFlipped);
    sheet = back;
    const numbers = findNumbers(await readers.readText(pgm), codes);
    if (numbers.some(({ source }) => source === "print")) return { numbers, quarterTurns };
  }
  return { numbers: findNumbers([], codes), quarterTurns: 0 };
}
