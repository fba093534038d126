// A page that manages one's credentials: plain HTML and fetch, no library. It works from the gateway's own origin, and from
// another one that the gateway's `cors` setting names, with the gateway's address in <meta name="gateway">.

/**
 * @typedef {{ publicValue?: string | null, comment?: string | null, validTo?: string, isActive?: boolean }} Credential
 * @typedef {{ type: string, title: string, detail?: string, errors?: { pointer: string, detail: string, parameter?: string }[] }} Problem
 */

const gateway = document.querySelector('meta[name=gateway]')?.getAttribute('content') ?? '';
const says = element('says');
const signInForm = form('sign-in');
const chooseForm = form('choose');
const saveForm = form('save');

/** Kept in memory alone: whoever opens the page anew signs in anew. */
let ticket = '';

/** @param {string} id */
function element(id) {
  const there = document.getElementById(id);
  if (there === null) throw new Error(`the page has no ${id}`);
  return there;
}

/** @param {string} id */
function form(id) {
  return /** @type {HTMLFormElement} */ (element(id));
}

/** What the gateway answers when it does not do what it was asked. */
class ProblemError extends Error {
  /** @param {Problem} problem */
  constructor(problem) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }
}

/**
 * Asks the gateway. What it answers with a problem is thrown.
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 */
async function ask(method, path, body) {
  /** @type {Record<string, string>} */
  const headers = {};
  if (ticket !== '') headers.Authorization = `Bearer ${ticket}`;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const response = await fetch(`${gateway}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new ProblemError(await response.json());
  return response.status === 204 ? undefined : response.json();
}

/** The path of the chosen type's credentials, or of one of them. */
function pathOf(/** @type {string} */ publicValue = '') {
  const type = encodeURIComponent(text(chooseForm, 'type'));
  return `/users/me/credentials/${type}${publicValue === '' ? '' : `/${encodeURIComponent(publicValue)}`}`;
}

/**
 * @param {HTMLFormElement} from
 * @param {string} name
 */
function text(from, name) {
  return String(new FormData(from).get(name) ?? '').trim();
}

/** Runs what a form or button asks for, and tells how it ended. */
async function run(/** @type {() => Promise<string>} */ task) {
  for (const field of document.querySelectorAll('input')) field.setCustomValidity('');
  try {
    says.className = '';
    says.textContent = await task();
  } catch (error) {
    says.className = 'problem';
    says.textContent = explain(error);
  }
}

/** A problem in words; what is wrong with a field is said at the field. */
function explain(/** @type {unknown} */ error) {
  if (!(error instanceof ProblemError)) return 'The gateway cannot be reached.';
  const { type, errors = [] } = error.problem;
  if (type === '/problems/unauthenticated') signOut();
  for (const { pointer, detail } of errors) {
    const field = saveForm.elements.namedItem(pointer.slice(1));
    if (field instanceof HTMLInputElement) field.setCustomValidity(detail);
  }
  saveForm.reportValidity();
  return [error.message, ...errors.map(({ pointer, parameter, detail }) => `${parameter ?? pointer} ${detail}`)].join(
    ' ',
  );
}

async function show() {
  /** @type {Credential[]} */
  const credentials = (await ask('GET', pathOf())) ?? [];
  element('shown').textContent =
    `${credentials.length === 0 ? 'No' : credentials.length} ${text(chooseForm, 'type')} credentials`;
  element('rows').replaceChildren(...credentials.map(row));
}

function row(/** @type {Credential} */ credential) {
  const { publicValue, comment, validTo, isActive } = credential;
  const made = document.createElement('tr');
  const until = validTo?.startsWith('0001-01-01') ? '' : (validTo ?? '').slice(0, 10);
  for (const value of [publicValue ?? '', comment ?? '', until, isActive ? 'yes' : 'no']) {
    made.insertCell().textContent = value;
  }
  const actions = made.insertCell();
  actions.append(
    button('Edit', publicValue, () => edit(credential)),
    button('Delete', publicValue, () =>
      run(async () => {
        await ask('DELETE', pathOf(publicValue ?? ''));
        await show();
        return `${publicValue} was deleted.`;
      }),
    ),
  );
  return made;
}

function button(/** @type {string} */ label, /** @type {unknown} */ of, /** @type {() => void} */ act) {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = label;
  made.setAttribute('aria-label', `${label} ${of}`);
  made.addEventListener('click', act);
  return made;
}

/** Puts one into the form. Its secret is never told, so it has to be typed again. */
function edit(/** @type {Credential} */ { publicValue, comment, validTo, isActive }) {
  const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (saveForm.elements.namedItem(name));
  field('publicValue').value = publicValue ?? '';
  field('comment').value = comment ?? '';
  field('validTo').value = (validTo ?? '').slice(0, 10);
  field('isActive').checked = isActive ?? true;
  field('secretValue').focus();
}

async function save() {
  const publicValue = text(saveForm, 'publicValue');
  const date = (/** @type {string} */ name) => {
    const day = text(saveForm, name);
    return day === '' ? {} : { [name]: `${day}T00:00:00` };
  };
  await ask('PUT', pathOf(publicValue), {
    ...date('validFrom'),
    ...date('validTo'),
    comment: text(saveForm, 'comment'),
    secretValue: text(saveForm, 'secretValue'),
    isActive: new FormData(saveForm).has('isActive'),
  });
  saveForm.reset();
  await show();
  return `${publicValue} was saved.`;
}

function signOut() {
  ticket = '';
  setSignedIn(false);
}

function setSignedIn(/** @type {boolean} */ isSignedIn) {
  signInForm.hidden = isSignedIn;
  element('credentials').hidden = !isSignedIn;
  element('sign-out').hidden = !isSignedIn;
}

function on(/** @type {HTMLFormElement} */ submitted, /** @type {() => Promise<string>} */ task) {
  submitted.addEventListener('submit', (event) => {
    event.preventDefault();
    run(task);
  });
}

on(signInForm, async () => {
  const { userName, password } = Object.fromEntries(new FormData(signInForm));
  const session = await ask('POST', '/sessions', { userName, password });
  ticket = session.ticket;
  signInForm.reset();
  setSignedIn(true);
  await show();
  return `Signed in as ${userName}.`;
});
on(chooseForm, async () => {
  await show();
  return '';
});
on(saveForm, save);
saveForm.addEventListener('input', ({ target }) => {
  if (target instanceof HTMLInputElement) target.setCustomValidity('');
});
element('sign-out').addEventListener('click', () => {
  signOut();
  says.textContent = 'Signed out.';
});
