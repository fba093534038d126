import type { OpenApiDocument } from './model.ts';
import { atOnce, type Steps } from './steps.ts';
import { yamlInSteps } from './yaml.ts';

/** The document as JSON text: two spaces, a line break at the end. */
export function writeOpenApiJson(document: OpenApiDocument): string {
  return atOnce(openApiJsonInSteps(document));
}

/** The document as YAML 1.2 text. */
export function writeOpenApiYaml(document: OpenApiDocument): string {
  return atOnce(openApiYamlInSteps(document));
}

/** The JSON text, in steps of one operation or one component. */
export function* openApiJsonInSteps(document: OpenApiDocument): Steps<string> {
  return `${yield* jsonInSteps(document, '', MEMBERS_DEPTH)}\n`;
}

/** The YAML text, in steps of one operation or one component. */
export function openApiYamlInSteps(document: OpenApiDocument): Steps<string> {
  return yamlInSteps(document, MEMBERS_DEPTH);
}

/** `paths`, their paths and operations; `components`, their kinds and each component. */
const MEMBERS_DEPTH = 3;

/** What `JSON.stringify` writes with two spaces. @param depth - of the members that are steps */
function* jsonInSteps(value: unknown, indent: string, depth: number): Steps<string> {
  if (depth === 0 || typeof value !== 'object' || value === null || Array.isArray(value)) {
    // a line break in JSON text is never part of a string
    return JSON.stringify(value, undefined, 2).replaceAll('\n', `\n${indent}`);
  }
  const inner = `${indent}  `;
  const lines: string[] = [];
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue;
    lines.push(`${inner}${JSON.stringify(name)}: ${yield* jsonInSteps(member, inner, depth - 1)}`);
    yield;
  }
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${indent}}`;
}
