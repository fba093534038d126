import type { JsonSchema } from '../codec/json-schema.ts';
import type { OpenApiDocument, Reference } from '../openapi/model.ts';

const SCHEMAS = '#/components/schemas/';

/** A document as it was written to a file; undefined when the value is none that this program writes. */
export function readOpenApiDocument(value: unknown): OpenApiDocument | undefined {
  if (typeof value !== 'object' || value === null || !('openapi' in value) || !('paths' in value)) return undefined;
  const { openapi, paths } = value;
  if (typeof openapi !== 'string' || !openapi.startsWith('3.1') || typeof paths !== 'object') return undefined;
  return value as OpenApiDocument;
}

/** What a reference leads to, through references; the value itself when it is none. */
export function follow<T extends object>(value: T | Reference, document: OpenApiDocument): T {
  let at: T | Reference = value;
  for (let steps = 0; '$ref' in at && typeof at.$ref === 'string' && steps < 100; steps++) {
    const target = at.$ref
      .slice(2)
      .split('/')
      .reduce<unknown>((within, step) => own(within, step.replaceAll('~1', '/').replaceAll('~0', '~')), document);
    if (typeof target !== 'object' || target === null) break;
    at = target as T;
  }
  return at as T;
}

/** Name of the schema component that a reference names; undefined for other references. */
export function componentName({ $ref }: JsonSchema): string | undefined {
  return $ref?.startsWith(SCHEMAS) ? $ref.slice(SCHEMAS.length) : undefined;
}

function own(within: unknown, name: string): unknown {
  return typeof within === 'object' && within !== null && Object.hasOwn(within, name)
    ? (within as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
