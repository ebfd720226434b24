import { BoothError } from "../kernel/errors.ts";

/** @throws BoothError `package.invalid`, always */
export function refusePackage(problem: string): never {
  throw new BoothError("package.invalid", { problem });
}
