import { describe, expect, it } from 'vitest';
import { isSecretByDefault } from '../../src/auth/redact.ts';
import type { EncodeResult } from '../../src/codec/message-codec.ts';
import { exampleEnvelope } from '../../src/gateway/dry-run.ts';
import { isJsonObject, type JsonValue } from '../../src/json/value.ts';
import { schemaHeader, schemaOperation } from './schema-operation.ts';

/** XML enough for the envelope: the members of an object as elements. */
function asXml(local: string) {
  return (value: JsonValue | undefined): EncodeResult => {
    const members = isJsonObject(value) ? Object.entries(value) : [];
    return {
      ok: true,
      xml: `<${local}>${members.map(([name, text]) => `<${name}>${text}</${name}>`).join('')}</${local}>`,
    };
  };
}

const credentials = {
  ...schemaHeader('Credentials', { type: 'object', properties: { ticket: { type: 'string' } } }),
  encode: asXml('Credentials'),
};
const timeZone = schemaHeader('TimeZone', { type: 'object', properties: { id: { type: 'integer' } } });

function signIn() {
  const operation = schemaOperation({ selector: 'Users.SignIn', headers: [credentials, timeZone] });
  const input = {
    ...operation.codec.input,
    encode: asXml('SignIn'),
    example: () => ({ user: 'demo', password: 'opensesame' }),
  };
  return { ...operation, codec: { ...operation.codec, input } };
}

describe('the envelope of an example', () => {
  it('is what would be sent, with secrets masked and the place of the caller shown', () => {
    expect(exampleEnvelope(signIn(), isSecretByDefault)).toBe(`<?xml version="1.0" encoding="utf-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
  <soap:Header>
    <Credentials>
      <ticket>***</ticket>
    </Credentials>
  </soap:Header>
  <soap:Body>
    <SignIn>
      <user>demo</user>
      <password>***</password>
    </SignIn>
  </soap:Body>
</soap:Envelope>`);
  });

  it('masks configured header blocks as well', () => {
    const encode = () => ({ ok: true as const, xml: '<ApplicationToken>s3cret</ApplicationToken>' });
    const envelope = exampleEnvelope(signIn(), isSecretByDefault, encode);
    expect(envelope).toContain('<ApplicationToken>***</ApplicationToken>');
    expect(envelope).not.toContain('s3cret');
  });

  it('is not there when the example cannot be encoded', () => {
    const operation = signIn();
    const input = { ...operation.codec.input, encode: () => ({ ok: false as const, issues: [] }) };
    expect(exampleEnvelope({ ...operation, codec: { ...operation.codec, input } }, isSecretByDefault)).toBeUndefined();
  });
});
