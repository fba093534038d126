import { escapeHtml } from '../../openapi/problem-page.ts';

/** One route in the list of the page. */
export interface DocsEntry {
  readonly operationId: string;
  readonly method: string;
  /** Template of the path. */
  readonly path: string;
  /** Name of the operation on a generic route; undefined for a declared one, which its path names. */
  readonly operation?: string;
  readonly summary: string;
  readonly group: string;
}

/** What the page says before an operation is chosen. */
export interface DocsPage {
  readonly title: string;
  readonly version: string;
  /** In the order of the groups, resources first. */
  readonly entries: readonly DocsEntry[];
  /** Route that gives a ticket for `{ userName, password }`; undefined when there is none. */
  readonly signInPath?: string;
}

/** Routes that are all in sight from the beginning. */
const OPEN_MAX = 60;

/** Stands for the nonce, which is new for every answer, in a page that is rendered once. */
const NONCE = '%nonce%';

/** Renders the page; the whole list is in it, so that it is there before any script runs. */
export function renderDocsPage(page: DocsPage): (nonce: string) => string {
  const html = renderPage(page);
  return (nonce) => html.replaceAll(NONCE, nonce);
}

function renderPage({ title, version, entries, signInPath }: DocsPage): string {
  const groups = new Map<string, DocsEntry[]>();
  for (const entry of entries) groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
  const count = `${entries.length} ${entries.length === 1 ? 'route' : 'routes'}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/swagger-ui.css" nonce="${NONCE}">
<link rel="stylesheet" href="/docs/docs.css" nonce="${NONCE}">
<script src="/docs/docs.mjs" type="module" nonce="${NONCE}"></script>
</head>
<body>
<a class="skip" href="#main">Skip to the operation</a>
<header>
<button type="button" id="menu" aria-controls="list" aria-expanded="false">Routes</button>
<a class="name" href="/docs">${escapeHtml(title)} <small>${escapeHtml(version)}</small></a>
${signInPath === undefined ? '' : renderSignIn(signInPath)}
<button type="button" id="theme" aria-pressed="false">Dark</button>
</header>
<nav id="list" aria-label="Routes">
<label>Find a route <input type="search" id="find" autocomplete="off" placeholder="name, path or word"></label>
<p id="found" role="status">${count}</p>
${[...groups].map(([name, members]) => renderGroup(name, members, entries.length <= OPEN_MAX)).join('\n')}
</nav>
<main id="main" tabindex="-1">
<section id="welcome">
<h1>${escapeHtml(title)}</h1>
<p>${count} in ${groups.size} ${groups.size === 1 ? 'group' : 'groups'}. Choose one to read about it, see what it sends, and try it.</p>
<ul>
<li>The contract: <a href="/openapi.json">openapi.json</a>, <a href="/openapi.yaml">openapi.yaml</a> (OpenAPI 3.1)</li>
<li>What can go wrong: <a href="/problems">every type of problem</a></li>
</ul>
</section>
<div id="operation"></div>
</main>
</body>
</html>
`;
}

function renderSignIn(path: string): string {
  return `<details id="account"><summary>Sign in</summary>
<form id="sign-in" data-path="${escapeHtml(path)}">
<label>User <input name="userName" autocomplete="username" required></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required></label>
<button>Sign in</button>
<output></output>
</form></details>`;
}

function renderGroup(name: string, entries: readonly DocsEntry[], isOpen: boolean): string {
  return `<details${isOpen ? ' open' : ''}><summary>${escapeHtml(name)} <small>${entries.length}</small></summary><ul>
${entries.map(renderEntry).join('\n')}
</ul></details>`;
}

function renderEntry({ operationId, method, path, operation, summary }: DocsEntry): string {
  const said = operation === summary ? '' : ` <small>${escapeHtml(summary)}</small>`;
  return `<li><a href="#${escapeHtml(operationId)}"><b class="${method.toLowerCase()}">${method}</b> <span>${operation === undefined ? breakable(path) : escapeHtml(operation)}</span>${said}</a></li>`;
}

/** A path that may be broken behind its slashes. */
function breakable(path: string): string {
  return escapeHtml(path).replaceAll('/', '/<wbr>');
}
