// Runs in gjs, not in Node. NIST's mindtct and bozorth3 are in libfprint, and the way to them leads through its virtual
// image reader: each look needs an image, which is asked for on standard output (`image INDEX`). A pair is named
// (`pair FIRST SECOND`) before libfprint logs its score. Arguments: the number of images, then FIRST,SECOND a pair.
imports.gi.versions.FPrint = "2.0";
const { FPrint, GLib } = imports.gi;

const imageCount = Number(ARGV[0]);
const pairs = ARGV.slice(1).map((pair) => pair.split(",").map(Number));
const loop = new GLib.MainLoop(null, false);
const context = new FPrint.Context();
context.enumerate();
const reader = context.get_devices().find((device) => device.get_driver() === "virtual_image");
let shown = 0;
reader.connect("notify::finger-status", () => {
  if (reader.get_finger_status() === FPrint.FingerStatusFlags.NEEDED) print(`image ${shown}`);
});
reader.open_sync(null);

comparePairs().then(leave, (error) => {
  printerr(error);
  leave();
});
loop.run();

function leave() {
  reader.close_sync(null);
  loop.quit();
}

async function comparePairs() {
  let any = null;
  for (let image = 0; any === null && image < imageCount; image += 1) any = await enrol(image);
  if (any === null) return;
  const templates = [];
  for (let image = 0; image < imageCount; image += 1) templates.push(await look(any, image));
  for (const [first, second] of pairs) {
    print(`pair ${first} ${second}`);
    if (templates[first] !== null) await look(templates[first], second);
  }
}

/** A print of one image, or null where it has too few minutiae. */
function enrol(image) {
  const print = FPrint.Print.new(reader);
  return ask(
    image,
    (done) => reader.enroll(print, null, null, done),
    (result) => reader.enroll_finish(result),
  );
}

/** Compares an image with a print; gives the print of that image, or null where it has too few minutiae. */
function look(template, image) {
  return ask(
    image,
    (done) => reader.verify(template, null, null, done),
    (result) => reader.verify_finish(result).at(-1),
  );
}

function ask(image, begin, finish) {
  shown = image;
  return new Promise((resolve, reject) => {
    begin((_, result) => {
      try {
        resolve(finish(result));
      } catch (error) {
        // Any other failure, such as a reader taken for overheated, would pass for a print that matches nothing.
        if (error.domain === FPrint.device_retry_quark()) resolve(null);
        else reject(error);
      }
    });
  });
}
