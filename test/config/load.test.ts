import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultConfig } from '../../src/config/defaults.ts';
import { loadConfig, readConfig } from '../../src/config/load.ts';
import { renderLocation } from '../../src/diagnostics/location.ts';

const BACKEND = 'backends:\n  crm: { wsdl: User.wsdl }\n';

function findings(text: string, env: Record<string, string> = {}): string[] {
  return readConfig(text, 'soapstone.yaml', env).diagnostics.map(
    ({ level, rule, message, location, remedy }) =>
      `${renderLocation(location)} ${level} ${rule} ${message}${remedy === undefined ? '' : ` (${remedy})`}`,
  );
}

describe('configuration file', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'soapstone-config-'));
    writeFileSync(join(folder, 'token'), 'from-a-file\n');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('reads the example of the design in full', async () => {
    const path = join(folder, 'soapstone.yaml');
    writeFileSync(
      path,
      `listen: { host: 0.0.0.0, port: 3000 }
metrics: { port: 9464 }
backends:
  superoffice:
    wsdl: [wsdl/User.wsdl, https://example.com/SoPrincipal.wsdl]
    endpoint: https://crm.example.com/Remote/Services86/
    profile: { name: superoffice, signIn: required, revealSecrets: false }
    headers: { ApplicationToken: "\${APPLICATION_TOKEN}", TimeZone: { SoTimeZoneLocationCode: { from: SO-TimeZone } } }
    timeouts: { connect: 2s, total: 30s }
services: { expose: ["User.Get*", "!User.Delete*"] }
routes:
  - selector: User.SaveUntrustedCredentials
    post: /users/me/credentials/{type}
    body: credentials
rateLimit: { window: 1m, limit: 600 }
limits: { requestBody: 1MiB, reply: 64MiB }
log: { level: info }
`,
    );
    const { config, diagnostics, secrets } = await loadConfig(path, { APPLICATION_TOKEN: 'app-token-1' });
    expect(diagnostics).toEqual([]);
    expect(secrets).toEqual(['app-token-1']);
    expect(config).toMatchObject({
      listen: { host: '0.0.0.0', port: 3000 },
      metrics: { port: 9464 },
      expose: ['User.Get*', '!User.Delete*'],
      rateLimit: { windowMs: 60_000, limit: 600 },
      limits: { requestBodyBytes: 1_048_576, replyBytes: 67_108_864, depth: 128, attributes: 256 },
      routes: [
        {
          selector: 'User.SaveUntrustedCredentials',
          method: 'POST',
          path: '/users/me/credentials/{type}',
          body: 'credentials',
          location: { file: path, line: 12, column: 5 },
          memberLocations: { path: { file: path, line: 13, column: 11 } },
        },
      ],
    });
    expect(config?.backends[0]).toMatchObject({
      name: 'superoffice',
      wsdl: [join(folder, 'wsdl/User.wsdl'), 'https://example.com/SoPrincipal.wsdl'],
      profile: { name: 'superoffice', signIn: 'required', revealSecrets: false },
      headers: [
        { name: 'ApplicationToken', value: 'app-token-1' },
        { name: 'TimeZone', value: { SoTimeZoneLocationCode: { from: 'SO-TimeZone' } } },
      ],
      timeouts: { connectMs: 2000, totalMs: 30_000 },
      concurrency: { inFlight: 64, waiting: 128 },
    });
  });

  it('reports every mistake at once, each with its place', () => {
    const text = `listen: { prot: 80 }
backends:
  crm:
    wsdl: User.wsdl
    timeouts: { total: 30 }
    profile: { signIn: maybe }
    headers: { ApplicationToken: "\${NOT_SET}" }
routes:
  - selector: User.Get
    get: /a
    post: /b
limits: { requestBody: 1 MB1 }
`;
    expect(findings(text)).toEqual([
      'soapstone.yaml:1:11 error config/unknown-setting there is no setting listen.prot (did you mean "port"?)',
      'soapstone.yaml:5:24 error config/invalid-value backends.crm.timeouts.total: expected a duration with its unit, such as 500ms, 30s, 2m or 6h',
      'soapstone.yaml:6:24 error config/invalid-value backends.crm.profile.signIn: invalid option: expected one of "required"|"optional"',
      'soapstone.yaml:7:34 error config/environment-variable backends.crm.headers.ApplicationToken refers to the environment variable "NOT_SET", which is not set (set NOT_SET, or write $${NOT_SET} where the text itself is meant)',
      'soapstone.yaml:9:5 error config/invalid-value routes[0]: expected one method with its path: get, post, put, patch or delete',
      'soapstone.yaml:12:24 error config/invalid-value limits.requestBody: expected a size with its unit, such as 512B, 64KB or 1MiB',
    ]);
  });

  it.each([
    [
      'an empty file',
      '',
      'soapstone.yaml:1:1 error config/invalid-value backends: invalid input: expected record, received undefined',
    ],
    [
      'a key that occurs twice',
      `${BACKEND}docs: true\ndocs: false\n`,
      'soapstone.yaml:4:1 error config/yaml Map keys must be unique',
    ],
    [
      'a list for a map',
      `${BACKEND}listen: []\n`,
      'soapstone.yaml:3:9 error config/invalid-value listen: invalid input: expected object, received array',
    ],
    [
      'an unknown setting with nothing near',
      `${BACKEND}log: { colour: true }\n`,
      'soapstone.yaml:3:8 error config/unknown-setting there is no setting log.colour (settings here: level, pretty)',
    ],
    [
      'a quoted number',
      `${BACKEND}listen: { port: "80" }\n`,
      'soapstone.yaml:3:17 error config/invalid-value listen.port: invalid input: expected number, received string',
    ],
    [
      'a header with a line break',
      'backends:\n  crm: { wsdl: a.wsdl, httpHeaders: { X-Key: "a\\r\\nb" } }\n',
      'soapstone.yaml:2:46 error config/invalid-value backends.crm.httpHeaders.X-Key: expected the text of an HTTP header',
    ],
    [
      'NTLM, by name',
      'backends:\n  crm: { wsdl: a.wsdl, security: { kind: ntlm, userName: a } }\n',
      'soapstone.yaml:2:42 error config/invalid-value backends.crm.security.kind: signing in by NTLM is not supported, since it signs in a connection and not a call: see docs/outbound-authentication.md',
    ],
    [
      'a proxy that is no address',
      `${BACKEND}trustProxy: [loopback, proxy.example]\n`,
      'soapstone.yaml:3:24 error config/invalid-value trustProxy[1]: expected an address, a range such as 10.0.0.0/8, or loopback, linklocal or uniquelocal',
    ],
    [
      'a missing file',
      `${BACKEND}log: { level: file:nowhere }\n`,
      'soapstone.yaml:3:15 error config/file-reference log.level refers to the file "nowhere", which cannot be read (ENOENT) (the path is relative to the configuration file)',
    ],
  ])('refuses %s', (_name, text, finding) => {
    expect(findings(text)).toContain(finding);
  });

  it.each([
    ['10.0.0.1', true],
    ['10.0.0.0/8', true],
    ['10.0.0.0/33', false],
    ['10.0.0.0/0', false],
    ['10.0.0.0/8/8', false],
    ['10.0.0', false],
    ['fd00::/8', true],
    ['::1/129', false],
    ['uniquelocal', true],
    ['toString', false],
  ])('trusts the proxy %s: %s, as Express does', (range, isRange) => {
    expect(findings(`${BACKEND}trustProxy: ["${range}"]\n`)).toHaveLength(isRange ? 0 : 1);
    const trust = () => express().set('trust proxy', [range]);
    if (isRange) expect(trust).not.toThrow();
    else expect(trust).toThrow();
  });

  it('warns of a secret in clear, and of no other text', () => {
    const text = `backends:
  crm:
    wsdl: User.wsdl
    headers: { ApplicationToken: abc, TimeZone: { SoTimeZoneLocationCode: NO } }
    security: { kind: oauth, tokenUrl: "https://example.com/token", clientId: me, clientSecret: "\${SECRET}" }
`;
    const { config, diagnostics, secrets } = readConfig(text, 'soapstone.yaml', { SECRET: 's3cret' });
    expect(diagnostics.map(({ level, message }) => `${level} ${message}`)).toEqual([
      'warning backends.crm.headers.ApplicationToken holds a secret in clear',
    ]);
    expect(secrets).toEqual(['abc', 's3cret']);
    expect(config?.backends[0]?.security).toMatchObject({ kind: 'oauth', clientSecret: 's3cret' });
  });

  it('takes numbers and booleans from the environment, text from files, and leaves $${} alone', () => {
    const text = `backends:
  crm: { wsdl: User.wsdl, httpHeaders: { X-Token: file:token, X-Literal: "$\${HOME}" } }
listen: { port: "\${GATEWAY_PORT}" }
docs: \${DOCS}
trustProxy: \${PROXIES}
`;
    const env = { GATEWAY_PORT: '8080', DOCS: 'false', PROXIES: '2' };
    const { config, diagnostics } = readConfig(text, join(folder, 'soapstone.yaml'), env);
    expect(diagnostics).toEqual([]);
    expect(config).toMatchObject({ listen: { port: 8080 }, docs: false, trustProxy: 2 });
    expect(config?.backends[0]?.httpHeaders).toEqual({ 'X-Token': 'from-a-file', 'X-Literal': `$${'{HOME}'}` });
  });

  it('takes a boolean from the environment in a form of a form', () => {
    const text = `backends:\n  crm: { wsdl: User.wsdl, profile: { revealSecrets: "\${REVEAL}" } }\n`;
    const revealed = (REVEAL: string) => readConfig(text, 'c.yaml', { REVEAL }).config?.backends[0]?.profile;
    expect(revealed('true')).toMatchObject({ revealSecrets: true });
    expect(revealed('services')).toMatchObject({ revealSecrets: 'services' });
    expect(revealed('often')).toBeUndefined();
  });

  it('takes what an alias repeats from the environment too, and judges it by where it is repeated', () => {
    const text = `listen: &at { port: "\${P}" }
metrics: *at
backends:
  crm: { wsdl: &text "\${T}", headers: { ApplicationToken: *text } }
`;
    const { config, diagnostics, secrets } = readConfig(text, 'c.yaml', { P: '8080', T: `a$${'{P}'}` });
    expect(diagnostics).toEqual([]);
    expect(config).toMatchObject({ listen: { port: 8080 }, metrics: { port: 8080 } });
    expect(secrets).toEqual([`a$${'{P}'}`]);
  });

  it.each([
    ['nothing', 'listen: *at', '3:9 error config/yaml *at: nothing before it has this anchor'],
    ['itself', 'listen: &at { host: *at }', '3:21 error config/yaml *at: it stands in what it repeats'],
    [
      'too much',
      `log: { level: &a info }\nroutes: [${'*a,'.repeat(200)}]`,
      '1:1 error config/yaml Excessive alias count',
    ],
  ])('refuses an alias that repeats %s', (_what, text, finding) => {
    expect(findings(`${BACKEND}${text}\n`)).toEqual([expect.stringContaining(`soapstone.yaml:${finding}`)]);
  });

  it('lets PORT and HOST of the environment win', () => {
    const { config } = readConfig(`${BACKEND}listen: { port: 80 }\n`, 'soapstone.yaml', { PORT: '81', HOST: '::1' });
    expect(config?.listen).toEqual({ host: '::1', port: 81 });
  });

  it('says which file cannot be read', async () => {
    const { config, diagnostics } = await loadConfig(join(folder, 'absent.yaml'), {});
    expect(config).toBeUndefined();
    expect(diagnostics).toMatchObject([{ rule: 'config/unreadable', level: 'error' }]);
  });

  it('exposes nothing by default from a file, and everything from the command line', () => {
    expect(readConfig(BACKEND, 'soapstone.yaml', {}).config).toMatchObject({
      expose: [],
      backends: [{ profile: { signIn: 'required' } }],
    });
    expect(defaultConfig({ wsdl: ['a.wsdl'], endpoint: 'http://localhost:1/x' }, {})).toMatchObject({
      expose: ['*'],
      backends: [{ endpoint: 'http://localhost:1/x', profile: { signIn: 'optional' } }],
    });
  });

  it('reads who may call, what is shared and how long answers are kept', () => {
    const hash = 'a'.repeat(64);
    const { config, diagnostics, secrets } = readConfig(
      `${BACKEND}auth:
  apiKeys: { keys: [{ name: shop, sha256: ${hash}, scopes: [read] }] }
  jwt: { issuer: me, audience: you, jwks: "https://id.example.com/jwks" }
redis: { url: "redis://localhost:6379", secret: "\${SECRET}" }
services: { expose: ["*"], scopes: [read] }
routes:
  - { selector: User.Get, get: /a, scopes: [read, write], required: [id] }
`,
      'soapstone.yaml',
      { SECRET: 's'.repeat(32) },
    );
    expect(diagnostics).toEqual([]);
    expect(secrets).toEqual(['s'.repeat(32)]);
    expect(config).toMatchObject({
      auth: {
        apiKeys: { header: 'X-Api-Key', keys: [{ name: 'shop', sha256: hash, scopes: ['read'] }] },
        jwt: { issuer: 'me', algorithms: ['RS256'], clockSkewMs: 30_000, scopeClaim: 'scope' },
      },
      redis: { prefix: 'soapstone:' },
      idempotency: { keepMs: 24 * 3600 * 1000, entries: 10_000, bytes: 64 * 1024 * 1024 },
      exposeScopes: ['read'],
      routes: [{ scopes: ['read', 'write'], required: ['id'] }],
    });
  });

  it.each([
    ['auth: {}', '3:7 auth: expected apiKeys, jwt or both'],
    ['services: { scopes: [read] }', '3:21 services.scopes: scopes are of use only with auth:'],
    [
      'routes: [{ selector: A.B, get: /a, scopes: [read] }]',
      '3:44 routes[0].scopes: scopes are of use only with auth:',
    ],
    [
      'auth: { jwt: { issuer: a, audience: b, jwks: "https://c/", algorithms: [HS256] } }',
      '3:73 auth.jwt.algorithms[0]: invalid option',
    ],
    [
      'auth: { apiKeys: { keys: [{ name: a, sha256: abc }] } }',
      '3:46 auth.apiKeys.keys[0].sha256: expected the SHA-256',
    ],
    [
      `redis: { url: "http://a/", secret: '${'s'.repeat(32)}' }`,
      '3:15 redis.url: expected a URL that starts with redis://',
    ],
  ])('refuses %s', (text, finding) => {
    const found = findings(`${BACKEND}${text}\n`).find((one) => one.includes('error')) ?? '';
    expect(found.replace('soapstone.yaml:', '').replace('error config/invalid-value ', '')).toContain(finding);
  });
});
