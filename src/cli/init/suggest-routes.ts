import type { JsonSchema } from '../../codec/json-schema.ts';
import type { HttpMethod, RouteSettings } from '../../config/route-settings.ts';
import { collectDiagnostics } from '../../diagnostics/diagnostic.ts';
import type { ServedOperation } from '../../gateway/operation.ts';
import { checkRules } from '../../gateway/rule/check.ts';
import { createSchemaShapes, type SchemaShapes } from '../../gateway/rule/schema-shapes.ts';

/** Operations of one resource, as their names show it: Get…, Save…, Delete…. */
export interface RouteFamily {
  readonly service: string;
  /** `UserGroup` of `GetUserGroup`. */
  readonly noun: string;
  readonly routes: readonly RouteSettings[];
}

/** What an operation does to a resource, by the verb that its name begins with. */
type Purpose = 'read' | 'create' | 'save' | 'delete';

const PURPOSES: Readonly<Record<string, Purpose>> = {
  Get: 'read',
  Read: 'read',
  Fetch: 'read',
  Create: 'create',
  Add: 'create',
  Insert: 'create',
  Save: 'save',
  Update: 'save',
  Put: 'save',
  Delete: 'delete',
  Remove: 'delete',
};

const VERB = new RegExp(`^(${Object.keys(PURPOSES).join('|')})(?=[A-Z0-9])(.+)$`, 'i');

/** `GetUserFromName` is another way to a user, not a resource of its own. */
const VARIANT = /[a-z](From|For|By|With|In|Of|To)[A-Z]/;

interface NamedOperation {
  readonly operation: ServedOperation;
  readonly purpose: Purpose;
  readonly noun: string;
}

/**
 * Suggests routes for each resource that can be read and also changed: `GET` and `DELETE` with the id in the path, `POST`
 * with the resource as body. Every route has been checked against the operations; no two are the same.
 * @param taken - routes that are there already
 */
export function suggestRoutes(
  operations: readonly ServedOperation[],
  taken: readonly RouteSettings[] = [],
): readonly RouteFamily[] {
  const groups = new Map<string, NamedOperation[]>();
  const routed = new Set(taken.map(({ selector }) => selector));
  for (const operation of operations) {
    const named = nameOf(operation);
    const isRouted = [operation.selector, ...(operation.aliases ?? [])].some((name) => routed.has(name));
    if (named === undefined || isRouted || VARIANT.test(named.noun)) continue;
    const key = `${operation.service} ${named.noun}`;
    groups.set(key, [...(groups.get(key) ?? []), named]);
  }
  const accepted = [...taken];
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined || !isFamily(group)) return [];
    const found = new Map<NamedOperation, RouteSettings>();
    // What creates has the first choice, since saving without an id is a POST too.
    for (const named of group.toSorted((a, b) => Number(b.purpose === 'create') - Number(a.purpose === 'create'))) {
      const route = routeOf(named);
      if (route === undefined || !isAcceptable([...accepted, ...found.values()], route, operations)) continue;
      found.set(named, route);
    }
    const routes = group.flatMap((named) => found.get(named) ?? []);
    if (routes.length < 2) return [];
    accepted.push(...routes);
    return [{ service: first.operation.service, noun: first.noun, routes }];
  });
}

function nameOf(operation: ServedOperation): NamedOperation | undefined {
  const match = VERB.exec(operation.operation.name);
  const verb = match?.[1] ?? '';
  const purpose = PURPOSES[verb.charAt(0).toUpperCase() + verb.slice(1).toLowerCase()];
  return purpose === undefined ? undefined : { operation, purpose, noun: match?.[2] ?? '' };
}

function isFamily(group: readonly NamedOperation[]): boolean {
  return group.some(({ purpose }) => purpose === 'read') && group.some(({ purpose }) => purpose !== 'read');
}

function routeOf({ operation, purpose, noun }: NamedOperation): RouteSettings | undefined {
  const shapes = createSchemaShapes();
  const input = operation.codec.input.schema(shapes);
  const fields = input === undefined ? [] : shapes.memberNames(input);
  const scalars = fields.filter((name) => scalarTypes(shapes, input, name) !== undefined);
  const structures = fields.filter((name) => !scalars.includes(name));
  // Yes or no identifies nothing: such a field is left to the query.
  const ids = scalars.filter((name) => scalarTypes(shapes, input, name) !== 'boolean');
  const resource = `/${plural(kebab(noun))}`;
  const common = { selector: shortestName(operation), location: operation.operation.location };
  const shown = responseBody(operation);
  const [id] = ids;
  if (purpose === 'read' || purpose === 'delete') {
    if (structures.length > 0 || (purpose === 'delete' && id === undefined)) return undefined;
    const path = ids.reduce((before, name) => `${before}/{${name}}`, resource);
    const method: HttpMethod = purpose === 'read' ? 'GET' : 'DELETE';
    return { ...common, ...shown, method, path, ...(purpose === 'read' ? { safe: true } : {}) };
  }
  const method: HttpMethod = purpose === 'save' && ids.length > 0 ? 'PUT' : 'POST';
  const [structure] = structures;
  if (structures.length !== 1 || structure === undefined) return undefined;
  const path = ids.reduce((before, name) => `${before}/{${name}}`, resource);
  return { ...common, ...shown, method, path, body: structure };
}

/** `User.GetUser` rather than `WcfUserService.GetUser`. */
function shortestName({ selector, aliases = [] }: ServedOperation): string {
  return [selector, ...aliases].reduce((best, name) => (name.length < best.length ? name : best));
}

/** `boolean`, `integer|string`; undefined for what is no scalar. */
function scalarTypes(shapes: SchemaShapes, input: JsonSchema | undefined, name: string): string | undefined {
  const schema = input === undefined ? undefined : shapes.member(input, name);
  if (schema === undefined || shapes.items(schema) !== undefined) return undefined;
  const scalar = shapes.scalar(schema);
  return scalar && [...scalar.types].join('|');
}

/** The one member of the output, which then is the body. */
function responseBody({ codec }: ServedOperation): { readonly responseBody?: string } {
  const shapes = createSchemaShapes();
  const schema = codec.output?.schema(shapes);
  const [only, ...others] = schema === undefined ? [] : shapes.memberNames(schema);
  return only === undefined || others.length > 0 ? {} : { responseBody: only };
}

function isAcceptable(
  before: readonly RouteSettings[],
  route: RouteSettings,
  operations: readonly ServedOperation[],
): boolean {
  const sink = collectDiagnostics();
  const known = checkRules([...before.filter(({ handler }) => handler === undefined), route], operations, sink);
  return known.some(({ selector, method, path }) => {
    return selector === route.selector && method === route.method && path === route.path;
  });
}

/** `UserGroup` to `user-group`, `XMLFile` to `xml-file`. */
function kebab(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9-]+/g, '-')
    .toLowerCase();
}

function plural(word: string): string {
  if (/s$/.test(word)) return word;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}
