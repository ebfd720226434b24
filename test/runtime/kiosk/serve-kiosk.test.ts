import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { promisify } from "node:util";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { createSilentLogger } from "../../../runtime/kernel/logger.ts";
import { textBytesMax } from "../../../runtime/kiosk/wire/page-message.ts";
import { openPage, startKiosk, token } from "./kiosk-rig.ts";

describe("the page's own files", () => {
  it("need no token, and come with a policy that lets nothing foreign run", async () => {
    const { ask } = await startKiosk();
    for (const path of ["/", "/index.html"]) {
      const { status, headers, body } = await ask(path);
      expect([status, body]).toEqual([200, "<!doctype html><title>Bilik</title>"]);
      expect(headers["content-type"]).toBe("text/html; charset=utf-8");
      expect(headers["content-security-policy"]).toMatch(/^default-src 'none'; script-src 'self';/);
      expect(headers["content-security-policy"]).not.toContain("unsafe");
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["cache-control"]).toBe("no-store");
      expect(headers["referrer-policy"]).toBe("no-referrer");
    }
  });

  it("are all there is: no other path is served, nor any file above the page", async () => {
    const { ask } = await startKiosk();
    for (const path of ["/serve-kiosk.ts", "/../serve-kiosk.ts", "/%2e%2e/serve-kiosk.ts", "/page", "/index.html/x"]) {
      expect((await ask(path)).status).toBe(404);
    }
  });

  it("must have been built", async () => {
    await expect(startKiosk({ pageDir: "/nowhere" })).rejects.toMatchObject({ code: "file.missing" });
  });
});

describe("a request of another site, through this browser", () => {
  it.each(["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost"])("is refused for its host: '%s'", async (host) => {
    const { ask, port } = await startKiosk();
    for (const path of ["/", "/nowhere"]) expect((await ask(path, { host })).status).toBe(403);
    await expect(openPage(port, { headers: { host } })).rejects.toThrow("403");
  });

  it("is refused for its origin, also with the right token", async () => {
    const { ask, port } = await startKiosk();
    for (const origin of [
      "https://evil.example",
      "null",
      `https://127.0.0.1:${port}`,
      `http://127.0.0.1:${port + 1}`,
    ]) {
      expect((await ask("/", { origin })).status).toBe(403);
      await expect(openPage(port, { headers: { origin } })).rejects.toThrow("403");
    }
    await openPage(port, { headers: { origin: `http://localhost:${port}` } });
  });

  it("is counted, in one line a minute and with nothing of what it carried", async () => {
    const { logger, warned } = listenToWarnings();
    const { parts, ask, port } = await startKiosk({ logger });
    const tryAll = async () => {
      for (let time = 0; time < 3; time += 1) {
        await ask("/", { host: "evil.example" });
        await ask("/", { origin: "https://evil.example" });
        await expect(openPage(port, { token: "wrong-and-secret" })).rejects.toThrow("401");
      }
    };
    await tryAll();
    const problems = ["host", "origin", "token"];
    expect(warned).toEqual(problems.map((problem) => ["page.not-let-in", { problem, refusals: 1 }]));
    await parts.clock.advance(60_000);
    await tryAll();
    expect(warned.slice(3)).toEqual(problems.map((problem) => ["page.not-let-in", { problem, refusals: 4 }]));
    expect(JSON.stringify(warned)).not.toMatch(/evil|secret/);
  });

  it("is let in under either name of this machine", async () => {
    const { ask, port } = await startKiosk();
    expect((await ask("/", { host: `localhost:${port}` })).status).toBe(200);
    expect((await ask("/", { host: `127.0.0.1:${port}` })).status).toBe(200);
  });
});

describe("the socket", () => {
  it("opens to the token alone, which the address carries where browsers keep it to themselves", async () => {
    const { kiosk, port } = await startKiosk();
    for (const wrong of ["", token.slice(1), `${token}t`, `${token.slice(0, -1)}u`, "é".repeat(32)]) {
      await expect(openPage(port, { token: wrong })).rejects.toThrow("401");
    }
    expect(kiosk.url).toBe(`http://127.0.0.1:${port}/#${token}`);
  });

  it("greets, shows the view, and shows it again to all pages when something happens", async () => {
    const { openPage: open } = await startKiosk();
    const pages = [await open(), await open()] as const;
    expect(pages[0].heard[0]).toMatchObject({ kind: "hello", build: expect.stringMatching(/^test-[0-9a-f]{12}$/) });
    expect(pages[0].view().screen.kind).toBe("attract");
    await pages[0].act({ kind: "start" });
    for (const page of pages) await page.untilScreen("language");
  });

  it("shows everything once more to a page that could not read something, and says so in the log", async () => {
    const { logger, warned } = listenToWarnings();
    const { openPage: open } = await startKiosk({ logger });
    const page = await open();
    const views = () => page.heard.filter(({ kind }) => kind === "view");
    const [first] = views();
    page.say({ kind: "show-again", dropped: 1 });
    const second = await page.until(() => views()[1]);
    expect(second).toEqual(first);
    expect(warned).toEqual([["page.dropped", { dropped: 1 }]]);
  });

  it("serves eight pages; a ninth takes the place of the oldest", async () => {
    const { openPage: open } = await startKiosk();
    const first = await open();
    const closed = once(first.socket, "close");
    for (let page = 0; page < 8; page += 1) await open();
    expect((await closed)[0]).toBe(1001);
  });
});

it("a page that no longer says that it draws is hung up on, and one that does is not", async () => {
  const { parts, openPage: open } = await startKiosk();
  const [silent, alive] = [await open(), await open()];
  const closed = once(silent.socket, "close");
  await parts.clock.advance(14_000);
  alive.say({ kind: "pulse", framesDrawn: 1, build: "test" });
  await alive.act({ kind: "more-time" });
  await parts.clock.advance(2_000);
  expect((await closed)[0]).toBe(1001);
  expect(alive.socket.readyState).toBe(alive.socket.OPEN);
});

describe("what a page must not say", () => {
  it("changes nothing, is answered where it can be, and counted", async () => {
    const { logger, warned } = listenToWarnings();
    const { openPage: open } = await startKiosk({ logger });
    const page = await open();
    const before = page.view();
    for (const text of ["", "null", "[]", "{", '{"kind":"intent"}', '{"kind":"wipe"}', '{"kind":"touch","more":1}']) {
      page.socket.send(text);
    }
    page.socket.send(JSON.stringify({ kind: "intent", token: "abcdefgh", position: 1, intent: { kind: "fly" } }));
    expect(await page.answerTo("abcdefgh")).toEqual({ kind: "invalid", problem: "form" });
    page.socket.send("x".repeat(textBytesMax + 1));
    page.socket.send(Buffer.from("no picture"), { binary: true });
    // Answered after all that was said before it.
    await page.act({ kind: "more-time" });
    expect(warned).toHaveLength(10);
    // Nine of them in which no intent could be read.
    const refused = page.heard.filter(({ kind }) => kind === "refused");
    expect(refused).toEqual([
      ...Array(7).fill({ kind: "refused", problem: "form" }),
      { kind: "refused", problem: "too-large" },
      { kind: "refused", problem: "form" },
    ]);
    expect(page.view()).toEqual(before);
    expect(JSON.stringify(warned)).not.toContain("no picture");
  });

  it("is not heard when it comes faster than anybody can tap, and closes a page that does not stop", async () => {
    const { openPage: open } = await startKiosk();
    const page = await open();
    const closed = once(page.socket, "close");
    for (let message = 0; message < 500; message += 1) page.socket.send('{"kind":"nothing"}');
    expect((await closed)[0]).toBe(1008);
    expect(page.heard).toContainEqual({ kind: "refused", problem: "too-fast" });
  });

  it("closes the page when it is larger than any frame", async () => {
    const { openPage: open } = await startKiosk();
    const page = await open();
    const closed = once(page.socket, "close");
    page.socket.send(Buffer.alloc(3_000_000), { binary: true });
    expect((await closed)[0]).toBe(1009);
  });

  it("harms nobody, whatever it is", async () => {
    const { openPage: open } = await startKiosk();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.uint8Array({ maxLength: 64 }), fc.json(), fc.string()), { maxLength: 8 }),
        async (said) => {
          const page = await open();
          for (const one of said) page.socket.send(one, { binary: typeof one !== "string" });
          await page.act({ kind: "call-help" });
          expect(page.view().screen.kind).toBe("attract");
          page.socket.close();
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe("a doubled tap", () => {
  it("that is the same one sent twice is done once and answered twice alike", async () => {
    const { openPage: open } = await startKiosk();
    const page = await open();
    const intent = {
      kind: "intent",
      token: "the-same-tap",
      position: page.view().position,
      intent: { kind: "start" },
    } as const;
    page.say(intent);
    page.say(intent);
    const answers = await page.until(() => {
      const found = page.heard.filter((message) => message.kind === "answer");
      return found.length === 2 ? found : undefined;
    });
    expect(answers[0]).toEqual(answers[1]);
    expect(page.view().screen.kind).toBe("language");
  });
});

function listenToWarnings() {
  const warned: unknown[] = [];
  const warn = (event: string, detail?: object) => void warned.push([event, detail]);
  return { warned, logger: { ...createSilentLogger(), warn } };
}

const kioskModule = new URL("./serve-on-taken-port.ts", import.meta.url).pathname;

it("says so when its port is taken, and leaves nothing running that keeps the process alive", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  // A process that does not end by itself is killed, and then this rejects.
  const { stdout } = await promisify(execFile)(process.execPath, [kioskModule, String(port)], { timeout: 20_000 });
  expect(JSON.parse(stdout)).toEqual({
    code: "config.invalid",
    detail: { path: "kiosk", problems: expect.stringContaining(`kiosk.port ${port}`) },
  });
});
