import { encodeCanonicalJson } from "../kernel/canonical-json.ts";
import { stepEventLengthMaxBytes } from "./limits.ts";
import { readDocument } from "./read-document.ts";
import { type StepEvent, stepEventSchema } from "./step-event.ts";

const rules = { message: "step-event", schema: stepEventSchema, lengthMaxBytes: stepEventLengthMaxBytes };

export function encodeStepEvent(event: StepEvent): Buffer {
  return encodeCanonicalJson(event);
}

/** @throws BoothError `message.invalid` */
export function parseStepEvent(bytes: Uint8Array): StepEvent {
  return readDocument(bytes, rules);
}
