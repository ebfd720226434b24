import type { DriverName } from "../../runtime/config/devices/driver-needs.ts";
import type { UdevMatch, UdevRule } from "./udev-rule.ts";

/** Wacom's STU pads and DigitalPersona's readers, as the bus names them; a test holds them to the drivers' own tables. */
export const wacomStu = {
  vendor: "056a",
  products: ["00a1", "00a2", "00a3", "00a4", "00a5", "00a6", "00a7", "00a8"],
} as const;
export const uareu = { vendor: "05ba", products: ["0007", "0008", "000a"] } as const;
const arduinoVendors = ["2341", "2a03"];
/** Adapters by which serial modules, pads and printers are plugged in. */
const serialVendors = ["0403", "0483", "067b", "10c4", "1a86", "2341", "28e9", "2a03"];

const usbDevice: readonly [UdevMatch, UdevMatch] = [
  ["SUBSYSTEM", "usb"],
  ["ENV{DEVTYPE}", "usb_device"],
];
/** Hubs that save power put slow readers to sleep in the middle of a capture. */
const stayAwake = ["ATTR{power/control}", "=", "on"] as const;
const openTo = (group: string) =>
  [
    ["MODE", "=", "0660"],
    ["GROUP", "=", group],
  ] as const;

const either = (names: readonly string[]) => names.join("|");

const keepModemManagerAway: UdevRule = {
  comment: "Serial adapters: no modems, so that ModemManager lets them be",
  matches: [
    ["SUBSYSTEM", "tty"],
    ["ATTRS{idVendor}", either(serialVendors)],
  ],
  settings: [["ENV{ID_MM_PORT_IGNORE}", "=", "1"], ...openTo("dialout")],
};

const wacomIds: readonly UdevMatch[] = [
  ["ATTRS{idVendor}", wacomStu.vendor],
  ["ATTRS{idProduct}", either(wacomStu.products)],
];

const rules: Readonly<Partial<Record<DriverName, readonly UdevRule[]>>> = {
  escpos: [
    keepModemManagerAway,
    {
      comment: "Printers by USB, for receipt printers that are spoken to directly",
      matches: [...usbDevice, ["ENV{ID_USB_INTERFACES}", "*:0701??:*"]],
      settings: openTo("lp"),
    },
  ],
  firmata: [
    keepModemManagerAway,
    {
      comment: "The booth's microcontroller, an Arduino, under a name of its own",
      matches: [
        ["SUBSYSTEM", "tty"],
        ["ATTRS{idVendor}", either(arduinoVendors)],
      ],
      settings: [["SYMLINK", "+=", "booth/board"]],
    },
  ],
  gphoto2: [
    {
      comment: "Still cameras, once libgphoto2 has known them",
      matches: [...usbDevice, ["ENV{ID_GPHOTO2}", "1"]],
      settings: openTo("plugdev"),
    },
  ],
  topaz: [
    keepModemManagerAway,
    {
      comment: "A Topaz pad under a name of its own",
      matches: [
        ["SUBSYSTEM", "tty"],
        ["ATTRS{idVendor}", "0403"],
        ["ATTRS{manufacturer}", "Topaz*"],
      ],
      settings: [["SYMLINK", "+=", "booth/pad"]],
    },
  ],
  uru4000: [
    {
      comment: "U.are.U fingerprint readers",
      matches: [...usbDevice, ["ATTR{idVendor}", uareu.vendor], ["ATTR{idProduct}", either(uareu.products)]],
      settings: [...openTo("plugdev"), stayAwake],
    },
  ],
  v4l2: [
    {
      comment: "Cameras, to their group",
      matches: [["SUBSYSTEM", "video4linux"]],
      settings: openTo("video"),
    },
    {
      comment: "USB video class: no power saving in the middle of a portrait",
      matches: [...usbDevice, ["ENV{ID_USB_INTERFACES}", "*:0e01??:*"]],
      settings: [stayAwake],
    },
  ],
  "wacom-stu": [
    {
      comment: "Wacom STU signature pads",
      matches: [["SUBSYSTEM", "hidraw"], ...wacomIds],
      settings: openTo("plugdev"),
    },
    {
      comment: "The same pads must not move the pointer",
      matches: [["SUBSYSTEM", "input"], ...wacomIds],
      settings: [["ENV{LIBINPUT_IGNORE_DEVICE}", "=", "1"]],
    },
  ],
  zfm: [keepModemManagerAway],
};

/** The rules that these drivers need, each once. */
export function rulesFor(drivers: readonly DriverName[]): readonly UdevRule[] {
  const all = drivers.flatMap((driver) => rules[driver] ?? []);
  return [...new Map(all.map((rule) => [JSON.stringify(rule), rule])).values()];
}
