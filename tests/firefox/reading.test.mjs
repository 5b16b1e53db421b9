/** What the other tests rely on: that they would notice. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { everywhere } from "./reading.mjs";

everywhere((library) => {
  test("a request to another server is noticed and refused", async () => {
    const faults = await library.faultsOf("index.html", (page) =>
      page.evaluate(async () => {
        for (const address of ["https://library.example/a.js", "http://127.0.0.1:9999/b.js"]) {
          const script = Object.assign(document.createElement("script"), { src: address });
          await new Promise((resolve) => (document.head.append(script), (script.onerror = resolve)));
        }
      }),
    );
    assert.ok(faults.includes("index.html: request to elsewhere: https://library.example/a.js"), String(faults));
    assert.ok(faults.includes("index.html: request to elsewhere: http://127.0.0.1:9999/b.js"), String(faults));
    assert.ok(faults.includes("request to another server: library.example:443"), String(faults));
  });

  test("a file that is missing and an error in a script are noticed", async () => {
    const faults = await library.faultsOf("index.html", (page) =>
      page.evaluate(async () => {
        const image = Object.assign(new Image(), { src: "missing.png" });
        await new Promise((resolve) => (document.body.append(image), (image.onerror = resolve)));
        setTimeout(() => undefinedName);
      }),
    );
    assert.ok(faults.includes(`index.html: error: not loaded: ${library.address}missing.png`), String(faults));
    assert.match(faults.join(), /undefinedName is not defined/);
  });

  test("a font that is missing is noticed, and one that was still on its way when loading ended is no fault", async () => {
    const faultsOf = (/** @type {string} */ name, endsLoading = false) =>
      library.faultsOf("index.html", (page) =>
        page.evaluate(
          (address, endsNow) => {
            const font = new FontFace("Tested", `url(${address})`);
            document.fonts.add(font);
            const loading = font.load();
            if (endsNow) setTimeout(() => window.stop()); // As leaving the page does, at a time that can be chosen.
            return loading.then(() => {}, () => {});
          },
          `assets/training-library/fonts/${name}`,
          endsLoading,
        ),
      );
    assert.match((await faultsOf("missing.woff2")).join(), /downloadable font: download failed .*missing\.woff2/);
    assert.deepEqual(await faultsOf("pt-serif-latin-700-normal.woff2?again", true), []);
  });

  if (library.way.name === "disk") {
    test("the web is out of reach, even on this machine, and a page may not read its neighbours", async () => {
      await library.faultsOf("index.html", async (page) => {
        const reaches = (address) => page.evaluate((asked) => fetch(asked).then(() => true, () => false), address);
        assert.equal(await reaches(library.way.world.address), false);
        assert.equal(await reaches("catalogue.json"), false);
        assert.match(library.address, /%20/);
        assert.match(library.address, /%D0/i);
      });
    });
  }
}, ["example"]);
