/**
 * The benchmark: the product, the ordinary gateway and the floor over a canned backend, interleaved round by round.
 *   npm run bench -- [--only save] [--rounds 15] [--seconds 0.6] [--contenders product,floor] [--profile] [--out FILE]
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type BenchArguments, readArguments } from './arguments.ts';
import { type BenchCase, benchCases } from './cases.ts';
import { type ContenderName, type StartSettings, startContender } from './contenders.ts';
import { measureInterference } from './interference.ts';
import { checkAnswer, type LoadProcess, loadProcess, type Measurement, measure, orderFor, warmUp } from './measure.ts';
import { type Listening, OTHER_CORE, start, startListening } from './processes.ts';
import { renderProfile, summariseProfile } from './profile-summary.ts';
import { type InterferenceReport, makeReport, renderReport } from './report.ts';

const compiled = dirname(fileURLToPath(import.meta.url));
const root = process.cwd();

/** Calls `use` with a running contender and stops it afterwards. */
async function withContender<T>(
  name: ContenderName,
  settings: StartSettings,
  use: (gateway: Listening) => Promise<T>,
): Promise<T> {
  const gateway = await startContender(name, settings);
  try {
    return await use(gateway);
  } finally {
    await gateway.stop();
  }
}

async function timeCase(
  benchCase: BenchCase,
  args: BenchArguments,
  settings: StartSettings,
  load: LoadProcess,
): Promise<Map<ContenderName, Measurement[]>> {
  const measured = new Map(args.contenders.map((name) => [name, [] as Measurement[]]));
  const gateways = new Map<ContenderName, Listening>();
  try {
    for (const name of args.contenders) gateways.set(name, await startContender(name, settings));
    for (const [name, gateway] of gateways) await checkAnswer(benchCase, gateway.port, name);
    for (const gateway of gateways.values()) await warmUp(benchCase, gateway, load);
    for (let round = 0; round < args.rounds; round += 1) {
      // another one goes first each time, so that drift of the machine falls on all alike
      const order = args.contenders.map((_, index) => args.contenders[(index + round) % args.contenders.length]);
      for (const name of order) {
        const gateway = name === undefined ? undefined : gateways.get(name);
        if (name === undefined || gateway === undefined) continue;
        measured.get(name)?.push(await measure(benchCase, gateway, load, args.durationMs));
      }
    }
  } finally {
    await Promise.all([...gateways.values()].map((gateway) => gateway.stop()));
  }
  return measured;
}

/** Profiles the product at one case, start and warm-up left out. @returns the summary as Markdown */
async function profileCase(
  benchCase: BenchCase,
  args: BenchArguments,
  settings: StartSettings,
  load: LoadProcess,
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'soapstone-profile-'));
  const file = join(folder, `${benchCase.name}.cpuprofile`);
  const env = { BENCH_PROFILE: file };
  const nodeOptions = ['--import', pathToFileURL(join(compiled, 'profiler.js')).href];
  await withContender('product', { ...settings, nodeOptions, env }, async (gateway) => {
    await checkAnswer(benchCase, gateway.port, 'product');
    const order = orderFor(benchCase, gateway.port, args.durationMs);
    await load.run(order);
    gateway.child.kill('SIGUSR2');
    await load.run(order);
    gateway.child.kill('SIGUSR2');
    while (!existsSync(file)) await setTimeout(50);
  });
  const text = readFileSync(file, 'utf8');
  if (args.out !== undefined) writeFileSync(`${args.out}-${benchCase.name}.cpuprofile`, text);
  rmSync(folder, { recursive: true });
  return renderProfile(benchCase.name, summariseProfile(text));
}

async function run(args: BenchArguments): Promise<void> {
  const backend = await startListening(OTHER_CORE, [join(compiled, 'backend.js')]);
  const spawnLoad = () =>
    start(OTHER_CORE, [join(compiled, 'load.js')], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const loads = [spawnLoad(), spawnLoad()];
  const [load, second] = loads.map(loadProcess);
  if (load === undefined || second === undefined) return;
  const settings = { backendPort: backend.port, root, compiled };
  const isWanted = (name: string) => args.only.length === 0 || args.only.some((part) => name.includes(part));
  const measured = new Map<string, Map<ContenderName, Measurement[]>>();
  const interference: InterferenceReport[] = [];
  const profiles: string[] = [];
  try {
    for (const benchCase of benchCases().filter(({ name }) => isWanted(name))) {
      process.stderr.write(`${benchCase.name}\n`);
      if (args.profile) profiles.push(await profileCase(benchCase, args, settings, load));
      else measured.set(benchCase.name, await timeCase(benchCase, args, settings, load));
    }
    if (!args.profile && isWanted('interference')) {
      for (const name of args.contenders) {
        process.stderr.write(`interference ${name}\n`);
        interference.push(await withContender(name, settings, (each) => measureInterference(name, each, load, second)));
      }
    }
  } finally {
    for (const each of loads) each.kill();
    await backend.stop();
  }
  const report = makeReport(measured, interference);
  const markdown = args.profile ? profiles.join('\n') : renderReport(report);
  process.stdout.write(markdown);
  if (args.out === undefined) return;
  writeFileSync(`${args.out}.md`, markdown);
  if (!args.profile) writeFileSync(`${args.out}.json`, `${JSON.stringify(report, null, 2)}\n`);
}

await run(readArguments(process.argv.slice(2)));
