import type { JsonObject } from '../../json/value.ts';
import type { Associate } from './associates.ts';

/** `SoPrincipalCarrier` of an associate. */
export function principalOf({ id, userName, fullName, administrator }: Associate): JsonObject {
  return {
    userType: 'InternalAssociate',
    associate: userName,
    associateId: id,
    isPerson: true,
    personId: 100 + id,
    countryId: 578,
    homeCountryId: 578,
    contactId: 2,
    groupId: 1,
    businessId: 1,
    categoryId: 1,
    contactOwner: id,
    roleId: administrator ? 1 : 2,
    roleName: administrator ? 'User level 0' : 'User level 1',
    roleDescription: administrator ? 'Administrators' : 'Ordinary users',
    roleType: 'Employee',
    licenses: [],
    fullName,
    eMailAddress: `${userName}@example.com`,
    functionRights: administrator ? ['admin-users'] : [],
    ejUserId: 0,
    ejAccessLevel: 0,
    ejUserStatus: 'StatusNone',
    providedCredentials: [],
    secondaryGroups: [],
    databaseContextIdentifier: 'simulator',
  };
}
