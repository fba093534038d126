import type { ConnectedProfile } from '../gateway/profile.ts';
import { responseHeaders } from './headers.ts';
import type { ComponentsObject, ParameterObject } from './model.ts';
import { headerParameter, IDEMPOTENCY_KEY, idempotencyKeyParameter } from './parameters.ts';
import { type SignInSchemes, signInSchemes } from './security.ts';

/**
 * Headers, parameters and security schemes that the rest of a document refers to. Components that nothing refers to would be
 * noise, and a finding of linters.
 * @param profiles - of the backends in the document, in the order of their names
 * @param inbound - schemes of the gateway's own sign-in
 * @param used - what paths and responses refer to
 */
export function profileComponents(
  profiles: readonly (ConnectedProfile | undefined)[],
  inbound: SignInSchemes,
  used: ReadonlySet<string>,
): Omit<ComponentsObject, 'schemas' | 'responses'> {
  const parameters = profiles.flatMap((profile) =>
    (profile?.contract?.requestHeaders ?? []).map((each): [string, ParameterObject] => [
      each.name,
      headerParameter(each),
    ]),
  );
  parameters.push([IDEMPOTENCY_KEY, idempotencyKeyParameter]);
  const usedParameters = parameters.filter(([name]) => used.has(`#/components/parameters/${name}`));
  const securitySchemes = Object.assign({}, inbound, ...profiles.map(signInSchemes));
  return {
    headers: Object.fromEntries(
      Object.entries(responseHeaders).filter(([name]) => used.has(`#/components/headers/${name}`)),
    ),
    ...(usedParameters.length === 0 ? {} : { parameters: Object.fromEntries(usedParameters) }),
    ...(Object.keys(securitySchemes).length === 0 ? {} : { securitySchemes }),
  };
}
