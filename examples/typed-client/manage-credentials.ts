import { pathToFileURL } from 'node:url';
import createClient from 'openapi-fetch';
import type { components, paths } from './soapstone.d.ts';

type Problem = components['schemas']['Problem'];

/** Signs in, saves a credential, lists, updates and deletes it. @returns what it did, line by line */
export async function manageCredentials(gateway: string, userName: string, password: string): Promise<string[]> {
  const lines: string[] = [];
  const client = createClient<paths>({ baseUrl: gateway });

  const session = await client.POST('/sessions', { body: { userName, password } });
  if (session.error !== undefined) return [`cannot sign in: ${explain(session.error)}`];
  client.use({
    onRequest({ request }) {
      request.headers.set('Authorization', `Bearer ${session.data.ticket}`);
      return request;
    },
  });
  lines.push(`signed in as ${userName}`);

  const type = 'imap';
  const publicValue = 'mail.example.com/typed';
  const saved = await client.POST('/users/me/credentials/{type}', {
    params: { path: { type } },
    body: { publicValue, secretValue: 'not-a-real-secret', comment: 'By the typed client', isActive: true },
  });
  lines.push(saved.error === undefined ? `saved ${publicValue}` : `not saved: ${explain(saved.error)}`);

  const listed = await client.GET('/users/me/credentials/{type}', { params: { path: { type } } });
  if (listed.error !== undefined) return [...lines, `not listed: ${explain(listed.error)}`];
  for (const credential of listed.data ?? []) {
    // `credential.secretValue` would not compile: it is left out of answers, and of their type
    if (credential?.publicValue === publicValue) lines.push(`found ${publicValue}: ${credential.comment}`);
  }

  const path = { type, publicValue };
  const updated = await client.PUT('/users/me/credentials/{type}/{publicValue}', {
    params: { path },
    body: { secretValue: 'not-a-real-secret', comment: 'Updated', isActive: false },
  });
  lines.push(updated.error === undefined ? `updated ${publicValue}` : `not updated: ${explain(updated.error)}`);

  for (const attempt of ['deleted', 'deleted again']) {
    const { error } = await client.DELETE('/users/me/credentials/{type}/{publicValue}', { params: { path } });
    lines.push(error === undefined ? `${attempt}: ${publicValue}` : `not ${attempt}: ${explain(error)}`);
  }

  const wrong = await client.POST('/users/me/credentials/{type}', {
    params: { path: { type } },
    body: { publicValue, validFrom: 'tomorrow' },
  });
  if (wrong.error !== undefined) lines.push(`refused: ${explain(wrong.error)}`);
  return lines;
}

/** What to tell the user, by the type of the problem. The compiler knows all types there are. */
function explain(problem: Problem): string {
  switch (problem.type) {
    case '/problems/validation':
      return (problem.errors ?? []).map(({ pointer, detail }) => `${pointer} ${detail}`).join(', ');
    case '/problems/unauthenticated':
      return 'sign in (again)';
    case '/problems/not-found':
      return 'there is no such thing';
    case '/problems/rate-limited':
    case '/problems/overloaded':
    case '/problems/circuit-open':
    case '/problems/backend-unavailable':
      return 'try again a little later';
    case '/problems/backend-timeout':
    case '/problems/backend-unreachable':
      return problem.outcome === 'not-executed' ? 'nothing was done, try again' : 'look whether it was done';
    default:
      return `${problem.title} (tell the operator: ${problem.instance})`;
  }
}

const [, script = '', gateway = 'http://localhost:3000'] = process.argv;
if (import.meta.url === pathToFileURL(script).href) {
  console.log((await manageCredentials(gateway, 'demo', 'demo')).join('\n'));
}
