import type { OpenApiDocument } from './model.ts';
import { yamlPieces } from './yaml.ts';

/** The document as JSON text: two spaces, a line break at the end. */
export function writeOpenApiJson(document: OpenApiDocument): string {
  return [...openApiJsonPieces(document)].join('');
}

/** The document as YAML 1.2 text. */
export function writeOpenApiYaml(document: OpenApiDocument): string {
  return [...openApiYamlPieces(document)].join('');
}

/** The JSON text in pieces of one operation or one component at most. */
export function* openApiJsonPieces(document: OpenApiDocument): Iterable<string> {
  yield* jsonPieces(document, '', MEMBERS_DEPTH);
  yield '\n';
}

/** The YAML text in such pieces. */
export function openApiYamlPieces(document: OpenApiDocument): Iterable<string> {
  return yamlPieces(document, MEMBERS_DEPTH);
}

/** `paths`, their paths and operations; `components`, their kinds and each component. */
const MEMBERS_DEPTH = 3;

/** What `JSON.stringify` writes with two spaces. @param depth - down to which each member is a piece */
function* jsonPieces(value: unknown, indent: string, depth: number): Iterable<string> {
  if (depth === 0 || typeof value !== 'object' || value === null || Array.isArray(value)) {
    // a line break in JSON text is never part of a string
    yield JSON.stringify(value, undefined, 2).replaceAll('\n', `\n${indent}`);
    return;
  }
  const inner = `${indent}  `;
  let before = '{';
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue;
    yield `${before}\n${inner}${JSON.stringify(name)}: `;
    yield* jsonPieces(member, inner, depth - 1);
    before = ',';
  }
  yield before === '{' ? '{}' : `\n${indent}}`;
}
