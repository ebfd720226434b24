import { paintStripes } from "./camera-stand-in.ts";
import { type FakePrograms, installPrograms } from "./fake-programs.ts";

/** Scans one page into the file that it is told; `-A` lists its options. */
const scanimage = `
for word in "$@"; do
  case "$word" in --batch=*) out=\${word#--batch=} ;; -A) listing=1 ;; esac
done
[ "$mode" = absent ] && { echo "scanimage: open of device test:0 failed: Invalid argument" >&2; exit 1; }
[ "$mode" = mute ] && exec sleep 60
[ -n "$listing" ] && exit 0
echo "Progress: 10.0%" >&2
case "$mode" in
  busy) exit 3 ;;
  stall) exec sleep 60 ;;
  slow) sleep 0.4 ;;
  doubled) echo "Progress: 10.0%" >&2 ;;
esac
for n in 1 2 3; do
  sleep 0.01
  read -r now < "$dir/mode"
  [ "$now" = absent ] && exit 9
done
page=$(printf "$out" 1)
case "$mode" in
  torn-*) head -c "\${mode#torn-}" "$dir/page" > "$page" ;;
  garbage|damaged|other) cat "$dir/$mode" > "$page" ;;
  *) cat "$dir/page" > "$page" ;;
esac
exit 0`;

/** A scanner of one striped page, 120×80 pixels at 75 ppi. */
export async function installScanner(): Promise<{ readonly programs: FakePrograms; readonly page: Uint8Array }> {
  const page = new Uint8Array(await paintStripes(120, 80).withMetadata({ density: 75 }).png().toBuffer());
  const other = new Uint8Array(await paintStripes(120, 80).withMetadata({ density: 150 }).png().toBuffer());
  // In the compressed pixels, so that their sum no longer holds.
  const damaged = page.map((byte, at) => (at === page.length - 40 ? byte ^ 0x55 : byte));
  const garbage = page.map((_, at) => (at * 31) & 0xff);
  return { programs: installPrograms({ scanimage }, { page, other, damaged, garbage }), page };
}

const answerId = "request id is Kantor-12 (1 file(s))";
/** `lp` takes a job; the job is done when it is asked after. */
const lp = `
cat > /dev/null
case "$mode" in
  absent) echo "lp: Error - unknown destination" >&2; exit 1 ;;
  garbage) echo "%!PS noise"; exit 0 ;;
  torn-*) printf '%.\${mode#torn-}s' '${answerId}'; exit 0 ;;
  stall) exec sleep 60 ;;
  slow) sleep 0.3 ;;
  doubled) echo '${answerId}' ;;
esac
echo '${answerId}'`;
const lpstat = `
[ "$mode" = mute ] && exec sleep 60
[ "$mode" = absent ] && { echo "lpstat: Invalid destination name" >&2; exit 1; }
case "$*" in
  *not-completed*) [ "$mode" = busy ] && echo "Kantor-12  booth  1024  Mon" ; exit 0 ;;
  *-p*) echo "printer Kantor is idle.  enabled since Mon" ;;
  *-v*) echo "device for Kantor: cups-pdf:/" ;;
esac`;

/** The queue «Kantor» of a scheduler whose every job has the number 12. */
export function installQueue(): FakePrograms {
  return installPrograms({ lp, lpstat, cancel: "exit 0" });
}
