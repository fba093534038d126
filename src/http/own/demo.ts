import { answerPage } from '../docs/answer-page.ts';
import { readAsset } from '../docs/asset.ts';
import type { OwnRoute } from '../own-route.ts';
import { once, serveCached } from './cached-text.ts';

/** `GET /demo`: a page in plain HTML and fetch that manages one's credentials. An example, so only the embedded mode has it. */
export function demoRoutes(): readonly OwnRoute[] {
  const html = once(() => readAsset('demo/index.html').toString('utf8'));
  return [
    { path: '/demo', answer: () => answerPage((nonce) => html().replaceAll('%nonce%', nonce)) },
    {
      path: '/demo/demo.mjs',
      answer: serveCached(() => readAsset('demo/demo.mjs'), 'text/javascript; charset=utf-8'),
    },
    { path: '/demo/demo.css', answer: serveCached(() => readAsset('demo/demo.css'), 'text/css; charset=utf-8') },
  ];
}
