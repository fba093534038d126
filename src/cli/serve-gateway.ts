import { once } from 'node:events';
import type { Contract } from '../app/contract.ts';
import type { AppEnvironment } from '../app/create-app.ts';
import { type RunningGateway, startGateway } from '../app.ts';
import type { GatewayConfig, LogLevel, TracingConfig } from '../config/gateway-config.ts';
import type { OwnRoute } from '../http/own-route.ts';
import { readBuildInfo } from '../observability/build-info.ts';
import { createMetrics } from '../observability/instruments.ts';
import { createLog } from '../observability/logger.ts';
import type { Tracing } from '../observability/tracing.ts';
import { createLoadProgress } from './load-progress.ts';
import { reloader } from './reloader.ts';
import { reportDiagnostics } from './report-diagnostics.ts';
import type { ChosenConfig } from './source-options.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { watchFiles } from './watch-files.ts';

/** Options of the command line that win over the configuration. */
export interface ServeOverrides {
  readonly port?: number;
  readonly host?: string;
  readonly logLevel?: LogLevel;
  readonly pretty?: true;
  readonly modelCache?: string;
}

/** Reads the configuration once more, for a reload. */
type ReadAgain = () => Promise<ChosenConfig | undefined>;

/**
 * Serves a configuration until the process is told to stop.
 * @returns 0 after a stop, 2 when it could not start
 */
export async function serveConfig(
  chosen: Exclude<ChosenConfig, { kind: 'usage' }>,
  readAgain: ReadAgain,
  terminal: Terminal,
): Promise<ExitCode> {
  terminal.complain(reportDiagnostics(chosen.diagnostics));
  if (chosen.kind === 'diagnostics') return 2;
  const { version } = readBuildInfo(terminal.env);
  // Several replicas without Redis each have their own limits, sessions and answers: that is to be known.
  const alone =
    chosen.files.length > 0 && chosen.config.redis === undefined ? '  (works alone: no redis is configured)' : '';
  const announce = (gateway: RunningGateway) =>
    `soapstone ${version} listening on ${gateway.url}  ${countServed(gateway.contract())}${alone}\n`;
  const { config, secrets } = chosen;
  return serveUntilStopped(config, secrets, terminal, announce, (gateway, environment) => {
    const reload = reloader(gateway, readAgain, environment);
    const reloadAndWatch = () => void reload().then(watch);
    const files = watchFiles(reloadAndWatch);
    const watch = () => {
      if (chosen.config.reload.watch) files.watch([...chosen.files, ...gateway.contract().documents.filter(isFile)]);
    };
    watch();
    terminal.onReload(reloadAndWatch);
    return files.close;
  });
}

/**
 * Starts, announces, waits for the signal, and stops.
 * @param onStart - may watch for changes; gives what ends that
 * @param ownRoutes - pages beside those that every gateway has
 */
export async function serveUntilStopped(
  config: GatewayConfig,
  secrets: readonly string[],
  terminal: Terminal,
  announce: (gateway: RunningGateway) => string,
  onStart: (gateway: RunningGateway, environment: AppEnvironment) => () => void = () => () => undefined,
  ownRoutes: readonly OwnRoute[] = [],
): Promise<ExitCode> {
  const build = readBuildInfo(terminal.env);
  const { log, flush } = createLog(config.log);
  try {
    const tracing = config.tracing && (await loadTracing(config.tracing, build.version));
    const environment = { metrics: createMetrics(build), log, version: build.version, tracing, secrets, ownRoutes };
    const progress = createLoadProgress(terminal);
    const { gateway, diagnostics } = await startGateway(config, { ...environment, onLoad: progress.onLoad });
    terminal.onStarted?.();
    progress.end();
    terminal.complain(reportDiagnostics(diagnostics));
    if (gateway === undefined) {
      terminal.complain('soapstone has not started: see the errors above\n');
      return 2;
    }
    terminal.print(announce(gateway));
    const end = onStart(gateway, environment);
    if (!terminal.stopSignal.aborted) await once(terminal.stopSignal, 'abort');
    end();
    const isDrained = await gateway.stop();
    await tracing?.close();
    if (!isDrained) log.warn({ drainMs: config.server.drainMs }, 'requests were cut off: the time to stop was over');
    return 0;
  } catch (error) {
    const reason = bindFailure(error, config);
    if (reason === undefined) throw error;
    terminal.complain(`error: ${reason}\n`);
    return 2;
  } finally {
    flush();
  }
}

/** The configuration with what the command line says otherwise. */
export function withOverrides(
  config: GatewayConfig,
  { port, host, logLevel, pretty, modelCache }: ServeOverrides,
): GatewayConfig {
  return {
    ...config,
    listen: { host: host ?? config.listen.host, port: port ?? config.listen.port },
    log: { level: logLevel ?? config.log.level, pretty: pretty ?? config.log.pretty },
    modelCache: modelCache ?? config.modelCache,
  };
}

/** `2 services, 14 operations` */
export function countServed({ operations }: Contract): string {
  const services = new Set(operations.map(({ service }) => service)).size;
  return `${services} ${services === 1 ? 'service' : 'services'}, ${operations.length} ${operations.length === 1 ? 'operation' : 'operations'}`;
}

function isFile(document: string): boolean {
  return !/^https?:/i.test(document);
}

/** OpenTelemetry is loaded only where it is wanted. */
async function loadTracing(settings: TracingConfig, version: string): Promise<Tracing> {
  const { createOpenTelemetry } = await import('../observability/open-telemetry.ts');
  return createOpenTelemetry(settings, version);
}

/** A host that the system does not know fails before there is a port to name. */
function bindFailure(error: unknown, { listen, metrics }: GatewayConfig): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error)) return undefined;
  const code = 'code' in error ? String(error.code) : '';
  if (error.syscall === 'getaddrinfo' && 'hostname' in error) {
    const { hostname } = error;
    if (hostname !== listen.host && hostname !== metrics.host) return undefined;
    return `cannot listen on ${hostname}: no address is known by this name (${code})`;
  }
  if (error.syscall !== 'listen') return undefined;
  const port = 'port' in error ? Number(error.port) : listen.port;
  const host = port === metrics.port ? metrics.host : listen.host;
  const why = code === 'EADDRINUSE' ? 'another process listens there' : code;
  return `cannot listen on ${host}:${port}: ${why}`;
}
