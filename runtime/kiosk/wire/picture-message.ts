/** Length of a header: more is no header of ours. */
const headerBytesMax = 4_096;
const lengthBytes = 4;

/** A binary message: length of the header (32 bits, big end first), header as JSON, picture. Runs in browser and Node. */
export function packPicture(header: object, picture: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(JSON.stringify(header));
  const message = new Uint8Array(lengthBytes + head.length + picture.length);
  new DataView(message.buffer).setUint32(0, head.length);
  message.set(head, lengthBytes);
  message.set(picture, lengthBytes + head.length);
  return message;
}

/** Header as parsed JSON and picture as a view into the message, or null when it is no such message. */
export function unpackPicture(
  message: Uint8Array<ArrayBuffer>,
): { readonly header: unknown; readonly picture: Uint8Array<ArrayBuffer> } | null {
  if (message.length < lengthBytes) return null;
  const headBytes = new DataView(message.buffer, message.byteOffset).getUint32(0);
  const pictureAt = lengthBytes + headBytes;
  if (headBytes > headerBytesMax || pictureAt > message.length) return null;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(message.subarray(lengthBytes, pictureAt));
    return { header: JSON.parse(text), picture: message.subarray(pictureAt) };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
}
