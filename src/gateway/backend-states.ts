import type { BackendCallRecord } from './call-operation.ts';

/** How a backend is, as far as the last call to it tells. */
export interface BackendState {
  readonly name: string;
  readonly state: 'not called yet' | 'answers' | 'does not answer';
}

/** Remembers how the last call to each backend ended. Nothing is called to find out: probes would cost sessions. */
export interface BackendStates {
  observe(record: BackendCallRecord): void;
  list(): readonly BackendState[];
}

/** @param names - of all backends */
export function createBackendStates(names: readonly string[]): BackendStates {
  const states = new Map<string, BackendState['state']>(names.map((name) => [name, 'not called yet']));
  return {
    observe: ({ backend, outcome }) => {
      // one that was held back says nothing about the backend
      if (outcome === 'rejected') return;
      const hasAnswered = outcome === 'ok' || outcome === 'fault' || outcome === 'auth';
      states.set(backend, hasAnswered ? 'answers' : 'does not answer');
    },
    list: () => [...states].map(([name, state]) => ({ name, state })),
  };
}
