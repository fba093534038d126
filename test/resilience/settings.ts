import { defaultConfig } from '../../src/config/defaults.ts';
import { type ResilienceSettings, resilienceSettings } from '../../src/resilience/policies.ts';

/** What a backend has for which nothing is configured. */
export const defaultResilience: ResilienceSettings = makeDefault();

function makeDefault(): ResilienceSettings {
  const [backend] = defaultConfig({ wsdl: ['notes.wsdl'] }, {}).backends;
  if (backend === undefined) throw new Error('the default configuration has a backend');
  return resilienceSettings(backend, {});
}
