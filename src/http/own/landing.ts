import type { BackendState } from '../../gateway/backend-states.ts';
import { escapeHtml } from '../../openapi/problem-page.ts';
import { answerPage } from '../docs/answer-page.ts';
import type { OwnRoute } from '../own-route.ts';
import { prefersHtml } from '../prefers-html.ts';

/** What the first page says. */
export interface Landing {
  readonly version: string;
  readonly services: number;
  readonly operations: number;
  readonly links: Readonly<Record<string, string>>;
}

/**
 * `GET /`: what is served, how the backends are, and where to go; a page for browsers, JSON for programs.
 * @param backends - asked for each answer
 */
export function landingRoute(landing: Landing, backends: () => readonly BackendState[]): OwnRoute {
  return {
    path: '/',
    answer: ({ headers: { accept } }) => {
      const told = backends();
      if (prefersHtml(accept)) return answerPage((nonce) => renderLanding(landing, told, nonce));
      return {
        status: 200,
        headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache', Vary: 'Accept' },
        body: JSON.stringify({ name: 'soapstone', ...landing, backends: told }, undefined, 2),
      };
    },
  };
}

const STYLE = `
:root { color-scheme: light dark; }
body { font: 1rem/1.6 system-ui, sans-serif; margin: 0 auto; max-width: 40rem; padding: 1rem; }
h1 { margin-bottom: 0; }
small { font-weight: 400; opacity: 0.7; }
dt { float: left; min-width: 8rem; }
dd { margin: 0 0 0.3rem 9rem; }
a { color: light-dark(#0b5cad, #7db8ff); }
`;

const WORDS: Readonly<Record<string, string>> = {
  docs: 'Read about every route, and try it',
  demo: 'An example: a page that manages your credentials',
  openapi: 'The contract (OpenAPI 3.1)',
  problems: 'What can go wrong, and what to do',
  metrics: 'Figures for Prometheus',
  ready: 'Whether it is ready',
};

function renderLanding(
  { version, services, operations, links }: Landing,
  backends: readonly BackendState[],
  nonce: string,
): string {
  const count = (n: number, word: string) => `${n} ${word}${n === 1 ? '' : 's'}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Soapstone</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<h1>Soapstone <small>${escapeHtml(version)}</small></h1>
<p>JSON in, SOAP out: ${count(services, 'service')}, ${count(operations, 'operation')}.</p>
<h2>Backends</h2>
<dl>
${backends.map(({ name, state }) => `<dt>${escapeHtml(name)}</dt><dd>${state}</dd>`).join('\n')}
</dl>
<h2>Where to go</h2>
<ul>
${Object.entries(links)
  .map(
    ([name, path]) =>
      `<li><a href="${escapeHtml(path)}">${escapeHtml(path)}</a> ${escapeHtml(WORDS[name] ?? name)}</li>`,
  )
  .join('\n')}
</ul>
</body>
</html>
`;
}
