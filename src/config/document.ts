import { type Document, isMap, isNode, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import type { Location } from '../diagnostics/location.ts';

/** Steps from the root of a configuration file to a setting. */
export type SettingPath = readonly PropertyKey[];

/** Finds the place of a setting. */
export interface SettingLocations {
  /** Of its value; where there is none, of the nearest setting around it. */
  ofValue(path: SettingPath): Location;
  /** Of its name. */
  ofKey(path: SettingPath): Location;
}

/**
 * Reads a YAML document: its plain values, with what each alias repeats in its place, and where they stand.
 * @param file - for locations
 * @param sink - told of every mistake; then there are no values
 */
export function readSettings(
  text: string,
  file: string,
  sink: DiagnosticSink,
): { readonly settings: unknown; readonly locations: SettingLocations } {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const report: Report = (message, offset) => {
    const { line, col } = lineCounter.linePos(offset);
    sink.report({ level: 'error', rule: 'config/yaml', message, location: { file, line, column: col } });
  };
  for (const { pos, message } of document.errors) report(message, pos[0]);
  const settings = document.errors.length > 0 ? undefined : followAliases(document, report);
  return { settings, locations: locateSettings(file, document, lineCounter) };
}

/** Told of a mistake, and of its index in the text. */
type Report = (message: string, offset: number) => void;

function locateSettings(file: string, document: Document, lineCounter: LineCounter): SettingLocations {
  const at = (offset: number): Location => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const nodeAt = (path: SettingPath): Node | undefined => {
    const found: unknown = path.length === 0 ? document.contents : document.getIn(path.map(String), true);
    return isNode(found) ? found : undefined;
  };
  const ofValue = (path: SettingPath): Location => {
    for (let length = path.length; length >= 0; length -= 1) {
      const range = nodeAt(path.slice(0, length))?.range;
      if (range) return at(range[0]);
    }
    return { file, line: 1, column: 1 };
  };
  const ofKey = (path: SettingPath): Location => {
    const parent = nodeAt(path.slice(0, -1));
    const name = String(path.at(-1));
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => (isScalar(key) ? String(key.value) : key) === name)
      : undefined;
    return isScalar(pair?.key) && pair.key.range ? at(pair.key.range[0]) : ofValue(path);
  };
  return { ofValue, ofKey };
}

/**
 * The document as plain values, with what each alias repeats in its place.
 * @param report - told of an alias that repeats nothing, or what it stands in, and of more repetition than is sound
 * @returns undefined where something was reported
 */
function followAliases(document: Document, report: Report): unknown {
  let isSound = true;
  visit(document, {
    Alias(_key, alias, ancestors) {
      const repeated = alias.resolve(document);
      if (repeated !== undefined && !ancestors.includes(repeated)) return;
      isSound = false;
      const what = repeated === undefined ? 'nothing before it has this anchor' : 'it stands in what it repeats';
      report(`*${alias.source}: ${what}`, alias.range?.[0] ?? 0);
    },
  });
  if (!isSound) return undefined;
  try {
    return document.toJS();
  } catch (error) {
    report(error instanceof Error ? error.message : String(error), 0);
    return undefined;
  }
}

/** `backends.crm.wsdl[0]`, as messages name a setting. */
export function renderSettingPath(path: SettingPath): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${String(step)}`))
    .join('');
}
