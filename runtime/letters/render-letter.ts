import PDFDocument from "pdfkit";
import type { OfficeTimeZone } from "../kernel/office-day.ts";
import type { Letter, LetterHead } from "./letter.ts";

const marginPt = 64;
const labelWidthPt = 170;
const colonWidthPt = 10;
/** Room between an office and a name for initials, signature and stamp. */
const signingHeightPt = 70;
/** From the place and date down to the last line of the names. */
const signaturesHeightPt = signingHeightPt + 80;
const markOpacityRatio = 0.15;

/** One letter as PDF, on one A4 page where it fits. The same letter gives the same bytes. */
export function renderLetter(letter: Letter, head: LetterHead): Promise<Uint8Array> {
  const issued = new Date(letter.issuedAt);
  const page = new PDFDocument({
    size: "A4",
    margin: marginPt,
    bufferPages: true,
    info: { Title: letter.title, CreationDate: issued, ModDate: issued, Producer: "Bilik", Creator: "Bilik" },
  });
  const parts: Uint8Array[] = [];
  page.on("data", (part: Uint8Array) => parts.push(part));
  const ended = new Promise<Uint8Array>((resolve, reject) => {
    page.on("end", () => resolve(new Uint8Array(Buffer.concat(parts))));
    page.on("error", reject);
  });

  drawHead(page, head);
  drawBody(page, letter);
  drawSignatures(page, letter, head);
  if (letter.isSimulated) drawSimulationMarks(page);
  page.end();
  return ended;
}

type Page = InstanceType<typeof PDFDocument>;

/** Over the text, so that no page of a simulation can be mistaken for a letter. */
function drawSimulationMarks(page: Page): void {
  const { start, count } = page.bufferedPageRange();
  for (let number = start; number < start + count; number += 1) {
    page.switchToPage(number);
    const { width, height } = page.page;
    page.save();
    page.rotate(-35, { origin: [width / 2, height / 2] });
    page.font("Helvetica-Bold").fontSize(88).fillOpacity(markOpacityRatio);
    page.text("SIMULASI", 0, height / 2 - 44, { width, align: "center", lineBreak: false });
    page.restore();
  }
}

function drawHead(page: Page, { lines }: LetterHead): void {
  const [first, ...rest] = lines;
  page.font("Helvetica-Bold").fontSize(14).text(first, { align: "center" });
  page.font("Helvetica").fontSize(10);
  for (const line of rest) page.text(line, { align: "center" });
  const y = page.y + 8;
  page
    .moveTo(marginPt, y)
    .lineTo(page.page.width - marginPt, y)
    .lineWidth(1.5)
    .stroke();
  page.y = y + 22;
}

function drawBody(page: Page, { title, number, paragraphs, rows, notes }: Letter): void {
  page.font("Helvetica-Bold").fontSize(13).text(title, { align: "center", underline: true });
  page.font("Helvetica").fontSize(10).text(`Nomor: ${number}`, { align: "center" });
  page.moveDown(1.5).fontSize(11);
  for (const paragraph of paragraphs) page.text(paragraph, { align: "justify" }).moveDown(0.8);
  for (const [label, value] of rows) drawRow(page, label, value);
  page.x = marginPt;
  page.moveDown(0.8);
  for (const note of notes) page.fontSize(10).text(note, { align: "justify" }).moveDown(0.4);
}

/** The value hangs under itself when it takes several lines. */
function drawRow(page: Page, label: string, value: string): void {
  const valueX = marginPt + labelWidthPt + colonWidthPt;
  const valueWidthPt = page.page.width - marginPt - valueX;
  const heightPt = Math.max(
    page.heightOfString(label, { width: labelWidthPt }),
    page.heightOfString(value, { width: valueWidthPt }),
  );
  makeRoom(page, heightPt);
  const { y } = page;
  page.text(label, marginPt, y, { width: labelWidthPt });
  page.text(":", marginPt + labelWidthPt, y, { width: colonWidthPt });
  page.text(value, valueX, y, { width: valueWidthPt });
  page.y = y + heightPt + 3;
}

/** Begins a new page rather than let what belongs together fall apart. */
function makeRoom(page: Page, heightPt: number): void {
  if (page.y + heightPt > page.page.height - marginPt) page.addPage();
}

function drawSignatures(page: Page, { signatures, issuedAt }: Letter, { place, timeZone }: LetterHead): void {
  const widthPt = (page.page.width - 2 * marginPt) / Math.max(1, signatures.length);
  page.moveDown(1.5).fontSize(10);
  makeRoom(page, signaturesHeightPt);
  page.text(`${place}, ${wordDate(issuedAt, timeZone)}`, marginPt, page.y, { align: "right" });
  const y = page.y + 14;
  for (const [index, { role, by }] of signatures.entries()) {
    const x = marginPt + index * widthPt;
    page.text(role, x, y, { width: widthPt, align: "center" });
    page.text(`(${by})`, x, y + signingHeightPt, { width: widthPt, align: "center" });
  }
}

/** The date on the office's calendar, in words. */
function wordDate(at: string, timeZone: OfficeTimeZone): string {
  return new Intl.DateTimeFormat("id-ID", { dateStyle: "long", timeZone }).format(new Date(at));
}
