import type { Locator, Page } from "playwright-core";
import { id as words } from "../../../runtime/kiosk/page/words/id.ts";
import type { CaptureTarget } from "../../../runtime/visit/capture-target.ts";
import { fillDialog } from "./fill-dialog.ts";
import type { Memory, Visitor } from "./residents-touch.ts";
import { button, deskOf, openDesk, tapIfThere } from "./touch.ts";

const { deeds, desk: deskWords } = words;

/** The normal course, in the order in which an officer would rather do it. */
const course = [
  "step-taken",
  "data-confirmed",
  "enrolment-opened",
  "data-validated",
  "papers-confirmed",
  "verification-retried",
  "operator-attested",
  "initialled",
  "kasi-signed",
  "stamped",
  "letter-verified",
  "letter-validated",
  "handed-over",
] as const;

const sureAfterMs = 2_000;

export type People = { readonly visitor: Visitor; readonly memory: Memory };

/** One thing that an officer does for the visit at the screen; false when they must wait. */
export async function touchAsOfficer(page: Page, { visitor, memory }: People): Promise<boolean> {
  await openDesk(page);
  const desk = deskOf(page);
  if (await desk.locator(".entry-form").isVisible()) return enterData(desk, visitor);
  const actions = desk.locator(".desk-actions");
  if (await tapIfThere(button(actions, deeds["step-taken"].action))) return true;
  if (await decideOnCapture(page, desk, { visitor, memory })) return true;
  if (await tickPaper(page, desk, visitor)) return true;
  for (const deed of course) {
    const action = button(actions, deeds[deed].action);
    const asks = (await action.locator("small").count()) > 0;
    if (!(await tapIfThere(action))) continue;
    if (asks) await fillDialog(page);
    return true;
  }
  if (visitor.ending === "receipt") return overrule(page, actions);
  if (!isSure(memory) || (await isWaitingForMachine(page))) return false;
  if (!(await tapIfThere(button(actions, deeds.cancelled.action)))) return false;
  await fillDialog(page);
  return true;
}

/** Nobody cancels what may only be slow to show its next button. */
function isSure(memory: Memory): boolean {
  memory.idleSinceMs ??= performance.now();
  return performance.now() - memory.idleSinceMs > sureAfterMs;
}

/** What goes against the normal course, with a reason and a second person. */
async function overrule(page: Page, actions: Locator): Promise<boolean> {
  for (const deed of ["register-overridden", "duplicate-dismissed"] as const) {
    if (!(await tapIfThere(button(actions, deeds[deed].action)))) continue;
    await fillDialog(page, { second: "kasi-demo" });
    return true;
  }
  return false;
}

async function isWaitingForMachine(page: Page): Promise<boolean> {
  const guide = await page.locator("main").textContent();
  return guide?.includes(words.waits.machine) ?? false;
}

const targetNames = Object.entries(words.targets) as [CaptureTarget, string][];

/** A capture whose attempts are used up, or whose device has failed. */
async function decideOnCapture(page: Page, desk: Locator, { visitor, memory }: People): Promise<boolean> {
  const { exceptions, breaks } = visitor;
  const found = await findOpen(desk, exceptions);
  if (found === null) return false;
  const { target, row: open } = found;
  if (breaks.has(target) && !memory.rested.has(target)) {
    if (!(await tapIfThere(button(desk, deeds.suspended.action)))) return false;
    await fillDialog(page);
    memory.rested.add(target);
    return true;
  }
  const exception = exceptions.get(target);
  if (exception !== undefined) {
    if (!(await tapIfThere(button(open, deeds["capture-excepted"].action)))) return false;
    await fillDialog(page, { choice: words.exceptions[exception], second: "kasi-demo" });
    return true;
  }
  if (await tapIfThere(button(open, deeds["below-limit-accepted"].action))) {
    await fillDialog(page, { second: "kasi-demo" });
    return true;
  }
  return tapIfThere(button(open, deeds["retry-requested"].action));
}

/** Of several that are open, one that is known to be missing comes first: the others are read without it. */
async function findOpen(desk: Locator, exceptions: Visitor["exceptions"]): Promise<OpenCapture | null> {
  const names = await desk.locator(".desk-capture.undecided strong, .desk-capture.blocked strong").allTextContents();
  const open = names.flatMap((name) => {
    const target = targetNames.find(([, named]) => named === name)?.[0];
    // By its name: which is the first of them changes while one looks.
    const row = desk.locator(".desk-capture").filter({ has: desk.page().getByText(name, { exact: true }) });
    return target === undefined ? [] : [{ target, row }];
  });
  return open.find(({ target }) => exceptions.has(target)) ?? open[0] ?? null;
}

type OpenCapture = { readonly target: CaptureTarget; readonly row: Locator };

/** Ticks what lies on the table, and scans what nobody has; a paper that is lacking is left to two people. */
async function tickPaper(page: Page, desk: Locator, { papers }: Visitor): Promise<boolean> {
  const rows = await desk.locator(".desk-paper:not(.settled)").all();
  for (const row of rows) {
    const name = await row.locator("strong").textContent();
    const [paper = ""] = Object.entries(words.papers).find(([, named]) => named === name) ?? [];
    const isAlways = ((await row.textContent()) ?? "").includes(words.paperConditions.always);
    if (!papers.has(paper)) {
      if (!isAlways || !(await tapIfThere(button(row, deeds["paper-waived"].action)))) continue;
      await fillDialog(page, { second: "kasi-demo" });
      return true;
    }
    for (const tick of [deskWords.original, deskWords.copy]) {
      const untouched = row.getByRole("button", { name: tick, pressed: false });
      if (await tapIfThere(untouched)) return true;
    }
  }
  return false;
}

/** Copies the data from the family card, field by field, on the keys of the page. */
async function enterData(desk: Locator, { biodata }: Visitor): Promise<boolean> {
  const editor = desk.locator(".entry-editor");
  for (const [field, name] of Object.entries(words.fields)) {
    const row = desk.locator(".entry-field").filter({ has: desk.page().getByText(name, { exact: true }) });
    const value = biodata[field] ?? "";
    if (value === "" || field === "nik" || !(await row.isVisible())) continue;
    await row.tap();
    await editor.getByRole("heading", { name, exact: true }).waitFor();
    await typeField(editor, field, value);
  }
  return tapIfThere(button(editor, deskWords.entryFinish));
}

async function typeField(editor: Locator, field: string, value: string): Promise<void> {
  const choices: Readonly<Record<string, Readonly<Record<string, string>>>> = words.fieldValues;
  if (await editor.locator(".choices").isVisible()) {
    await editor.getByRole("button", { name: choices[field]?.[value] ?? value, exact: true }).tap();
    return;
  }
  const [year = "", month = "", day = ""] = value.split("-");
  const typed = field === "tanggalLahir" ? `${day}${month}${year}` : value;
  for (const key of typed)
    await editor.getByRole("button", { name: key === " " ? words.chrome.space : key, exact: true }).tap();
}
