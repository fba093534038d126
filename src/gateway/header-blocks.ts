import type { JsonSchema } from '../codec/json-schema.ts';
import type { EncodeResult, HeaderBlockCodec } from '../codec/message-codec.ts';
import type { HeaderBlockConfig } from '../config/gateway-config.ts';
import type { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { nearMatch } from '../diagnostics/near-match.ts';
import type { ValidationIssue } from '../json/issue.ts';
import { isJsonObject, type JsonObject, type JsonValue, member, setMember } from '../json/value.ts';
import type { ServedOperation } from './operation.ts';
import { coerceText, createSchemaShapes, type SchemaShapes } from './rule/schema-shapes.ts';

/** HTTP headers of a request, names in lower case. */
export type HttpHeaders = Readonly<Record<string, string | undefined>>;

/** The header blocks of one call as XML, or what is wrong with those that come from the request. */
export type HeaderBlocksResult =
  | { readonly ok: true; readonly xml: string }
  | { readonly ok: false; readonly issues: readonly ValidationIssue[] };

/**
 * Makes an operation's header blocks. Compiled once for each operation.
 * @param caller - blocks that stand for the caller, by local name; they win over configured ones
 */
export type EncodeHeaderBlocks = (
  httpHeaders: HttpHeaders,
  caller: Readonly<Record<string, JsonValue>>,
) => HeaderBlocksResult;

/** Gives a block's value for one request; undefined when the HTTP headers it comes from are absent. */
type BlockValue = (httpHeaders: HttpHeaders) => JsonValue | undefined;

/**
 * Compiles the configured header blocks (`headers:` of a backend) for its operations. Names inside a block may be those of
 * the JSON or of the XML. Unknown names, and values that break the schema, are reported.
 */
export function compileHeaderBlocks(
  configured: readonly HeaderBlockConfig[],
  operations: readonly ServedOperation[],
  sink: DiagnosticSink,
): ReadonlyMap<ServedOperation, EncodeHeaderBlocks> {
  reportUnknownBlocks(configured, operations, sink);
  const reported = new Set<string>();
  const once: DiagnosticSink = {
    report: (diagnostic) => {
      if (reported.has(diagnostic.message)) return;
      reported.add(diagnostic.message);
      sink.report(diagnostic);
    },
  };
  return new Map(
    operations.map((operation) => [operation, compileForOperation(configured, operation.codec.inputHeaders, once)]),
  );
}

function compileForOperation(
  configuredBlocks: readonly HeaderBlockConfig[],
  codecs: readonly HeaderBlockCodec[],
  sink: DiagnosticSink,
): EncodeHeaderBlocks {
  const blocks = codecs.map((codec) => {
    const block = configuredBlocks.find(({ name }) => name === codec.name);
    return { codec, configured: block === undefined ? undefined : compileBlock(block, codec, sink) };
  });
  return (httpHeaders, caller) => {
    let xml = '';
    const issues: ValidationIssue[] = [];
    for (const { codec, configured } of blocks) {
      const ofCaller = Object.hasOwn(caller, codec.name) ? caller[codec.name] : undefined;
      const value = ofCaller ?? configured?.value(httpHeaders);
      if (value === undefined) continue;
      const fixed = ofCaller === undefined ? configured?.fixed : undefined;
      const encoded = fixed ?? codec.encode(value);
      if (encoded.ok) xml += encoded.xml;
      else {
        for (const { detail } of encoded.issues) {
          issues.push({ pointer: '', detail: `header block ${codec.name}: ${detail}`, parameter: codec.name });
        }
      }
    }
    return issues.length === 0 ? { ok: true, xml } : { ok: false, issues };
  };
}

/** A configured block, compiled. */
interface ConfiguredBlock {
  readonly value: BlockValue;
  /** As XML, where it is the same for every request. */
  readonly fixed?: EncodeResult;
}

function compileBlock(block: HeaderBlockConfig, codec: HeaderBlockCodec, sink: DiagnosticSink): ConfiguredBlock {
  const shapes = createSchemaShapes();
  const report = (message: string, remedy?: string): void =>
    sink.report({
      level: 'error',
      rule: 'config/header-block',
      message: `header block ${block.name}: ${message}`,
      location: block.location,
      ...(remedy === undefined ? {} : { remedy }),
    });
  const schema = codec.schema(shapes);
  const value = compileValue(block.value, schema, shapes, report);
  // Whatever does not come from a request is known now, and so is whether it fits.
  const fixed = value({});
  const isFixed = !dependsOnRequest(block.value);
  if (isFixed && fixed !== undefined) {
    const encoded = codec.encode(fixed);
    if (!encoded.ok) for (const { pointer, detail } of encoded.issues) report(`${pointer} ${detail}`.trim());
    return { value: () => fixed, fixed: encoded };
  }
  return { value };
}

function compileValue(
  value: JsonValue,
  schema: JsonSchema,
  shapes: SchemaShapes,
  report: (message: string, remedy?: string) => void,
): BlockValue {
  const scalar = shapes.scalar(schema);
  const httpHeader = referencedHeader(value);
  if (httpHeader !== undefined) {
    const name = httpHeader.toLowerCase();
    return (httpHeaders) => {
      const text = httpHeaders[name];
      return text === undefined || scalar === undefined ? text : coerceText(text, scalar);
    };
  }
  if (typeof value === 'string' && scalar !== undefined) {
    const fixed = coerceText(value, scalar);
    return () => fixed;
  }
  if (!isJsonObject(value)) return () => value;
  const members = Object.entries(value).flatMap(([written, inner]) => {
    const name = shapes.member(schema, written) === undefined ? shapes.memberByXmlName(schema, written) : written;
    const memberSchema = name === undefined ? undefined : shapes.member(schema, name);
    if (name === undefined || memberSchema === undefined) {
      const near = nearMatch(written, shapes.memberNames(schema));
      report(`it has no member "${written}"`, near === undefined ? undefined : `did you mean "${near}"?`);
      return [];
    }
    return [{ name, value: compileValue(inner, memberSchema, shapes, report) }];
  });
  const hasRequestMembers = dependsOnRequest(value);
  return (httpHeaders) => {
    const object: JsonObject = {};
    let isEmpty = true;
    for (const { name, value: innerValue } of members) {
      const inner = innerValue(httpHeaders);
      if (inner === undefined) continue;
      isEmpty = false;
      setMember(object, name, inner);
    }
    return isEmpty && hasRequestMembers ? undefined : object;
  };
}

/** `{ from: Name }` with nothing beside it. */
function referencedHeader(value: JsonValue): string | undefined {
  if (!isJsonObject(value) || Object.keys(value).length !== 1) return undefined;
  const from = member(value, 'from');
  return typeof from === 'string' ? from : undefined;
}

/**
 * Names of the HTTP headers that configured blocks come from, as written.
 * @param isWanted - told the block, the members on the way and the header itself; by default all are wanted
 */
export function sourceHeaders(
  configured: readonly HeaderBlockConfig[],
  isWanted: (names: readonly string[]) => boolean = () => true,
): readonly string[] {
  const headersIn = (value: JsonValue, names: readonly string[]): readonly string[] => {
    const header = referencedHeader(value);
    if (header !== undefined) return isWanted([...names, header]) ? [header] : [];
    if (Array.isArray(value)) return value.flatMap((each) => headersIn(each, names));
    if (!isJsonObject(value)) return [];
    return Object.entries(value).flatMap(([name, inner]) => headersIn(inner, [...names, name]));
  };
  return [...new Set(configured.flatMap(({ name, value }) => headersIn(value, [name])))];
}

function dependsOnRequest(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.some(dependsOnRequest);
  if (!isJsonObject(value)) return false;
  return referencedHeader(value) !== undefined || Object.values(value).some(dependsOnRequest);
}

function reportUnknownBlocks(
  configured: readonly HeaderBlockConfig[],
  operations: readonly ServedOperation[],
  sink: DiagnosticSink,
): void {
  const names = new Set(operations.flatMap(({ codec }) => codec.inputHeaders.map(({ name }) => name)));
  for (const { name, location } of configured) {
    if (names.has(name)) continue;
    const near = nearMatch(name, names);
    const known = names.size === 0 ? 'these operations take no header blocks' : `they take ${[...names].join(', ')}`;
    sink.report({
      level: 'error',
      rule: 'config/header-block',
      message: `no operation of this backend takes a header block "${name}"`,
      location,
      remedy: near === undefined ? known : `did you mean "${near}"?`,
    });
  }
}
