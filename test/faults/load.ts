import type { Answer } from './gateway-process.ts';
import { newKey, record } from './promises.ts';
import type { Stage } from './stage.ts';

/** What a number of callers, each of which waits for its answer before it calls again, got. */
export interface Load {
  /** In the order in which the calls began. */
  readonly answers: readonly Answer[];
  /** The key of each call, in the same order. */
  readonly keys: readonly string[];
}

/** Keeps callers calling the operation that must not be executed twice while something happens. */
export async function underLoad(
  stage: Stage,
  callers: number,
  happen: () => Promise<void>,
  headers: (key: string) => Readonly<Record<string, string>> = () => ({}),
): Promise<Load> {
  const answers: Answer[] = [];
  const keys: string[] = [];
  let isOver = false;
  const callOn = async (): Promise<void> => {
    while (!isOver) {
      const key = newKey();
      const index = keys.push(key) - 1;
      answers[index] = await record(stage, 'Ledger', key, headers(key));
    }
  };
  const calling = Promise.all(Array.from({ length: callers }, callOn));
  await happen();
  isOver = true;
  await calling;
  return { answers, keys };
}

/** Resolves after milliseconds. */
export function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}
