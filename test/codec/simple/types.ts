import type { JsonSchemaRegistry } from '../../../src/codec/json-schema.ts';
import type { SimpleTypeCodec } from '../../../src/codec/simple-type-codec.ts';
import type { ValidationIssue } from '../../../src/json/issue.ts';
import type { JsonValue } from '../../../src/json/value.ts';
import { builtinType } from '../../../src/xsd/builtin/types.ts';
import type { Facets } from '../../../src/xsd/model/facet.ts';
import type { SimpleType } from '../../../src/xsd/model/simple-type.ts';

const location = { file: 'test.xsd', line: 1, column: 1 };

/** A built-in type that must exist. */
export function builtin(local: string): SimpleType {
  const type = builtinType(local);
  if (type === undefined) throw new Error(`there is no xs:${local}`);
  return type;
}

/** A restriction of a type, or of a built-in one by its name. */
export function restrict(base: SimpleType | string, facets: Facets, name?: string): SimpleType {
  const of = typeof base === 'string' ? builtin(base) : base;
  const common = {
    location,
    base: of,
    facets,
    ...(name === undefined ? {} : { name: { namespace: 'urn:test', local: name } }),
  };
  return { ...of, name: undefined, documentation: undefined, ...common } as unknown as SimpleType;
}

/** A list of a type. */
export function listOf(itemType: SimpleType): SimpleType {
  return {
    kind: 'simple',
    variety: 'list',
    itemType,
    base: builtin('anySimpleType'),
    facets: { whiteSpace: 'collapse' },
    location,
  };
}

/** A union of types. */
export function unionOf(...memberTypes: SimpleType[]): SimpleType {
  return { kind: 'simple', variety: 'union', memberTypes, base: builtin('anySimpleType'), facets: {}, location };
}

/** The text of a value, or the issues as `pointer: detail`. Prefixes are `p` and the length of the namespace. */
export function encode(codec: SimpleTypeCodec, value: JsonValue): string | readonly string[] {
  const issues: ValidationIssue[] = [];
  const text = codec.encode(value, { issues, prefixFor: (namespace) => `p${namespace.length}` });
  return text ?? issues.map(({ pointer, detail }) => (pointer === '' ? detail : `${pointer}: ${detail}`));
}

/** Nothing is bound. */
export const noNamespaces = (): undefined => undefined;

/** A registry that puts every schema in place. */
export const inlineRegistry: JsonSchemaRegistry = { define: (_, _name, build) => build() };
