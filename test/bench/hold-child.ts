import { measureHolds } from "./measure-holds.ts";

// The process of `benchHold`: measures, tells, and ends.
const [, , residentDir = ""] = process.argv;
const figures = await measureHolds(residentDir);
process.send?.(figures, () => process.disconnect());
