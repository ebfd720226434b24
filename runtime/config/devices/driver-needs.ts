/** A program that a driver starts. */
export type NeededProgram = {
  readonly program: string;
  /** The Debian package that has it. */
  readonly package: string;
  /** False where the driver does without, and only loses something. */
  readonly isRequired: boolean;
};

/** What a driver needs of the machine around it. */
export type DriverNeeds = {
  readonly programs: readonly NeededProgram[];
  /** Debian packages besides those of the programs. */
  readonly packages: readonly string[];
  /** Packages that take the device for themselves and must not be installed. */
  readonly conflicts: readonly string[];
  /** Groups whose members may open its device. */
  readonly groups: readonly string[];
};

const nothing: DriverNeeds = { programs: [], packages: [], conflicts: [], groups: [] };
/** ModemManager asks every new serial line whether it is a modem; brltty takes CH340 adapters for Braille displays. */
const onSerial: DriverNeeds = { ...nothing, conflicts: ["modemmanager", "brltty"], groups: ["dialout"] };
const needed = (program: string, from: string): NeededProgram => ({ program, package: from, isRequired: true });

/** By the name that the configuration gives a driver. */
export const driverNeeds = {
  cups: {
    ...nothing,
    programs: [needed("lp", "cups-client"), needed("lpstat", "cups-client")],
    packages: ["cups", "ipp-usb"],
  },
  escpos: { ...onSerial, groups: ["dialout", "lp"] },
  firmata: onSerial,
  gphoto2: { ...nothing, programs: [needed("gphoto2", "gphoto2")], conflicts: ["gvfs-backends"], groups: ["plugdev"] },
  mantra: nothing,
  none: nothing,
  page: nothing,
  paper: nothing,
  sane: {
    ...nothing,
    programs: [needed("scanimage", "sane-utils")],
    packages: ["sane-airscan", "ipp-usb"],
    groups: ["scanner", "lp"],
  },
  sbi: nothing,
  secugen: nothing,
  simulator: nothing,
  "slap-simulator": nothing,
  topaz: onSerial,
  uru4000: { ...nothing, packages: ["libusb-1.0-0"], groups: ["plugdev"] },
  v4l2: {
    ...nothing,
    programs: [needed("ffmpeg", "ffmpeg"), { program: "v4l2-ctl", package: "v4l-utils", isRequired: false }],
    groups: ["video"],
  },
  "wacom-stu": { ...nothing, packages: ["libudev1", "libusb-1.0-0"], groups: ["plugdev"] },
  zfm: onSerial,
} as const satisfies Readonly<Record<string, DriverNeeds>>;

export type DriverName = keyof typeof driverNeeds;
