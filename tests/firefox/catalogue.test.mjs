/** The catalogue: filters with figures, a state in the address, the way back. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, everywhere, follow, textOf } from "./reading.mjs";

/** By what a document can be found, for some of the facets. */
const TRAITS = {
  area: ({ areas }) => areas,
  kind: ({ kind }) => [kind],
  language: ({ languages }) => languages,
  year: ({ date }) => [date.slice(0, 4)],
};

/** The documents that bear one of the values of each facet. */
function found(documents, chosen) {
  const bears = (document) => ([facet, values]) => values.some((value) => TRAITS[facet](document).includes(value));
  return documents.filter((document) => Object.entries(chosen).every(bears(document)));
}

/** The value of a facet that the fewest documents bear. */
function rarest(documents, facet) {
  const values = [...new Set(documents.flatMap(TRAITS[facet]))].sort();
  const count = (value) => found(documents, { [facet]: [value] }).length;
  return values.sort((one, other) => count(one) - count(other))[0];
}

/** Tick a value, its facet unfolded. */
async function tick(page, facet, value) {
  await page.$eval(`[data-facet=${facet}]`, (fieldset) => (fieldset.closest("details").open = true));
  await page.click(`[data-facet=${facet}] input[value="${value}"]`);
}

/** Wait until the results are those of a choice; all figures foretell what one more click finds. */
async function expectFound(page, documents, chosen) {
  const expected = found(documents, chosen);
  await page.waitForFunction(
    (count) => new RegExp(`(^|\\D)${count}(\\D|$)`).test(document.querySelector(".tl-status")?.textContent),
    {},
    expected.length,
  );
  const titles = await page.$$eval(".tl-results .tl-card__title", (all) => all.map((title) => title.textContent));
  assert.deepEqual([...new Set(titles)].sort(), expected.map(({ title }) => title).sort());
  const figures = await page.$$eval("[data-facet] input", (boxes) =>
    boxes.map((box) => [box.name, box.value, Number(box.closest("li").querySelector(".tl-facet__count").textContent)]),
  );
  for (const [facet, value, figure] of figures.filter(([name]) => name in TRAITS)) {
    assert.equal(figure, found(documents, { ...chosen, [facet]: [value] }).length, `${facet}: ${value}`);
  }
}

/** Wait until the filters are left alone again. */
function expectListing(page) {
  return page.waitForFunction(() => document.querySelector(".tl-results").hidden && !document.querySelector(".tl-listing").hidden);
}

for (const [language, root] of Object.entries(LANGUAGES)) {
  everywhere((library) => {
    test(`filters count, the address keeps them, and back undoes them (${language})`, async () => {
      const documents = library.documents(language);
      const area = rarest(documents, "area");
      const byArea = { area: [area] };
      const byBoth = { ...byArea, kind: [rarest(found(documents, byArea), "kind")] };
      let address = "";
      await library.visit(`${root}catalogue/index.html`, async (page) => {
        await page.waitForSelector(".tl-filters:not([hidden])");
        await expectListing(page);
        await tick(page, "area", area);
        await expectFound(page, documents, byArea);
        await tick(page, "kind", byBoth.kind[0]);
        await expectFound(page, documents, byBoth);
        address = page.url().slice(library.address.length);
        assert.match(address, /\?area=[a-z-]+&kind=[a-z-]+$/);
        await page.evaluate(() => history.back());
        await expectFound(page, documents, byArea);
        await page.evaluate(() => history.back());
        await expectListing(page);
        await page.evaluate(() => history.forward());
        await expectFound(page, documents, byArea);
      });
      await library.visit(address, (page) => expectFound(page, documents, byBoth));
    });

    test(`a result opens, and back leads to the same results (${language})`, async () => {
      const documents = library.documents(language);
      const chosen = { kind: [rarest(documents, "kind")] };
      await library.visit(`${root}catalogue/index.html?kind=${chosen.kind[0]}`, async (page) => {
        await expectFound(page, documents, chosen);
        const title = await textOf(page, ".tl-results .tl-card__title");
        await follow(page, ".tl-results .tl-card__title a");
        assert.equal(await textOf(page, "h1"), title);
        await page.evaluate(() => history.back());
        await expectFound(page, documents, chosen);
      });
    });
  });
}
