// Acts as gphoto2 does towards a camera: a summary, a live view on standard output, a picture into the file that is named.
// First argument: a folder with view.jpg, still.jpg, and a `mode` that a test may change at any moment.
import { appendFileSync, copyFileSync, existsSync, readFileSync, unlinkSync } from "node:fs";
import { join } from "node:path";

const [dir, ...args] = process.argv.slice(2);
const mode = existsSync(join(dir, "mode")) ? readFileSync(join(dir, "mode"), "utf8") : "";
appendFileSync(join(dir, "calls"), `${args.join(" ")}\n`);
const fail = (words) => {
  process.stderr.write(`${words}\n`);
  process.exit(1);
};
if (mode === "gone") fail("*** Error: No camera found. ***");
if (mode === "held") fail("*** Error (-53: 'Could not claim the USB device') ***");
if (args.includes("--auto-detect")) {
  process.stdout.write(
    "Model                          Port\n------------------------------\nCanon EOS 200D                 usb:001,004\n",
  );
} else if (args.includes("--summary")) {
  process.stdout.write(
    "Camera summary:\nManufacturer: Canon.Inc\nModel: Canon EOS 200D\n  Version: 3-1.0.3\n  Serial Number: EMU-200D\n",
  );
} else if (args.includes("--capture-movie")) {
  if (mode === "no-view") fail("*** Error: Operation not supported ***");
  setInterval(() => process.stdout.write(readFileSync(join(dir, "view.jpg"))), 40);
} else if (args.includes("--capture-image-and-download")) {
  if (mode === "busy-once") {
    unlinkSync(join(dir, "mode"));
    fail("*** Error (0x2019: PTP Device Busy) ***");
  }
  const name = args[args.indexOf("--filename") + 1];
  if (mode === "raw") copyFileSync(join(dir, "still.jpg"), name.replace("%C", "cr2"));
  else if (mode === "hang") setInterval(() => undefined, 1_000);
  else copyFileSync(join(dir, "still.jpg"), name.replace("%C", "jpg"));
}
