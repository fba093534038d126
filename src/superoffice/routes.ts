import type { HttpRuleSource } from '../gateway/rule/http-rule.ts';
import { jsonName, type Naming } from './wire-names.ts';

type Route = Omit<HttpRuleSource, 'location'>;

/** Handlers of these routes; see handlers.ts. */
export const SESSION_HANDLER = 'session';
export const CONFIRMED_HANDLER = 'confirmed';

/** The curated routes: sessions, and the credentials that the system keeps for its users on behalf of other systems. */
export function superofficeRoutes(naming: Naming = 'camel'): readonly HttpRuleSource[] {
  const name = (xmlName: string) => jsonName(xmlName, naming);
  const routes: readonly Route[] = [
    {
      selector: 'SoPrincipal.AuthenticateUsernamePassword',
      method: 'POST',
      path: '/sessions',
      body: '*',
      required: [name('UserName'), name('Password')],
      handler: SESSION_HANDLER,
      summary: 'Sign in with user name and password',
      safe: true, // what it leaves behind is a ticket: harmless to repeat, and not to be kept under an Idempotency-Key
      tag: 'Sessions',
    },
    ...credentialRoutes(name, '/users/me', '', 'your own'),
    ...credentialRoutes(name, `/users/{${name('AssociateId')}}`, 'ForAssociate', "an associate's"),
    {
      selector: 'User.CreateDefaultUntrustedCredentials',
      method: 'GET',
      path: '/users/credentials/default',
      responseBody: name('Response'),
      safe: true,
      summary: 'A credential with default values, not saved',
      tag: 'Credentials',
    },
    {
      selector: 'User.GetCredentialTypes',
      method: 'GET',
      path: '/credential-types',
      responseBody: name('Response'),
      safe: true,
      summary: 'The types of credentials that users can sign in with',
      tag: 'Credentials',
    },
  ];
  return routes.map((route) => ({ ...route, location: LOCATION }));
}

const LOCATION = { file: '(profile superoffice)', line: 1, column: 1 };

/** The routes over one person's credentials. @param suffix - of the operations' names */
function credentialRoutes(
  name: (xmlName: string) => string,
  base: string,
  suffix: string,
  whose: string,
): readonly Route[] {
  const all = `${base}/credentials/{${name('Type')}}`;
  const nested = `${all}/{${name('Credentials')}.${name('PublicValue')}}`;
  const flat = `${all}/{${name('PublicValue')}}`;
  const tag = 'Credentials';
  const save = {
    selector: `User.SaveUntrustedCredentials${suffix}`,
    body: name('Credentials'),
    handler: CONFIRMED_HANDLER,
    tag,
  };
  return [
    {
      selector: `User.GetUntrustedCredentials${suffix}`,
      method: 'GET',
      path: all,
      responseBody: name('Response'),
      safe: true,
      summary: `List ${whose} credentials of a type`,
      tag,
    },
    { ...save, method: 'POST', path: all, summary: `Save one of ${whose} credentials` },
    { ...save, method: 'PUT', path: nested, summary: `Save one of ${whose} credentials by its public value` },
    {
      selector: `User.RemoveUntrustedCredentials${suffix}`,
      method: 'DELETE',
      path: flat,
      handler: CONFIRMED_HANDLER,
      summary: `Remove one of ${whose} credentials`,
      tag,
    },
  ];
}
