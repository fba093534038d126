import { type JsonObject, member } from '../../json/value.ts';
import type { StoredCredentials } from './credential-store.ts';

/** `DateTime.MinValue`: not set. */
const NOT_SET = '0001-01-01T00:00:00';

/** What `CreateDefaultUntrustedCredentials` answers. */
export const defaultCredentials: JsonObject = {
  tableRight: null,
  fieldProperties: null,
  validFrom: NOT_SET,
  validTo: '9999-12-31T23:59:59',
  comment: '',
  secretValue: '',
  publicValue: '',
  isActive: true,
};

/** Credentials as they are kept: a member that was not sent has the value .NET gives it. */
export function storedCredentials(sent: JsonObject): StoredCredentials {
  const publicValue = member(sent, 'publicValue');
  return {
    tableRight: null,
    fieldProperties: null,
    validFrom: member(sent, 'validFrom') ?? NOT_SET,
    validTo: member(sent, 'validTo') ?? NOT_SET,
    comment: member(sent, 'comment') ?? null,
    secretValue: member(sent, 'secretValue') ?? null,
    publicValue: typeof publicValue === 'string' ? publicValue : null,
    isActive: member(sent, 'isActive') ?? false,
  };
}

/** What `GetCredentialTypes` answers: ways to sign in, which are not the types of untrusted credentials. */
export const credentialTypes: readonly JsonObject[] = [
  {
    tableRight: null,
    fieldProperties: null,
    displayType: 'SuperOffice CRM password',
    type: 'superoffice',
    description: 'User name and password kept by SuperOffice CRM',
    valueControl: 'Password',
    canCreatePerson: false,
    isUserNameSupported: true,
  },
  {
    tableRight: null,
    fieldProperties: null,
    displayType: 'Windows user',
    type: 'activedirectory',
    description: 'The user that Windows has signed in',
    valueControl: 'Link',
    canCreatePerson: true,
    isUserNameSupported: false,
  },
];
