import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import { createUplink } from "../../../runtime/uplink/uplink.ts";
import { mosquittoMissing, startMosquitto } from "../../broker/start-mosquitto.ts";
import { createTestAuthority, type IssuedIdentity } from "../../broker/test-authority.ts";
import type { TestBroker } from "../../broker/test-broker.ts";
import { waitUntil } from "../../broker/wait-until.ts";
import { boothId, createPair, type Pair, quickUplink, siteId } from "./booth-and-office.ts";

const title = mosquittoMissing === null ? "" : ` (skipped: ${mosquittoMissing})`;
const farFuture = "2048-01-01T00:00:00.000Z";
const past = "2021-01-01T00:00:00.000Z";

/** As in the field: certificates on both sides, and a list of who may say what. */
const accessList = `user office
topic readwrite bilik/v1/#
pattern write bilik/v1/up/+/+/%u/#
pattern write bilik/v1/state/+/%u
pattern write bilik/v1/steps/+/%u
pattern read bilik/v1/down/+/%u/#
`;

describe.skipIf(mosquittoMissing !== null)(`a broker that asks for certificates${title}`, () => {
  const dir = mkdtempSync(join(tmpdir(), "bilik-tls-"));
  const authority = createTestAuthority();
  const office = authority.issue("office", past, farFuture);
  let broker: TestBroker;
  let pair: Pair;
  let brokerAuthorityPem: string;

  beforeAll(async () => {
    const path = (name: string) => join(dir, name);
    const request = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=broker".split(" ");
    const files = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", path("broker.key"), "-out", path("broker.pem")];
    execFileSync("openssl", [...request, ...files], { stdio: "ignore" });
    writeFileSync(path("authority.pem"), authority.certificate.toString());
    writeFileSync(path("access"), accessList);
    brokerAuthorityPem = readFileSync(path("broker.pem"), "utf8");
    broker = await startMosquitto([
      `cafile ${path("authority.pem")}`,
      `certfile ${path("broker.pem")}`,
      `keyfile ${path("broker.key")}`,
      "require_certificate true",
      "use_identity_as_username true",
      "tls_version tlsv1.3",
      `acl_file ${path("access")}`,
      "user root",
    ]);
    pair = await createPair();
  });
  afterAll(async () => {
    await pair.dispose();
    await broker.stop();
    rmSync(dir, { recursive: true });
  });

  const createSecureUplink = (identity: IssuedIdentity) =>
    createUplink({
      ...quickUplink,
      brokerUrl: `mqtts://127.0.0.1:${broker.port}`,
      brokerAuthorityPem,
      protocolVersion: 5,
      identity: { siteId, boothId, ...identity },
      ingestKey: pair.ingestKeys.publicKey,
      outbox: pair.outbox,
      clock: createSystemClock(),
      logger: pair.logger,
    });

  it("takes a booth in by its certificate, and lets the office answer it", async () => {
    const booth = authority.issue(boothId, past, farFuture);
    const receiving = pair.createOffice(
      `mqtts://127.0.0.1:${broker.port}`,
      5,
      {},
      {
        tls: {
          key: office.privateKey,
          certificatePem: office.certificate.toString(),
          authorityPem: brokerAuthorityPem,
        },
        boothCertificates: { findKey: () => booth.certificate.publicKey },
      },
    );
    await receiving.start();
    const uplink = createSecureUplink(booth);
    await pair.addPackage(300_000);
    await uplink.start();
    await waitUntil("the outbox is empty", () => pair.outbox.pending().length === 0);
    await uplink.stop();
  });

  it("turns away a booth whose certificate another authority signed", async () => {
    const uplink = createSecureUplink(createTestAuthority().issue(boothId, past, farFuture));
    await uplink.start();
    expect(uplink.status().isConnected).toBe(false);
    expect(uplink.status().lastFailure).not.toBeNull();
    await uplink.stop();
  });

  it("says that the certificate has expired, where the broker only hangs up", async () => {
    const uplink = createSecureUplink(authority.issue(boothId, past, "2022-01-01T00:00:00.000Z"));
    await uplink.start();
    await waitUntil("the line has failed", () => uplink.status().lastFailure !== null);
    expect(uplink.status().lastFailure).toContain("certificate expired");
    await uplink.stop();
  });

  it("lets a booth say nothing in the name of another, and names the cause", async () => {
    await pair.addPackage(1_000);
    const uplink = createSecureUplink(authority.issue("bilik-02", past, farFuture));
    await uplink.start();
    await waitUntil("the broker's refusal is known", () => uplink.status().lastFailure !== null);
    expect(uplink.status().lastFailure).toMatch(/not-authorised|refused/);
    expect(pair.outbox.pending().length).toBe(1);
    await uplink.stop();
  });
});
