/** All that Firefox can reach: a web server on this machine, which is also the way to every other address. */
import { createServer } from "node:http";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".css": "text/css",
  ".csv": "text/csv",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
};

/**
 * Serve a folder, or nothing. What is asked of other servers, or in vain, is noted down in `faults` and refused.
 * @param {string | null} folder
 */
export async function startWorld(folder) {
  /** @type {string[]} */
  const faults = [];
  const server = createServer(async (request, response) => {
    const asked = request.url ?? "";
    const file = folder && asked.startsWith("/") ? await fileOf(folder, asked) : null; // A proxy is asked for whole addresses.
    if (file) {
      response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" });
      createReadStream(file).pipe(response);
    } else {
      faults.push(asked.startsWith("/") ? `no such file: ${asked}` : `request to another server: ${asked}`);
      response.writeHead(asked.startsWith("/") ? 404 : 502).end();
    }
  });
  server.on("connect", (request, socket) => {
    faults.push(`request to another server: ${request.url}`);
    socket.on("error", () => {}); // Firefox may hang up first.
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { faults, port, address: `http://127.0.0.1:${port}/`, stop: () => (server.closeAllConnections(), server.close()) };
}

/** @param {string} folder @param {string} asked */
async function fileOf(folder, asked) {
  const path = join(folder, normalize(decodeURIComponent(new URL(asked, "http://127.0.0.1").pathname)));
  const found = await stat(path).catch(() => null);
  return found?.isFile() ? path : null;
}
