import type { ServedOperation } from '../gateway/operation.ts';
import { isJsonObject, type JsonObject, type JsonValue, setMember } from '../json/value.ts';
import { jsonName, type Naming, namingOf } from './wire-names.ts';

const ASSOCIATE: JsonObject = { AssociateId: 8 };
const TYPE: JsonObject = { Type: 'imap' };
const PUBLIC_VALUE = 'mail.example.com/dana';
const CREDENTIALS: JsonObject = {
  Credentials: {
    ValidFrom: '2026-01-01T00:00:00',
    ValidTo: '2027-01-01T00:00:00',
    Comment: 'Mailbox of the support team',
    SecretValue: 'correct horse battery staple',
    PublicValue: PUBLIC_VALUE,
    IsActive: true,
  },
};
const REMOVED: JsonObject = { PublicValue: PUBLIC_VALUE };

/** Inputs by operation, in NetServer's names. They work against the simulator when sent in this order. */
const INPUTS: ReadonlyMap<string, JsonObject> = new Map<string, JsonObject>([
  ['AuthenticateUsernamePassword', { UserName: 'demo', Password: 'demo' }],
  ['SaveUntrustedCredentials', { ...TYPE, ...CREDENTIALS }],
  ['GetUntrustedCredentials', TYPE],
  ['RemoveUntrustedCredentials', { ...TYPE, ...REMOVED }],
  ['SaveUntrustedCredentialsForAssociate', { ...ASSOCIATE, ...TYPE, ...CREDENTIALS }],
  ['GetUntrustedCredentialsForAssociate', { ...ASSOCIATE, ...TYPE }],
  ['RemoveUntrustedCredentialsForAssociate', { ...ASSOCIATE, ...TYPE, ...REMOVED }],
]);

/** An input that means something, for the operations of the curated routes; undefined for others. */
export function exampleInput({ operation, codec }: ServedOperation): JsonValue | undefined {
  const input = INPUTS.get(operation.name);
  const [first] = Object.keys(input ?? {});
  if (input === undefined || first === undefined) return undefined;
  const named = renamed(input, namingOf(codec.input, first));
  // Another version of NetServer may have other members.
  return codec.input.encode(named).ok ? named : undefined;
}

function renamed(value: JsonValue, naming: Naming): JsonValue {
  if (!isJsonObject(value)) return value;
  const object: JsonObject = {};
  for (const [name, inner] of Object.entries(value)) setMember(object, jsonName(name, naming), renamed(inner, naming));
  return object;
}
