import { benchCases } from './cases.ts';
import type { ContenderName } from './contenders.ts';
import { type LoadProcess, orderFor, WARM_UP_MS } from './measure.ts';
import type { Listening } from './processes.ts';
import type { InterferenceReport } from './report.ts';
import { percentile } from './statistics.ts';

/** Five connections that each ask ten times a second: far from full, so that waiting is what the list causes. */
const CONNECTIONS = 5;
const PAUSE_MS = 100;
const DURATION_MS = 8000;

/** How long small saves take, first alone, then while one 16 MB list after another runs. */
export async function measureInterference(
  contender: ContenderName,
  gateway: Listening,
  saves: LoadProcess,
  lists: LoadProcess,
): Promise<InterferenceReport> {
  const [save] = benchCases();
  const list = benchCases().at(-1);
  if (save === undefined || list === undefined) throw new Error('there is no case');
  const order = {
    ...orderFor(save, gateway.port, DURATION_MS),
    connections: CONNECTIONS,
    pauseMs: PAUSE_MS,
  };
  await saves.run({ ...order, pauseMs: 0, durationMs: WARM_UP_MS });
  await lists.run(orderFor(list, gateway.port, WARM_UP_MS));
  const idle = await saves.run(order);
  const { calls: _, ...listOrder } = orderFor(list, gateway.port, DURATION_MS);
  const [beside] = await Promise.all([saves.run(order), lists.run(listOrder)]);
  return {
    contender,
    idleP99Ms: percentile(idle.latenciesMs, 0.99),
    besideP99Ms: percentile(beside.latenciesMs, 0.99),
  };
}
