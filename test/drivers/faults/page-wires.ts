/** Drivers whose device is the booth's own page: no equipment, no wire of a vendor; and where their faults are tested. */
export const pageWires: Readonly<Record<string, string>> = {
  "face-camera-page": "test/drivers/face-camera/face-camera-page.test.ts",
  "signature-pad-touch": "test/drivers/signature-pad/signature-pad-touch.test.ts",
};
