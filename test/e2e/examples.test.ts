import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SuperofficeGateway, startSuperofficeGateway } from './superoffice-gateway.ts';

/** Methods in the order in which a session has them: what is read and removed has been saved before. */
const ORDER = ['POST', 'PUT', 'GET', 'DELETE'];
/** The simulator has neither Windows, plug-ins nor access tokens to sign in with. */
const NOT_SIMULATED = /Authenticate(?:Generic|Implicit|WithAccessToken)/;

interface Example {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

// biome-ignore lint/suspicious/noExplicitAny: the document is read as any client would
function examplesOf(document: any): readonly Example[] {
  const examples: Example[] = [];
  for (const [template, item] of Object.entries<Record<string, never>>(document.paths)) {
    for (const [method, operation] of Object.entries<Record<string, never>>(item)) {
      const { parameters = [], requestBody } = operation as {
        parameters?: { name?: string; in?: string; example?: unknown }[];
        requestBody?: { content: { 'application/json': { example: unknown } } };
      };
      const path = parameters
        .filter((parameter) => parameter.in === 'path')
        .reduce((text, { name, example }) => text.replace(`{${name}}`, encodeURIComponent(String(example))), template);
      examples.push({
        method: method.toUpperCase(),
        path,
        body: requestBody?.content['application/json'].example,
      });
    }
  }
  return examples;
}

describe('examples of the OpenAPI document', () => {
  let gateway: SuperofficeGateway;
  let me: { readonly authorization: string };
  let examples: readonly Example[];
  beforeAll(async () => {
    gateway = await startSuperofficeGateway({ settings: 'services: { expose: ["*"] }' });
    me = await gateway.signIn();
    examples = examplesOf((await gateway.send('GET', '/openapi.json')).json);
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  it('work when they are sent', async () => {
    const isGeneric = ({ path }: Example) => path.startsWith('/services/');
    const declared = examples
      .filter((one) => !isGeneric(one))
      .toSorted((a, b) => ORDER.indexOf(a.method) - ORDER.indexOf(b.method));
    const generic = examples
      .filter((one) => isGeneric(one) && !NOT_SIMULATED.test(one.path))
      .toSorted((a, b) => Number(/\/Remove/.test(a.path)) - Number(/\/Remove/.test(b.path)))
      .toSorted((a, b) => Number(/\/Save/.test(b.path)) - Number(/\/Save/.test(a.path)));
    const failed: unknown[] = [];
    for (const { method, path, body } of [...declared, ...generic]) {
      const answer = await gateway.send(method, path, { headers: me, body });
      if (answer.status >= 300) failed.push([method, path, answer.status, answer.text]);
    }
    expect(failed).toEqual([]);
    expect(declared.length + generic.length).toBe(examples.length - 3);
  });
});
