import type { Shape, Shapes, Span } from "../wire/shape.ts";

/** Whether parsed JSON is exactly what the schema behind these shapes allows: nothing missing, nothing more. */
export function fitsShapes(value: unknown, { root, named }: Shapes): boolean {
  return fits(value, root, named);
}

function fits(value: unknown, shape: Shape, named: Shapes["named"]): boolean {
  if (shape === "text") return typeof value === "string";
  if (shape === "flag") return typeof value === "boolean";
  if ("named" in shape) return fits(value, named[shape.named] ?? { any: [] }, named);
  if ("oneOf" in shape) return shape.oneOf.includes(value as null);
  if ("number" in shape) return isIn(value, shape.number) && (!shape.isWhole || Number.isSafeInteger(value));
  if ("any" in shape) return shape.any.some((one) => fits(value, one, named));
  if ("list" in shape) {
    return (
      Array.isArray(value) && isIn(value.length, shape.length) && value.every((one) => fits(one, shape.list, named))
    );
  }
  return fitsKeys(value, shape.keys, named);
}

function isIn(value: unknown, [from, to]: Span): boolean {
  return Number.isFinite(value) && (value as number) >= (from ?? -Infinity) && (value as number) <= (to ?? Infinity);
}

function fitsKeys(value: unknown, keys: Readonly<Record<string, Shape>>, named: Shapes["named"]): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const wanted = Object.entries(keys);
  return (
    Object.keys(value).length === wanted.length &&
    wanted.every(
      ([key, shape]) => Object.hasOwn(value, key) && fits((value as Record<string, unknown>)[key], shape, named),
    )
  );
}
