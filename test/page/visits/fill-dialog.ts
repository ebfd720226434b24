import type { Locator, Page } from "playwright-core";
import { id as words } from "../../../runtime/kiosk/page/words/id.ts";
import { button, officerPin, tapIfThere, typeDigits } from "./touch.ts";

export type Answers = {
  /** A sentence of one's own, typed; else the first that is put forward. */
  readonly reason?: string;
  /** The choice to make where there are several, in the words of the page. */
  readonly choice?: string;
  readonly officer?: string;
  readonly second?: string;
};

/** Gives everything that a deed asks for, as far as the dialog leads, and confirms it. */
export async function fillDialog(page: Page, answers: Answers = {}): Promise<void> {
  const dialog = page.locator("dialog.offer-dialog");
  await dialog.waitFor();
  const rail = dialog.locator(".need-rail").getByRole("button");
  const needs = await rail.allTextContents();
  if (needs.length === 0) await fillPane(dialog, answers, answers.officer ?? answers.second);
  for (const need of needs) {
    await rail.filter({ hasText: need }).tap();
    await fillPane(dialog, answers, need === words.desk.secondPerson ? answers.second : answers.officer);
  }
  await tapIfThere(button(dialog, words.desk.confirm));
}

async function fillPane(dialog: Locator, { reason, choice }: Answers, officer: string | undefined): Promise<void> {
  if (await dialog.locator(".officer-proof").isVisible()) return proveOfficer(dialog, officer);
  const choices = dialog.locator(".choices").getByRole("button");
  if (reason === undefined) {
    await (choice === undefined ? choices.first() : choices.filter({ hasText: choice })).tap();
    return;
  }
  await button(dialog, words.desk.ownWords).tap();
  for (const letter of reason)
    await dialog.locator(".keyboard").getByRole("button", { name: letter, exact: true }).tap();
}

async function proveOfficer(dialog: Locator, officer: string | undefined): Promise<void> {
  const officers = dialog.locator(".officer-list").getByRole("button");
  await (officer === undefined ? officers.first() : officers.filter({ hasText: officer })).tap();
  await typeDigits(dialog, officerPin);
}
