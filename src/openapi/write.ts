import type { OpenApiDocument } from './model.ts';
import { renderYaml } from './yaml.ts';

/** The document as JSON text: two spaces, a line break at the end. */
export function writeOpenApiJson(document: OpenApiDocument): string {
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** The document as YAML 1.2 text. */
export function writeOpenApiYaml(document: OpenApiDocument): string {
  return renderYaml(document);
}
