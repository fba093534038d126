import { collectDiagnostics, type DiagnosticSink } from '../../diagnostics/diagnostic.ts';
import { compileEndpoints } from '../../simulator/compile-endpoints.ts';
import { startNetServerSimulator } from '../../simulator/netserver/start.ts';
import { plainFailure } from '../../simulator/request-failure.ts';
import { type ObservedExchange, startSoapServer } from '../../simulator/soap-server.ts';
import { createDocumentCache } from '../../wsdl/load/document-cache.ts';
import { expandSources } from '../../wsdl/load/expand-sources.ts';
import { loadDefinitions } from '../../wsdl/load.ts';
import { cannotWrite } from '../cannot-write.ts';
import type { DefineCommand } from '../main.ts';
import { chooseAnswers } from '../mock/choose-answers.ts';
import { openRecorder, type Recorder } from '../mock/recorder.ts';
import { reportDiagnostics } from '../report-diagnostics.ts';
import { collect, sourceMistake } from '../source-options.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

/** Options as commander gives them. */
interface MockOptions {
  readonly wsdl?: readonly string[];
  readonly endpoint?: string;
  readonly host: string;
  readonly port: string;
  readonly seed: string;
  readonly answers?: string;
  readonly record?: string;
  readonly replay?: string;
  readonly json?: true;
}

/** `soapstone mock`: runs until it is told to stop. */
export const defineMock: DefineCommand = (command, terminal, end) => {
  command
    .argument('[wsdl...]', 'the same as --wsdl; without any, the NetServer simulator with its state')
    .option('-w, --wsdl <source>', 'WSDL: a file, a directory or a URL; may be repeated', collect)
    .option('-p, --port <number>', 'port to listen on; 0: any that is free', '8088')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--seed <number>', 'choose other examples; the same number gives the same ones', '0')
    .option('--answers <directory>', 'scripted answers: .yaml and .json files, tried in the order of their names')
    .option('--record <file>', 'pass calls on to the real service and add them to this file, secrets masked')
    .option('--replay <file>', 'answer as recorded')
    .option('-e, --endpoint <url>', 'with --record: the real service, in place of the address in the WSDL')
    .option('--json', 'one JSON line for the start, and for each request')
    .action(async (sources: readonly string[], options: MockOptions) => {
      end(await mock([...sources, ...(options.wsdl ?? [])], options, terminal));
    });
};

async function mock(sources: readonly string[], options: MockOptions, terminal: Terminal): Promise<ExitCode> {
  const usage = usageError(sources, options);
  if (usage !== undefined) {
    terminal.complain(`error: ${usage}\n`);
    return 2;
  }
  const listen = { host: options.host, port: Number(options.port) };
  const observe = observer(options, terminal);
  if (sources.length === 0) return runNetServer({ ...listen, observe }, terminal);
  const sink = collectDiagnostics();
  const endpoints = await loadEndpoints(sources, sink);
  const operations = endpoints.flatMap((endpoint) => endpoint.operations);
  const chosen = options.record === undefined ? await chooseAnswers(operations, options, sink) : undefined;
  if (operations.length === 0 && !sink.hasErrors) terminal.complain('error: there is no operation to serve\n');
  terminal.complain(reportDiagnostics(sink.diagnostics));
  if (operations.length === 0) return 2;
  const recorder =
    options.record === undefined ? undefined : await startRecording(options.record, options.endpoint, terminal);
  const answer = chosen ?? recorder?.answer;
  if (answer === undefined) return 2;

  try {
    await using server = await startSoapServer({
      endpoints,
      answer,
      renderFailure: plainFailure,
      dispatchBy: 'action-or-body',
      observe,
      ...listen,
    });
    const services = new Set(operations.map(({ service }) => service));
    const served = endpoints.map(({ path, operations: of }) => ({
      services: [...new Set(of.map(({ service }) => service))],
      wsdl: `${server.url}${path}?wsdl`,
    }));
    if (options.json) {
      terminal.print(`${JSON.stringify({ url: server.url, operations: operations.length, endpoints: served })}\n`);
    } else {
      terminal.print(announcement('mock', server.url, services.size, operations.length));
      for (const { services: names, wsdl } of served) terminal.print(`  ${names.join(', ')}  ${wsdl}\n`);
    }
    await stopped(terminal.stopSignal);
    return 0;
  } catch (error) {
    return cannotListen(error, terminal);
  } finally {
    await recorder?.close();
  }
}

function usageError(sources: readonly string[], options: MockOptions): string | undefined {
  const { port, seed, answers, record, replay, endpoint } = options;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) return `--port ${port}: a number from 0 to 65535 is needed`;
  if (!/^-?\d{1,9}$/.test(seed)) return `--seed ${seed}: a whole number is needed`;
  const ways = Object.entries({ '--answers': answers, '--record': record, '--replay': replay })
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name);
  if (ways.length > 1) return `${ways.join(' and ')}: only one of them at a time`;
  if (sources.length === 0 && ways.length > 0) return `${ways[0]} needs a WSDL`;
  if (endpoint !== undefined && record === undefined) return '--endpoint is for --record';
  return sourceMistake({ wsdl: sources, ...(endpoint === undefined ? {} : { endpoint }) });
}

/** Undefined after a complaint. */
async function startRecording(
  file: string,
  endpoint: string | undefined,
  terminal: Terminal,
): Promise<Recorder | undefined> {
  try {
    return await openRecorder(file, endpoint);
  } catch (error) {
    cannotWrite(file, error, terminal);
    return undefined;
  }
}

async function loadEndpoints(sources: readonly string[], sink: DiagnosticSink) {
  const cache = createDocumentCache();
  const definitions = [];
  for (const source of await expandSources(sources)) {
    const loaded = await loadDefinitions(source, { cache }, sink);
    if (loaded !== undefined) definitions.push(loaded);
  }
  return compileEndpoints(definitions);
}

async function runNetServer(
  options: { readonly host: string; readonly port: number; readonly observe: (exchange: ObservedExchange) => void },
  terminal: Terminal,
): Promise<ExitCode> {
  try {
    await using simulator = await startNetServerSimulator(options);
    const { url, endpoint, serviceCount, operationCount } = simulator;
    terminal.print(announcement('NetServer simulator', url, serviceCount, operationCount));
    terminal.print(`  endpoint  ${endpoint}\n  sign in   demo / demo\n`);
    await stopped(terminal.stopSignal);
    return 0;
  } catch (error) {
    return cannotListen(error, terminal);
  }
}

function announcement(what: string, url: string, services: number, operations: number): string {
  const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
  return `${what}  ${url}  ${counted(services, 'service')}, ${counted(operations, 'operation')}\n`;
}

function observer({ json }: MockOptions, terminal: Terminal): (exchange: ObservedExchange) => void {
  return (exchange) => {
    if (json) return terminal.print(`${JSON.stringify(exchange)}\n`);
    const { path, selector, status, reason } = exchange;
    terminal.print(`${selector ?? path}  ${status}${reason === undefined ? '' : `  ${reason}`}\n`);
  };
}

/** What mends a failure to listen, by the system's code. */
const CHOOSE_ANOTHER: Readonly<Record<string, string>> = {
  EADDRINUSE: '--port',
  EACCES: '--port',
  EADDRNOTAVAIL: '--host',
  ENOTFOUND: '--host',
  EAI_AGAIN: '--host',
};

function cannotListen(error: unknown, terminal: Terminal): ExitCode {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  const option = code === undefined ? undefined : CHOOSE_ANOTHER[code];
  if (option === undefined) throw error;
  terminal.complain(`error: cannot listen there (${code}); choose another ${option}\n`);
  return 2;
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
