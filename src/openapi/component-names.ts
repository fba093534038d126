import type { SchemaDefinition } from './schema-registry.ts';

/**
 * Names for components, by reference: the type's own name where that is free, else with a hint from its namespace, else with
 * the service's name, else numbered. The first comer has the short name.
 * Only the characters of OpenAPI 3.1 §4.8.7 (`^[a-zA-Z0-9._-]+$`) are left.
 */
export function nameComponents(definitions: readonly SchemaDefinition[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Map<string, SchemaDefinition>();
  for (const definition of definitions) {
    const name = firstVacant(candidates(definition, taken), taken);
    taken.set(name.toLowerCase(), definition);
    names.set(definition.reference, name);
  }
  return names;
}

function candidates(definition: SchemaDefinition, taken: ReadonlyMap<string, SchemaDefinition>): readonly string[] {
  const { suggestedName, namespace, service } = definition;
  const name = componentName(suggestedName);
  const holder = taken.get(name.toLowerCase());
  const hint = namespace === undefined || namespace === holder?.namespace ? '' : namespaceHint(namespace);
  return [name, hint, service === undefined ? '' : componentName(service)].flatMap((each, index) => {
    if (index === 0) return [each];
    return each === '' ? [] : [`${name}_${each}`];
  });
}

/** Names that differ in case alone are one file to the generators of clients on some systems. */
function firstVacant(names: readonly string[], taken: ReadonlyMap<string, SchemaDefinition>): string {
  const vacant = names.find((name) => !taken.has(name.toLowerCase()));
  if (vacant !== undefined) return vacant;
  const base = names.at(-1) ?? 'Type';
  let n = 2;
  while (taken.has(`${base}_${n}`.toLowerCase())) n += 1;
  return `${base}_${n}`;
}

function componentName(text: string): string {
  const cleaned = text.replaceAll(/[^A-Za-z0-9._-]+/g, '_');
  return /[A-Za-z0-9]/.test(cleaned) ? cleaned : 'Type';
}

/** Last telling word of a namespace: `http://schemas.example.com/2004/07/Crm.Contracts` gives `Contracts`. */
function namespaceHint(namespace: string): string {
  const words = namespace.split(/[^A-Za-z0-9]+/).filter((word) => /[A-Za-z]{3}/.test(word));
  return words.at(-1) ?? '';
}
