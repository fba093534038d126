import { type WsdlRule, wsdlRules } from '../diagnostics/catalogue/wsdl.ts';
import type { DiagnosticLevel, DiagnosticSink } from '../diagnostics/diagnostic.ts';
import type { Location } from '../diagnostics/location.ts';

const remedies = new Map<string, string>(wsdlRules.map(({ id, remedy }) => [id, remedy]));

/** Reports a finding under a catalogued rule, with the rule's remedy. */
export function reportWsdl(
  sink: DiagnosticSink,
  level: DiagnosticLevel,
  rule: WsdlRule,
  message: string,
  location: Location,
): void {
  const remedy = remedies.get(rule);
  sink.report({ level, rule, message, location, ...(remedy === undefined ? {} : { remedy }) });
}
