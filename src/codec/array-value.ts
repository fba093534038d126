import type { JsonValue } from '../json/value.ts';
import type { ComplexType } from '../xsd/model/complex-type.ts';
import type { ElementDeclaration } from '../xsd/model/element.ts';
import type { Particle } from '../xsd/model/particle.ts';
import type { Compiler } from './compiler.ts';
import { decodeOccurrence, encodeOccurrences, wantsAtLeast, xmlNames } from './content/element-step.ts';
import { passOver, toTag } from './decode-state.ts';
import { takeOptional, within } from './example-state.ts';
import type { JsonSchema } from './json-schema.ts';
import { planArray, planField, planOnce } from './transcode/plan.ts';
import type { ValueCodec } from './value-codec.ts';

/** The one element that an array type repeats. */
export interface ArrayItem {
  readonly declaration: ElementDeclaration;
  readonly minOccurs: number;
  readonly maxOccurs: number;
}

/** The item of WCF's `ArrayOf…` wrapper type (design.md §2); undefined for any other type. */
export function arrayItem(type: ComplexType): ArrayItem | undefined {
  if (type.name?.local.startsWith('ArrayOf') !== true) return undefined;
  if (type.attributes.length > 0 || type.attributeWildcard !== undefined) return undefined;
  return type.content.kind === 'elements' && !type.content.mixed ? repeatedElement(type.content.particle) : undefined;
}

/** The element that a content model consists of, when it is one that repeats and nothing else. */
export function repeatedElement({ term, minOccurs, maxOccurs }: Particle): ArrayItem | undefined {
  if (term.kind === 'wildcard' || term.kind === 'element') return undefined;
  const [only, ...others] = term.particles;
  if (only === undefined || others.length > 0) return undefined;
  if (only.term.kind !== 'element') {
    return minOccurs === 1 && maxOccurs === 1 ? repeatedElement(only) : undefined;
  }
  const declaration = only.term;
  if (maxOccurs === 1 && only.maxOccurs > 1) {
    return { declaration, minOccurs: minOccurs * only.minOccurs, maxOccurs: only.maxOccurs };
  }
  return maxOccurs > 1 && only.minOccurs === 1 && only.maxOccurs === 1
    ? { declaration, minOccurs, maxOccurs }
    : undefined;
}

/** A wrapper type as a plain array. */
export function compileArrayValue(type: ComplexType, item: ArrayItem, compiler: Compiler): ValueCodec {
  const { declaration, minOccurs, maxOccurs } = item;
  const term = compiler.elementTerm(declaration);
  const occurrences = { term, minOccurs, maxOccurs };
  return {
    isObject: false,
    blank: [],
    encode(value, tag, context) {
      const items = encodeOccurrences(occurrences, value, tag.namespace, '', context);
      return items === '' ? `${tag.open}/>` : `${tag.open}>${items}${tag.close}`;
    },
    decode(reader, state) {
      const items: JsonValue[] = [];
      reader.next();
      toTag(reader, state);
      while (reader.kind === 'start') {
        if (term.matches(reader)) items.push(decodeOccurrence(term, reader, `/${items.length}`, state));
        else {
          passOver(state, `holds the element ${reader.local} where it is not expected`);
          reader.skipElement();
        }
        toTag(reader, state);
      }
      if (state.strict && items.length < minOccurs) {
        state.issues.push({ pointer: '', detail: wantsAtLeast(minOccurs) });
      }
      if (state.strict && items.length > maxOccurs) {
        state.issues.push({ pointer: '', detail: `must have at most ${maxOccurs} items` });
      }
      reader.next();
      return items;
    },
    plan: planOnce(() => planArray(planField(declaration.name, '', true, () => term.plan?.()))),
    schema(registry) {
      const xml = xmlNames(declaration.name, '', type.name?.namespace ?? '');
      const items = term.schema(registry);
      const array: JsonSchema = { type: 'array', items: xml ? { ...items, xml: { ...items.xml, ...xml } } : items };
      if (minOccurs > 0) array.minItems = minOccurs;
      if (maxOccurs !== Number.POSITIVE_INFINITY) array.maxItems = maxOccurs;
      return { ...array, xml: { wrapped: true } };
    },
    example: (state) =>
      within(type, state, () => {
        const repeats = state.open.has(declaration.type);
        const wanted = minOccurs > 0 ? minOccurs : !repeats && takeOptional(state) ? 1 : 0;
        return Array.from({ length: wanted }, () => term.example(state));
      }),
  };
}
