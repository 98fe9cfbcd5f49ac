// Opens pages in a real browser and says what is wrong with them: one line each, nothing where all is well.
// node check.mjs TOOLS PAGE… (TOOLS: a folder with puppeteer-core and axe-core in node_modules)
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { readFileSync } from "node:fs";
import path from "node:path";

const [tools, ...pages] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(tools), "package.json"));
const puppeteer = await import(pathToFileURL(require.resolve("puppeteer-core")));
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const launch = puppeteer.launch ?? puppeteer.default.launch.bind(puppeteer.default);
const browser = await launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
});
let wrong = 0;
const complain = (page, said) => {
  wrong += 1;
  console.log(`${path.basename(page)}: ${said}`);
};

for (const page of pages) {
  const tab = await browser.newPage();
  const url = pathToFileURL(path.resolve(page)).href;
  tab.on("console", (message) => complain(page, `console: ${message.text()}`));
  tab.on("pageerror", (error) => complain(page, `error: ${error.message}`));
  tab.on("request", (request) => {
    if (request.url() !== url) complain(page, `a request leaves the page: ${request.url()}`);
  });
  for (const width of [320, 768, 1280]) {
    await tab.setViewport({ width, height: 900 });
    await tab.goto(url);
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) complain(page, `${wide} px wider than the page at ${width} px`);
  }
  // opened, everything is looked at; the checker runs beside the page, which itself runs nothing
  await tab.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
  for (const width of [320, 1280]) {
    await tab.setViewport({ width, height: 900 });
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) complain(page, `opened, ${wide} px wider than the page at ${width} px`);
  }
  await tab.evaluate(axe);
  const found = await tab.evaluate(async () => {
    const result = await globalThis.axe.run(document);
    return result.violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.length} × ${one.nodes[0].html}`);
  });
  found.forEach((one) => complain(page, `axe ${one}`));
  await tab.close();

  const print = await browser.newPage();
  await print.goto(url);
  await print.emulateMediaType("print");
  await print.setViewport({ width: 680, height: 962 }); // A4 within its margins
  const cut = await print.evaluate(() => {
    const right = document.documentElement.clientWidth;
    const tables = [...document.querySelectorAll("table, svg")];
    const shown = tables.filter((one) => one.getClientRects().length > 0);
    return shown.filter((one) => one.getBoundingClientRect().right > right + 1).map((one) => one.outerHTML.slice(0, 120));
  });
  cut.forEach((one) => complain(page, `printed, it is cut: ${one}`));
  const pdf = await print.pdf({ preferCSSPageSize: true, printBackground: true });
  const sheets = Buffer.from(pdf).toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
  console.error(`${path.basename(page)}: ${sheets} sheets of A4`);
  await print.close();
}
await browser.close();
process.exit(wrong === 0 ? 0 : 1);
