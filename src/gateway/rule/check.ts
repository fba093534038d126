import type { JsonSchema } from '../../codec/json-schema.ts';
import type { DiagnosticSink } from '../../diagnostics/diagnostic.ts';
import type { Location } from '../../diagnostics/location.ts';
import { nearMatch } from '../../diagnostics/near-match.ts';
import type { ServedOperation } from '../operation.ts';
import { findField, parameterField, queryableFields } from './field-path.ts';
import type { ConstantField, HttpRule, HttpRuleSource, ParameterField, PathTemplate } from './http-rule.ts';
import { parsePathTemplate } from './path-template.ts';
import { coerceText, createSchemaShapes, type SchemaShapes } from './schema-shapes.ts';

/** First segments of paths that the gateway keeps for itself. */
const RESERVED: ReadonlySet<string> = new Set([
  'services',
  'problems',
  'health',
  'metrics',
  'docs',
  'openapi',
  'openapi.json',
  'openapi.yaml',
]);

/**
 * Checks rules against the operations that are loaded. Every mistake is reported, at the line it stands on; a rule with a
 * mistake is left out of the result.
 * @param handlersOf - names of the handlers that the profile of a backend has; none when absent
 */
export function checkRules(
  sources: readonly HttpRuleSource[],
  operations: readonly ServedOperation[],
  sink: DiagnosticSink,
  handlersOf: (backend: string) => ReadonlySet<string> = () => new Set(),
): readonly HttpRule[] {
  const bySelector = new Map<string, ServedOperation>();
  for (const operation of operations) {
    for (const name of [operation.selector, ...(operation.aliases ?? [])]) {
      if (!bySelector.has(name)) bySelector.set(name, operation);
    }
  }
  const byRoute = new Map<string, HttpRuleSource>();
  return sources.flatMap((source) => {
    const report = reporterFor(source, sink);
    const template = checkPath(source, byRoute, report);
    const operation = bySelector.get(source.selector);
    if (operation === undefined) {
      const near = nearMatch(source.selector, bySelector.keys());
      report('unknown-selector', 'selector', `no operation is called "${source.selector}"`, didYouMean(near));
    }
    if (template === undefined || operation === undefined) return [];
    if (source.handler !== undefined && !handlersOf(operation.backend).has(source.handler)) {
      const near = nearMatch(source.handler, handlersOf(operation.backend));
      report('unknown-handler', 'handler', `the profile has no handler "${source.handler}"`, didYouMean(near));
    }
    const rule = checkFields(source, template, operation, report);
    return report.count() > 0 ? [] : [rule];
  });
}

/** Reports a mistake at a member of the rule; `column` counts characters into its text. */
interface Report {
  (rule: string, member: string, message: string, remedy?: string, column?: number): void;
  count(): number;
}

function reporterFor(source: HttpRuleSource, sink: DiagnosticSink): Report {
  let count = 0;
  const report = (rule: string, member: string, message: string, remedy?: string, column = 0): void => {
    count += 1;
    const at: Location = source.memberLocations?.[member] ?? source.location;
    sink.report({
      level: 'error',
      rule: `http-rule/${rule}`,
      message: `${source.method} ${source.path}: ${message}`,
      location: { ...at, column: at.column + column },
      ...(remedy === undefined ? {} : { remedy }),
    });
  };
  return Object.assign(report, { count: () => count });
}

function checkPath(
  source: HttpRuleSource,
  byRoute: Map<string, HttpRuleSource>,
  report: Report,
): PathTemplate | undefined {
  const result = parsePathTemplate(source.path);
  if (!result.ok) {
    for (const { offset, message } of result.errors) report('path-template', 'path', message, undefined, offset);
    return undefined;
  }
  const { segments } = result.template;
  const first = segments[0];
  if (first?.kind === 'literal' && RESERVED.has(first.text)) {
    report('reserved-path', 'path', `paths under "/${first.text}" are the gateway's own`);
  }
  const key = `${source.method} ${segments.map((segment) => (segment.kind === 'literal' ? `/${encodeURIComponent(segment.text)}` : '/{}')).join('')}`;
  const other = byRoute.get(key);
  if (other === undefined) byRoute.set(key, source);
  else {
    const { file, line } = other.memberLocations?.path ?? other.location;
    report(
      'duplicate-path',
      'path',
      `the route of ${other.selector} has this method and path already (${file}:${line})`,
    );
  }
  return result.template;
}

function checkFields(
  source: HttpRuleSource,
  template: PathTemplate,
  operation: ServedOperation,
  report: Report,
): HttpRule {
  const shapes = createSchemaShapes();
  const input = operation.codec.input.schema(shapes) ?? {};
  const bound = new Set<string>();
  const pathFields = template.segments.flatMap((segment) => {
    if (segment.kind === 'literal') return [];
    const offset = Math.max(source.path.indexOf(`{${segment.fieldPath.join('.')}}`), 0);
    const field = checkScalar(shapes, input, segment.fieldPath, segment.name, 'path', report, offset);
    bound.add(segment.fieldPath.join('.'));
    return field === undefined ? [] : [field];
  });
  const constantFields = checkConstants(source, shapes, input, bound, report);
  checkBody(source, shapes, input, bound, report);
  checkResponseBody(source, operation, report);
  checkRequired(source, shapes, input, report);

  let queryFields: readonly ParameterField[] = [];
  if (source.body !== '*' && operation.codec.input.schema(shapes) !== undefined) {
    if (shapes.scalar(input) !== undefined || shapes.items(input) !== undefined) {
      report('required-field', 'selector', 'the input is one value and no object: nothing binds it', "write body: '*'");
    }
    const { fields, unbindable } = queryableFields(shapes, input, bound);
    queryFields = fields;
    for (const name of unbindable) {
      report('required-field', 'selector', `the required field "${name}" is bound by nothing`, 'bind it by the body');
    }
  }
  return { ...source, operation, template, pathFields, queryFields, constantFields };
}

function checkScalar(
  shapes: SchemaShapes,
  input: JsonSchema,
  fieldPath: readonly string[],
  name: string,
  member: string,
  report: Report,
  column = 0,
): ParameterField | undefined {
  const found = findField(shapes, input, fieldPath);
  if (!found.ok) {
    const message = `the input has no field "${fieldPath.join('.')}"${fieldPath.length > 1 ? ` ("${found.unknown}" is unknown)` : ''}`;
    report('unknown-field', member, message, didYouMean(found.near) ?? knownFields(shapes, input), column);
    return undefined;
  }
  const field = parameterField(shapes, found.schema, name, fieldPath, true);
  if (field === undefined || field.repeated) {
    report('not-scalar', member, `"${fieldPath.join('.')}" is not a scalar field`, undefined, column);
    return undefined;
  }
  return field;
}

function checkConstants(
  source: HttpRuleSource,
  shapes: SchemaShapes,
  input: JsonSchema,
  bound: Set<string>,
  report: Report,
): readonly ConstantField[] {
  return Object.entries(source.constants ?? {}).flatMap(([name, written]) => {
    const member = `constants.${name}`;
    const fieldPath = name.split('.');
    const field = checkScalar(shapes, input, fieldPath, name, member, report);
    if (field === undefined) return [];
    if (bound.has(name)) report('bound-twice', member, `"${name}" is bound by the path already`);
    bound.add(name);
    const { types } = field.scalar;
    // The environment has texts alone.
    const value = typeof written === 'string' ? coerceText(written, field.scalar) : written;
    if (!types.has(typeof value as 'string' | 'number' | 'boolean')) {
      report('not-scalar', member, `"${name}" takes ${[...types].join(' or ')}, not ${typeof written}`);
    }
    return [{ fieldPath, value }];
  });
}

function checkBody(
  { body }: HttpRuleSource,
  shapes: SchemaShapes,
  input: JsonSchema,
  bound: Set<string>,
  report: Report,
): void {
  if (body === undefined || body === '*') return;
  const found = findField(shapes, input, body.split('.'));
  if (!found.ok) {
    const remedy = didYouMean(found.near) ?? knownFields(shapes, input);
    report('unknown-field', 'body', `the input has no field "${body}" for the body`, remedy);
  }
  if (bound.has(body)) report('bound-twice', 'body', `"${body}" is bound by the path or a constant already`);
  bound.add(body);
}

function checkResponseBody({ responseBody }: HttpRuleSource, operation: ServedOperation, report: Report): void {
  if (responseBody === undefined) return;
  const shapes = createSchemaShapes();
  const output = operation.codec.output?.schema(shapes) ?? {};
  const found = findField(shapes, output, [responseBody]);
  if (found.ok) return;
  const remedy = didYouMean(found.near) ?? knownFields(shapes, output);
  report('unknown-field', 'response_body', `the output has no field "${responseBody}"`, remedy);
}

function checkRequired(source: HttpRuleSource, shapes: SchemaShapes, input: JsonSchema, report: Report): void {
  for (const name of source.required ?? []) {
    const found = findField(shapes, input, name.split('.'));
    if (found.ok) continue;
    const remedy = didYouMean(found.near) ?? knownFields(shapes, input);
    report('unknown-field', 'required', `the input has no field "${name}" to require`, remedy);
  }
}

function didYouMean(near: string | undefined): string | undefined {
  return near === undefined ? undefined : `did you mean "${near}"?`;
}

function knownFields(shapes: SchemaShapes, schema: JsonSchema): string {
  const names = shapes.memberNames(schema);
  const shown = names.slice(0, 12).join(', ');
  return names.length === 0 ? 'it has no fields' : `its fields: ${shown}${names.length > 12 ? ', …' : ''}`;
}
