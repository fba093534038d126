/**
 * Preloaded into the product by `--import`: a first SIGUSR2 starts a CPU profile, a second one writes it to the file that
 * BENCH_PROFILE names. So start-up and warm-up are not in it.
 */
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';

const SAMPLING_MICROSECONDS = 200;
const session = new Session();
let isRunning = false;

async function toggle(): Promise<void> {
  if (!isRunning) {
    isRunning = true;
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: SAMPLING_MICROSECONDS });
    await session.post('Profiler.start');
    return;
  }
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  writeFileSync(process.env.BENCH_PROFILE ?? 'bench.cpuprofile', JSON.stringify(profile));
}

process.on('SIGUSR2', () => void toggle());
