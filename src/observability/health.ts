/** Whether requests should be sent here: ready once all is compiled, until the gateway is told to stop. */
export interface Health {
  readonly state: HealthState;
  set(state: HealthState): void;
}

/** `starting` and `draining` are not ready; all three are alive. */
export type HealthState = 'starting' | 'ready' | 'draining';

/** Health of a process that has just started. */
export function createHealth(): Health {
  let state: HealthState = 'starting';
  return {
    get state() {
      return state;
    },
    set: (next) => {
      state = next;
    },
  };
}
