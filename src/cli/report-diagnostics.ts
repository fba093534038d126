import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { renderDiagnostic } from '../diagnostics/report.ts';

/** Diagnostics for standard error, errors last so that they are what is seen; '' for none. */
export function reportDiagnostics(diagnostics: readonly Diagnostic[], withInfos = false): string {
  const level = (wanted: Diagnostic['level']) => diagnostics.filter((each) => each.level === wanted);
  const shown = [...(withInfos ? level('info') : []), ...level('warning'), ...level('error')];
  return shown.map((diagnostic) => `${renderDiagnostic(diagnostic)}\n`).join('');
}
