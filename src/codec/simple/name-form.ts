import { clarkName, parseClarkName } from '../../xml/qname.ts';
import type { BuiltinType } from '../../xsd/builtin/builtin-type.ts';
import { isNCName } from '../../xsd/builtin/name.ts';
import type { LookupNamespace, SimpleEncodeContext } from '../simple-type-codec.ts';
import type { TextOrRefusal } from './compiled-type.ts';
import type { FacetCheck } from './facet-checks.ts';

/** A name in Clark notation as `prefix:local`, checked; a name in no namespace has no prefix. */
export function writeName(
  clark: string,
  row: BuiltinType,
  context: Pick<SimpleEncodeContext, 'prefixFor'>,
  check: FacetCheck,
): TextOrRefusal {
  const { namespace, local } = parseClarkName(clark);
  if (!isNCName(local) || /[{}]/.test(namespace)) {
    return { refusal: `must be a qualified name written {namespace}name, or name alone (xs:${row.name})` };
  }
  const given = context.prefixFor(namespace);
  const prefix = namespace === '' ? '' : given;
  const text = prefix === '' ? local : `${prefix}:${local}`;
  const refusal = check(text, (wanted) => (wanted === prefix && namespace !== '' ? namespace : undefined));
  return refusal === undefined ? text : { refusal };
}

/** A normalised `prefix:local` in Clark notation, by the namespaces in scope where it stands (XSD 1.0 Part 2 §3.2.18). */
export function readName(text: string, row: BuiltinType, lookup: LookupNamespace): TextOrRefusal {
  const reason = row.check(text);
  if (reason !== undefined) return { refusal: reason };
  const colon = text.indexOf(':');
  if (colon < 0) return clarkName({ namespace: lookup('') ?? '', local: text });
  const namespace = lookup(text.slice(0, colon));
  if (namespace === undefined) return { refusal: 'must have a prefix that is bound to a namespace' };
  return clarkName({ namespace, local: text.slice(colon + 1) });
}
