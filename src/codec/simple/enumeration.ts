import type { EnumerationValue } from '../../xsd/model/facet.ts';
import type { SimpleType } from '../../xsd/model/simple-type.ts';
import type { LookupNamespace } from '../simple-type-codec.ts';
import type { AtomicParts } from './atomic.ts';
import { keyOfName, lookupIn } from './facet-checks.ts';
import { normaliseSpace } from './white-space.ts';

/** A value of an enumeration that all other facets let pass. */
export interface PermittedValue {
  /** Lexical text, normalised. */
  readonly text: string;
  /** The same, a name in Clark notation. */
  readonly plain: string;
  readonly lookup: LookupNamespace;
}

/** Values of an atomic type's enumeration in the order written. */
export function permittedValues({ row, facets, check }: AtomicParts): readonly PermittedValue[] {
  return (facets.enumeration ?? []).flatMap(({ value, namespaces }) => {
    const text = normaliseSpace(value, facets.whiteSpace);
    const lookup = lookupIn(namespaces);
    if (check(text, lookup) !== undefined) return [];
    return [{ text, plain: row.form === 'qname' ? keyOfName(text, lookup) : text, lookup }];
  });
}

/** What the schema says about the type and its values, as Markdown; undefined when it says nothing. */
export function enumerationDescription(
  { documentation }: SimpleType,
  values: readonly EnumerationValue[],
): string | undefined {
  const lines = values.flatMap(({ value, documentation: text }) =>
    text === undefined ? [] : [`- \`${value}\`: ${text.replace(/\s*\n\s*/g, ' ')}`],
  );
  const paragraphs = [
    ...(documentation === undefined ? [] : [documentation]),
    ...(lines.length === 0 ? [] : [lines.join('\n')]),
  ];
  return paragraphs.length === 0 ? undefined : paragraphs.join('\n\n');
}
