import { parseArgs } from 'node:util';
import { type ContenderName, contenderNames } from './contenders.ts';

/** What `npm run bench -- …` was asked for. */
export interface BenchArguments {
  /** Parts of case names; empty for all. `interference` is one of the cases. */
  readonly only: readonly string[];
  readonly contenders: readonly ContenderName[];
  readonly rounds: number;
  /** Milliseconds a case is timed, in each round, for each contender. */
  readonly durationMs: number;
  /** Whether to profile the product in place of timing. */
  readonly profile: boolean;
  /** Where the reports go, without extension; undefined: printed only. */
  readonly out: string | undefined;
}

/** Reads the command line. @throws TypeError for what it does not know */
export function readArguments(args: readonly string[]): BenchArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true, default: [] },
      contenders: { type: 'string', default: contenderNames.join(',') },
      rounds: { type: 'string', default: '15' },
      seconds: { type: 'string', default: '0.6' },
      profile: { type: 'boolean', default: false },
      out: { type: 'string' },
    },
  });
  const chosen = values.contenders.split(',');
  return {
    only: values.only.flatMap((each) => each.split(',')),
    contenders: contenderNames.filter((name) => chosen.includes(name)),
    rounds: Number(values.rounds),
    durationMs: Number(values.seconds) * 1000,
    profile: values.profile,
    out: values.out,
  };
}
