import { embeddedConfig } from '../app/embedded-config.ts';
import type { RunningGateway } from '../app.ts';
import { demoRoutes } from '../http/own/demo.ts';
import { readBuildInfo } from '../observability/build-info.ts';
import { type NetServerSimulator, startNetServerSimulator } from '../simulator/netserver/start.ts';
import { countServed, type ServeOverrides, serveUntilStopped, withOverrides } from './serve-gateway.ts';
import type { ExitCode, Terminal } from './terminal.ts';

/** The gateway with a simulated NetServer behind it: what `npm start` runs. Both end together. */
export async function serveEmbedded(overrides: ServeOverrides, terminal: Terminal): Promise<ExitCode> {
  const { version } = readBuildInfo(terminal.env);
  const simulator = await startNetServerSimulator();
  try {
    const config = withOverrides(embeddedConfig(simulator, terminal.env), overrides);
    const announce = (gateway: RunningGateway) => banner(version, gateway, simulator);
    return await serveUntilStopped(config, [], terminal, announce, undefined, demoRoutes());
  } finally {
    await simulator.close();
  }
}

function banner(version: string, gateway: RunningGateway, { url }: NetServerSimulator): string {
  const host = gateway.url.replace('http://', '');
  return `soapstone ${version}  JSON in, SOAP out

  gateway   ${gateway.url}      docs /docs   metrics /metrics   OpenAPI /openapi.json
  backend   NetServer simulator ${url}   ${countServed(gateway.contract())}
  sign in   demo / demo

  try       curl -s ${host}/sessions -H 'content-type: application/json' -d '{"userName":"demo","password":"demo"}'
`;
}
