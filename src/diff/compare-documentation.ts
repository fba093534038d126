import type { JsonSchema } from '../codec/json-schema.ts';
import { noteRule, type SchemaScope } from './schema-findings.ts';

/** Keywords that are for people: they allow and forbid nothing. */
const KEYWORDS = ['title', 'description', 'format', 'deprecated'] as const;

/** Compares what two schemas themselves say to people, and how they are written in SOAP. */
export function compareDocumentation(old: JsonSchema, latest: JsonSchema, path: string, scope: SchemaScope): void {
  if (KEYWORDS.some((keyword) => old[keyword] !== latest[keyword])) {
    noteRule('documentation-changed', 'is described otherwise', path, scope);
  }
  if (JSON.stringify(old.xml) !== JSON.stringify(latest.xml)) {
    noteRule('soap-changed', 'is written otherwise in SOAP', path, scope);
  }
}
