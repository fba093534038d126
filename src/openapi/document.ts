import type { ConnectedProfile } from '../gateway/profile.ts';
import type { HttpRule } from '../gateway/rule/http-rule.ts';
import { profileComponents } from './components.ts';
import type {
  ComponentsObject,
  InfoObject,
  OpenApiDocument,
  PathItemObject,
  PathMethod,
  ServerObject,
} from './model.ts';
import { describeRule, isGenericRule } from './operation.ts';
import { createOperationIds } from './operation-id.ts';
import { createProblemResponses } from './problem-responses.ts';
import { createSchemaRegistry } from './schema-registry.ts';
import { describeTags, tagOf } from './tags.ts';

/** What a document is made of. */
export interface OpenApiOptions {
  readonly title: string;
  /** Version of the contract, not of OpenAPI. */
  readonly version: string;
  readonly description?: string;
  readonly license?: InfoObject['license'];
  readonly servers?: readonly ServerObject[];
  /** The very rules that the gateway serves. */
  readonly rules: readonly HttpRule[];
  /** Profiles at work, by backend. */
  readonly profiles?: ReadonlyMap<string, ConnectedProfile>;
  /** Configured statuses by fault code, by backend. */
  readonly faultStatus?: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** `wsdl:service/wsdl:documentation` by service. */
  readonly serviceDocumentation?: ReadonlyMap<string, string>;
}

const METHODS: readonly PathMethod[] = ['get', 'put', 'post', 'delete', 'patch'];

/** Whose terms apply is for the operator to say. */
const LICENSE: InfoObject['license'] = { name: 'As the operator of the backend grants it', url: '/' };

/**
 * The OpenAPI 3.1 document of a gateway. The same rules give the same document, byte for byte: everything stands in an order of
 * its own, whatever the order of the rules.
 */
export function createOpenApiDocument(options: OpenApiOptions): OpenApiDocument {
  const { profiles = new Map<string, ConnectedProfile>() } = options;
  const rules = [...options.rules].sort(compareRules);
  const registry = createSchemaRegistry();
  const problems = createProblemResponses(registry, options.faultStatus ?? new Map());
  const generic = new Set(rules.filter(isGenericRule).map(({ operation }) => operation));
  const nameOperation = createOperationIds();

  const pathItems = new Map<string, PathItemObject>();
  const tags = new Map<string, 'resource' | 'service'>();
  for (const rule of rules) {
    const path = rule.template.display;
    const operation = describeRule(rule, { registry, problems, nameOperation, profiles, generic });
    pathItems.set(path, { ...pathItems.get(path), [rule.method.toLowerCase()]: operation });
    const isGeneric = isGenericRule(rule);
    tags.set(tagOf(rule, isGeneric), isGeneric ? 'service' : 'resource');
  }

  const paths = Object.fromEntries(pathItems);
  const responses = problems.components();
  const finished = registry.finish([paths, responses]);
  const backends = [...new Set(rules.map(({ operation }) => operation.backend))].sort();
  const inUse = backends.map((backend) => profiles.get(backend));
  const components: ComponentsObject = {
    schemas: finished.schemas,
    responses: finished.resolve(responses),
    ...profileComponents(inUse, [paths, responses]),
  };
  return {
    openapi: '3.1.1',
    info: {
      title: options.title,
      version: options.version,
      ...(options.description === undefined ? {} : { description: options.description }),
      license: options.license ?? LICENSE,
    },
    servers: [...(options.servers ?? [{ url: '/' }])],
    tags: describeTags(tags, options.serviceDocumentation ?? new Map()),
    paths: finished.resolve(paths),
    components,
  };
}

/** By path, then by method. */
function compareRules(a: HttpRule, b: HttpRule): number {
  const [pathA, pathB] = [a.template.display, b.template.display];
  if (pathA !== pathB) return pathA < pathB ? -1 : 1;
  return methodIndex(a) - methodIndex(b);
}

function methodIndex({ method }: HttpRule): number {
  return METHODS.findIndex((name) => name.toUpperCase() === method);
}
