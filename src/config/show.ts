import { stringify } from 'yaml';
import type { GatewayConfig } from './gateway-config.ts';
import { isSecretName } from './secret-name.ts';

const MASK = '********';

/**
 * The configuration in effect as YAML, defaults and all, units in the names. Secrets are masked: what stands under a name
 * that holds one, and the given texts wherever they stand.
 */
export function showConfig(config: GatewayConfig, secrets: readonly string[]): string {
  return stringify(shown(config, secrets, false), { lineWidth: 0 });
}

function shown(value: unknown, secrets: readonly string[], isSecret: boolean): unknown {
  if (value instanceof Map) return shown(Object.fromEntries(value), secrets, isSecret);
  if (Array.isArray(value)) return value.map((each) => shown(each, secrets, isSecret));
  if (value === null || typeof value !== 'object') {
    if (typeof value === 'string') return isSecret ? MASK : masked(value, secrets);
    return isSecret && value !== null && value !== undefined ? MASK : value;
  }
  // A header block may be called like a secret and name the HTTP header that it comes from.
  if ('from' in value && Object.keys(value).length === 1) return value;
  const { name, value: blockValue } = value as { readonly name?: unknown; readonly value?: unknown };
  const isBlock = typeof name === 'string' && blockValue !== undefined;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([member]) => member !== 'location' && member !== 'memberLocations')
      .map(([member, inner]) => {
        const holdsSecret = isSecret || isSecretName(member) || (isBlock && member === 'value' && isSecretName(name));
        return [member, shown(inner, secrets, holdsSecret)];
      }),
  );
}

function masked(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => (secret === '' ? rest : rest.replaceAll(secret, MASK)), text);
}
