import type { Diagnostic } from './diagnostic.ts';
import { renderLocation } from './location.ts';

/**
 * A diagnostic as the command line prints it: place, level, rule, message; on a second line what to do and where to read on.
 */
export function renderDiagnostic({ level, rule, message, location, remedy }: Diagnostic): string {
  const page = `see: docs/errors/${rule.replaceAll('/', '--')}.md`;
  const hint = remedy === undefined ? page : `${remedy}    ${page}`;
  return `${renderLocation(location)}  ${level}  ${rule}  ${message}\n    ${hint}`;
}
