/** `retry`: again, as before · `reseat`: again, placed better · `call-operator`: nobody at the booth can mend it. */
export type DeviceAction = "retry" | "reseat" | "call-operator";

/** What a device's failure means to the person in the booth, and what to do about it. */
export type DeviceAdvice = {
  readonly action: DeviceAction;
  /** Indonesian, one sentence to the resident. */
  readonly id: string;
  readonly en: string;
};
