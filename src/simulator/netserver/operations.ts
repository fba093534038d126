import { isJsonObject, type JsonObject, type JsonValue, member } from '../../json/value.ts';
import { type Associate, findByPassword } from './associates.ts';
import type { CredentialStore } from './credential-store.ts';
import { NetServerException } from './exception.ts';
import { principalOf } from './principal.ts';
import { systemInfo } from './system-info.ts';
import type { Tickets } from './tickets.ts';
import { credentialTypes, defaultCredentials, storedCredentials } from './untrusted-credentials.ts';

/** What the operations work on. */
export interface NetServerState {
  readonly associates: readonly Associate[];
  readonly tickets: Tickets;
  readonly credentials: CredentialStore;
  /** User names by the access token that signs them in. */
  readonly accessTokens: Readonly<Record<string, string>>;
}

/** One operation of an agent that needs a ticket. @throws {NetServerException} */
export type UserOperation = (state: NetServerState, caller: Associate, input: JsonObject) => JsonObject;

/** One operation of SoPrincipal. @throws {NetServerException} */
export type PrincipalOperation = (state: NetServerState, input: JsonObject) => JsonObject;

/** The operations of the User agent by name. */
export const userOperations: ReadonlyMap<string, UserOperation> = new Map<string, UserOperation>([
  ['CreateDefaultUntrustedCredentials', () => ({ response: defaultCredentials })],
  ['GetCredentialTypes', () => ({ response: [...credentialTypes] })],
  [
    'GetCredentialTypesForUserType',
    (_state, _caller, input) => ({
      response: credentialTypes.filter(({ type }) =>
        member(input, 'userType') === 'InternalAssociate' ? true : type === 'superoffice',
      ),
    }),
  ],
  ['SaveUntrustedCredentials', (state, caller, input) => save(state, caller.id, input)],
  ['GetUntrustedCredentials', (state, caller, input) => list(state, caller.id, input)],
  ['RemoveUntrustedCredentials', (state, caller, input) => remove(state, caller.id, input)],
  ['SaveUntrustedCredentialsForAssociate', (state, caller, input) => save(state, other(state, caller, input), input)],
  ['GetUntrustedCredentialsForAssociate', (state, caller, input) => list(state, other(state, caller, input), input)],
  [
    'RemoveUntrustedCredentialsForAssociate',
    (state, caller, input) => remove(state, other(state, caller, input), input),
  ],
]);

/** The operations of the SoPrincipal agent by name. */
export const principalOperations: ReadonlyMap<string, PrincipalOperation> = new Map<string, PrincipalOperation>([
  ['GetSystemInfo', () => ({ systemInfo })],
  ['AuthenticateUsernamePassword', signInByPassword],
  ['AuthenticateWithAccessToken', signInByAccessToken],
  ['AuthenticateImplicit', () => notSupported('Windows authentication')],
  ['AuthenticateGeneric', () => notSupported('authentication by a plug-in')],
]);

function save(state: NetServerState, associateId: number, input: JsonObject): JsonObject {
  const sent = member(input, 'credentials');
  if (!isJsonObject(sent)) throw new NetServerException('SoInvalidArgumentException', 'Credentials must be given');
  state.credentials.save(associateId, typeOf(input), storedCredentials(sent));
  return {};
}

function list(state: NetServerState, associateId: number, input: JsonObject): JsonObject {
  return { response: [...state.credentials.list(associateId, typeOf(input))] };
}

function remove(state: NetServerState, associateId: number, input: JsonObject): JsonObject {
  const publicValue = member(input, 'publicValue');
  if (!state.credentials.remove(associateId, typeOf(input), typeof publicValue === 'string' ? publicValue : null)) {
    throw new NetServerException('SoNotFoundException', 'There are no such credentials');
  }
  return {};
}

function typeOf(input: JsonObject): string {
  const type = member(input, 'type');
  if (typeof type === 'string' && type !== '') return type;
  throw new NetServerException('SoInvalidArgumentException', 'Type must be given');
}

/** The associate that a call is about, when the caller may act for it. */
function other({ associates }: NetServerState, caller: Associate, input: JsonObject): number {
  const id = member(input, 'associateId') ?? 0;
  if (id !== caller.id && !caller.administrator) {
    throw new NetServerException('SoSentryException', 'You may not act for another associate');
  }
  const found = associates.find((associate) => associate.id === id);
  if (found === undefined) throw new NetServerException('SoNotFoundException', `There is no associate ${textOf(id)}`);
  return found.id;
}

function signInByPassword(state: NetServerState, input: JsonObject): JsonObject {
  const [userName, password] = [textOf(member(input, 'userName')), textOf(member(input, 'password'))];
  // NetServer takes a ticket for a user name, whatever the password.
  const associate = userName.startsWith('7T:')
    ? state.tickets.use(userName)
    : findByPassword(state.associates, userName, password);
  if (associate === undefined) {
    throw new NetServerException('SoInvalidPasswordException', 'The user name or the password is wrong');
  }
  return signedIn(state, associate);
}

function signInByAccessToken(state: NetServerState, input: JsonObject): JsonObject {
  const token = textOf(member(input, 'accessToken'));
  const userName = Object.hasOwn(state.accessTokens, token) ? state.accessTokens[token] : undefined;
  const associate = state.associates.find((each) => each.userName === userName);
  if (associate === undefined) throw new NetServerException('SoSessionException', 'The access token is not valid');
  return signedIn(state, associate);
}

function signedIn(state: NetServerState, associate: Associate): JsonObject {
  return {
    response: principalOf(associate),
    credentials: { ticket: state.tickets.issue(associate) },
    authenticationSucceeded: true,
  };
}

function notSupported(what: string): never {
  throw new NetServerException('SoNotSupportedException', `The simulator does not support ${what}`);
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
