/** Bounds of the protocol between booth and office. Both ends refuse what exceeds them. */
export const packageLengthMaxBytes = 64 * 1024 * 1024;
/** Keeps the manifest of the largest package under `manifestLengthMaxBytes`. */
export const chunkCountMax = 1_024;
export const chunkLengthMinBytes = 16 * 1024;
export const chunkLengthMaxBytes = 1024 * 1024;
/** Throughput hardly depends on the size above 128 KiB; a lost chunk costs the more the larger it is. */
export const chunkLengthDefaultBytes = 256 * 1024;
/** Chunks handed to the broker and not yet acknowledged by it, over one connection. */
export const windowMax = 4;
/** Room a chunk needs besides its bytes: header, topic, MQTT 5 properties. */
export const chunkOverheadMaxBytes = 4 * 1024;

export const manifestLengthMaxBytes = 96 * 1024;
export const statusLengthMaxBytes = 16 * 1024;
export const receiptLengthMaxBytes = 4 * 1024;
export const stateLengthMaxBytes = 2 * 1024;
export const stepEventLengthMaxBytes = 2 * 1024;
