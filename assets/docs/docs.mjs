// The documentation page: finds a route in the list, shows it with Swagger UI, and keeps the ticket of the one who signed in.
// Everything comes from this origin. The ticket is kept in memory alone: a reload forgets it.

/** @typedef {{ lang: string, label: string, source: string }} CodeSample */

const list = element('list');
const find = /** @type {HTMLInputElement} */ (element('find'));
const found = element('found');
const shown = element('operation');
const menu = element('menu');
const theme = element('theme');
const links = [...list.querySelectorAll('a')];

let ticket = '';
/** @type {any} */
let swagger;
/** @type {Promise<any> | undefined} */
let bundle;

/** @param {string} id */
function element(id) {
  const there = document.getElementById(id);
  if (there === null) throw new Error(`the page has no ${id}`);
  return there;
}

/** Swagger UI is loaded when the first route is chosen, so that the list never waits for it. */
function loadSwagger() {
  bundle ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = '/docs/swagger-ui-bundle.js';
    script.nonce = /** @type {HTMLElement} */ (document.querySelector('script[nonce]')).nonce;
    script.onload = () => resolve(Reflect.get(window, 'SwaggerUIBundle'));
    script.onerror = reject;
    document.head.append(script);
  });
  return bundle;
}

/** Shows the route that the address names. */
async function showRoute() {
  const operationId = decodeURIComponent(location.hash.slice(1));
  const link = links.find((each) => each.hash === location.hash);
  for (const each of links) each.toggleAttribute('aria-current', each === link);
  const isWelcome = link === undefined;
  element('welcome').hidden = !isWelcome;
  shown.hidden = isWelcome;
  if (link === undefined) return;
  link.closest('details')?.setAttribute('open', '');
  link.scrollIntoView({ block: 'nearest' });
  closeMenu();

  const [SwaggerUI, response] = await Promise.all([
    loadSwagger(),
    fetch(`/docs/${encodeURIComponent(operationId)}.json`),
  ]);
  if (decodeURIComponent(location.hash.slice(1)) !== operationId) return;
  const spec = withOrigin(await response.json());
  swagger = SwaggerUI({
    domNode: shown,
    spec,
    docExpansion: 'full',
    defaultModelsExpandDepth: -1,
    defaultModelExpandDepth: 2,
    validatorUrl: null,
    persistAuthorization: false,
    tryItOutEnabled: false,
    plugins: [samplesPlugin],
    onComplete: () => {
      signInSwagger(spec);
      element('main').focus({ preventScroll: true });
    },
  });
  document.title = `${operationId} - ${element('welcome').querySelector('h1')?.textContent ?? ''}`;
}

/**
 * Samples are written for no gateway in particular; the page knows which one it is from.
 * @param {any} spec
 */
function withOrigin(spec) {
  for (const item of Object.values(spec.paths)) {
    for (const operation of Object.values(item)) {
      for (const sample of operation['x-codeSamples'] ?? []) {
        sample.source = sample.source.replaceAll('https://gateway.example', location.origin);
      }
    }
  }
  return spec;
}

/** @param {any} spec */
function signInSwagger(spec) {
  if (ticket === '') return;
  for (const [name, scheme] of Object.entries(spec.components.securitySchemes ?? {})) {
    if (scheme.type === 'http' && scheme.scheme === 'bearer') swagger.preauthorizeApiKey(name, ticket);
  }
}

/**
 * Puts the samples of a call above its answers, and takes away what the page says elsewhere.
 * @param {any} system
 */
function samplesPlugin({ React }) {
  const nothing = () => () => null;
  const h = React.createElement;
  /** @param {{ samples: CodeSample[] }} props */
  const Samples = ({ samples }) => {
    const [chosen, choose] = React.useState(0);
    const sample = samples[chosen];
    return h(
      'div',
      { className: 'samples' },
      h(
        'div',
        { role: 'tablist', 'aria-label': 'Samples' },
        samples.map(({ label }, index) =>
          h(
            'button',
            {
              key: label,
              type: 'button',
              role: 'tab',
              'aria-selected': index === chosen,
              onClick: () => choose(index),
            },
            label,
          ),
        ),
        h(
          'button',
          { type: 'button', className: 'copy', onClick: () => navigator.clipboard?.writeText(sample?.source ?? '') },
          'Copy',
        ),
      ),
      h('pre', { role: 'tabpanel', tabIndex: 0 }, sample?.source),
    );
  };
  return {
    wrapComponents: {
      InfoContainer: nothing,
      /** @param {any} Original */
      responses: (Original, /** @type {any} */ system) => (/** @type {any} */ props) => {
        const operation = system.specSelectors.specJson().getIn(['paths', props.path, props.method]);
        const samples = operation?.get('x-codeSamples')?.toJS() ?? [];
        return h(React.Fragment, undefined, samples.length > 0 && h(Samples, { samples }), h(Original, props));
      },
    },
  };
}

/** Leaves the routes that have every word. */
function filter() {
  const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const group of list.querySelectorAll('details')) {
    const name = group.querySelector('summary')?.textContent?.toLowerCase() ?? '';
    let left = 0;
    for (const link of group.querySelectorAll('a')) {
      const text = `${name} ${link.textContent?.toLowerCase()} ${link.hash.toLowerCase()}`;
      const matches = words.every((word) => text.includes(word));
      /** @type {HTMLElement} */ (link.parentElement).hidden = !matches;
      if (matches) left += 1;
    }
    group.hidden = left === 0;
    if (words.length > 0) group.open = left > 0 && left <= 40;
    count += left;
  }
  found.textContent = `${count} ${count === 1 ? 'route' : 'routes'}`;
}

function closeMenu() {
  document.body.classList.remove('menu-open');
  menu.setAttribute('aria-expanded', 'false');
}

/** @param {boolean} isDark */
function setTheme(isDark) {
  document.documentElement.classList.toggle('dark-mode', isDark);
  theme.setAttribute('aria-pressed', String(isDark));
}

/** @param {SubmitEvent} event */
async function signIn(event) {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.target);
  const says = /** @type {HTMLOutputElement} */ (form.querySelector('output'));
  const response = await fetch(form.dataset.path ?? '', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(Object.fromEntries(new FormData(form))),
  });
  const answer = await response.json();
  if (!response.ok) {
    says.textContent = answer.detail ?? answer.title;
    return;
  }
  ticket = answer.ticket;
  says.textContent = '';
  const account = element('account');
  account.removeAttribute('open');
  /** @type {HTMLElement} */ (account.querySelector('summary')).textContent = `Signed in as ${form.userName.value}`;
  form.reset();
  if (swagger !== undefined)
    signInSwagger(swagger.specSelectors?.specJson?.().toJS() ?? swagger.getState().toJS().spec.json);
}

find.addEventListener('input', filter);
menu.addEventListener('click', () => {
  const isOpen = document.body.classList.toggle('menu-open');
  menu.setAttribute('aria-expanded', String(isOpen));
  if (isOpen) find.focus();
});
theme.addEventListener('click', () => setTheme(!document.documentElement.classList.contains('dark-mode')));
document.getElementById('sign-in')?.addEventListener('submit', (event) => signIn(/** @type {SubmitEvent} */ (event)));
window.addEventListener('hashchange', showRoute);
document.addEventListener('keydown', ({ key, target }) => {
  if (key === '/' && !(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) {
    setTimeout(() => find.focus());
  }
  if (key === 'Escape') closeMenu();
});
setTheme(window.matchMedia('(prefers-color-scheme: dark)').matches);
showRoute();
// the list is there: what comes next can be fetched before it is asked for
setTimeout(loadSwagger);
