import { execFile } from "node:child_process";
import { createPrivateKey, sign, X509Certificate } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type JwsTrust, verifyJws } from "../../../../drivers/transport/sbi/verify-jws.ts";
import { createEmulatorKeys, type EmulatorKeys } from "../../../../drivers/transport/sbi-emulator/emulator-keys.ts";
import { BoothError } from "../../../../runtime/kernel/errors.ts";

const nowAt = "2026-11-25T10:00:00.000Z";
let keys: EmulatorKeys;
let trust: JwsTrust;
beforeAll(async () => {
  keys = await createEmulatorKeys(nowAt);
  trust = { device: "test", authorities: [new X509Certificate(keys.authorityPem)], nowAt };
});

const verdict = async (compact: string, parts: Partial<JwsTrust> = {}) => {
  try {
    return await verifyJws(compact, "message", { ...trust, ...parts });
  } catch (error) {
    return error instanceof BoothError ? error.code : error;
  }
};
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("a signed message", () => {
  it("gives its payload when all holds", async () => {
    expect(await verdict(keys.sign({ a: "ü" }))).toEqual({ a: "ü" });
  });

  it("does not hold up the thread while its signature is checked", async () => {
    const compact = keys.sign({ filler: "x".repeat(4_000_000) });
    let turns = 0;
    const counting = setInterval(() => {
      turns += 1;
    }, 0);
    await verdict(compact);
    clearInterval(counting);
    expect(turns).toBeGreaterThan(0);
  });

  it("is not trusted when anything in it was changed", async () => {
    const compact = keys.sign({ amount: "1", filler: "x".repeat(60) });
    const outcomes = new Set<unknown>();
    for (let at = 0; at < compact.length - 1; at += 3) {
      const changed = `${compact.slice(0, at)}${compact[at] === "A" ? "B" : "A"}${compact.slice(at + 1)}`;
      outcomes.add(await verdict(changed));
    }
    for (const outcome of outcomes) expect(["driver.untrusted", "driver.malformed"]).toContain(outcome);
  });

  it("is not trusted when its certificate names a key or a signature that OpenSSL does not know", async () => {
    const [header = "", payload = "", signature = ""] = keys.sign({}).split(".");
    const { alg, x5c } = JSON.parse(Buffer.from(header, "base64url").toString());
    const der = Buffer.from(x5c[0], "base64");
    const encrypted = Buffer.from("2a864886f70d0101", "hex");
    const outcomes = new Set<unknown>();
    for (let at = der.indexOf(encrypted); at >= 0; at = der.indexOf(encrypted, at + 1)) {
      // Every last byte of every RSA identifier: other algorithms, and numbers that are none.
      for (let last = 0; last < 256; last += 1) {
        const changed = Buffer.from(der);
        changed[at + encrypted.length] = last;
        const renamed = `${encode({ alg, x5c: [changed.toString("base64")] })}.${payload}.${signature}`;
        outcomes.add(await verdict(renamed));
      }
    }
    for (const outcome of outcomes) expect(["driver.untrusted", "driver.malformed"]).toContain(outcome);
    expect(outcomes.size).toBeGreaterThan(0);
  });

  it("is not trusted outside the dates of its certificate, nor under another authority", async () => {
    const compact = keys.sign({});
    expect(await verdict(compact, { nowAt: "2026-11-23T10:00:00.000Z" })).toBe("driver.untrusted");
    expect(await verdict(compact, { nowAt: "2028-01-01T10:00:00.000Z" })).toBe("driver.untrusted");
    expect(await verdict(compact, { authorities: [] })).toBe("driver.untrusted");
    expect(await verdict(keys.sign({}, "expired"))).toBe("driver.untrusted");
    expect(await verdict(keys.sign({}, "unchained"))).toBe("driver.untrusted");
  });

  it("does not choose its own algorithm", async () => {
    const [header = "", payload = "", signature = ""] = keys.sign({}).split(".");
    const { x5c } = JSON.parse(Buffer.from(header, "base64url").toString());
    for (const alg of ["none", "HS256", "RS512", "ES256"]) {
      expect(await verdict(`${encode({ alg, x5c })}.${payload}.${signature}`)).toBe("driver.untrusted");
    }
    expect(await verdict(`${encode({ alg: "none", x5c })}.${payload}.`)).toBe("driver.malformed");
  });

  it("is malformed without certificate, with a damaged one, with too many, or with more or fewer than three parts", async () => {
    const [, payload = "", signature = ""] = keys.sign({}).split(".");
    const headers = [{ alg: "RS256" }, { alg: "RS256", x5c: [] }, { alg: "RS256", x5c: ["AAAA"] }, [], null];
    for (const header of [...headers, { alg: "RS256", x5c: Array.from({ length: 9 }, () => "AAAA") }]) {
      expect(await verdict(`${encode(header)}.${payload}.${signature}`)).toBe("driver.malformed");
    }
    for (const text of ["", ".", "..", "a.b", "a.b.c.d", `${keys.sign({})}.e`, "a.b.ü"]) {
      expect(await verdict(text)).toBe("driver.malformed");
    }
  });

  it("never gives anything but a driver failure for any text", async () => {
    const part = fc.oneof(
      fc.base64String(),
      fc.string(),
      fc.json().map((text) => Buffer.from(text).toString("base64url")),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 5 }), async (parts) => {
        expect(["driver.untrusted", "driver.malformed"]).toContain(await verdict(parts.join(".")));
      }),
    );
  });
});

describe("a chain that OpenSSL made", () => {
  const run = promisify(execFile);
  const hasOpenssl = run("openssl", ["version"]).then(
    () => true,
    () => false,
  );

  it("is followed over an intermediate, and not over one that may not certify", async ({ skip }) => {
    skip(!(await hasOpenssl), "no openssl on this machine");
    const dir = await mkdtemp(join(tmpdir(), "chain-"));
    const openssl = (...args: readonly string[]) => run("openssl", [...args], { cwd: dir });
    const make = async (name: string, issuer: string | null, isAuthority: boolean) => {
      await writeFile(join(dir, `${name}.ext`), `basicConstraints=critical,CA:${isAuthority ? "TRUE" : "FALSE"}\n`);
      await openssl(
        "req",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        `${name}.key`,
        "-out",
        `${name}.csr`,
        "-subj",
        `/CN=${name}`,
      );
      const by =
        issuer === null
          ? ["-signkey", `${name}.key`]
          : ["-CA", `${issuer}.crt`, "-CAkey", `${issuer}.key`, "-CAcreateserial"];
      await openssl(
        "x509",
        "-req",
        "-in",
        `${name}.csr`,
        "-out",
        `${name}.crt`,
        "-days",
        "30",
        "-extfile",
        `${name}.ext`,
        ...by,
      );
      return new X509Certificate(await readFile(join(dir, `${name}.crt`)));
    };
    const root = await make("root", null, true);
    const middle = await make("middle", "root", true);
    const leaf = await make("leaf", "middle", false);
    const below = await make("below", "leaf", false);
    const compact = async (name: string, chain: readonly X509Certificate[]) => {
      const header = { alg: "RS256", x5c: chain.map(({ raw }) => raw.toString("base64")) };
      const signed = `${encode(header)}.${encode({ by: name })}`;
      const key = createPrivateKey(await readFile(join(dir, `${name}.key`)));
      return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), key).toString("base64url")}`;
    };
    const parts = { authorities: [root], nowAt: new Date().toISOString() };
    expect(await verdict(await compact("leaf", [leaf, middle]), parts)).toEqual({ by: "leaf" });
    expect(await verdict(await compact("leaf", [leaf, root, middle]), parts)).toEqual({ by: "leaf" });
    expect(await verdict(await compact("leaf", [leaf]), parts)).toBe("driver.untrusted");
    expect(await verdict(await compact("leaf", [leaf]), { ...parts, authorities: [leaf] })).toEqual({ by: "leaf" });
    expect(await verdict(await compact("below", [below, leaf, middle]), parts)).toBe("driver.untrusted");
    await rm(dir, { recursive: true });
  });
});
