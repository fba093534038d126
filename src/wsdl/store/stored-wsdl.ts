import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SchemaSet } from '../../xsd/model/schema-set.ts';
import { builtinComponents } from '../../xsd/resolve/builtin-components.ts';
import { createSchemaSet, type SchemaSetParts } from '../../xsd/resolve/schema-set.ts';
import type { Definitions } from '../model/service.ts';
import { encodeGraph, type Graph } from './graph.ts';
import { decodeGraph } from './read-graph.ts';

/** What became of loading one WSDL, to be said again without loading it. */
export interface StoredWsdl {
  /** What it was loaded by; see {@link requestKey}. */
  readonly request: string;
  /** Undefined when there was no WSDL to be had. */
  readonly definitions: Definitions | undefined;
  /** In the order in which they were reported. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What a WSDL is loaded by: the same for two loads that differ in nothing but the content of documents. */
export function requestKey(source: string, catalog: ReadonlyMap<string, string> | undefined): string {
  return JSON.stringify([source, [...(catalog ?? [])]]);
}

/** Built-in types are the same objects everywhere; sets of schemas have functions, so their parts are written down. */
type StoredDefinitions = Omit<Definitions, 'schemas'> & { readonly schemas: SchemaSetParts };

/** Writes down several WSDLs; components that they share are there once. @throws {TypeError} as {@link encodeGraph} */
export function encodeWsdls(wsdls: readonly StoredWsdl[]): Graph {
  const stored = wsdls.map(({ definitions, ...rest }) => ({
    ...rest,
    definitions: definitions && { ...definitions, schemas: partsOf(definitions.schemas) },
  }));
  return encodeGraph(stored, builtinComponents);
}

/** The WSDLs that were written down. @throws {RangeError} as {@link decodeGraph} */
export function decodeWsdls(graph: Graph): readonly StoredWsdl[] {
  const stored = decodeGraph(graph, builtinComponents) as readonly (Omit<StoredWsdl, 'definitions'> & {
    readonly definitions: StoredDefinitions | undefined;
  })[];
  return stored.map(({ definitions, ...rest }) => ({
    ...rest,
    definitions: definitions && { ...definitions, schemas: createSchemaSet(definitions.schemas) },
  }));
}

function partsOf(schemas: SchemaSet): SchemaSetParts {
  const { elements, types, attributes, refusedElements, refusedTypes, targetNamespaces } = schemas;
  return { elements, types, attributes, refusedElements, refusedTypes, targetNamespaces };
}
