import type { BackendConfig } from '../config/gateway-config.ts';
import type { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { nearMatch } from '../diagnostics/near-match.ts';
import type { Profile } from '../gateway/profile.ts';
import type { Definitions } from '../wsdl/model/service.ts';

/** The profile of a backend: the configured one, else the first that claims the namespace of one of its WSDLs. */
export function chooseProfile(
  { profile: { name, location } }: Pick<BackendConfig, 'profile'>,
  definitionsList: readonly Definitions[],
  profiles: readonly Profile[],
  sink: DiagnosticSink,
): Profile | undefined {
  if (name === 'none') return undefined;
  if (name === undefined) {
    return profiles.find((profile) => definitionsList.some(({ targetNamespace }) => profile.matches(targetNamespace)));
  }
  const chosen = profiles.find((profile) => profile.name === name);
  if (chosen !== undefined) return chosen;
  const names = profiles.map((profile) => profile.name);
  const near = nearMatch(name, names);
  sink.report({
    level: 'error',
    rule: 'config/unknown-profile',
    message: `there is no profile "${name}"`,
    location,
    remedy: near === undefined ? `profiles: ${['none', ...names].join(', ')}` : `did you mean "${near}"?`,
  });
  return undefined;
}
