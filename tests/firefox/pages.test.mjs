/** The pages of a library, and the ways between them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, everywhere, follow, textOf } from "./reading.mjs";

everywhere((library) => {
  test("every kind of page opens", async () => {
    const paths = await library.pages();
    await library.visit(paths[0], async (page) => {
      for (const path of paths) {
        await page.goto(library.address + path);
        assert.notEqual(await textOf(page, "h1"), "", path);
        assert.equal(await page.$eval("html", (html) => html.className), "", `the scripts of ${path}`);
      }
    });
  });

  for (const [language, root] of Object.entries(LANGUAGES)) {
    test(`the home page leads to an area and to a document (${language})`, () =>
      library.visit(`${root}index.html`, async (page) => {
        assert.equal(await page.$eval("html", (html) => html.lang), language);
        const area = await textOf(page, "section[aria-labelledby=areas] a");
        await follow(page, "section[aria-labelledby=areas] a");
        assert.ok((await textOf(page, "h1")).includes(area) || area.includes(await textOf(page, "h1")));
        const title = await textOf(page, ".tl-card__title a");
        await follow(page, ".tl-card__title a");
        assert.equal(await textOf(page, "h1"), title);
        await follow(page, ".tl-brand");
        assert.equal(page.url(), `${library.address}${root}index.html`);
      }));
  }

  test("the switcher leads to the same section in the other language and back", async () => {
    const { path } = library.documents("en").find(({ languages }) => languages.length > 1);
    await library.visit(`${path}.html`, async (page) => {
      const section = await page.$eval(".tl-document .tl-prose h2[id]", ({ id }) => id);
      await page.evaluate((id) => void (location.hash = id), section);
      for (const [language, root] of Object.entries(LANGUAGES).reverse()) {
        await follow(page, `.tl-languages a[hreflang=${language}]`);
        assert.equal(page.url(), `${library.address}${root}${path}.html#${section}`);
        assert.equal(await page.$eval("html", (html) => html.lang), language);
        const { title } = library.documents(language).find((document) => document.path === path);
        assert.equal(await textOf(page, "h1"), title);
      }
    });
  });

  test("dark colours are one click away", () =>
    library.visit("index.html", async (page) => {
      const colour = () => page.$eval("body", (body) => getComputedStyle(body).backgroundColor);
      const before = await colour();
      await page.click(".tl-scheme");
      assert.notEqual(await colour(), before);
    }));
});

everywhere((library) => {
  test("what is not translated is shown in its original, and the page says so", async () => {
    const untranslated = library.documents("ru").filter(({ languages }) => !languages.includes("ru"));
    assert.notEqual(untranslated.length, 0);
    for (const { path, title } of untranslated) {
      await library.visit(`${path}.html`, async (page) => {
        await follow(page, ".tl-languages a[hreflang=ru]");
        assert.equal(page.url(), `${library.address}ru/${path}.html`);
        assert.equal(await textOf(page, "h1"), title);
        assert.equal(await page.$eval(".tl-prose", (text) => text.lang), "en");
        assert.notEqual(await textOf(page, ".tl-languages__none"), "");
      });
    }
  });
}, ["example"]);

everywhere((library) => {
  for (const [language, root] of Object.entries(LANGUAGES)) {
    test(`a term is explained where it stands (${language})`, async () => {
      const paths = await library.pages();
      const withTerms = async (page) => {
        for (const path of paths.filter((name) => name.startsWith(root) && /\/(handbooks|curricula|courses|projects)\//.test(`/${name}`))) {
          await page.goto(library.address + path);
          if (await page.$("a.tl-term")) return;
        }
        assert.fail("no page explains a term");
      };
      await library.visit(`${root}index.html`, async (page) => {
        await withTerms(page);
        await page.focus("a.tl-term");
        await page.waitForSelector(".tl-tip:not([hidden])");
        assert.notEqual(await textOf(page, ".tl-tip"), "");
        await page.keyboard.press("Escape");
        await page.waitForSelector(".tl-tip[hidden]");
      });
    });

    test(`a document can be printed (${language})`, async () => {
      const { path } = library.documents(language).find(({ languages }) => languages.includes(language));
      await library.visit(`${root}${path}.html`, async (page) => {
        const paper = Buffer.from(await page.pdf({ format: "A4" }));
        assert.equal(paper.subarray(0, 5).toString(), "%PDF-");
        assert.ok(paper.length > 10_000);
      });
    });
  }
});
