/** An expanded name (Namespaces in XML 1.0 §2.1); `namespace` is `''` when the name is in none. */
export interface QName {
  readonly namespace: string;
  readonly local: string;
}

/** The name in Clark notation, `{namespace}local`, or `local` alone: unique, so it serves as a map key. */
export function clarkName(name: QName): string {
  return name.namespace === '' ? name.local : `{${name.namespace}}${name.local}`;
}

/** Reads {@link clarkName} back. */
export function parseClarkName(text: string): QName {
  const end = text.startsWith('{') ? text.indexOf('}') : -1;
  return end < 0 ? { namespace: '', local: text } : { namespace: text.slice(1, end), local: text.slice(end + 1) };
}
