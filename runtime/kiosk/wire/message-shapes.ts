import { pictureHeaderSchema, runtimeMessageSchema } from "./runtime-message.ts";
import { readShapes, type Shapes } from "./shape.ts";

// The page's build puts in place of this module what it exports, as data.

/** Text messages of the runtime. */
export const messageShapes: Shapes = readShapes(runtimeMessageSchema);
/** Headers of its pictures. */
export const headerShapes: Shapes = readShapes(pictureHeaderSchema);
