/** Full-text search: what it answers to other scripts, and what the box in the head of a page suggests. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, everywhere, follow, textOf } from "./reading.mjs";

/** Documents of the example library, by words that occur deep in a text only, and in another form than here. */
const DEEP = {
  en: { query: "verb", path: "handbooks/planning-a-training", section: "objectives" },
  ru: { query: "глаголами", path: "handbooks/planning-a-training", section: "objectives" },
};
const BOX = ".tl-header input[name=q]";
const SUGGESTIONS = ".tl-header [role=option][href]";

/** Ask the public interface. */
async function search(page, query, options) {
  await page.evaluate(() => trainingLibrary.searchBox.engine());
  return page.evaluate((asked, chosen) => trainingLibrary.search(asked, chosen), query, options);
}

/** Wait until the box suggests a page, and has nothing to add. */
async function expectSuggested(page, path) {
  const suggests = (selector, wanted) =>
    [...document.querySelectorAll(selector)].some(({ href }) => new URL(href).pathname.endsWith(wanted));
  await page.waitForFunction(suggests, {}, SUGGESTIONS, `${path}.html`);
  await page.$eval(".tl-header [role=listbox]", async (list) => {
    const isQuiet = () => new Promise((resolve) => {
      const observer = new MutationObserver(() => (observer.disconnect(), resolve(false)));
      observer.observe(list, { childList: true });
      setTimeout(() => (observer.disconnect(), resolve(true)), 400);
    });
    while (!(await isQuiet()));
  });
  assert.ok(await page.evaluate(suggests, SUGGESTIONS, `${path}.html`));
}

everywhere((library) => {
  for (const [language, root] of Object.entries(LANGUAGES)) {
    test(`scripts find documents by their titles (${language})`, () =>
      library.visit(`${root}index.html`, async (page) => {
        const own = library.documents(language).filter(({ languages }) => languages.includes(language));
        for (const { path, title } of own.slice(0, 10)) {
          const results = await search(page, title, { limit: 3 });
          assert.ok(results.map((result) => result.path).includes(path), `${title}: ${JSON.stringify(results)}`);
          assert.ok(results.every((result) => result.language === language));
        }
      }));

    test(`a page of one language searches the other (${language})`, () =>
      library.visit(`${root}index.html`, async (page) => {
        const other = language === "en" ? "ru" : "en";
        const { title, path } = library.documents(other).find(({ languages }) => languages.length > 1);
        const results = await search(page, title, { language: other, limit: 3 });
        const { url } = results.find((result) => result.path === path);
        await page.goto(new URL(url, page.url()).href);
        assert.equal(await page.$eval("html", (html) => html.lang), other);
        assert.equal(await textOf(page, "h1"), title);
      }));

    test(`the box suggests while one types, and Enter opens (${language})`, () =>
      library.visit(`${root}about/index.html`, async (page) => {
        const { path, title } = library.documents(language).find(({ languages }) => languages.includes(language));
        await page.type(BOX, title);
        await expectSuggested(page, path);
        const first = await page.$eval(SUGGESTIONS, ({ href }) => href);
        await page.keyboard.press("ArrowDown");
        await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
        assert.equal(page.url(), first);
      }));

    test(`Enter without a choice leads to the catalogue, which looks for the same (${language})`, () =>
      library.visit(`${root}index.html`, async (page) => {
        const { title } = library.documents(language).find(({ languages }) => languages.includes(language));
        await page.type(BOX, title);
        await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
        assert.match(page.url(), /catalogue\/index\.html\?q=/);
        await page.waitForFunction(
          (wanted) => [...document.querySelectorAll(".tl-results .tl-card__title")].some((card) => card.textContent === wanted),
          {},
          title,
        );
      }));
  }
});

everywhere((library) => {
  for (const [language, { query, path, section }] of Object.entries(DEEP)) {
    test(`a word deep in a text leads to its section (${language})`, () =>
      library.visit(`${LANGUAGES[language]}index.html`, async (page) => {
        const [best] = await search(page, query);
        assert.equal(best.path, path);
        await page.type(BOX, query);
        await expectSuggested(page, path);
        await follow(page, SUGGESTIONS);
        assert.equal(page.url(), `${library.address}${LANGUAGES[language]}${path}.html#${section}`);
        assert.ok(await page.$(`#${section}`));
      }));
  }
}, ["example"]);
