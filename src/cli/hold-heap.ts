import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Keeps the start from widening the heap. What a start makes is thrown away at once or kept for good, yet V8 takes it for a
 * load that goes on: it widens the space for young objects to 32 MB, which then stays. So that space is widened once, to a
 * quarter of that, since the smallest one has to be collected seven hundred times in a start, and held there until the start
 * is over.
 * @returns ends that, and collects what the start has left behind: later loads may widen the space as ever
 */
export function holdHeap(): () => void {
  const collect = collector();
  widenOnce(collect);
  setFlagsFromString('--semi-space-growth-factor=1');
  return () => {
    setFlagsFromString(`--semi-space-growth-factor=${V8_DEFAULT}`);
    collect();
    // V8 of Node 20 gives a page back only when the collection after the one that emptied it finds it empty still
    collect();
    // and V8 since Node 22 keeps emptied pages for later, unless memory is said to be short; Node 20 does not know this one
    collect({ type: 'major', flavor: 'last-resort' });
  };
}

/** Factor by which V8 widens the space for young objects. */
const V8_DEFAULT = 2;
/** From 1 MB for each half to 4 MB. */
const ONCE = 4;
/** More than a half of the smallest space holds: V8 widens it when so much has survived. */
const SURVIVORS = 30_000;

type Collect = (options?: { readonly type: 'minor' | 'major'; readonly flavor?: 'last-resort' }) => void;

/** V8's collector, which no global name is left for. */
function collector(): Collect {
  setFlagsFromString('--expose-gc');
  const collect: Collect = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  return collect;
}

function widenOnce(collect: Collect): void {
  setFlagsFromString(`--semi-space-growth-factor=${ONCE}`);
  const survivors = Array.from({ length: SURVIVORS }, (_, index) => ({ index }));
  collect({ type: 'minor' });
  // alive until here
  survivors.length = 0;
}
