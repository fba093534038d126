import type { JsonSchema } from '../../src/codec/json-schema.ts';
import { collectDiagnostics } from '../../src/diagnostics/diagnostic.ts';
import type { GatewayResponse } from '../../src/gateway/exchange.ts';
import { genericRule } from '../../src/gateway/expose.ts';
import { compileHeaderBlocks } from '../../src/gateway/header-blocks.ts';
import { createGateway } from '../../src/gateway/invoke.ts';
import type { ServedOperation } from '../../src/gateway/operation.ts';
import type { ProfileEnvironment, ProfileSettings } from '../../src/gateway/profile.ts';
import { checkRules } from '../../src/gateway/rule/check.ts';
import type { JsonValue } from '../../src/json/value.ts';
import type { SoapCall, SoapReply } from '../../src/soap/call.ts';
import { superofficeProfile } from '../../src/superoffice/profile.ts';
import { schemaHeader, schemaOperation } from '../gateway/schema-operation.ts';

const text: JsonSchema = { type: ['string', 'null'] };
const object = (properties: Record<string, JsonSchema>): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => {
      const xmlName = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
      return [name, { ...schema, xml: { name: xmlName } }];
    }),
  ),
  additionalProperties: false,
});

const credential: JsonSchema = {
  anyOf: [
    object({ comment: text, secretValue: text, publicValue: text, isActive: { type: 'boolean' } }),
    { type: 'null' },
  ],
};
const credentials: JsonSchema = { type: ['array', 'null'], items: credential };
const HEADERS = [
  schemaHeader('ApplicationToken', text),
  schemaHeader('Credentials', object({ ticket: text })),
  schemaHeader('TimeZone', object({ soTimeZoneId: { type: 'integer' }, soTimeZoneLocationCode: text })),
];

/** What the scripted NetServer was asked. Bodies and header blocks are JSON, as the codecs of these tests write it. */
export interface ReceivedCall {
  readonly operation: string;
  readonly body: unknown;
  readonly header: string;
}

/** How the scripted NetServer answers; the default is a success with nothing in it. */
export type Answer = (call: ReceivedCall, count: number) => SoapReply | Promise<SoapReply> | undefined;

/** A reply that says that it is a success. */
export function succeeded(value?: JsonValue): SoapReply {
  return { kind: 'output', value, headerBlocks: new Map([['Succeeded', true]]), unknownElements: 0 };
}

/** A soft failure, as NetServer reports it. */
export function failedWith(exception: JsonValue, httpStatus?: number): SoapReply {
  const headerBlocks = new Map<string, JsonValue>([
    ['Succeeded', false],
    ['ExceptionInfo', exception],
  ]);
  return {
    kind: 'output',
    value: {},
    headerBlocks,
    unknownElements: 0,
    ...(httpStatus === undefined ? {} : { httpStatus }),
  };
}

/** The answer of a sign-in that worked. */
export function signedIn(ticket: string): SoapReply {
  return succeeded({
    response: { associate: 'demo', associateId: 5 },
    credentials: { ticket },
    authenticationSucceeded: true,
  });
}

const OPERATIONS: readonly (readonly [string, JsonSchema, JsonSchema])[] = [
  [
    'SoPrincipal.AuthenticateUsernamePassword',
    object({ userName: text, password: text }),
    object({
      response: object({ associate: text, associateId: { type: 'integer' } }),
      credentials: object({ ticket: text }),
      authenticationSucceeded: { type: 'boolean' },
    }),
  ],
  ['User.GetUntrustedCredentials', object({ type: text }), object({ response: credentials })],
  ['User.SaveUntrustedCredentials', object({ type: text, credentials: credential }), object({})],
  ['User.RemoveUntrustedCredentials', object({ type: text, publicValue: text }), object({})],
  [
    'User.GetUntrustedCredentialsForAssociate',
    object({ associateId: { type: 'integer' }, type: text }),
    object({ response: credentials }),
  ],
  [
    'User.SaveUntrustedCredentialsForAssociate',
    object({ associateId: { type: 'integer' }, type: text, credentials: credential }),
    object({}),
  ],
  [
    'User.RemoveUntrustedCredentialsForAssociate',
    object({ associateId: { type: 'integer' }, type: text, publicValue: text }),
    object({}),
  ],
  ['User.CreateDefaultUntrustedCredentials', object({}), object({ response: credential })],
  ['User.GetCredentialTypes', object({}), object({ response: { type: 'array', items: object({ type: text }) } })],
];

/** A request as these tests write it. */
export interface SentRequest {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: JsonValue;
}

/** The gateway with the profile, over operations that a script answers. */
export interface ScriptedGateway {
  readonly operations: readonly ServedOperation[];
  readonly received: readonly ReceivedCall[];
  send(
    request: SentRequest,
  ): Promise<{ readonly status: number; readonly body: unknown; readonly answer: GatewayResponse }>;
}

/** How {@link scriptedGateway} is configured. */
export interface ScriptedSettings extends Partial<ProfileSettings> {
  readonly headers?: ProfileEnvironment['headers'];
  readonly now?: () => number;
  readonly onSignIn?: (result: string) => void;
}

/** Connects the profile as the composition root does. */
export function scriptedGateway(answer: Answer, own: ScriptedSettings = {}): ScriptedGateway {
  const { headers = {}, now = Date.now, onSignIn, ...settings } = own;
  const received: ReceivedCall[] = [];
  const operations = OPERATIONS.map(([selector, input, output]) =>
    schemaOperation({
      selector,
      input,
      output,
      headers: selector.startsWith('SoPrincipal') ? HEADERS.slice(0, 1) : HEADERS,
      invoke: async ({ bodyXml, headerXml }: SoapCall) => {
        const call = {
          operation: selector.slice(selector.indexOf('.') + 1),
          body: JSON.parse(bodyXml),
          header: headerXml,
        };
        received.push(call);
        return (await answer(call, received.length)) ?? succeeded();
      },
    }),
  );
  const location = { file: 'test.yaml', line: 1, column: 1 };
  const sink = collectDiagnostics();
  const blocks = Object.entries(headers).map(([name, value]) => ({ name, value: value as string, location }));
  const profile = superofficeProfile.connect({
    backend: 'crm',
    operations,
    settings: { signIn: 'required', revealSecrets: false, ...settings },
    headers,
    now,
    ...(onSignIn === undefined ? {} : { onSignIn }),
  });
  const declared = checkRules(superofficeProfile.routes(), operations, sink, () => new Set(profile.handlers.keys()));
  const headerBlocks = compileHeaderBlocks(blocks, operations, sink);
  if (sink.diagnostics.length > 0) throw new Error(JSON.stringify(sink.diagnostics));
  const handle = createGateway({
    rules: [...declared, ...operations.map(genericRule)],
    profiles: new Map([['crm', profile]]),
    headerBlocks,
    faultStatus: new Map(),
    jsonDepthMax: 64,
  });
  return {
    operations,
    received,
    async send({ method = 'GET', path, headers: httpHeaders = {}, body }) {
      const sent = await handle({
        method,
        path,
        query: new URLSearchParams(),
        headers: { 'content-type': 'application/json', ...httpHeaders },
        body: body === undefined ? new Uint8Array() : Buffer.from(JSON.stringify(body)),
        requestId: 'r-1',
        signal: new AbortController().signal,
      });
      const read: unknown = sent.body === undefined ? undefined : JSON.parse(String(sent.body));
      return { status: sent.status, body: read, answer: sent };
    },
  };
}
