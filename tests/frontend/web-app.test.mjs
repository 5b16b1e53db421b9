/** The worker of the app, by the very file that ships: what it keeps, what it forgets, what it answers. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";

const ASSETS = "../../plugins/training_library/theme/assets/training-library/";
await import(ASSETS + "web-app-worker.js");
await import(ASSETS + "web-app.js");
const { Worker } = globalThis.trainingLibraryWebApp;
const { isOurs, unread } = globalThis.trainingLibrary.webApp;
const ROOT = "https://library.example/en/";

class Store {
  entries = new Map();
  async match(key) {
    return this.entries.get(key.url || key)?.clone();
  }
  async put(key, response) {
    this.entries.set(key.url || key, response);
  }
  async delete(key) {
    return this.entries.delete(key.url || key);
  }
  async keys() {
    return [...this.entries.keys()].map((url) => ({ url }));
  }
  async addAll(requests) {
    for (const { url } of requests) this.entries.set(url, new Response("shell of " + url));
  }
}

/** A browser with stores and a line that can be cut. */
function browser(stores = {}) {
  const kept = new Map(Object.entries(stores));
  const scope = {
    location: { href: ROOT + "service-worker.js" },
    online: true,
    caches: {
      open: async (name) => kept.get(name) || kept.set(name, new Store()).get(name),
      keys: async () => [...kept.keys()],
      delete: async (name) => kept.delete(name),
    },
    clients: { claim: async () => {} },
    fetch: async (request) => {
      if (!scope.online) throw new TypeError("no line");
      const response = new Response("fresh " + request.url);
      Object.defineProperty(response, "type", { value: "basic" });
      return response;
    },
  };
  const settings = { version: "2", shell: ["index.html"], offline: { "": "offline.html", "ru/": "ru/offline.html" } };
  return { scope, kept, worker: Worker(scope, settings) };
}

const asked = (path, more = {}) => ({ url: ROOT + path, method: "GET", headers: new Headers(), mode: "no-cors", ...more });
const page = (path) => asked(path, { mode: "navigate" });

describe("the worker", () => {
  test("concerns itself with what is read of this site", () => {
    const { worker } = browser();
    assert.ok(worker.concerns(asked("a.html")));
    assert.ok(!worker.concerns(asked("a.html", { method: "POST" })));
    assert.ok(!worker.concerns({ ...asked(""), url: "https://library.example/other/a.html" }));
    assert.ok(!worker.concerns(asked("film.mp4", { headers: new Headers({ range: "bytes=0-" }) })));
  });

  test("forgets the shell of older versions, and nothing of other libraries", async () => {
    const others = ["training-library shell https://library.example/ 1", "something else", `training-library read ${ROOT}`];
    const names = [`training-library shell ${ROOT} 1`, `training-library shell ${ROOT} 2`, ...others];
    const { worker, kept } = browser(Object.fromEntries(names.map((name) => [name, new Store()])));
    await worker.activate();
    assert.deepEqual([...kept.keys()], names.slice(1));
  });

  test("gives what the server has, and without a line what it kept", async () => {
    const { worker, scope } = browser();
    assert.match(await (await worker.answer(page("a.html?x=1"))).text(), /^fresh/);
    scope.online = false;
    assert.match(await (await worker.answer(page("a.html?y=2#part"))).text(), /^fresh/);
  });

  test("has the shell without a line, a folder's page too", async () => {
    const { worker, scope } = browser();
    await worker.install();
    scope.online = false;
    assert.match(await (await worker.answer(page(""))).text(), /shell of .*index\.html/);
  });

  test("leads to the page of the reader's language for what it did not keep", async () => {
    const { worker, scope } = browser();
    scope.online = false;
    for (const [path, stand] of [["a.html", "offline.html"], ["ru/b/c.html?q=1", "ru/offline.html"], ["rules.html", "offline.html"]]) {
      const response = await worker.answer(page(path));
      assert.equal(response.headers.get("location"), `${ROOT}${stand}?page=${encodeURIComponent(path)}`);
    }
    assert.equal((await worker.answer(asked("a.css"))).type, "error");
    assert.equal((await worker.answer(page("offline.html"))).type, "error");
  });

  test("keeps what was read last, and no more than a device can hold", async () => {
    const { worker, kept } = browser();
    for (let number = 0; number < 605; number++) await worker.answer(page(`${number}.html`));
    await worker.answer(page("5.html"));
    await worker.answer(page("new.html"));
    const urls = (await kept.get(`training-library read ${ROOT}`).keys()).map(({ url }) => url.slice(ROOT.length));
    assert.equal(urls.length, 600);
    assert.deepEqual(urls.slice(-2), ["5.html", "new.html"]);
    assert.ok(!urls.includes("6.html"));
  });

  test("keeps no errors, and does without room", async () => {
    const { worker, scope, kept } = browser();
    scope.fetch = async () => new Response("gone", { status: 404 });
    assert.equal((await worker.answer(page("a.html"))).status, 404);
    assert.equal(kept.get(`training-library read ${ROOT}`)?.entries.size || 0, 0);
    const full = browser();
    full.scope.caches.open = async (name) => Object.assign(new Store(), { put: async () => { throw new Error("no room: " + name); } });
    assert.match(await (await full.worker.answer(page("a.html"))).text(), /^fresh/);
  });
});

describe("the page without connection", () => {
  test("knows the stores of its own library", () => {
    assert.ok(isOurs(`training-library read ${ROOT}`, ROOT));
    assert.ok(isOurs(`training-library shell ${ROOT} 3`, ROOT));
    assert.ok(!isOurs("training-library read https://other.example/", ROOT));
  });

  test("leads back to pages of this site alone", () => {
    assert.equal(unread("?page=ru%2Fa.html%3Fq%3D1", ROOT), ROOT + "ru/a.html?q=1");
    for (const bad of ["", "?page=", "?page=https%3A%2F%2Fevil.example%2F", "?page=..%2Fother%2Fa.html", "?page=javascript%3Aalert(1)"]) {
      assert.equal(unread(bad, ROOT), "");
    }
  });
});
