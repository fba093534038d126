import type { DiagnosticSink } from '../../diagnostics/diagnostic.ts';
import type { SchemaSet } from '../model/schema-set.ts';
import { type ComponentPool, createComponentPool } from './component-pool.ts';
import { defaultSchemaLimits, type SchemaLimits } from './limits.ts';
import { resolveSource } from './resolve.ts';
import type { SchemaSource } from './schema-document.ts';
import { wellKnownComponents } from './well-known.ts';

/** How to resolve schemas: all optional. */
export interface SchemaOptions {
  /** Limits other than the defaults. */
  readonly limits?: Partial<SchemaLimits>;
  /** Shared by several sets, so that what they have in common is there once. */
  readonly pool?: ComponentPool;
}

/**
 * Resolves the schemas of one WSDL to components (XSD 1.0 Part 1 §4). Whatever is wrong with them is reported and refuses only
 * what cannot be without it; it never throws for what a document says, and takes time and memory in bounds that
 * {@link SchemaLimits} sets.
 */
export function resolveSchemas(source: SchemaSource, sink: DiagnosticSink, options: SchemaOptions = {}): SchemaSet {
  const limits = { ...defaultSchemaLimits, ...options.limits };
  const pool = options.pool ?? createComponentPool();
  return resolveSource(source, { known: wellKnownComponents, limits, pool, sink }).schemas;
}
