// Runs the steps of the Dockerfile without a container engine: each stage in a folder of its own, with the files that
// .dockerignore lets through, an empty environment and the Node.js of the base image; then starts what would be shipped,
// asks its HEALTHCHECK, stops it as an orchestrator does, and prints the size.
//   node scripts/prove-dockerfile.mjs [--keep]
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

const root = mkdtempSync(join(tmpdir(), 'prove-dockerfile-'));
const context = join(root, 'context');

/** The instructions with their continued lines joined, comments left out. */
function readInstructions(text) {
  return text
    .replaceAll(/^\s*#.*\n/gmu, '')
    .replaceAll(/\\\n\s*/gu, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, instruction, rest] = /^(\w+)\s+(.*)$/u.exec(line);
      return { instruction: instruction.toUpperCase(), rest };
    });
}

/** What the build is given: tracked files of the top-level names that .dockerignore readmits after its "*". */
function makeContext() {
  const lines = readFileSync('.dockerignore', 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (lines[0] !== '*') throw new Error('.dockerignore must start with "*"');
  const readmitted = new Set(lines.slice(1).map((line) => line.replace(/^!/u, '')));
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' }).trim().split('\n');
  for (const file of files.filter((name) => readmitted.has(name.split('/')[0]) && existsSync(name))) {
    mkdirSync(dirname(join(context, file)), { recursive: true });
    cpSync(file, join(context, file));
  }
}

function run(command, stage) {
  console.log(`  RUN ${command}`);
  const node = nodeFolder(stage.image);
  const env = {
    PATH: `${node}:/usr/bin:/bin`,
    HOME: join(root, 'home'),
    npm_config_cache: join(root, 'npm-cache'),
    ...lent(),
    ...stage.env,
  };
  const { status } = spawnSync('/bin/sh', ['-ec', command], {
    cwd: stage.folder(stage.workdir),
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`exit code ${status}: ${command}`);
}

const LENT = /^(https?_proxy|no_proxy|node_extra_ca_certs|ssl_cert_file|npm_config_(registry|cafile|userconfig))$/iu;

/** What a host lends to a build: its proxy, its certificate authorities, and where its npm gets packages. */
function lent() {
  const registry = execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).trim();
  const variables = Object.entries(process.env).filter(([name]) => LENT.test(name));
  return { npm_config_update_notifier: 'false', npm_config_registry: registry, ...Object.fromEntries(variables) };
}

const nodeFolders = new Map();
/** A folder with the major version of Node.js that the base image names; its npm package stands in for the image. */
function nodeFolder(image) {
  const [, major] = /^node:(\d+)/u.exec(image) ?? [];
  if (major === undefined) throw new Error(`not an image of Node.js: ${image}`);
  let folder = nodeFolders.get(major);
  if (folder === undefined) {
    const path = execFileSync('npx', ['--yes', '--package', `node@${major}`, 'node', '-p', 'process.execPath'], {
      encoding: 'utf8',
    });
    folder = dirname(path.trim());
    // npm belongs to the image, not to the package: this machine's will do
    const npm = execFileSync('/bin/sh', ['-c', 'readlink -f "$(command -v npm)"'], { encoding: 'utf8' }).trim();
    const bin = join(root, `bin-${major}`);
    mkdirSync(bin, { recursive: true });
    // a copy, since another user is to run it
    cpSync(join(folder, 'node'), join(bin, 'node'));
    execFileSync('ln', ['-sf', npm, join(bin, 'npm')]);
    folder = bin;
    nodeFolders.set(major, folder);
  }
  return folder;
}

function copy(rest, stage, stages) {
  const words = rest.split(/\s+/u);
  const from = words[0].startsWith('--from=') ? words.shift().slice('--from='.length) : undefined;
  const target = words.pop();
  const source = from === undefined ? context : stages.get(from).root;
  for (const word of words) {
    const path = join(source, word);
    if (!existsSync(path)) throw new Error(`COPY ${rest}: ${word} is not in the ${from ?? 'context'}`);
    const into = target.endsWith('/') && statSync(path).isFile() ? join(target, basename(word)) : target;
    cpSync(path, stage.folder(join(stage.workdir, into)), { recursive: true, verbatimSymlinks: true });
  }
}

function newStage(index, rest) {
  const [, image, name = String(index)] = /^(\S+)(?:\s+AS\s+(\S+))?$/iu.exec(rest);
  const stageRoot = join(root, `stage-${index}`);
  const folder = (path) => {
    mkdirSync(dirname(join(stageRoot, path)), { recursive: true });
    return join(stageRoot, path);
  };
  return { image, name, root: stageRoot, folder, workdir: '/', env: {}, user: 'root' };
}

function build() {
  const stages = new Map();
  let stage;
  for (const { instruction, rest } of readInstructions(readFileSync('Dockerfile', 'utf8'))) {
    switch (instruction) {
      case 'FROM':
        stage = newStage(stages.size, rest);
        stages.set(stage.name, stage);
        console.log(`stage ${stage.name} on ${stage.image}`);
        break;
      case 'WORKDIR':
        stage.workdir = rest;
        mkdirSync(stage.folder(rest), { recursive: true });
        break;
      case 'COPY':
        copy(rest, stage, stages);
        break;
      case 'RUN':
        run(rest, stage);
        break;
      case 'ENV':
        for (const pair of rest.split(/\s+/u)) stage.env[pair.split('=')[0]] = pair.split('=')[1];
        break;
      case 'USER':
        stage.user = rest;
        break;
      case 'HEALTHCHECK':
        stage.healthcheck = JSON.parse(/CMD\s+(\[.*\])$/u.exec(rest)[1]);
        break;
      case 'ENTRYPOINT':
      case 'CMD':
        stage[instruction.toLowerCase()] = JSON.parse(rest);
        break;
      case 'EXPOSE':
        break;
      default:
        throw new Error(`${instruction} is not known to this script`);
    }
  }
  return stage;
}

/** Starts what would be shipped, waits until its health check says yes, stops it. */
async function prove(stage) {
  const port = await freePort();
  const env = { PATH: nodeFolder(stage.image), ...stage.env, PORT: String(port) };
  const cwd = stage.folder(stage.workdir);
  const [uid, gid] = stage.user.split(':').map(Number);
  const asUser = process.getuid?.() === 0 ? { uid, gid } : {};
  if (!(uid > 0)) throw new Error(`USER ${stage.user}: expected a number other than 0`);
  execFileSync('chmod', ['755', root]);
  const [command, ...args] = [...stage.entrypoint, ...stage.cmd];
  const child = spawn(command, args, { cwd, env, ...asUser, stdio: ['ignore', 'inherit', 'inherit'] });
  const exited = new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
  try {
    await healthy(stage, { cwd, env, ...asUser });
    for (const path of ['/docs', '/openapi.json', '/metrics']) {
      const { status } = await fetch(`http://127.0.0.1:${port}${path}`);
      if (status !== 200) throw new Error(`${path} answers ${status}`);
    }
  } finally {
    child.kill('SIGTERM');
  }
  const code = await exited;
  if (code !== 0) throw new Error(`after SIGTERM the exit code is ${code}, not 0`);
  console.log(`healthy as user ${stage.user}; exit code 0 after SIGTERM`);
}

async function healthy(stage, options) {
  const [command, ...args] = stage.healthcheck;
  for (let attempt = 0; attempt < 40; attempt += 1) {
    if (spawnSync(command, args, options).status === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('the health check did not succeed within 10 s');
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function bytesOf(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0);
}

const megabytes = (path) => `${(bytesOf(path) / 1e6).toFixed(1)} MB`;

try {
  makeContext();
  const shipped = build();
  await prove(shipped);
  const app = join(shipped.root, shipped.workdir);
  for (const name of readdirSync(app).sort()) console.log(`  ${name.padEnd(14)} ${megabytes(join(app, name))}`);
  console.log(`shipped beside the base image: ${megabytes(app)}`);
} finally {
  if (process.argv.includes('--keep')) console.log(`kept: ${root}`);
  else rmSync(root, { recursive: true, force: true });
}
