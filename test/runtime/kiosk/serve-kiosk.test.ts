import { execFile } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { promisify } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { BoothError } from "../../../runtime/kernel/errors.ts";
import { serviceIds } from "../../../runtime/procedure/service.ts";
import { openTestDesk, openVisitOn } from "../visit/desk-rig.ts";
import { visitId } from "../visit/play-visit.ts";
import { startKiosk } from "./kiosk-rig.ts";

describe("the page's own files", () => {
  it.each([
    { path: "/", type: "text/html; charset=utf-8", file: "index.html" },
    { path: "/page.css", type: "text/css; charset=utf-8", file: "page.css" },
    { path: "/page.js", type: "text/javascript; charset=utf-8", file: "page.js" },
  ])("$path needs no token, and comes with a policy that lets nothing foreign run", async ({ path, type, file }) => {
    const { ask } = await startKiosk();
    const { status, headers, body } = await ask(path);
    expect(status).toBe(200);
    expect(headers["content-type"]).toBe(type);
    expect(body).toBe(await readFile(new URL(`../../../runtime/kiosk/page/${file}`, import.meta.url), "utf8"));
    expect(headers["content-security-policy"]).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(headers["content-security-policy"]).not.toContain("unsafe");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["referrer-policy"]).toBe("no-referrer");
  });

  it("hold to that policy: no script, style or handler within the page, and nothing from elsewhere", async () => {
    const { ask } = await startKiosk();
    const page = (await ask("/")).body;
    const scripts = [...page.matchAll(/<script([^>]*)>([^<]*)<\/script>/g)];
    expect(scripts.length).toBeGreaterThan(0);
    for (const [, attributes, content] of scripts) {
      expect(attributes).toMatch(/ src="\/[^/]/);
      expect(content).toBe("");
    }
    expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:|https?:|\/\/[a-z]/i);
    const script = (await ask("/page.js")).body;
    expect(script).not.toMatch(/\beval\(|new Function|innerHTML|https?:/);
  });

  it("offer every service of the procedure", async () => {
    const { ask } = await startKiosk();
    const offered = [...(await ask("/")).body.matchAll(/data-service="([^"]+)"/g)].map(([, service]) => service);
    expect(offered.sort()).toEqual([...serviceIds].sort());
  });

  it("are all there is: no other path is served, nor any file above the page", async () => {
    const { ask } = await startKiosk();
    for (const path of ["/index.html", "/serve-kiosk.ts", "/../serve-kiosk.ts", "/%2e%2e/serve-kiosk.ts", "/page"]) {
      expect((await ask(path)).status).toBe(404);
    }
  });
});

describe("a request of another site, through this browser", () => {
  it.each(["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost"])("is refused for its host: '%s'", async (host) => {
    const { ask, token } = await startKiosk();
    for (const path of ["/", "/page.js", `/view?token=${token}`, "/nowhere"]) {
      const { status, body } = await ask(path, { headers: { host } });
      expect(status).toBe(403);
      expect(body).not.toContain("visits");
    }
  });

  it("is refused for its origin, also with the right token", async () => {
    let enrolled = 0;
    const { post, ask, port } = await startKiosk({
      enrolSimulated: async () => {
        enrolled += 1;
        return visitId;
      },
    });
    for (const origin of [
      "https://evil.example",
      "null",
      `https://127.0.0.1:${port}`,
      `http://127.0.0.1:${port + 1}`,
    ]) {
      expect((await post('{"service":"ktp-el"}', { origin })).status).toBe(403);
      expect((await ask("/", { headers: { origin } })).status).toBe(403);
    }
    expect(enrolled).toBe(0);
    expect((await post('{"service":"ktp-el"}', { origin: `http://localhost:${port}` })).status).toBe(201);
  });

  it("is let in under either name of this machine", async () => {
    const { ask, port } = await startKiosk();
    expect((await ask("/", { headers: { host: `localhost:${port}` } })).status).toBe(200);
    expect((await ask("/", { headers: { host: `127.0.0.1:${port}` } })).status).toBe(200);
  });
});

describe("the token of this start", () => {
  it("is needed for everything but the page's files", async () => {
    const { ask, token } = await startKiosk();
    const wrong = `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`;
    for (const given of ["", wrong, token.slice(1), `${token}A`, "é".repeat(32)]) {
      expect((await ask(`/view?token=${encodeURIComponent(given)}`)).status).toBe(401);
      const headers = {
        "content-type": "application/json",
        ...(given.startsWith("é") ? {} : { "x-bilik-token": given }),
      };
      expect((await ask("/visits", { method: "POST", headers, body: '{"service":"ktp-el"}' })).status).toBe(401);
    }
    expect((await ask("/view")).status).toBe(401);
    expect((await ask(`/view?token=${token}&token=${token}`)).status).toBe(401);
  });

  it("is another one at every start, and not to be guessed", async () => {
    const tokens = [(await startKiosk()).token, (await startKiosk()).token];
    expect(tokens[0]).not.toBe(tokens[1]);
    for (const token of tokens) expect(token).toMatch(/^[\w-]{32}$/);
  });

  it("is told in the fragment of the address, which browsers keep to themselves", async () => {
    const { kiosk, port, token } = await startKiosk();
    expect(kiosk.url).toBe(`http://127.0.0.1:${port}/#${token}`);
  });
});

describe("a press on a service", () => {
  it("lets a resident in and names the visit", async () => {
    const asked: string[] = [];
    const { post } = await startKiosk({
      enrolSimulated: async (service) => {
        asked.push(service);
        return visitId;
      },
    });
    for (const service of serviceIds) {
      const { status, body } = await post(JSON.stringify({ service }));
      expect([status, JSON.parse(body)]).toEqual([201, { visitId }]);
    }
    expect(asked).toEqual([...serviceIds]);
  });

  it.each([
    { what: "a service that nobody offers", body: '{"service":"paspor"}' },
    { what: "no service", body: "{}" },
    { what: "more than a service", body: '{"service":"ktp-el","nik":"1"}' },
    { what: "another shape", body: '["ktp-el"]' },
    { what: "nothing", body: "null" },
    { what: "no JSON", body: '{"service"' },
    { what: "an empty body", body: "" },
  ])("is refused for $what", async ({ body }) => {
    const { post } = await startKiosk({ enrolSimulated: () => Promise.reject(new RangeError("nobody may come here")) });
    expect((await post(body)).status).toBe(400);
  });

  it("is refused when it is larger than any press can be", async () => {
    const { post } = await startKiosk();
    const long = JSON.stringify({ service: "ktp-el", padding: "x".repeat(4_096) });
    expect((await post(long)).status).toBe(413);
    expect((await post("service=ktp-el", { "content-type": "application/x-www-form-urlencoded" })).status).toBe(415);
  });

  it("is told what stands against it when the procedure refuses", async () => {
    const detail = {
      event: "opened",
      cause: "booth-occupied",
      nextAction: "suspend-or-finish-first",
      override: "operator",
    };
    const { post } = await startKiosk({
      enrolSimulated: () => Promise.reject(new BoothError("visit.refused", detail)),
    });
    const { status, body } = await post('{"service":"ktp-el"}');
    expect([status, JSON.parse(body)]).toEqual([409, { problem: "visit.refused", detail }]);
  });

  it("does not come by any other way than a post", async () => {
    const { ask, token } = await startKiosk();
    expect((await ask(`/visits?token=${token}`)).status).toBe(404);
  });
});

describe("the view", () => {
  it("comes as a stream: at once, and again when something happens", async () => {
    const desk = await openTestDesk();
    const { follow } = await startKiosk({ desk });
    const phases: (string | undefined)[] = [];
    for await (const view of follow()) {
      phases.push(view.visits[0]?.phase);
      expect(view.line).toEqual({ isConnected: true, pending: 2 });
      if (phases.length === 1) await openVisitOn(desk);
      else break;
    }
    expect(phases).toEqual([undefined, "open"]);
  });

  it("is an event stream under the same policy as the page", async () => {
    const { openView } = await startKiosk();
    const response = await openView();
    response.destroy();
    expect(response.headers["content-type"]).toBe("text/event-stream");
    expect(response.headers["content-security-policy"]).toContain("default-src 'none'");
  });

  it("goes to eight pages; a ninth takes the place of the oldest", async () => {
    const desk = await openTestDesk();
    const { follow } = await startKiosk({ desk });
    const pages = Array.from({ length: 9 }, () => follow());
    onTestFinished(async () => {
      for (const page of pages) await page.return(undefined);
    });
    for (const page of pages) expect((await page.next()).done).toBe(false);
    expect((await pages[0]?.next())?.done).toBe(true);
    await openVisitOn(desk);
    for (const page of pages.slice(1)) {
      expect((await page.next()).value).toMatchObject({ visits: [{ visitId }] });
    }
  });
});

const kioskModule = new URL("../../../runtime/kiosk/serve-kiosk.ts", import.meta.url).href;
/** Tries to serve on a port that is taken, and has nothing else to live for. */
const servingScript = `const { serveKiosk } = await import(${JSON.stringify(kioskModule)});
const nothing = () => () => undefined;
const desk = { onChange: nothing, inHand: () => [], visitMs: () => 0 };
const devices = { status: () => [], onChange: nothing };
await serveKiosk({ port: Number(process.argv[1]), desk, uplink: { status: nothing }, devices }).catch((error) => {
  process.stdout.write(JSON.stringify({ code: error.code, detail: error.detail }));
});`;

it("says so when its port is taken, and leaves nothing running that keeps the process alive", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  const args = ["--input-type=module", "--eval", servingScript, String(port)];
  // A process that does not end by itself is killed, and then this rejects.
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 20_000 });
  expect(JSON.parse(stdout)).toEqual({
    code: "config.invalid",
    detail: { path: "kiosk", problems: expect.stringContaining(`kiosk.port ${port}`) },
  });
});
