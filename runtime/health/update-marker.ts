import { join } from "node:path";
import { removeFile, replaceFile } from "../kernel/durable-file.ts";

/** In the state folder while newer software waits to be installed: `bilik update` puts it there and takes it away. */
export const updateMarker = "update-pending";

/** From now on the booth says that an update waits. Durable on return. @throws BoothError as `replaceFile` */
export function announceUpdate(stateDir: string): Promise<void> {
  return replaceFile(join(stateDir, updateMarker), new Uint8Array(0));
}

/** Nothing waits any more. Durable on return. @throws BoothError as `removeFile` */
export function withdrawUpdate(stateDir: string): Promise<void> {
  return removeFile(join(stateDir, updateMarker));
}
