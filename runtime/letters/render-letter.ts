import PDFDocument from "pdfkit";
import type { Letter, LetterHead } from "./letter.ts";

const marginPt = 64;
const labelWidthPt = 170;

/** One A4 page as PDF. The same letter gives the same bytes. */
export function renderLetter(letter: Letter, head: LetterHead): Promise<Uint8Array> {
  const issued = new Date(letter.issuedAt);
  const page = new PDFDocument({
    size: "A4",
    margin: marginPt,
    info: { Title: letter.title, CreationDate: issued, ModDate: issued, Producer: "Bilik", Creator: "Bilik" },
  });
  const parts: Uint8Array[] = [];
  page.on("data", (part: Uint8Array) => parts.push(part));
  const ended = new Promise<Uint8Array>((resolve, reject) => {
    page.on("end", () => resolve(new Uint8Array(Buffer.concat(parts))));
    page.on("error", reject);
  });

  if (letter.isSimulated) drawSimulationMark(page);
  drawHead(page, head);
  drawBody(page, letter);
  drawSignatures(page, letter, head);
  page.end();
  return ended;
}

type Page = InstanceType<typeof PDFDocument>;

function drawSimulationMark(page: Page): void {
  page.save();
  page.rotate(-35, { origin: [page.page.width / 2, page.page.height / 2] });
  page.font("Helvetica-Bold").fontSize(88).fillColor("#d9d9d9");
  page.text("SIMULASI", 0, page.page.height / 2 - 44, { width: page.page.width, align: "center" });
  page.restore();
  page.fillColor("black");
  page.x = marginPt;
  page.y = marginPt;
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
  for (const [label, value] of rows) {
    const { y } = page;
    page.text(label, marginPt, y, { width: labelWidthPt });
    const afterLabelY = page.y;
    page.text(`: ${value}`, marginPt + labelWidthPt, y, { width: page.page.width - 2 * marginPt - labelWidthPt });
    page.y = Math.max(page.y, afterLabelY) + 3;
  }
  page.x = marginPt;
  page.moveDown(0.8);
  for (const note of notes) page.fontSize(10).text(note, { align: "justify" }).moveDown(0.4);
}

function drawSignatures(page: Page, { signatures, issuedAt }: Letter, { place }: LetterHead): void {
  const widthPt = (page.page.width - 2 * marginPt) / Math.max(1, signatures.length);
  page.moveDown(1.5).fontSize(10);
  page.text(`${place}, ${wordDate(issuedAt)}`, marginPt, page.y, { align: "right" });
  const y = page.y + 14;
  for (const [index, { role, by }] of signatures.entries()) {
    const x = marginPt + index * widthPt;
    page.text(role, x, y, { width: widthPt, align: "center" });
    page.text(`(${by})`, x, y + 70, { width: widthPt, align: "center" });
  }
}

/** The date in Western Indonesia Time, in words. */
function wordDate(at: string): string {
  return new Intl.DateTimeFormat("id-ID", { dateStyle: "long", timeZone: "Asia/Jakarta" }).format(new Date(at));
}
