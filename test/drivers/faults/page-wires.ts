/** Drivers whose device is the booth's own page: no equipment, no wire of a vendor; and where their faults are tested. */
export const pageWires: Readonly<Record<string, string>> = {
  "face-camera-page": "test/drivers/face-camera/face-camera-page.test.ts",
  "signature-pad-touch": "test/drivers/signature-pad/signature-pad-touch.test.ts",
};

/** Drivers that see through another device: its faults are theirs, on its wire; and where it is tested that they pass them on. */
export const borrowedWires: Readonly<Record<string, string>> = {
  "signature-pad-paper": "test/drivers/signature-pad/signature-pad-paper.test.ts",
};
