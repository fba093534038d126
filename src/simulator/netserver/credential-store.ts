import type { JsonObject } from '../../json/value.ts';

/** A set of untrusted credentials with every member present, as the carrier has them. */
export type StoredCredentials = JsonObject & { publicValue: string | null };

/** The credentials kept for other systems, by associate, type and public value. Types are told apart by case, as table rows are. */
export interface CredentialStore {
  /** Adds a set, or replaces the one with its public value. */
  save(associateId: number, type: string, credentials: StoredCredentials): void;
  /** In the order in which they were first saved. */
  list(associateId: number, type: string): readonly StoredCredentials[];
  /** @returns false when there was none */
  remove(associateId: number, type: string, publicValue: string | null): boolean;
}

/** An empty store. */
export function createCredentialStore(): CredentialStore {
  const rows = new Map<string, Map<string | null, StoredCredentials>>();
  const keyOf = (associateId: number, type: string) => `${associateId} ${type}`;
  return {
    save(associateId, type, credentials) {
      const key = keyOf(associateId, type);
      const ofType = rows.get(key) ?? new Map<string | null, StoredCredentials>();
      rows.set(key, ofType.set(credentials.publicValue, credentials));
    },
    list: (associateId, type) => [...(rows.get(keyOf(associateId, type))?.values() ?? [])],
    remove: (associateId, type, publicValue) => rows.get(keyOf(associateId, type))?.delete(publicValue) ?? false,
  };
}
