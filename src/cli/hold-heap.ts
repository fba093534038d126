import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Keeps the start from widening the heap. What a start makes is thrown away at once or kept for good, yet V8 takes it for a
 * load that goes on: it widens the space for young objects to 32 MB, which then stays. So that space is held at its first
 * size until the start is over.
 * @returns ends that, and collects what the start has left behind: later loads may widen the space as ever
 */
export function holdHeap(): () => void {
  setFlagsFromString('--semi-space-growth-factor=1');
  return () => {
    setFlagsFromString(`--semi-space-growth-factor=${V8_DEFAULT}`);
    setFlagsFromString('--expose-gc');
    const collect: () => void = runInNewContext('gc');
    setFlagsFromString('--no-expose-gc');
    collect();
    // a page is given back only when the collection after the one that emptied it finds it empty still
    collect();
  };
}

/** Factor by which V8 widens the space for young objects. */
const V8_DEFAULT = 2;
