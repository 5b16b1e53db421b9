/** Opening a library as a reader does: each of the two built by `make test-firefox`, its site from the web, its bundle from a disk. */
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { readFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { startFirefox } from "./firefox.mjs";
import { startWorld } from "./world.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {{path: string, title: string, summary: string, kind: string, areas: string[], languages: string[]}} Document */

const PROJECT = new URL("../../", import.meta.url);
const BUILT = fileURLToPath(new URL(".cache/firefox/", PROJECT));
/** The bundles, unpacked. */
const COPIES = join(BUILT, "copies");
const LIBRARIES = ["example", "real"];
/** Where each language begins. */
export const LANGUAGES = { en: "", ru: "ru/" };
/** How Firefox reports a font that was still on its way when the page was left: NS_BINDING_ABORTED is no fault of the page. */
const BROKEN_OFF = /^downloadable font: download failed .*\bstatus=2152398850\b/;
/** Milliseconds until something that should appear on a page is missed. */
const PATIENCE = 15_000;

/** How a library is opened: by a web server, or from a disk while there is no network. */
class Way {
  /** @param {"web" | "disk"} name */
  constructor(name) {
    this.name = name;
  }

  /** Starts what it takes, once for all tests. */
  open() {
    this.opening ??= this.start();
    return this.opening;
  }

  async start() {
    this.folder = await mkdtemp(join(tmpdir(), "Учебная библиотека – copy "));
    if (this.name === "disk") await cp(COPIES, this.folder, { recursive: true });
    this.world = await startWorld(this.name === "web" ? BUILT : null);
    this.address = this.name === "web" ? this.world.address : pathToFileURL(this.folder + "/").href;
    this.executable = process.env.FIREFOX || (await readFile(new URL(".venv/firefox-path", PROJECT), "utf-8")).trim();
    this.firefox = await startFirefox(this.executable, { proxy: this.world.port, hasNetwork: this.name === "web" });
  }

  /** Starts another Firefox, for one that can run scripts cannot be told to leave it. */
  startWithoutScripts() {
    return startFirefox(this.executable, { proxy: this.world.port, hasNetwork: this.name === "web", hasScripts: false });
  }

  async close() {
    await this.opening?.catch(() => {});
    await this.firefox?.stop();
    this.world?.stop();
    if (this.folder) await rm(this.folder, { recursive: true, force: true });
  }
}

const WAYS = [new Way("web"), new Way("disk")];
after(() => Promise.all(WAYS.map((way) => way.close())));

/** A library that was built, opened in one way. */
export class Library {
  /** @param {string} name @param {Way} way */
  constructor(name, way) {
    this.name = name;
    this.way = way;
  }

  get address() {
    return this.way.name === "web" ? `${this.way.address}${this.name}/` : `${this.copy}library/`;
  }

  /** The folder that a bundle unpacks to. */
  get copy() {
    const [folder] = readdirSync(join(COPIES, this.name));
    return `${this.way.address}${this.name}/${folder}/`;
  }

  /** The documents that a language shows, as the library itself exports them. @param {string} language @returns {Document[]} */
  documents(language) {
    return JSON.parse(readFileSync(join(BUILT, this.name, LANGUAGES[language], "catalogue.json"), "utf-8")).documents;
  }

  /** From the disk every page; from the web one of each folder, because the pages of a folder have one template. */
  async pages() {
    const folder = this.way.name === "web" ? join(BUILT, this.name) : fileURLToPath(this.address);
    const found = await readdir(folder, { recursive: true });
    const pages = found.filter((name) => name.endsWith(".html") && !name.endsWith("404.html")).sort();
    return this.way.name === "web" ? [...new Map(pages.map((name) => [dirname(name), name])).values()] : pages;
  }

  /**
   * Open a page in a window of its own and do something with it, in which nothing may go wrong.
   * @param {string} path
   * @param {(page: Page) => Promise<void>} read
   */
  async visit(path, read) {
    const faults = await this.faultsOf(path, read);
    assert.deepEqual(faults, []);
  }

  /**
   * What goes wrong in a visit: errors, missing files, requests to others.
   * @param {string} path
   * @param {(page: Page) => Promise<void>} read
   */
  async faultsOf(path, read) {
    const { firefox, world } = this.way;
    const context = await firefox.browser.createBrowserContext();
    try {
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE);
      world.faults.length = 0;
      const faults = await listen(page, this.address, this.way.name === "web" ? this.address : this.copy);
      await page.goto(this.address + path);
      await read(page);
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50))); // What it said is on its way.
      return [...faults, ...world.faults];
    } finally {
      await context.close();
    }
  }
}

/** @param {Page} page @param {string} home @param {string} own What addresses begin with that are no request to elsewhere. */
async function listen(page, home, own) {
  /** @type {string[]} */
  const faults = [];
  const note = (/** @type {string} */ fault) => faults.push(`${page.url().replace(home, "")}: ${fault}`);
  page.on("console", (message) => {
    if (["error", "warn"].includes(message.type())) note(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => {
    const said = String(error.message ?? error);
    if (!BROKEN_OFF.test(said)) note(`error: ${said}`);
  });
  page.on("request", (request) => {
    const isOwn = [own, "data:", "blob:"].some((start) => request.url().startsWith(start));
    if (!isOwn) note(`request to elsewhere: ${request.url()}`);
  });
  // Of files on the disk Firefox reports no requests, but it tells the page which of them are missing.
  await page.evaluateOnNewDocument(() => {
    let isLeaving = false; // What leaving the page breaks off is no fault of it.
    addEventListener("beforeunload", () => (isLeaving = true));
    const tell = ({ target }) => isLeaving || target === window || console.error("not loaded:", target.src || target.href);
    addEventListener("error", (event) => setTimeout(tell, 10, event), true);
  });
  return faults;
}

/**
 * Each library, from the web and from the disk.
 * @param {(library: Library) => void} tests
 * @param {string[]} [names]
 */
export function everywhere(tests, names = LIBRARIES) {
  for (const name of names) {
    for (const way of WAYS) {
      describe(`the ${name} library from the ${way.name}`, () => {
        before(() => way.open());
        tests(new Library(name, way));
      });
    }
  }
}

/** Follow a link or a button to another page. @param {Page} page @param {string} selector */
export async function follow(page, selector) {
  await Promise.all([page.waitForNavigation(), page.click(selector)]);
}

/** @param {Page} page @param {string} selector @returns {Promise<string>} */
export function textOf(page, selector) {
  return page.$eval(selector, (element) => (element.textContent ?? "").trim().replace(/\s+/g, " "));
}
