/** The browser's side of the analysis, for test_stemmers.py: texts come in as JSON, their words with terms go out. */
import { readFileSync } from "node:fs";

const scripts = new URL("../../plugins/training_library/theme/assets/training-library/", import.meta.url);
for (const name of ["vendor/snowball-english.js", "vendor/snowball-russian.js", "search-analysis.js"]) {
  await import(new URL(name, scripts));
}

const { rules, texts } = JSON.parse(readFileSync(0, "utf8"));
const { Analyser, words } = globalThis.trainingLibrary.analysis;
const analyser = Analyser(rules);
const termsOf = (text) => words(text).flatMap((word) => analyser.termsOf(word)).map(({ part, term }) => [part, term]);
process.stdout.write(JSON.stringify(texts.map(termsOf)));
