// Takes the pictures of the pages under docs/images: of `npm start`, in Chromium. Look at them before committing.
//   npm run build && node scripts/screenshots.mjs
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const root = join(import.meta.dirname, '..');
const images = join(root, 'docs/images');

const gateway = spawn(process.execPath, ['dist/main.js', 'serve', '--port', '0', '--log-level', 'silent'], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
});
const url = await new Promise((resolve) => {
  createInterface(gateway.stdout).on('line', (line) => {
    const found = /gateway\s+(http:\S+)/.exec(line);
    if (found !== null) resolve(found[1]);
  });
});
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});

/** Opens a page of that look and takes its picture when `show` has brought it there. */
async function picture(name, { width = 1280, height = 860, colorScheme = 'light' }, show) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme });
  await show(page);
  await page.screenshot({ path: join(images, `${name}.png`) });
  await page.close();
}

async function docs(page) {
  await page.goto(`${url}/docs#postUsersMeCredentialsByType`);
  await page.locator('.opblock').waitFor();
  await page.getByRole('tab', { name: 'SOAP envelope' }).click();
  await page.locator('.samples').scrollIntoViewIfNeeded();
}

async function narrowDocs(page) {
  await page.goto(`${url}/docs#getUsersMeCredentialsByType`);
  await page.locator('.opblock').waitFor();
}

async function demo(page) {
  await page.goto(`${url}/demo`);
  await page.getByLabel('User name').fill('demo');
  await page.getByLabel('Password').fill('demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Signed in as demo.').waitFor();
  for (const name of ['imap.example.com:dana', 'imap.example.com:support']) {
    await page.getByLabel('Server or user').fill(name);
    await page.getByLabel('Secret').fill('not-a-real-secret');
    await page.getByLabel('Comment').fill('Mail of the team');
    await page.getByLabel('Until').fill('2030-01-31');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(`${name} was saved.`).waitFor();
  }
}

try {
  await picture('docs-light', {}, docs);
  await picture('docs-dark', { colorScheme: 'dark' }, docs);
  await picture('docs-narrow', { width: 320, height: 640 }, narrowDocs);
  await picture('demo-light', { width: 900, height: 760 }, demo);
  await picture('demo-dark', { width: 900, height: 760, colorScheme: 'dark' }, demo);
  await picture('demo-narrow', { width: 320, height: 860 }, demo);
  await picture('landing', { width: 900, height: 560 }, (page) => page.goto(url));
} finally {
  await browser.close();
  gateway.kill();
  await once(gateway, 'exit');
}
