/** Print the text of a page: `node print_page.mjs FIREFOX ADDRESS`. Tells whether a Firefox works here. */
import { startFirefox } from "./firefox.mjs";

const [executable, address] = process.argv.slice(2);
const { browser, stop } = await startFirefox(executable);
try {
  const page = await browser.newPage();
  await page.goto(address);
  console.log(await page.evaluate(() => document.body.textContent));
} finally {
  await stop();
}
