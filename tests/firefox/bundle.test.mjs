/** What only a bundle has: its first page, and the page about the copy. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, everywhere, follow, textOf } from "./reading.mjs";

everywhere((library) => {
  if (library.way.name === "web") return;

  test("the first page opens the library in the language of the browser", () =>
    library.visit("../index.html", async (page) => {
      await page.waitForFunction((home) => location.href === home, {}, `${library.address}index.html`);
      assert.equal(await page.$eval("html", (html) => html.lang), "en");
    }));

  for (const [language, root] of Object.entries(LANGUAGES)) {
    test(`the first page leads to the library in every language (${language})`, () =>
      library.visit("../index.html#choose", async (page) => {
        await follow(page, `.tl-door a[hreflang=${language}]`);
        assert.equal(page.url(), `${library.address}${root}index.html`);
        await follow(page, '.tl-footer a[href="copy.html"]');
        assert.match(await textOf(page, ".tl-checksum"), /^[0-9a-f]{64}$/);
      }));
  }

  test("without scripts every way on is a link, and a deep link leads to its section", async () => {
    const { path } = library.documents("en").find(({ languages }) => languages.length > 1);
    const { browser, stop } = await library.way.startWithoutScripts();
    try {
      const page = await browser.newPage();
      await page.goto(`${library.copy}index.html`);
      assert.equal(page.url(), `${library.copy}index.html`);
      await click(page, ".tl-door a[hreflang=ru]");
      assert.equal(page.url(), `${library.address}ru/index.html`);
      assert.equal(await page.evaluate(() => document.documentElement.className), "tl-no-js");
      await page.goto(`${library.address}ru/${path}.html`);
      const section = await page.evaluate(() => document.querySelector(".tl-document .tl-prose h2[id]").id);
      await page.goto(`${library.address}ru/${path}.html#${section}`);
      assert.ok(await page.evaluate((id) => document.getElementById(id).getBoundingClientRect().top < innerHeight, section));
      await click(page, ".tl-languages a[hreflang=en]");
      assert.equal(page.url(), `${library.address}${path}.html`);
      await page.goto(`${library.address}catalogue/index.html`);
      const listed = await page.evaluate(() => new Set([...document.querySelectorAll(".tl-listing .tl-card__title a")].map(({ href }) => href)).size);
      assert.equal(listed, library.documents("en").length);
    } finally {
      await stop();
    }
  });
});

/** Follow a link where no script can tell where it is. @param {import("puppeteer-core").Page} page @param {string} selector */
async function click(page, selector) {
  const { x, y } = await page.evaluate((wanted) => {
    const link = document.querySelector(wanted);
    link.scrollIntoView();
    const { left, top } = link.getBoundingClientRect();
    return { x: left + 5, y: top + 5 };
  }, selector);
  await Promise.all([page.waitForNavigation(), page.mouse.click(x, y)]);
}
