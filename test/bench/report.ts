import { cpus } from 'node:os';
import { type ContenderName, contenderNames } from './contenders.ts';
import type { Measurement } from './measure.ts';
import { median, spread } from './statistics.ts';

/** What one contender did at one case, round by round. */
export type Rounds = ReadonlyMap<ContenderName, readonly Measurement[]>;

/** What is written as JSON, and what the Markdown is made of. */
export interface BenchReport {
  readonly machine: { readonly node: string; readonly processor: string; readonly cores: number };
  readonly rounds: number;
  readonly cases: readonly CaseReport[];
  /** Save beside a 16 MB list, where it was measured. */
  readonly interference?: readonly InterferenceReport[];
}

/** One case. */
export interface CaseReport {
  readonly name: string;
  readonly contenders: Readonly<Partial<Record<ContenderName, ContenderReport>>>;
  /** Medians of the ratios of each round. */
  readonly ratios: Readonly<Record<string, number>>;
}

/** Medians of one contender. */
export interface ContenderReport extends Measurement {
  /** Half the range of calls a second, as a share of the median. */
  readonly spread: number;
}

/** How long saves take, alone and while one large list runs. */
export interface InterferenceReport {
  readonly contender: ContenderName;
  readonly idleP99Ms: number;
  readonly besideP99Ms: number;
}

/** The report over what was measured, cases in the order they were run. */
export function makeReport(
  measured: ReadonlyMap<string, Rounds>,
  interference: readonly InterferenceReport[],
): BenchReport {
  const cases = [...measured].map(([name, rounds]) => caseReport(name, rounds));
  const rounds = Math.max(
    0,
    ...[...measured.values()].flatMap((each) => [...each.values()].map(({ length }) => length)),
  );
  const [processor] = cpus();
  return {
    machine: { node: process.version, processor: processor?.model ?? 'unknown', cores: cpus().length },
    rounds,
    cases,
    ...(interference.length === 0 ? {} : { interference }),
  };
}

function caseReport(name: string, rounds: Rounds): CaseReport {
  const contenders = Object.fromEntries([...rounds].map(([who, values]) => [who, contenderReport(values)]));
  const ratio = (who: ContenderName, to: ContenderName, of: (each: Measurement) => number): number =>
    median(
      (rounds.get(who) ?? []).flatMap((each, index) => {
        const other = rounds.get(to)?.[index];
        return other === undefined ? [] : [of(each) / of(other)];
      }),
    );
  const speed = (each: Measurement) => each.callsPerSecond;
  const frugality = (each: Measurement) => 1 / each.cpuMicroseconds;
  const peak = (each: Measurement) => each.peakBytes;
  return {
    name,
    contenders,
    ratios: {
      productToOrdinary: ratio('product', 'ordinary', speed),
      productToFloor: ratio('product', 'floor', speed),
      floorToOrdinary: ratio('floor', 'ordinary', speed),
      cpuProductToOrdinary: ratio('product', 'ordinary', frugality),
      cpuProductToFloor: ratio('product', 'floor', frugality),
      peakProductToFloor: ratio('product', 'floor', peak),
    },
  };
}

function contenderReport(values: readonly Measurement[]): ContenderReport {
  const of = (pick: (each: Measurement) => number) => median(values.map(pick));
  return {
    callsPerSecond: of((each) => each.callsPerSecond),
    cpuMicroseconds: of((each) => each.cpuMicroseconds),
    p50Ms: of((each) => each.p50Ms),
    p99Ms: of((each) => each.p99Ms),
    peakBytes: of((each) => each.peakBytes),
    spread: spread(values.map((each) => each.callsPerSecond)),
  };
}

/** The report as Markdown. */
export function renderReport(report: BenchReport): string {
  const { machine, rounds, cases, interference } = report;
  const lines = [
    `Node.js ${machine.node}, ${machine.processor}, ${machine.cores} cores; ${rounds} rounds, interleaved; medians.`,
    '',
    'Calls a second by wall clock, and by CPU time of the gateway alone (the steadier one on a machine that others use too):',
    '',
    '| case | × ordinary | × ordinary, by CPU | × floor | × floor, by CPU | floor × ordinary | peak memory ÷ floor |',
    '|---|---|---|---|---|---|---|',
    ...cases.map(
      ({ name, ratios }) =>
        `| ${name} | ${ratioText(ratios.productToOrdinary)} | ${ratioText(ratios.cpuProductToOrdinary)} | ` +
        `${ratioText(ratios.productToFloor)} | ${ratioText(ratios.cpuProductToFloor)} | ` +
        `${ratioText(ratios.floorToOrdinary)} | ${ratioText(ratios.peakProductToFloor)} |`,
    ),
    '',
    '| case | contender | calls/s | spread | CPU µs a call | p50 ms | p99 ms | peak MB |',
    '|---|---|---|---|---|---|---|---|',
    ...cases.flatMap(({ name, contenders }) =>
      contenderNames.flatMap((who) => {
        const each = contenders[who];
        if (each === undefined) return [];
        return [
          `| ${name} | ${who} | ${figure(each.callsPerSecond)} | ±${Math.round(each.spread * 100)} % | ` +
            `${figure(each.cpuMicroseconds)} | ${figure(each.p50Ms)} | ${figure(each.p99Ms)} | ` +
            `${figure(each.peakBytes / 1e6)} |`,
        ];
      }),
    ),
  ];
  if (interference !== undefined) {
    lines.push(
      '',
      '| saves, 50 a second | p99 ms, nothing else | p99 ms, beside a 16 MB list |',
      '|---|---|---|',
      ...interference.map(
        ({ contender, idleP99Ms, besideP99Ms }) => `| ${contender} | ${figure(idleP99Ms)} | ${figure(besideP99Ms)} |`,
      ),
    );
  }
  return `${lines.join('\n')}\n`;
}

function ratioText(ratio: number | undefined): string {
  return ratio === undefined || Number.isNaN(ratio) ? '–' : ratio.toFixed(2);
}

/** Three digits, as far as a noisy machine bears them. */
function figure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value >= 100) return String(Math.round(value));
  return value.toPrecision(3);
}
