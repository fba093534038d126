import type { Answer } from './gateway-process.ts';
import type { Stage } from './stage.ts';

/** A fault that takes more than one way to fail: what happens, and what is promised. */
export interface Scenario {
  readonly name: string;
  /** Makes it happen. The backend works again afterwards. */
  run(stage: Stage): Promise<{ readonly answers: readonly Answer[]; readonly calls: string }>;
  /** All answers that differ, sorted. */
  readonly answer: string;
  readonly calls: string;
}
