/** The language in which a bundle opens, by the very file that ships. */
import assert from "node:assert/strict";
import { test } from "node:test";

await import("../../plugins/training_library/theme/assets/training-library/choose-language.js");
const { chosenOf } = globalThis.trainingLibrary.chooseLanguage;

test("the most wanted language that is offered is chosen", () => {
  assert.equal(chosenOf(["hy-AM", "ru", "en"], ["en", "ru"]), "ru");
  assert.equal(chosenOf(["en", "ru"], ["en", "ru"]), "en");
});

test("a language is content with another region or script of itself", () => {
  assert.equal(chosenOf(["ru-KZ", "en"], ["en", "ru"]), "ru");
  assert.equal(chosenOf(["uz"], ["en", "uz-Latn"]), "uz-Latn");
  assert.equal(chosenOf(["pt-BR"], ["pt-PT", "pt-br"]), "pt-br");
});

test("without any of them readers choose for themselves", () => {
  assert.equal(chosenOf(["hy", "ka"], ["en", "ru"]), undefined);
  assert.equal(chosenOf([], ["en"]), undefined);
  assert.equal(chosenOf(["e"], ["en"]), undefined);
});
