import type { Page } from "playwright-core";
import type { ScriptedResident } from "../../../runtime/demo/scripted-resident.ts";
import { id as words } from "../../../runtime/kiosk/page/words/id.ts";
import type { ServiceId } from "../../../runtime/procedure/service.ts";
import { button, tapIfThere, typeDigits } from "./touch.ts";

/** Who stands before the screen and what for. */
export type Visitor = Pick<ScriptedResident, "biodata" | "papers" | "exceptions" | "breaks" | "ending"> & {
  readonly service: ServiceId;
  /** Kind of cover letter. */
  readonly letter?: keyof typeof words.letterKinds;
  /** How often the photo is refused before it pleases. */
  readonly retakes?: number;
};

/**
 * What people remember of the visit: photos yet to be refused, captures after whose failure there was a break, and since
 * when nobody has found anything to touch.
 */
export type Memory = { retakes: number; readonly rested: Set<string>; idleSinceMs: number | null };

/** What a resident does on this screen; false when there is nothing for them to touch. */
export async function touchAsResident(
  page: Page,
  screen: string,
  { visitor, memory }: { readonly visitor: Visitor; readonly memory: Memory },
): Promise<boolean> {
  // Of that screen alone: what looks the same on the next one is not what they meant to touch.
  const main = page.locator(`.page[data-screen="${screen}"] main`);
  const { chrome, deeds } = words;
  switch (screen) {
    case "attract":
      return tapIfThere(main.getByRole("button"));
    case "language":
      return tapIfThere(button(main, words.name));
    case "service":
      return tapIfThere(button(main, words.services[visitor.service].title));
    case "letter-kind":
      return tapIfThere(main.getByRole("button", { name: words.letterKinds[visitor.letter ?? "skck"] }));
    case "notice":
      return tapIfThere(button(main, chrome.agree));
    case "identify":
      return typeNik(page, visitor.biodata["nik"] ?? "");
    case "papers":
      return scanPaper(page, visitor);
    case "data-confirmation":
      return tapIfThere(button(main, deeds["data-confirmed"].action));
    case "photo-approval":
      if (memory.retakes > 0) return refusePhoto(page, memory);
      return tapIfThere(button(main, deeds["photo-approved"].action));
    case "data-approval":
      return tapIfThere(button(main, deeds["data-approved"].action));
    default:
      return false;
  }
}

/**
 * Counts only what has taken effect: a second tap on the same photo is refused as late, and rightly so. It has when that
 * photo goes, even where the page was too busy to show what came between it and the next one.
 */
async function refusePhoto(page: Page, memory: Memory): Promise<boolean> {
  const url = await page.locator("main .photo-still").getAttribute("src");
  if (!(await tapIfThere(button(page.locator("main"), words.deeds["photo-refused"].action)))) return false;
  await page.locator(`main .photo-still[src="${url}"]`).waitFor({ state: "detached" });
  memory.retakes -= 1;
  return true;
}

/** Types the number and waits for what becomes of it. */
async function typeNik(page: Page, nik: string): Promise<boolean> {
  const main = page.locator("main");
  if (!(await tapIfThere(main.getByRole("button", { name: words.chrome.clear, exact: true })))) return false;
  await typeDigits(main, nik);
  if (!(await tapIfThere(button(main, words.chrome.next)))) return false;
  await page.locator('.page:not([data-screen="identify"]), .identify .problem:not(:empty)').first().waitFor();
  return true;
}

/** Lays down what one has brought; a paper that has not been read once is tried again. */
async function scanPaper(page: Page, { papers }: Visitor): Promise<boolean> {
  for (const paper of papers) {
    const name = words.papers[paper as keyof typeof words.papers];
    const row = page.locator("main .paper").filter({ has: page.getByRole("heading", { name, exact: true }) });
    if (!(await row.isVisible()) || /halaman/.test((await row.textContent()) ?? "")) continue;
    if (await tapIfThere(button(row, words.chrome.scan))) return true;
  }
  return false;
}
