import type { JsonSchema, JsonSchemaRegistry } from '../codec/json-schema.ts';
import { nameComponents } from './component-names.ts';
import { mergeEqualSchemas } from './merge-schemas.ts';
import { replaceReferences, visitReferences } from './references.ts';
import { withoutMembers } from './schema-members.ts';
import type { Steps } from './steps.ts';
import { visibleParts } from './visible-parts.ts';

/** Where every schema of a document is defined once. */
export interface SchemaRegistry extends JsonSchemaRegistry {
  /**
   * The registry as codecs of one service see it: the service's name tells types apart that have one name and are not equal.
   * @param hidden - members that are left out of everything defined through it, at any depth
   */
  scope(service: string, hidden?: ReadonlySet<string>): JsonSchemaRegistry;
  /** What a reference refers to; a schema without one is given back as it is. */
  follow(schema: JsonSchema): JsonSchema;
  /**
   * Builds all that the roots refer to, merges what is equal, and gives everything its name. Ends the definitions.
   * @param roots - references in the rest of the document
   */
  finish(roots: Iterable<string>): Steps<FinishedSchemas>;
}

/** The named schemas of a document. */
export interface FinishedSchemas {
  /** In the order of their names. */
  readonly schemas: Record<string, JsonSchema>;
  /** A copy with the references by their final names. */
  resolve<T>(value: T): T;
}

/** One schema that others refer to, by a reference that holds until names are given. */
export interface SchemaDefinition {
  readonly reference: string;
  readonly suggestedName: string;
  /** Namespace of the component it comes from, when it has a name. */
  readonly namespace: string | undefined;
  readonly service: string | undefined;
  /** Members that are left out. */
  readonly hidden: ReadonlySet<string>;
  /** The schema with all of its members. */
  readonly build: () => JsonSchema;
}

/** Marks a reference that has no final name yet: no component name may hold a question mark. */
const PENDING = '#/components/schemas/?';

/** Makes an empty registry. Deterministic: equal definitions in the same order give the same names. */
export function createSchemaRegistry(): SchemaRegistry {
  const definitions: SchemaDefinition[] = [];
  const byReference = new Map<string, SchemaDefinition>();
  const built = new Map<SchemaDefinition, { readonly whole: JsonSchema; readonly schema: JsonSchema }>();
  const identitiesByHidden = new Map<string, Map<object, JsonSchema>>();

  const scope = (service: string | undefined, hidden: ReadonlySet<string>): JsonSchemaRegistry => {
    const key = [...hidden].sort().join('\n');
    const identities = identitiesByHidden.get(key) ?? new Map<object, JsonSchema>();
    identitiesByHidden.set(key, identities);
    return {
      define(identity, suggestedName, build) {
        const known = identities.get(identity);
        if (known !== undefined) return { ...known };
        const reference = `${PENDING}${definitions.length}`;
        const definition: SchemaDefinition = {
          reference,
          suggestedName,
          namespace: namespaceOf(identity),
          service,
          hidden,
          build,
        };
        definitions.push(definition);
        byReference.set(reference, definition);
        identities.set(identity, { $ref: reference });
        return { $ref: reference };
      },
    };
  };

  const schemasOf = (definition: SchemaDefinition): { readonly whole: JsonSchema; readonly schema: JsonSchema } => {
    const known = built.get(definition);
    if (known !== undefined) return known;
    const whole = definition.build();
    const schema = definition.hidden.size === 0 ? whole : withoutMembers(whole, definition.hidden);
    built.set(definition, { whole, schema });
    return { whole, schema };
  };

  return {
    define: scope(undefined, new Set()).define,
    scope: (service, hidden = new Set()) => scope(service, hidden),
    follow(schema) {
      const definition = schema.$ref === undefined ? undefined : byReference.get(schema.$ref);
      return definition === undefined ? schema : schemasOf(definition).schema;
    },
    *finish(roots) {
      const reached = new Set<SchemaDefinition>();
      const reach = (reference: string): void => {
        const definition = byReference.get(reference);
        if (definition !== undefined) reached.add(definition);
      };
      for (const reference of roots) reach(reference);
      // a set is iterated in order of insertion, what is added meanwhile included
      for (const definition of reached) {
        visitReferences(schemasOf(definition).schema, reach);
        yield;
      }
      const all = definitions.filter((each) => reached.has(each)).map((each) => ({ ...each, ...schemasOf(each) }));
      const visible = visibleParts(all.filter(({ hidden }) => hidden.size > 0));
      // Whole types come first, so that hiding a member renames nothing.
      const inOrder = [
        ...all.filter(({ reference }) => !visible.has(reference)),
        ...all
          .filter(({ reference }) => visible.has(reference))
          .map((each) => ({ ...each, suggestedName: `${each.suggestedName}Visible` })),
      ];
      const representative = yield* mergeEqualSchemas(inOrder);
      const names = nameComponents(inOrder.filter(({ reference }) => representative.get(reference) === reference));
      const renamed = new Map(
        all.map(({ reference }) => {
          const name = names.get(representative.get(reference) ?? reference) ?? '';
          return [reference, `#/components/schemas/${name}`];
        }),
      );
      const resolve = <T>(value: T): T => replaceReferences(value, renamed);
      const named: [string, JsonSchema][] = [];
      for (const { reference, schema } of all) {
        const name = names.get(reference);
        if (name === undefined) continue;
        named.push([name, resolve(schema)]);
        yield;
      }
      named.sort(([a], [b]) => (a < b ? -1 : 1));
      return { schemas: Object.fromEntries(named), resolve };
    },
  };
}

/** The namespace of a schema component; undefined for anything else. */
function namespaceOf(identity: object): string | undefined {
  const name = 'name' in identity ? identity.name : undefined;
  if (typeof name !== 'object' || name === null || !('namespace' in name)) return undefined;
  return typeof name.namespace === 'string' ? name.namespace : undefined;
}
