/** `retry`: again, as before · `reseat`: again, placed better · `call-operator`: nobody at the booth can mend it. */
export type DeviceAction = "retry" | "reseat" | "call-operator";

/**
 * What an officer does about it, who cannot call an officer. `connect`: cable and power · `restart`: off and on again ·
 * `reconfigure`: device and booth do not agree, which is for a technician · `distrust`: not to be used until a technician
 * has seen it · `wait`: it is in use · `place`: nothing is wrong but what lies on it · `repeat`: once more.
 */
export const deviceRemedies = ["connect", "restart", "reconfigure", "distrust", "wait", "place", "repeat"] as const;
export type DeviceRemedy = (typeof deviceRemedies)[number];

/** What a device's failure means to the person in the booth, and what to do about it. */
export type DeviceAdvice = {
  readonly action: DeviceAction;
  readonly remedy: DeviceRemedy;
  /** Indonesian, one sentence to the resident. */
  readonly id: string;
  readonly en: string;
};
