import { z } from "zod";

/**
 * A schema as plain data, for a page that checks what it hears without the library that knows schemas: that alone would
 * be a sixth of its first load.
 */
export type Shape =
  | "text"
  | "flag"
  /** Both ends included. */
  | { readonly number: Span; readonly isWhole: boolean }
  | { readonly oneOf: readonly (string | number | boolean | null)[] }
  | { readonly list: Shape; readonly length: Span }
  /** An object of exactly these keys. */
  | { readonly keys: Readonly<Record<string, Shape>> }
  | { readonly any: readonly Shape[] }
  /** Another one, by its name. */
  | { readonly named: string };

/** From, to; null where there is no end. */
export type Span = readonly [number | null, number | null];

export type Shapes = { readonly root: Shape; readonly named: Readonly<Record<string, Shape>> };

type Node = Readonly<Record<string, unknown>>;

/** What a schema may say besides its type, so that nothing which it says is lost on the way to the page. */
const knownWords = new Set(
  [
    "$schema $defs $ref type const enum anyOf oneOf minimum maximum",
    "items minItems maxItems properties required additionalProperties",
  ].flatMap((line) => line.split(" ")),
);

/** @throws RangeError for a schema that says what cannot be checked by such data */
export function readShapes(schema: z.ZodType): Shapes {
  const { $defs = {}, ...root } = z.toJSONSchema(schema, { reused: "ref" }) as Node;
  const named = Object.entries($defs as Record<string, Node>).map(([name, node]) => [name, readShape(node)] as const);
  return { root: readShape(root), named: Object.fromEntries(named) };
}

function readShape(node: Node): Shape {
  const unknown = Object.keys(node).find((word) => !knownWords.has(word));
  if (unknown !== undefined) throw new RangeError(`the page cannot check '${unknown}'`);
  if (typeof node["$ref"] === "string") return { named: node["$ref"].slice("#/$defs/".length) };
  if ("const" in node) return { oneOf: [node["const"] as string] };
  if ("enum" in node) return { oneOf: node["enum"] as string[] };
  const any = (node["anyOf"] ?? node["oneOf"]) as readonly Node[] | undefined;
  if (any !== undefined) return { any: any.map(readShape) };
  return readTyped(node);
}

function readTyped(node: Node): Shape {
  switch (node["type"]) {
    case "string":
      return "text";
    case "boolean":
      return "flag";
    case "null":
      return { oneOf: [null] };
    case "number":
    case "integer":
      return { number: readSpan(node["minimum"], node["maximum"]), isWhole: node["type"] === "integer" };
    case "array":
      return { list: readShape(node["items"] as Node), length: readSpan(node["minItems"], node["maxItems"]) };
    case "object":
      return { keys: readKeys(node) };
    default:
      throw new RangeError(`the page cannot check a '${String(node["type"])}'`);
  }
}

function readKeys({ properties, required }: Node): Readonly<Record<string, Shape>> {
  const entries = Object.entries(properties as Record<string, Node>);
  if (((required ?? []) as readonly string[]).length !== entries.length) {
    throw new RangeError("the page cannot check what may be left out");
  }
  return Object.fromEntries(entries.map(([key, node]) => [key, readShape(node)]));
}

function readSpan(from: unknown, to: unknown): Span {
  return [typeof from === "number" ? from : null, typeof to === "number" ? to : null];
}
