import type { JsonValue } from '../../json/value.ts';
import { SOAP11_ENCODING, SOAP12_ENCODING } from '../../xml/namespaces.ts';
import type { QName } from '../../xml/qname.ts';
import type { XmlReader } from '../../xml/reader.ts';
import type { ComplexType } from '../../xsd/model/complex-type.ts';
import type { ElementDeclaration } from '../../xsd/model/element.ts';
import type { SchemaSet } from '../../xsd/model/schema-set.ts';
import type { TypeDefinition } from '../../xsd/model/type-definition.ts';
import { repeatedElement } from '../array-value.ts';
import type { Compiler } from '../compiler.ts';
import { toTag } from '../decode-state.ts';
import { makeTags } from '../element-term.ts';
import type { EncodeContext } from '../encode-context.ts';
import { takeOptional } from '../example-state.ts';
import { placeError, placeIssues } from '../issue-place.ts';
import type { JsonSchema } from '../json-schema.ts';
import { DecodeError } from '../message-codec.ts';
import { Leading } from '../reserved-members.ts';
import type { ElementTag, ValueCodec } from '../value-codec.ts';
import { withXsiType } from '../xsi-attributes.ts';

/** A SOAP array type (SOAP 1.1 §5.4.2). */
export interface SoapArray {
  /** Type of the innermost items, as `arrayType` names it; undefined for any. */
  readonly atom: QName | undefined;
  readonly atomType: TypeDefinition;
  /** Number of dimensions of each array, the outermost first: `[][,]` is a plane of lists, `[2, 1]`. */
  readonly ranks: readonly number[];
  readonly itemName: QName;
  readonly version: '1.1' | '1.2';
}

/** The SOAP array that a type is; undefined for a type that is none. */
export function soapArrayOf(type: TypeDefinition, schemas: SchemaSet): SoapArray | undefined {
  if (type.kind !== 'complex') return undefined;
  const root = arrayRoot(type);
  if (root === undefined) return undefined;
  const version = root === SOAP12_ENCODING ? '1.2' : '1.1';
  const declared = type.attributes.find(({ soapArrayType }) => soapArrayType !== undefined)?.soapArrayType;
  const item = type.content.kind === 'elements' ? repeatedElement(type.content.particle)?.declaration : undefined;
  const itemName = item?.name ?? { namespace: '', local: 'item' };
  if (declared === undefined) {
    const atomType = item?.type ?? schemas.anyType;
    return { atom: atomType.name, atomType, ranks: [1], itemName, version };
  }
  const ranks = [...declared.dimensions.matchAll(/\[([^\]]*)\]/g)].map(([, sizes]) => (sizes ?? '').split(',').length);
  const atomType = schemas.findType(declared.itemType) ?? schemas.anyType;
  return { atom: declared.itemType, atomType, ranks: ranks.length === 0 ? [1] : ranks.reverse(), itemName, version };
}

/** Namespace of the encoding whose `Array` the type is derived from. */
function arrayRoot(type: ComplexType): string | undefined {
  for (let at: TypeDefinition = type; at.kind === 'complex'; at = at.base) {
    const { name } = at;
    if (name?.local === 'Array' && (name.namespace === SOAP11_ENCODING || name.namespace === SOAP12_ENCODING)) {
      return name.namespace;
    }
    if (at.base === at) return undefined;
  }
  return undefined;
}

/** A SOAP array as a JSON array, nested once for each dimension. Items may be null. */
export function compileSoapArray(array: SoapArray, compiler: Compiler): ValueCodec {
  const [rank = 1, ...innerRanks] = array.ranks;
  const inner = innerRanks.length === 0 ? undefined : compileSoapArray({ ...array, ranks: innerRanks }, compiler);
  const declaration: ElementDeclaration = {
    kind: 'element',
    scope: 'local',
    name: array.itemName,
    type: array.atomType,
    nillable: true,
    abstract: false,
    block: new Set(),
    location: array.atomType.location,
  };
  const item = (): ValueCodec => inner ?? compiler.elementValue(declaration);
  const tags = makeTags(array.itemName);

  return {
    isObject: false,
    blank: [],
    encode(value, tag, context) {
      const flat: JsonValue[] = [];
      const sizes = measure(value, rank);
      if (sizes === undefined || !flatten(value, sizes, flat)) {
        context.issues.push({
          pointer: '',
          detail: rank === 1 ? 'must be an array' : `must be an array nested ${rank} deep, its rows of one length`,
        });
        return '';
      }
      const arrayTag = withArrayType(tag, array, sizes, innerRanks, context);
      let xml = '';
      for (const [index, one] of flat.entries()) {
        const from = context.issues.length;
        const itemTag = array.itemName.namespace === tag.namespace ? tags.inside : tags.outside;
        xml += item().encode(one, itemTag, context, Leading.None);
        if (context.issues.length > from) placeIssues(context.issues, from, place(index, sizes));
      }
      return xml === '' ? `${arrayTag.open}/>` : `${arrayTag.open}>${xml}${tag.close}`;
    },
    decode(reader, state) {
      const sizes = rank === 1 ? [] : readSizes(reader, rank);
      if (reader.attribute(SOAP11_ENCODING, 'offset') !== undefined) {
        throw new DecodeError('', 'is an array of which only a part was sent');
      }
      const items: JsonValue[] = [];
      reader.next();
      toTag(reader, state);
      while (reader.kind === 'start') {
        if (reader.attribute(SOAP11_ENCODING, 'position') !== undefined) {
          throw new DecodeError('', 'is an array with gaps');
        }
        const from = state.issues.length;
        const step = `/${items.length}`;
        try {
          items.push(item().decode(reader, state));
        } catch (error) {
          throw placeError(error, step);
        }
        if (state.issues.length > from) placeIssues(state.issues, from, step);
        toTag(reader, state);
      }
      reader.next();
      return rank === 1 ? items : nest(items, sizes);
    },
    schema(registry) {
      let schema: JsonSchema = { type: 'array', items: item().schema(registry) };
      for (let dimension = 1; dimension < rank; dimension++) schema = { type: 'array', items: schema };
      return schema;
    },
    example(state) {
      let value: JsonValue = state.open.has(array.atomType) || !takeOptional(state) ? [] : [item().example(state)];
      for (let dimension = 1; dimension < rank; dimension++) value = [value];
      return value;
    },
  };
}

/** Length of each dimension, by the first item of each; undefined when the value is not nested so deep. */
function measure(value: JsonValue, rank: number): readonly number[] | undefined {
  const sizes: number[] = [];
  let at: JsonValue | undefined = value;
  for (let dimension = 0; dimension < rank; dimension++) {
    if (at === undefined) sizes.push(0);
    else if (Array.isArray(at)) {
      sizes.push(at.length);
      at = at[0];
    } else return undefined;
  }
  return sizes;
}

/** Puts all items in a row. @returns false when a row has another length than the first one of its dimension */
function flatten(value: JsonValue, [size, ...sizes]: readonly number[], flat: JsonValue[]): boolean {
  if (size === undefined) {
    flat.push(value);
    return true;
  }
  return Array.isArray(value) && value.length === size && value.every((row) => flatten(row, sizes, flat));
}

function nest(items: readonly JsonValue[], sizes: readonly number[]): JsonValue[] {
  let rows: JsonValue[] = [...items];
  for (const size of sizes.slice(1).reverse()) {
    if (size === 0) return Array.from({ length: sizes[0] ?? 0 }, () => []);
    const next: JsonValue[] = [];
    for (let at = 0; at < rows.length; at += size) next.push(rows.slice(at, at + size));
    rows = next;
  }
  return rows;
}

/** Place of the nth item in the nested array. */
function place(index: number, sizes: readonly number[]): string {
  let pointer = '';
  let left = index;
  for (const size of [...sizes].reverse()) {
    pointer = `/${size === 0 ? 0 : left % size}${pointer}`;
    left = Math.floor(left / Math.max(1, size));
  }
  return pointer;
}

/** Sizes of an array of several dimensions: `xs:int[2,3]` (SOAP 1.1 §5.4.2), or `arraySize="2 3"` (SOAP 1.2 Part 2 §3.1.6). */
function readSizes(reader: XmlReader, rank: number): readonly number[] {
  const written =
    /\[([\d,\s]*)\]\s*$/.exec(reader.attribute(SOAP11_ENCODING, 'arrayType') ?? '')?.[1] ??
    reader.attribute(SOAP12_ENCODING, 'arraySize') ??
    '';
  const sizes = written
    .split(/[,\s]+/)
    .filter((size) => size !== '')
    .map(Number);
  if (sizes.length !== rank) throw new DecodeError('', `does not say how long its ${rank} dimensions are`);
  return sizes;
}

function withArrayType(
  tag: ElementTag,
  { atom, version }: SoapArray,
  sizes: readonly number[],
  innerRanks: readonly number[],
  context: EncodeContext,
): ElementTag {
  const encoding = version === '1.1' ? SOAP11_ENCODING : SOAP12_ENCODING;
  const typed = tag.open.includes(' xsi:type="')
    ? tag
    : withXsiType(tag, { namespace: encoding, local: 'Array' }, context);
  const type = atom ?? { namespace: 'http://www.w3.org/2001/XMLSchema', local: 'anyType' };
  const name = type.namespace === '' ? type.local : `${context.prefixFor(type.namespace)}:${type.local}`;
  const prefix = context.prefixFor(encoding);
  const inner = [...innerRanks]
    .reverse()
    .map((rank) => `[${','.repeat(rank - 1)}]`)
    .join('');
  const attributes =
    version === '1.1'
      ? ` ${prefix}:arrayType="${name}${inner}[${sizes.join(',')}]"`
      : `${inner === '' ? ` ${prefix}:itemType="${name}"` : ''} ${prefix}:arraySize="${sizes.join(' ')}"`;
  return { ...typed, open: typed.open + attributes };
}
