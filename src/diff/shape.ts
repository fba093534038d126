import type { JsonSchema, JsonType } from '../codec/json-schema.ts';
import type { OpenApiDocument } from '../openapi/model.ts';
import { componentName, follow } from './open-api-references.ts';

/** One form that a value may have: a schema of which nothing but the members of an object is composed. */
export interface Form {
  readonly schema: JsonSchema;
  /** The component that it is, and which alternative of it; absent for a schema in place. */
  readonly component?: { readonly name: string; readonly key: string };
  /** JSON types it takes; undefined for all. */
  readonly types?: ReadonlySet<JsonType>;
  /** What tells it from the others for a reader: the value of its discriminator, or its JSON type. */
  readonly label: string;
}

/** What a schema takes: null or not, and forms. */
export interface Shape {
  readonly takesNull: boolean;
  readonly forms: readonly Form[];
}

/** Members that say which type or element a value is. */
const DISCRIMINATORS = ['$type', '$element'];

/** Takes a schema apart: references followed, alternatives listed, null set apart. */
export function shapeOf(schema: JsonSchema, document: OpenApiDocument): Shape {
  const forms: Form[] = [];
  let takesNull = false;
  const visit = (one: JsonSchema, label: string | undefined, within: Form['component'], depth: number): void => {
    const name = componentName(one);
    const component = name === undefined ? within : { name, key: name };
    const target = one.$ref === undefined ? one : { ...follow<JsonSchema>(one, document) };
    if (target.type === 'null') {
      takesNull = true;
      return;
    }
    const alternatives = depth < 50 ? alternativesOf(target) : undefined;
    if (alternatives !== undefined) {
      for (const [at, alternative] of alternatives.entries()) {
        const part = component === undefined ? undefined : { ...component, key: `${component.key}#${at}` };
        visit(alternative, discriminatorValue(target, alternative), part, depth + 1);
      }
      return;
    }
    const types = target.type === undefined ? undefined : new Set([target.type].flat());
    if (types?.delete('null') || target.enum?.includes(null)) takesNull = true;
    forms.push({
      schema: target,
      label: label ?? ownLabel(target) ?? describeTypes(types),
      ...(component === undefined ? {} : { component }),
      ...(types === undefined ? {} : { types }),
    });
  };
  visit(schema, undefined, undefined, 0);
  return { takesNull, forms };
}

/** Alternatives that are whole values; those of an object's choice only say which members go together. */
function alternativesOf({ anyOf, oneOf, properties, type }: JsonSchema): readonly JsonSchema[] | undefined {
  if (anyOf !== undefined) return anyOf;
  return oneOf !== undefined && properties === undefined && type === undefined ? oneOf : undefined;
}

function discriminatorValue({ discriminator }: JsonSchema, alternative: JsonSchema): string | undefined {
  if (discriminator?.mapping === undefined) return undefined;
  const entries = Object.entries(discriminator.mapping).filter(([, reference]) => reference === alternative.$ref);
  return entries.length === 1 ? entries[0]?.[0] : undefined;
}

function ownLabel({ properties = {} }: JsonSchema): string | undefined {
  for (const name of DISCRIMINATORS) {
    const member = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const value = member?.const ?? (member?.enum?.length === 1 ? member.enum[0] : undefined);
    if (typeof value === 'string') return value;
  }
  return undefined;
}

/** "a string", "a number or a string", "anything". */
export function describeTypes(types: ReadonlySet<JsonType> | undefined): string {
  if (types === undefined) return 'anything';
  const article = (type: JsonType) => (/^[aio]/.test(type) ? `an ${type}` : `a ${type}`);
  return [...types].map(article).join(' or ');
}
