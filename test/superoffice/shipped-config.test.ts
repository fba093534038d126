import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';

const ENVIRONMENT = {
  SUPEROFFICE_URL: 'https://crm.example.com/Remote/Services86/',
  SUPEROFFICE_APPLICATION_TOKEN: 'app-token',
};

describe('the configuration for production', () => {
  it('is free of mistakes and of secrets', async () => {
    const { config, diagnostics, secrets } = await loadConfig('config/superoffice.yaml', ENVIRONMENT);
    expect(diagnostics).toEqual([]);
    expect(secrets).toEqual(['app-token']);
    expect(config?.backends[0]).toMatchObject({
      endpoint: 'https://crm.example.com/Remote/Services86/',
      profile: { name: 'superoffice', signIn: 'required', revealSecrets: false },
    });
    expect(config?.expose).toEqual([]);
  });

  it('says which of its variables are missing', async () => {
    const { diagnostics } = await loadConfig('config/superoffice.yaml', {});
    expect(diagnostics.map(({ rule }) => rule)).toContain('config/environment-variable');
  });
});
