/** How a USB device names itself when it is plugged in (USB 2.0, 9.6). */
export type UsbDescriptors = {
  readonly device: Uint8Array;
  /** With its interface and endpoints. */
  readonly configuration: Uint8Array;
  /** By index, from 1. */
  readonly strings: readonly string[];
};
