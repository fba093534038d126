const SECRET_NAME = /(?:ticket|token|password|passphrase|secret|apikey|privatekey|authorization|^key)$/;

/** True when a setting of that name holds a secret: `ApplicationToken`, `client_secret`, `key`; not `tokenUrl`. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name.replaceAll(/[-_]/g, '').toLowerCase());
}
