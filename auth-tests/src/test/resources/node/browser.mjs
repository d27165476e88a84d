// Drives Chromium: one command in JSON for each line of input, one answer for each line of output.
//   {"goto": URL} {"fill": SELECTOR, "text": TEXT} {"click": SELECTOR} {}
// The answer has the URL and the text of the page after it, and the cookies that the page's site gets.
import readline from 'node:readline';
import { chromium } from 'playwright-core';

const context = await chromium.launchPersistentContext(process.env.PROFILE, {
  executablePath: process.env.CHROMIUM,
  headless: true,
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync',
  ],
});
const page = await context.newPage();
page.setDefaultTimeout(60_000);

async function run(command) {
  if (command.goto) {
    await page.goto(command.goto);
  }
  if (command.fill) {
    await page.fill(command.fill, command.text);
  }
  if (command.click) {
    await page.click(command.click);
    await page.waitForLoadState('load');
  }
  const cookies = await context.cookies(page.url());
  return { url: page.url(), title: await page.title(), text: await page.innerText('body'), cookies };
}

console.log('ready');
for await (const line of readline.createInterface({ input: process.stdin })) {
  try {
    console.log(JSON.stringify(await run(JSON.parse(line))));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error), url: page.url() }));
  }
}
await context.close();
