import { type XsdRule, xsdRules } from '../../diagnostics/catalogue/xsd.ts';
import type { Diagnostic, DiagnosticLevel } from '../../diagnostics/diagnostic.ts';
import type { Location } from '../../diagnostics/location.ts';

const remedies = new Map<string, string>(xsdRules.map(({ id, remedy }) => [id, remedy]));

/** A finding under a catalogued rule, with the rule's remedy. */
export function xsdDiagnostic(level: DiagnosticLevel, rule: XsdRule, message: string, location: Location): Diagnostic {
  const remedy = remedies.get(rule);
  return { level, rule, message, location, ...(remedy === undefined ? {} : { remedy }) };
}
