import { collectDiagnostics, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { parseDocument } from '../../xml/document.ts';
import { documentLimits } from '../../xml/limits.ts';
import { wellKnownSchemas } from '../builtin/schemas/table.ts';
import { createComponentPool } from './component-pool.ts';
import type { ComponentLookup } from './component-spaces.ts';
import { defaultSchemaLimits } from './limits.ts';
import { languageComponents, resolveSource } from './resolve.ts';

/** Components that are there for every schema: the built-in types, and those of the schemas that everyone knows. Made once. */
export const wellKnownComponents: ComponentLookup = resolveWellKnown();

function resolveWellKnown(): ComponentLookup {
  const sink = collectDiagnostics();
  const documents = wellKnownSchemas.map((text) => {
    const root = parseDocument(text, 'built in', documentLimits);
    const file = root.attributes.find(({ local }) => local === 'targetNamespace')?.value ?? '';
    return { root: parseDocument(text, file, documentLimits), file };
  });
  const source = { documents, locate: () => undefined };
  const { components } = resolveSource(source, {
    known: languageComponents,
    limits: defaultSchemaLimits,
    pool: createComponentPool(),
    sink,
  });
  if (sink.hasErrors) throw new DiagnosticError(sink.diagnostics);
  return {
    find: (space, key) => languageComponents.find(space, key) ?? components.find(space, key),
  };
}
