import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GATEWAY_CORE, type Listening, startListening } from './processes.ts';

/** Who is timed. */
export type ContenderName = 'product' | 'ordinary' | 'floor';

/** All of them, in the order of the report. */
export const contenderNames: readonly ContenderName[] = ['product', 'ordinary', 'floor'];

/** What a contender is started with. */
export interface StartSettings {
  readonly backendPort: number;
  /** Root of the repository. */
  readonly root: string;
  /** Folder of the compiled bench. */
  readonly compiled: string;
  /** Options for Node.js itself, such as those of the profiler. */
  readonly nodeOptions?: readonly string[];
  /** Added to its environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts one in a process of its own, on the core that is kept for it. */
export function startContender(name: ContenderName, settings: StartSettings): Promise<Listening> {
  const { backendPort, root, compiled, nodeOptions = [], env = {} } = settings;
  const wsdl = join(root, 'src/simulator/netserver/wsdl/User.wsdl');
  if (name === 'product') {
    const config = writeProductConfig(backendPort, wsdl);
    const args = [...nodeOptions, join(root, 'dist/main.js'), 'serve', '--config', config];
    return startListening(GATEWAY_CORE, args, {
      PORT: '0',
      HOST: '127.0.0.1',
      NODE_ENV: 'production',
      BENCH_TOKEN: 'bench-token',
      ...env,
    });
  }
  const script = join(compiled, 'contenders', `${name}.js`);
  const args = [...nodeOptions, script, String(backendPort), wsdl];
  return startListening(GATEWAY_CORE, args, { NODE_ENV: 'production' });
}

/** What a production user has, with the rate limit lifted. */
function writeProductConfig(backendPort: number, wsdl: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'soapstone-bench-'));
  const file = join(folder, 'bench.yaml');
  writeFileSync(
    file,
    [
      'backends:',
      '  superoffice:',
      `    wsdl: [${JSON.stringify(wsdl)}]`,
      `    endpoint: http://127.0.0.1:${backendPort}/Remote/Services86/User.svc`,
      `    headers: { ApplicationToken: "\${BENCH_TOKEN}" }`,
      'rateLimit: off',
      '',
    ].join('\n'),
  );
  return file;
}
