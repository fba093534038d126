import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningGateway } from '../../src/app.ts';
import { defaultConfig } from '../../src/config/defaults.ts';
import { hasChromium, openWatchedPage, startChromium } from './chromium.ts';
import { type EmbeddedGateway, startEmbeddedGateway, startQuietly } from './embedded-gateway.ts';

const corpus = join(import.meta.dirname, '../../../shared/wsdl/Services86');

describe.skipIf(!hasChromium)('the documentation page in Chromium', () => {
  let browser: Browser;
  let served: EmbeddedGateway;
  beforeAll(async () => {
    [browser, served] = await Promise.all([startChromium(), startEmbeddedGateway()]);
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  it('lists every route, asks nobody else, and finds routes by words from the keyboard', async () => {
    const { page, complaints } = await openWatchedPage(browser, served.url);
    await page.goto(`${served.url}/docs`);
    expect(await page.locator('#found').textContent()).toBe('25 routes');
    await page.keyboard.press('/');
    await page.keyboard.type('credentials default');
    expect(await page.locator('nav a:visible').allTextContents()).toEqual([
      expect.stringContaining('/users/credentials/default'),
      expect.stringContaining('CreateDefaultUntrustedCredentials'),
    ]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.opblock').waitFor();
    expect(new URL(page.url()).hash).toBe('#getUsersCredentialsDefault');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('shows the JSON, the envelope with its secrets masked, curl, fetch and the problems of a route', async () => {
    const { page, complaints } = await openWatchedPage(browser, served.url);
    await page.goto(`${served.url}/docs#postUsersMeCredentialsByType`);
    const route = page.locator('.opblock');
    await route.waitFor();
    expect(await route.locator('.opblock-section-request-body').textContent()).toContain('"secretValue"');
    const sample = async (name: string) => {
      await page.getByRole('tab', { name, exact: true }).click();
      return (await page.locator('.samples pre').textContent()) ?? '';
    };
    expect(await sample('curl')).toContain(`curl -s '${served.url}/users/me/credentials/`);
    expect(await sample('fetch')).toContain('await fetch(');
    const envelope = await sample('SOAP envelope');
    expect(envelope).toContain('<SecretValue>***</SecretValue>');
    expect(envelope).toContain('<Ticket>***</Ticket>');
    const problems = route.locator('.responses-wrapper a[href^="/problems/"]');
    const targets = await problems.evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(targets).toEqual(expect.arrayContaining(['/problems/validation', '/problems/unauthenticated']));
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('signs in once and then tries calls of any route', async () => {
    const { page, complaints } = await openWatchedPage(browser, served.url);
    await page.goto(`${served.url}/docs#getCredentialTypes`);
    await page.locator('.opblock').waitFor();
    await page.getByText('Sign in', { exact: true }).first().click();
    await page.getByLabel('User').fill('demo');
    await page.getByLabel('Password').fill('demo');
    await page.getByLabel('Password').press('Enter');
    await page.getByText('Signed in as demo').waitFor();
    const tryIt = async () => {
      await page.getByRole('button', { name: 'Try it out' }).click();
      const [response] = await Promise.all([
        page.waitForResponse((each) => each.request().resourceType() === 'fetch' && !each.url().includes('/docs/')),
        page.getByRole('button', { name: 'Execute' }).click(),
      ]);
      await page.locator('.live-responses-table').waitFor();
      return response.status();
    };
    expect(await tryIt()).toBe(200);
    await page.locator('nav a[href="#getUsersCredentialsDefault"]').click();
    await page.locator('#operations-Credentials-getUsersCredentialsDefault').waitFor();
    expect(await tryIt()).toBe(200);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('says why a sign-in failed', async () => {
    const { page } = await openWatchedPage(browser, served.url);
    await page.goto(`${served.url}/docs`);
    await page.getByText('Sign in', { exact: true }).first().click();
    await page.getByLabel('User').fill('demo');
    await page.getByLabel('Password').fill('wrong');
    await page.getByLabel('Password').press('Enter');
    await expect.poll(() => page.locator('#sign-in output').textContent()).not.toBe('');
    await page.close();
  });

  it.each(['light', 'dark'] as const)('fits 320 pixels, %s', async (colorScheme) => {
    const { page, complaints } = await openWatchedPage(browser, served.url, { width: 320, colorScheme });
    await page.goto(`${served.url}/docs`);
    expect(await page.locator('html.dark-mode').count()).toBe(colorScheme === 'dark' ? 1 : 0);
    await page.getByRole('button', { name: 'Routes' }).click();
    await page.locator('nav a[href="#getCredentialTypes"]').click();
    await page.locator('.opblock').waitFor();
    expect(await page.locator('nav').isVisible()).toBe(false);
    const widths = await page.evaluate(
      '[document.documentElement, document.querySelector("main")].map((each) => each.scrollWidth)',
    );
    expect(widths).toEqual([320, 320]);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

describe('the documentation', () => {
  it('is not served where it is turned off', async () => {
    const served = await startEmbeddedGateway({ docs: false });
    const statuses = await Promise.all(
      ['/docs', '/docs/docs.mjs', '/openapi.json'].map(async (path) => (await fetch(`${served.url}${path}`)).status),
    );
    await served.close();
    expect(statuses).toEqual([404, 404, 200]);
  });
});

describe.skipIf(!hasChromium || !existsSync(corpus))('the documentation page of all of ../shared/wsdl', () => {
  let browser: Browser;
  let gateway: RunningGateway;
  beforeAll(async () => {
    const wsdl = readdirSync(corpus).map((file) => join(corpus, file));
    const config = defaultConfig({ wsdl, endpoint: 'http://127.0.0.1:9/' }, { PORT: '0', HOST: '127.0.0.1' });
    [browser, gateway] = await Promise.all([startChromium(), startQuietly(config)]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await gateway?.stop();
  });

  it('lists every operation before any script has run, and shows one at once', async () => {
    const { page, complaints } = await openWatchedPage(browser, gateway.url);
    await page.goto(`${gateway.url}/docs`, { waitUntil: 'commit' });
    await page.getByText('WcfUserService').first().waitFor();
    const listed = await page.locator('nav a').count();
    expect(listed).toBeGreaterThanOrEqual(1461);
    await page.locator('#find').fill('SaveUntrustedCredentialsForAssociate');
    await page.locator('nav a:visible').last().click();
    await page.locator('.opblock').waitFor();
    expect(complaints).toEqual([]);
    const [timing] = (await page.evaluate(
      'performance.getEntriesByType("paint").map((each) => Math.round(each.startTime))',
    )) as number[];
    console.log(`${listed} routes listed, first paint after ${timing} ms`);
    await page.close();
  });
});
