import { z } from "zod";

/** Where residents are looked up. */
export const registryConfigSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("http"),
    url: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .describe("A register service on the office's network."),
    authorityPath: z.string().min(1).optional().describe("PEM certificate of whoever vouches for the service."),
    tokenPath: z.string().min(1).optional().describe("File with the token that the service asks for."),
    timeoutMs: z.int().min(200).max(30_000).default(4_000).describe("Longest wait for each answer."),
    attemptsMax: z.int().min(1).max(5).default(2),
  }),
  z.strictObject({
    kind: z.literal("list"),
    path: z.string().min(1).describe("CSV, or JSON where its name ends so; see docs/registry.md."),
  }),
  z.strictObject({ kind: z.literal("simulated") }).describe("Knows simulated residents, and nobody else."),
]);

export type RegistryConfig = Readonly<z.output<typeof registryConfigSchema>>;
