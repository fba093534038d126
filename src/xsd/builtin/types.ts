import { XS } from '../../xml/namespaces.ts';
import type { Facets } from '../model/facet.ts';
import type { SimpleType } from '../model/simple-type.ts';
import { builtinHierarchy } from './hierarchy.ts';

/** Built-in types are written in the standard, not in a document: their place is its namespace. */
const location = { file: XS, line: 1, column: 1 };

const types = new Map<string, SimpleType>();
for (const { name, base, item } of builtinHierarchy) {
  types.set(name, Object.freeze(makeType(name, base, item)));
}

/** The built-in simple type `xs:{local}` as a component, the same object each time; its base chain ends at `anySimpleType`. */
export function builtinType(local: string): SimpleType | undefined {
  return types.get(local);
}

/** Local names of the built-in simple types (XSD 1.0 Part 2 §3), `anySimpleType` included, each after its base. */
export const builtinTypeNames: readonly string[] = [...types.keys()];

function makeType(name: string, baseName: string | undefined, itemName: string | undefined): SimpleType {
  const base = baseName === undefined ? undefined : types.get(baseName);
  const common = {
    kind: 'simple',
    name: { namespace: XS, local: name },
    location,
    facets: facetsOf(name, itemName),
    ...(base === undefined ? {} : { base }),
  } as const;
  const itemType = itemName === undefined ? undefined : types.get(itemName);
  return itemType === undefined
    ? { ...common, variety: 'atomic', builtin: name }
    : { ...common, variety: 'list', itemType };
}

/**
 * Facets that a built-in adds to its base, as far as its own lexical rule (table.ts) does not already say them: white space
 * (§4.3.6; all but `string` and its kin collapse) and "at least one item" for the lists.
 */
function facetsOf(name: string, itemName: string | undefined): Facets {
  if (itemName !== undefined) return { whiteSpace: 'collapse', minLength: 1 };
  if (name === 'anySimpleType' || name === 'string') return { whiteSpace: 'preserve' };
  return { whiteSpace: name === 'normalizedString' ? 'replace' : 'collapse' };
}
