import type { AppEnvironment } from '../app/create-app.ts';
import type { RunningGateway } from '../app.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { renderDiagnostic } from '../diagnostics/report.ts';
import type { Change } from '../diff/change.ts';
import type { ChosenConfig } from './source-options.ts';

/**
 * Makes what reloads the configuration: one reload at a time, and once more when another was asked for meanwhile. What
 * became of it is in the log and the metrics; the gateway goes on in any case.
 */
export function reloader(
  gateway: RunningGateway,
  readAgain: () => Promise<ChosenConfig | undefined>,
  { log, metrics }: Pick<AppEnvironment, 'log' | 'metrics'>,
): () => Promise<void> {
  const count = metrics.instruments.soapstone_config_reloads_total;
  const refuse = (diagnostics: readonly Diagnostic[], changes: readonly Change[] = []): void => {
    count.inc({ result: 'refused' });
    const errors = diagnostics.filter(({ level }) => level === 'error').map(renderDiagnostic);
    const breaking = changes.filter(({ impact }) => impact === 'breaking').map(renderChange);
    if (breaking.length === 0) log.error({ errors }, 'the configuration has mistakes: what was served is served still');
    else
      log.error({ breaking }, 'the change breaks callers (reload.breaking: refuse): what was served is served still');
  };
  const reloadOnce = async (): Promise<void> => {
    try {
      const chosen = await readAgain();
      if (chosen?.kind !== 'config') return refuse(chosen?.kind === 'diagnostics' ? chosen.diagnostics : []);
      const { result, diagnostics, changes, needRestart } = await gateway.reload(chosen.config, chosen.secrets);
      if (result === 'refused') return refuse(diagnostics, changes);
      count.inc({ result: 'done' });
      log.info({ changes: changes.map(renderChange) }, 'the configuration has been reloaded');
      if (needRestart.length > 0) log.warn({ settings: needRestart }, 'some settings take effect only after a restart');
    } catch (error) {
      count.inc({ result: 'failed' });
      log.error({ error: String(error) }, 'the reload failed: what was served is served still');
    }
  };

  let running: Promise<void> | undefined;
  let isWanted = false;
  const run = async (): Promise<void> => {
    while (isWanted) {
      isWanted = false;
      await reloadOnce();
    }
    running = undefined;
  };
  return () => {
    isWanted = true;
    running ??= run();
    return running;
  };
}

function renderChange({ impact, place, message }: Change): string {
  return `${impact}: ${place}: ${message}`;
}
