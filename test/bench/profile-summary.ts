/** The part of a V8 CPU profile that is read here. */
interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** Where time went, by layer and by function. Shares are of the time the process was busy. */
export interface ProfileSummary {
  readonly busyMs: number;
  readonly layers: readonly { readonly layer: string; readonly share: number }[];
  readonly functions: readonly { readonly name: string; readonly share: number }[];
}

/** Sums up a `.cpuprofile`: self time by folder of the program, by package, and by what V8 and Node.js do themselves. */
export function summariseProfile(text: string): ProfileSummary {
  const { nodes, samples, timeDeltas } = JSON.parse(text) as CpuProfile;
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const byLayer = new Map<string, number>();
  const byFunction = new Map<string, number>();
  let busy = 0;
  samples.forEach((id, index) => {
    const frame = frames.get(id);
    const time = timeDeltas[index] ?? 0;
    if (frame === undefined || frame.functionName === '(idle)' || time < 0) return;
    busy += time;
    const layer = layerOf(frame.url, frame.functionName);
    byLayer.set(layer, (byLayer.get(layer) ?? 0) + time);
    const name = `${frame.functionName || '(anonymous)'}  ${placeOf(frame.url)}:${frame.lineNumber + 1}`;
    byFunction.set(name, (byFunction.get(name) ?? 0) + time);
  });
  const ranked = (sums: ReadonlyMap<string, number>) =>
    [...sums].map(([name, time]) => ({ name, share: time / busy })).sort((a, b) => b.share - a.share);
  return {
    busyMs: busy / 1000,
    layers: ranked(byLayer).map(({ name, share }) => ({ layer: name, share })),
    functions: ranked(byFunction).slice(0, 25),
  };
}

/** `soap/`, `package undici`, `node:internal`, or V8's own `(garbage collector)` and `(program)`. */
function layerOf(url: string, functionName: string): string {
  if (url === '') return functionName.startsWith('(') ? functionName : 'native';
  const modules = url.lastIndexOf('/node_modules/');
  if (modules >= 0) {
    const parts = url.slice(modules + '/node_modules/'.length).split('/');
    return `package ${parts[0]?.startsWith('@') ? `${parts[0]}/${parts[1]}` : parts[0]}`;
  }
  if (url.startsWith('node:')) return `node:${url.slice(5).split('/').slice(0, 2).join('/')}`;
  const inside = /\/dist\/(.*)\/[^/]+$/u.exec(url)?.[1];
  return inside === undefined ? 'main' : `${inside}/`;
}

function placeOf(url: string): string {
  return url.replace(/^.*\/(?:dist|node_modules)\//u, '');
}

/** The summary as Markdown. */
export function renderProfile(name: string, { busyMs, layers, functions }: ProfileSummary): string {
  const row = (label: string, share: number) => `| ${label} | ${(share * 100).toFixed(1)} % |`;
  return [
    `### ${name}: where the time went (${Math.round(busyMs)} ms busy)`,
    '',
    '| layer | self time |',
    '|---|---|',
    ...layers.filter(({ share }) => share >= 0.005).map(({ layer, share }) => row(layer, share)),
    '',
    '| function | self time |',
    '|---|---|',
    ...functions.map((each) => row(`\`${each.name}\``, each.share)),
    '',
  ].join('\n');
}
