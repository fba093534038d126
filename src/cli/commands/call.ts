import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type Contract, loadContract } from '../../app/contract.ts';
import { profiles } from '../../app/create-app.ts';
import { type IsSecret, maskXml } from '../../auth/redact.ts';
import { nearMatch } from '../../diagnostics/near-match.ts';
import { type CallSettings, callOperation } from '../../gateway/call-operation.ts';
import type { GatewayRequest } from '../../gateway/exchange.ts';
import type { EncodeHeaderBlocks } from '../../gateway/header-blocks.ts';
import type { ServedOperation } from '../../gateway/operation.ts';
import { renderProblem, validationProblem } from '../../gateway/problem.ts';
import { decodeJson, parseJson } from '../../json/parse.ts';
import { JsonSyntaxError } from '../../json/syntax-error.ts';
import type { JsonValue } from '../../json/value.ts';
import { renderEnvelope } from '../../soap/render-envelope.ts';
import { connectWatched, type WireExchange } from '../call/connect.ts';
import { explainIssues } from '../call/explain-issues.ts';
import { indentXml } from '../call/indent-xml.ts';
import { renderCallProblem } from '../call/render-problem.ts';
import type { DefineCommand } from '../main.ts';
import { reportDiagnostics } from '../report-diagnostics.ts';
import { addSourceOptions, chooseConfig, collect, type SourceOptions } from '../source-options.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

/** Taken where neither --wsdl nor --config is given. */
const OWN_CONFIG = 'soapstone.yaml';

interface CallOptions extends SourceOptions {
  readonly json?: string;
  readonly header?: readonly string[];
  readonly ticket?: string;
  readonly dryRun?: true;
  readonly timing?: true;
  readonly raw?: true;
  readonly problemJson?: true;
}

/** `soapstone call`: 0 with the output as JSON, 1 when the backend reports a failure or gives no reply, 2 when nothing was sent. */
export const defineCall: DefineCommand = (command, terminal, end) => {
  addSourceOptions(command)
    .argument('<operation>', 'Service.Operation, as `soapstone inspect` lists them')
    .addHelpText('after', '\nWithout --wsdl and --config it takes soapstone.yaml, where it is there.')
    .option('-j, --json <input>', 'the input: JSON text, @FILE, or - for standard input')
    .option('-H, --header <header>', 'HTTP header of the request, "Name: value"; may be repeated', collect)
    .option('-t, --ticket <ticket>', 'ticket to call with, where the backend has them')
    .option('-n, --dry-run', 'print the envelope, secrets masked, and send nothing')
    .option('--timing', 'say how long encoding, the network and decoding took')
    .option('--raw', 'show both envelopes, secrets masked')
    .option('--problem-json', 'say what went wrong as a problem document (RFC 9457) on standard output')
    .action(async (operation: string, options: CallOptions) => end(await call(operation, options, terminal)));
};

async function call(selector: string, options: CallOptions, terminal: Terminal): Promise<ExitCode> {
  const refuse = (message: string): ExitCode => {
    terminal.complain(`error: ${message}\n`);
    return 2;
  };
  const chosen = (await chooseConfig(options, terminal)) ?? (await ownConfig(terminal));
  if (chosen === undefined || chosen.kind === 'usage') return refuse(chosen?.message ?? 'give --wsdl or --config');
  if (chosen.kind === 'diagnostics') {
    terminal.complain(reportDiagnostics(chosen.diagnostics));
    return 2;
  }
  const headers = requestHeaders(options);
  if (typeof headers === 'string') return refuse(headers);
  const input = await readInput(options.json, terminal);
  if ('error' in input) return refuse(input.error);

  const exchanges: WireExchange[] = [];
  const { config } = chosen;
  const { contract, diagnostics } = await loadContract(config, {
    profiles,
    connect: (backend, operations) => connectWatched(backend, operations, config.limits, exchanges),
  });
  if (contract === undefined) {
    terminal.complain(reportDiagnostics(diagnostics));
    return 2;
  }
  try {
    const operation = findOperation(contract, selector);
    if (typeof operation === 'string') return refuse(operation);
    const startMs = performance.now();
    const body = operation.codec.input.encode(input.value);
    const encodeMs = performance.now() - startMs;
    if (!body.ok) {
      if (options.problemJson) {
        terminal.print(`${renderProblem(validationProblem(body.issues), 'call')}\n`);
        return 2;
      }
      terminal.complain(`error: the input of ${selector} breaks the schema\n`);
      terminal.complain(explainIssues(body.issues, input.value, operation.codec));
      return 2;
    }
    const run = { contract, operation, bodyXml: body.xml, request: requestOf(headers, terminal) };
    if (options.dryRun) return await dryRun(run, terminal);
    return await send(run, { encodeMs, exchanges, options }, terminal);
  } finally {
    await contract.close();
  }
}

/** The configuration that `soapstone init` has written here; undefined when there is none. */
async function ownConfig(terminal: Terminal) {
  return existsSync(OWN_CONFIG) ? chooseConfig({ config: OWN_CONFIG }, terminal) : undefined;
}

/** A call that is ready. */
interface ReadyCall {
  readonly contract: Contract;
  readonly operation: ServedOperation;
  readonly bodyXml: string;
  readonly request: GatewayRequest;
}

/** Whoever would have to sign in first is left out: signing in is a call too. */
async function dryRun({ contract, operation, bodyXml, request }: ReadyCall, terminal: Terminal): Promise<ExitCode> {
  const profile = contract.profiles.get(operation.backend);
  const holdsTicket = /^(bearer|soticket) /i.test(request.headers.authorization ?? '');
  const identity = holdsTicket ? await profile?.identify(operation, request.headers, request.signal) : undefined;
  const caller = identity === undefined || 'problem' in identity ? {} : identity.headers;
  const blocks = encoderOf(contract, operation)(request.headers, caller);
  if (!blocks.ok) {
    terminal.complain(blocks.issues.map(({ detail }) => `error: ${detail}\n`).join(''));
    return 2;
  }
  const envelope = renderEnvelope(operation.operation.soapVersion, blocks.xml, bodyXml);
  terminal.print(`${indentXml(maskXml(envelope, contract.isSecret))}\n`);
  return 0;
}

interface SendOptions {
  readonly encodeMs: number;
  readonly exchanges: readonly WireExchange[];
  readonly options: CallOptions;
}

async function send(ready: ReadyCall, { encodeMs, exchanges, options }: SendOptions, terminal: Terminal) {
  const { contract, operation, bodyXml, request } = ready;
  const settings: CallSettings = {
    profile: contract.profiles.get(operation.backend),
    encodeHeaderBlocks: encoderOf(contract, operation),
    faultStatus: contract.faultStatus.get(operation.backend) ?? new Map(),
    onCall: () => undefined,
  };
  const startMs = performance.now();
  const { result } = await callOperation(operation, bodyXml, request, false, settings);
  const totalMs = performance.now() - startMs;
  if (options.raw) terminal.complain(exchanges.map((each) => renderExchange(each, contract.isSecret)).join(''));
  if (options.timing) {
    const networkMs = exchanges.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0);
    const decodeMs = Math.max(0, totalMs - networkMs);
    const times = Object.entries({ encode: encodeMs, network: networkMs, decode: decodeMs });
    terminal.complain(`${times.map(([name, ms]) => `${name} ${ms.toFixed(1)} ms`).join('   ')}\n`);
  }
  if ('problem' in result) {
    if (options.problemJson) terminal.print(`${renderProblem(result.problem, request.requestId)}\n`);
    else terminal.complain(renderCallProblem(result.problem));
    return exchanges.length === 0 ? 2 : 1;
  }
  if (result.output !== undefined) terminal.print(`${JSON.stringify(result.output, undefined, 2)}\n`);
  return 0;
}

function renderExchange({ operation, request, reply }: WireExchange, isSecret: IsSecret): string {
  const answered =
    reply === undefined ? 'no reply' : `HTTP ${reply.status}\n${indentXml(maskXml(reply.body, isSecret))}`;
  return `> ${operation}\n${indentXml(maskXml(request, isSecret))}\n< ${answered}\n`;
}

function encoderOf(contract: Contract, operation: ServedOperation): EncodeHeaderBlocks {
  return contract.headerBlocks.get(operation) ?? (() => ({ ok: true, xml: '' }));
}

function findOperation({ operations }: Contract, selector: string): ServedOperation | string {
  const namesOf = ({ selector: name, aliases = [] }: ServedOperation) => [name, ...aliases];
  const found = operations.find((operation) => namesOf(operation).includes(selector));
  if (found !== undefined) return found;
  const byName = operations.filter(({ operation }) => operation.name === selector);
  if (byName.length === 1 && byName[0] !== undefined) return byName[0];
  const near = nearMatch(selector, operations.flatMap(namesOf));
  const hint = near === undefined ? '`soapstone inspect` lists them' : `did you mean "${near}"?`;
  return `there is no operation "${selector}": ${hint}`;
}

/** @returns a sentence when a header is not one */
function requestHeaders({ header = [], ticket }: CallOptions): Record<string, string> | string {
  const headers: Record<string, string> = {};
  for (const text of header) {
    const match = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*)$/.exec(text);
    if (match?.[1] === undefined) return `--header ${text}: it is written "Name: value"`;
    headers[match[1].toLowerCase()] = match[2] ?? '';
  }
  if (ticket !== undefined) headers.authorization = `SOTicket ${ticket}`;
  return headers;
}

async function readInput(
  json: string | undefined,
  { readInput: readStandardInput }: Terminal,
): Promise<{ readonly value: JsonValue | undefined } | { readonly error: string }> {
  if (json === undefined) return { value: undefined };
  try {
    if (json === '-') return { value: parseJson(await readStandardInput()) };
    if (json.startsWith('@')) return { value: parseJson(decodeJson(await readFile(json.slice(1)))) };
    return { value: parseJson(json) };
  } catch (error) {
    if (error instanceof JsonSyntaxError) return { error: `--json is not JSON: ${error.message}` };
    if (error instanceof Error && 'code' in error) return { error: `${json.slice(1)} cannot be read (${error.code})` };
    throw error;
  }
}

function requestOf(headers: Record<string, string>, { stopSignal }: Terminal): GatewayRequest {
  const query = new URLSearchParams();
  const body = new Uint8Array();
  return { method: 'POST', path: '/', query, headers, body, requestId: 'call', signal: stopSignal };
}
