import { operatorBookSchema } from "../../access/operator-book.ts";
import { BoothError } from "../../kernel/errors.ts";
import { nodeFileSystem } from "../../kernel/file-system.ts";
import { createTwoSlotAdapter } from "../../settings/two-slot-adapter.ts";
import { type CheckResult, tell } from "./check-result.ts";

/**
 * Whether any officer may log in; read without a lock, so that it may be asked beside a running booth. In the field a
 * booth without one can finish no visit.
 */
export async function checkOperators(settingsDir: string, isInField: boolean): Promise<readonly CheckResult[]> {
  try {
    const stored = await createTwoSlotAdapter(settingsDir, "operators", nodeFileSystem).read();
    const count = stored === null ? 0 : operatorBookSchema.parse(stored).operators.length;
    if (count > 0) return [tell("operators", "ok", "operators-good", { count })];
    return [tell("operators", isInField ? "fail" : "warn", "operators-none", {})];
  } catch (error) {
    const problem = error instanceof BoothError ? error.code : "not a book of officers";
    return [tell("operators", "fail", "operators-unreadable", { problem })];
  }
}
