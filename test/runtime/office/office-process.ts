import { createPrivateKey, createPublicKey } from "node:crypto";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import { createSilentLogger } from "../../../runtime/kernel/logger.ts";
import { createOffice } from "../../../runtime/office/office.ts";

/** An office in a process of its own, to be killed: `node office-process.ts URL VERSION SITE DIR INGEST-KEY BOOTH-KEY`. */
const [brokerUrl = "", version, siteId = "", dir = "", ingestKeyPem = "", boothKeyPem = ""] = process.argv.slice(2);
const boothKey = createPublicKey(boothKeyPem);
const office = createOffice({
  brokerUrl,
  protocolVersion: version === "5" ? 5 : 4,
  siteId,
  dir,
  ingestPrivateKey: createPrivateKey(ingestKeyPem),
  ingestId: "ingest-01",
  boothCertificates: { findKey: () => boothKey },
  retryDelayMinMs: 20,
  retryDelayMaxMs: 100,
  reportDelayMs: 50,
  diskReserveBytes: 0,
  clock: createSystemClock(),
  logger: createSilentLogger(),
});
await office.start();
