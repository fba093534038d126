import type { InboundAuthConfig } from '../config/gateway-config.ts';
import type { ConnectedProfile } from '../gateway/profile.ts';
import type { HttpRule } from '../gateway/rule/http-rule.ts';
import { profileComponents } from './components.ts';
import { type ListedOperation, listOperations } from './list-operations.ts';
import type { ComponentsObject, InfoObject, OpenApiDocument, PathItemObject, ServerObject } from './model.ts';
import { type CodeSamples, describeOperation } from './operation.ts';
import { createProblemResponses } from './problem-responses.ts';
import { visitReferences } from './references.ts';
import { createSchemaRegistry } from './schema-registry.ts';
import { inboundSchemes } from './security.ts';
import type { Steps } from './steps.ts';
import { describeTags } from './tags.ts';

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
  /** Which of them the document is about; all by default. Names are the same in every selection. */
  readonly only?: (operation: ListedOperation) => boolean;
  /** How to show a call in code; none by default. */
  readonly codeSamples?: CodeSamples;
  /** Profiles at work, by backend. */
  readonly profiles?: ReadonlyMap<string, ConnectedProfile>;
  /** How callers sign in at the gateway itself; absent: they do not. */
  readonly auth?: InboundAuthConfig;
  /** Configured statuses by fault code, by backend. */
  readonly faultStatus?: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** `wsdl:service/wsdl:documentation` by service. */
  readonly serviceDocumentation?: ReadonlyMap<string, string>;
}

/** Whose terms apply is for the operator to say. */
const LICENSE: InfoObject['license'] = { name: 'As the operator of the backend grants it', url: '/' };

/**
 * The OpenAPI 3.1 document of a gateway. The same rules give the same document, byte for byte: everything stands in an order of
 * its own, whatever the order of the rules. Made in steps of one operation or one schema: some thousand operations take seconds.
 */
export function* createOpenApiDocument(options: OpenApiOptions): Steps<OpenApiDocument> {
  const { profiles = new Map<string, ConnectedProfile>() } = options;
  const listed = listOperations(options.rules);
  const operations = options.only === undefined ? listed : listed.filter(options.only);
  const registry = createSchemaRegistry();
  const problems = createProblemResponses(registry, options.faultStatus ?? new Map());
  const generic = new Set(listed.flatMap(({ rule, isGeneric }) => (isGeneric ? [rule.operation] : [])));
  const inbound = inboundSchemes(options.auth);
  const context = { registry, problems, profiles, generic, codeSamples: options.codeSamples, inboundSchemes: inbound };

  const pathItems = new Map<string, PathItemObject>();
  const tags = new Map<string, 'resource' | 'service'>();
  for (const each of operations) {
    const { display } = each.rule.template;
    const method = each.rule.method.toLowerCase();
    pathItems.set(display, { ...pathItems.get(display), [method]: describeOperation(each, context) });
    tags.set(each.tag, each.isGeneric ? 'service' : 'resource');
    yield;
  }

  const responses = problems.components();
  const used = new Set<string>();
  for (const root of [...pathItems.values(), responses]) {
    visitReferences(root, (reference) => void used.add(reference));
    yield;
  }
  const finished = yield* registry.finish(used);
  const backends = [...new Set(operations.map(({ rule }) => rule.operation.backend))].sort();
  const inUse = backends.map((backend) => profiles.get(backend));
  const components: ComponentsObject = {
    schemas: finished.schemas,
    responses: finished.resolve(responses),
    ...profileComponents(inUse, inbound, used),
  };
  const paths: [string, PathItemObject][] = [];
  for (const [path, pathItem] of pathItems) {
    paths.push([path, finished.resolve(pathItem)]);
    yield;
  }
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
    paths: Object.fromEntries(paths),
    components,
  };
}
