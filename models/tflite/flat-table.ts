import type { ByteBuffer } from "flatbuffers";
import { BoothError } from "../../runtime/kernel/errors.ts";

/**
 * One table of a FlatBuffer, read by field number instead of generated accessors.
 * Every offset is checked against the buffer, so that a torn or hostile file is refused rather than misread.
 * @throws BoothError `model.unsupported` from any method when an offset or length leaves the buffer
 */
export class FlatTable {
  readonly #buffer: ByteBuffer;
  readonly #positionBytes: number;
  readonly #path: string;

  constructor(buffer: ByteBuffer, positionBytes: number, path: string) {
    this.#buffer = buffer;
    this.#positionBytes = positionBytes;
    this.#path = path;
    this.#within(positionBytes, 4);
    const vtableBytes = positionBytes - buffer.readInt32(positionBytes);
    this.#within(vtableBytes, 4);
    this.#within(vtableBytes, buffer.readUint16(vtableBytes));
  }

  /** The table at which a file starts. */
  static root(buffer: ByteBuffer, path: string): FlatTable {
    if (buffer.capacity() < 8) throw new BoothError("model.unsupported", { path, problem: "shorter than a header" });
    return new FlatTable(buffer, buffer.readUint32(0), path);
  }

  int8(field: number, fallback = 0): number {
    const at = this.#field(field, 1);
    return at === 0 ? fallback : this.#buffer.readInt8(at);
  }

  int32(field: number, fallback = 0): number {
    const at = this.#field(field, 4);
    return at === 0 ? fallback : this.#buffer.readInt32(at);
  }

  text(field: number): string {
    return new TextDecoder().decode(this.bytes(field));
  }

  /** A copy of a vector of bytes: fresh memory, so that it can be viewed as wider numbers. */
  bytes(field: number): Uint8Array {
    const { startBytes, count } = this.#vector(field, 1);
    return this.#buffer.bytes().slice(startBytes, startBytes + count);
  }

  int32s(field: number): number[] {
    const { startBytes, count } = this.#vector(field, 4);
    return Array.from({ length: count }, (_, index) => this.#buffer.readInt32(startBytes + index * 4));
  }

  tables(field: number): FlatTable[] {
    const { startBytes, count } = this.#vector(field, 4);
    return Array.from({ length: count }, (_, index) => this.#follow(startBytes + index * 4));
  }

  /** A nested table, or undefined where the field is absent. */
  table(field: number): FlatTable | undefined {
    const at = this.#field(field, 4);
    return at === 0 ? undefined : this.#follow(at);
  }

  #follow(offsetBytes: number): FlatTable {
    return new FlatTable(this.#buffer, offsetBytes + this.#buffer.readUint32(offsetBytes), this.#path);
  }

  #vector(field: number, elementBytes: number): { readonly startBytes: number; readonly count: number } {
    const at = this.#field(field, 4);
    if (at === 0) return { startBytes: 0, count: 0 };
    const vectorBytes = at + this.#buffer.readUint32(at);
    this.#within(vectorBytes, 4);
    const count = this.#buffer.readUint32(vectorBytes);
    this.#within(vectorBytes + 4, count * elementBytes);
    return { startBytes: vectorBytes + 4, count };
  }

  /** Absolute place of a field, or 0 where it is absent. A vtable starts with two lengths of two bytes each. */
  #field(field: number, sizeBytes: number): number {
    const relative = this.#buffer.__offset(this.#positionBytes, 4 + field * 2);
    if (relative === 0) return 0;
    this.#within(this.#positionBytes + relative, sizeBytes);
    return this.#positionBytes + relative;
  }

  #within(startBytes: number, sizeBytes: number): void {
    if (startBytes >= 0 && startBytes + sizeBytes <= this.#buffer.capacity()) return;
    throw new BoothError("model.unsupported", {
      path: this.#path,
      problem: `an offset leaves the file: ${startBytes} + ${sizeBytes} of ${this.#buffer.capacity()} bytes`,
    });
  }
}
