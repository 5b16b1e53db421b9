/** What is shown of an answer, by the very file that ships: marks, corrections, counts. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";

await import("../../plugins/training_library/theme/assets/training-library/search-box.js");
const box = globalThis.trainingLibrary.searchBox;

/** A text with its marks in brackets. */
const marked = (text, marks) => box.pieces(text, marks).map((piece) => (piece.isMarked ? `[${piece.text}]` : piece.text)).join("");

describe("marks", () => {
  test("part a text, and lose nothing of it", () => {
    assert.equal(marked("Return and readmission", [[0, 6], [11, 11]]), "[Return] and [readmission]");
    assert.equal(marked("Визы: 2 шт.", [[0, 4]]), "[Визы]: 2 шт.");
    assert.equal(marked("nothing", []), "nothing");
    assert.deepEqual(box.pieces("", []), []);
  });

  test("markup is text", () => {
    assert.equal(marked("<b>visa</b>", [[3, 4]]), "<b>[visa]</b>");
  });
});

describe("an excerpt of one line", () => {
  const oneLine = (text, word) => {
    const line = box.oneLine(text, [[text.indexOf(word), word.length]]);
    return marked(line.excerpt, line.marks);
  };

  test("begins shortly before its first mark, at a word", () => {
    const text = "The first steps of an interview with a person who seeks asylum in a country";
    assert.equal(oneLine(text, "asylum"), "… person who seeks [asylum] in a country");
  });

  test("is left alone when its mark is near enough, or when there is none", () => {
    assert.equal(oneLine("Who seeks asylum", "asylum"), "Who seeks [asylum]");
    assert.deepEqual(box.oneLine("No mark in here", []), { excerpt: "No mark in here", marks: [] });
  });

  test("of one long word keeps its marks", () => {
    const text = "x".repeat(80);
    assert.deepEqual(box.oneLine(text, [[60, 5]]), { excerpt: text, marks: [[60, 5]] });
  });
});

describe("what was looked for instead", () => {
  test("stands where the slip stood, and nowhere else", () => {
    assert.equal(box.correctedText("readmision of readmisions", [["readmision", "readmission"]]), "readmission of readmisions");
    assert.equal(box.correctedText('"agrement, visa" (agrement)', [["agrement", "agreement"]]), '"agreement, visa" (agreement)');
  });

  test("may be several words, or a whole text of the wrong keyboard", () => {
    assert.equal(box.correctedText("nhtyth vbuhfwbz", [["nhtyth vbuhfwbz", "тренер миграция"]]), "тренер миграция");
    assert.equal(box.correctedText("viza asilum", [["viza", "visa"], ["asilum", "asylum"]]), "visa asylum");
  });

  test("is no pattern", () => {
    assert.equal(box.correctedText("a.c abc", [["abc", "$& %(query)s"]]), "a.c $& %(query)s");
  });
});

describe("words for readers", () => {
  const RUSSIAN = {
    one: "%(count)s документ",
    few: "%(count)s документа",
    many: "%(count)s документов",
    other: "%(count)s док.",
  };

  test("Russian counts agree with their noun", () => {
    const nouns = { 0: "документов", 1: "документ", 3: "документа", 5: "документов", 11: "документов", 121: "документ" };
    for (const [count, noun] of Object.entries(nouns)) {
      assert.equal(box.countText(RUSSIAN, Number(count), "ru"), `${count} ${noun}`);
    }
  });

  test("large numbers are written as the language writes them", () => {
    const forms = { one: "%(count)s document", other: "%(count)s documents" };
    assert.equal(box.countText(forms, 5000, "en"), "5,000 documents");
  });

  test("a form that a language file lacks is its general form", () => {
    assert.equal(box.countText({ other: "%(count)s док." }, 2, "ru"), "2 док.");
  });

  test("a label is filled in as it is, even if it looks like a pattern", () => {
    assert.equal(box.fill("Remove: %(label)s", "label", "$& <b>%(label)s"), "Remove: $& <b>%(label)s");
  });
});
