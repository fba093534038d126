import type { JsonSchema } from '../codec/json-schema.ts';
import type { ServedOperation } from '../gateway/operation.ts';
import type { ProfileSettings } from '../gateway/profile.ts';
import { createSchemaShapes } from '../gateway/rule/schema-shapes.ts';

/** Members of NetServer's carriers that hold a secret in clear: of UntrustedCredentials, and of ServiceAuth. */
const SECRET_MEMBERS: ReadonlySet<string> = new Set(['secretvalue', 'password']);

const NONE: ReadonlySet<string> = new Set();

/**
 * JSON names of the members of an operation's output that must not leave the gateway.
 * @param path - of the route: `services` in the settings lifts the veil from generic routes alone
 */
export function hiddenMembers(
  operation: ServedOperation,
  path: string,
  { revealSecrets }: ProfileSettings,
): ReadonlySet<string> {
  if (revealSecrets === true || (revealSecrets === 'services' && path === operation.genericPath)) return NONE;
  const shapes = createSchemaShapes();
  const output = operation.codec.output?.schema(shapes);
  if (output === undefined) return NONE;
  const found = new Set<string>();
  const seen = new Set<JsonSchema>();
  const open: JsonSchema[] = [output];
  for (let schema = open.pop(); schema !== undefined; schema = open.pop()) {
    for (const one of shapes.alternatives(schema)) {
      if (seen.has(one)) continue;
      seen.add(one);
      if (one.items !== undefined) open.push(one.items);
      if (typeof one.additionalProperties === 'object') open.push(one.additionalProperties);
      for (const [name, inner] of Object.entries(one.properties ?? {})) {
        if (SECRET_MEMBERS.has(name.toLowerCase()) && shapes.scalar(inner)?.types.has('string')) found.add(name);
        else open.push(inner);
      }
    }
  }
  return found;
}
