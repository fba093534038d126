import type { WsdlRule } from '../../diagnostics/catalogue/wsdl.ts';
import type { DiagnosticLevel, DiagnosticSink } from '../../diagnostics/diagnostic.ts';
import type { Location } from '../../diagnostics/location.ts';
import type { SchemaSet } from '../../xsd/model/schema-set.ts';
import type { Refusal } from '../parse/components.ts';
import { reportWsdl } from '../report.ts';
import type { Symbols } from './symbols.ts';

/** What resolving one WSDL shares. */
export interface ResolveContext {
  readonly symbols: Symbols;
  readonly schemas: SchemaSet;
  readonly sink: DiagnosticSink;
  /** Reports a finding unless the same one was reported here before: messages are shared by several operations. */
  once(level: DiagnosticLevel, rule: WsdlRule, message: string, location: Location): void;
  /** Takes comparisons of names from a budget, so that a WSDL of ten thousand errors is not searched ten thousand times. */
  mayCompare(names: number): boolean;
}

const comparisonsMax = 500_000;

/** Makes the context of one WSDL. */
export function createContext(symbols: Symbols, schemas: SchemaSet, sink: DiagnosticSink): ResolveContext {
  const reported = new Set<string>();
  let comparisons = 0;
  return {
    symbols,
    schemas,
    sink,
    once(level, rule, message, location) {
      const key = `${rule} ${location.file}:${location.line}:${location.column} ${message}`;
      if (reported.has(key)) return;
      reported.add(key);
      reportWsdl(sink, level, rule, message, location);
    },
    mayCompare(names) {
      comparisons += names;
      return comparisons <= comparisonsMax;
    },
  };
}

/** True when a step of resolving gave the reason why it could not be done. */
export function isRefusal(result: object): result is Refusal {
  return 'rule' in result && 'reason' in result;
}
