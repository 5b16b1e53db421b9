/** Starting Firefox on a machine that may be a container, and its user root. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";

const PATIENCE = 60_000;
/** Firefox treats pages on the disk as strangers to one another. Puppeteer turns that off, and readers do not. */
const AS_FOR_READERS = { "security.fileuri.strict_origin_policy": true, "ui.prefersReducedMotion": 1, "dom.serviceWorkers.enabled": false };
/** Firefox asks nothing on its own behalf: what is asked is asked by a page. */
const SILENCE = { "services.settings.server": "data:,#none", "browser.chrome.site_icons": false };

/**
 * Start a Firefox that reaches other servers only by a proxy; without network not even this machine's directly.
 * @param {string} executable
 * @param {{proxy?: number, hasNetwork?: boolean, hasScripts?: boolean}} [options] `proxy`: its port on this machine
 */
export async function startFirefox(executable, { proxy = 1, hasNetwork = true, hasScripts = true } = {}) {
  const home = await mkdtemp(join(tmpdir(), "firefox-home-"));
  const removeHome = () => rm(home, { recursive: true, force: true, maxRetries: 5 });
  const route = {
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": proxy,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": proxy,
    "network.proxy.allow_hijacking_localhost": !hasNetwork,
  };
  try {
    const browser = await puppeteer.launch({
      browser: "firefox",
      executablePath: executable,
      headless: true,
      timeout: PATIENCE,
      extraPrefsFirefox: { ...AS_FOR_READERS, ...SILENCE, ...route, "javascript.enabled": hasScripts },
      // Root may not use a home that belongs to someone else; and a setting of Firefox's heeds `SILENCE`.
      env: { ...process.env, HOME: home, MOZ_REMOTE_SETTINGS_DEVTOOLS: "1" },
    });
    return { browser, stop: () => browser.close().finally(removeHome) };
  } catch (error) {
    await removeHome();
    throw error;
  }
}
