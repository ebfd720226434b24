/** How the bus names a model. */
export type UsbId = { readonly vendorId: number; readonly productId: number };

/** A serial line. Opened by nobody while it is listed. */
export type SerialFinding = {
  /** A name that stays the same where there is one, else the kernel's own. */
  readonly path: string;
  /** Null for a line of the board itself. */
  readonly usb: UsbId | null;
  /** What the device says of itself; empty where it says nothing. */
  readonly label: string;
};

/** A device on the USB bus, as the kernel knows it: it need not be opened, nor may it be. */
export type UsbFinding = UsbId & {
  readonly serial: string;
  readonly label: string;
  /** Of its interfaces, e.g. 7 for a printer; empty where the kernel has not configured it. */
  readonly interfaceClasses: readonly number[];
  /** Whether this account may open it; null where that cannot be told. */
  readonly isAccessible: boolean | null;
};

export type HidFinding = UsbId & {
  readonly serial: string;
  readonly label: string;
  readonly isAccessible: boolean | null;
};

/** One way in which a camera sends pictures. */
export type VideoFormat = {
  /** Four letters of V4L2, e.g. `MJPG`, `YUYV`, `GREY`. */
  readonly fourcc: string;
  readonly widthPx: number;
  readonly heightPx: number;
};

export type VideoFinding = {
  readonly path: string;
  readonly label: string;
  /** Empty where nobody could ask. */
  readonly formats: readonly VideoFormat[];
};

export type ScannerFinding = { readonly scanner: string; readonly label: string };
export type StillCameraFinding = { readonly port: string; readonly label: string };
export type QueueFinding = {
  readonly queue: string;
  readonly address: string;
  readonly state: "idle" | "printing" | "disabled";
};
