import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, openWatchedPage, startChromium } from './chromium.ts';
import { type EmbeddedGateway, startEmbeddedGateway } from './embedded-gateway.ts';

async function signIn(page: Page, password = 'demo'): Promise<void> {
  await page.getByLabel('User name').fill('demo');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function save(page: Page, publicValue: string, comment: string): Promise<void> {
  await page.getByLabel('Server or user').fill(publicValue);
  await page.getByLabel('Secret').fill('hunter2');
  await page.getByLabel('Comment').fill(comment);
  await page.getByLabel('Until').fill('2030-01-31');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText(`${publicValue} was saved.`).waitFor();
}

async function rows(page: Page): Promise<string[][]> {
  const all = await page.locator('#rows tr').all();
  return Promise.all(all.map(async (row) => (await row.locator('td').allTextContents()).slice(0, 4)));
}

describe.skipIf(!hasChromium)('the demo page in Chromium', () => {
  let browser: Browser;
  let served: EmbeddedGateway;
  beforeAll(async () => {
    [browser, served] = await Promise.all([startChromium(), startEmbeddedGateway()]);
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  it('saves, lists, updates and deletes credentials, under the policy of its own page', async () => {
    const { page, complaints } = await openWatchedPage(browser, served.url);
    await page.goto(`${served.url}/demo`);
    await signIn(page);
    await page.getByText('Signed in as demo.').waitFor();
    await save(page, 'imap.example.com/a b', 'First');
    expect(await rows(page)).toContainEqual(['imap.example.com/a b', 'First', '2030-01-31', 'yes']);
    await page.getByRole('button', { name: 'Edit imap.example.com/a b' }).click();
    await save(page, 'imap.example.com/a b', 'Second');
    // What the page says of the second save, it has said of the first: only the list tells them apart.
    const saved = async () => (await rows(page)).filter(([name]) => name === 'imap.example.com/a b');
    await expect.poll(saved).toEqual([['imap.example.com/a b', 'Second', '2030-01-31', 'yes']]);
    await page.getByRole('button', { name: 'Delete imap.example.com/a b' }).click();
    await page.getByText('imap.example.com/a b was deleted.').waitFor();
    expect((await rows(page)).map(([name]) => name)).not.toContain('imap.example.com/a b');
    expect(await page.content()).not.toContain('hunter2');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('says what is wrong in the words of the problem', async () => {
    const { page } = await openWatchedPage(browser, served.url, { width: 320 });
    await page.goto(`${served.url}/demo`);
    await signIn(page, 'wrong');
    await expect.poll(() => page.locator('#says.problem').textContent()).toMatch(/password/i);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await page.close();
  });
});

describe.skipIf(!hasChromium)('the demo page on another origin', () => {
  it('works where the gateway allows that origin, and nowhere else', async () => {
    const folder = join(import.meta.dirname, '../../assets');
    let gatewayUrl = '';
    const site = createServer(({ url = '/' }, response) => {
      const file = url === '/' ? '/demo/index.html' : url;
      const text = readFileSync(join(folder, file), 'utf8').replace('content=""', `content="${gatewayUrl}"`);
      const type = file.endsWith('.mjs') ? 'text/javascript' : file.endsWith('.css') ? 'text/css' : 'text/html';
      response.writeHead(200, { 'Content-Type': type }).end(text);
    }).listen(0, '127.0.0.1');
    await once(site, 'listening');
    const origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    const [browser, allowed, other] = await Promise.all([
      startChromium(),
      startEmbeddedGateway({ corsOrigins: [origin] }),
      startEmbeddedGateway(),
    ]);
    try {
      const told: (string | null)[] = [];
      for (const { url } of [allowed, other]) {
        gatewayUrl = url;
        const page = await browser.newPage();
        await page.goto(origin);
        await signIn(page);
        await expect.poll(() => page.locator('#says').textContent()).not.toBe('');
        told.push(await page.locator('#says').textContent());
        await page.close();
      }
      expect(told).toEqual(['Signed in as demo.', 'The gateway cannot be reached.']);
    } finally {
      await browser.close();
      await allowed.close();
      await other.close();
      site.close();
    }
  });
});
