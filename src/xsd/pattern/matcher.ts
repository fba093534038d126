import { type Automaton, buildAutomaton } from './automaton.ts';
import type { PatternSyntax } from './syntax.ts';

/** What a matcher found; `too-long`: telling would take more work than is granted to one text. */
export type MatchResult = 'match' | 'mismatch' | 'too-long';

/** States in all the sets that a matcher remembers, before it starts afresh; and characters it remembers for one set. */
const REMEMBERED_STATES_MAX = 200_000;
const REMEMBERED_CHARACTERS_MAX = 1000;
/** States looked at for one text: about a quarter of a second at worst. */
const WORK_MAX = 20_000_000;

/** A set of states of the automaton after some text, and what follows from each character, as far as it was ever asked. */
interface StateSet {
  readonly states: readonly number[];
  readonly accepts: boolean;
  readonly ascii: (StateSet | undefined)[];
  readonly beyond: Map<number, StateSet>;
}

/**
 * Makes a matcher of whole texts that takes time proportional to the text, whatever the pattern: all ways through it are
 * followed at once, and sets of states are remembered, so that texts of the usual kind cost one look-up a character.
 * The automaton is built when it is first needed.
 * @returns undefined when the pattern is too large
 */
export function compileMatcher(syntax: PatternSyntax): ((text: string) => MatchResult) | undefined {
  const automaton = buildAutomaton(syntax);
  if (automaton === undefined) return undefined;
  const walk = createWalk(automaton);
  return (text) => {
    let set = walk.start();
    let work = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      let following = code < 128 ? set.ascii[code] : undefined;
      if (following === undefined) {
        const codePoint = text.codePointAt(at) ?? code;
        if (codePoint > 0xffff) at++;
        following = set.beyond.get(codePoint);
        if (following === undefined) {
          work += set.states.length + 1;
          if (work > WORK_MAX) return 'too-long';
          following = walk.step(set, codePoint);
          work += following.states.length;
        }
      }
      if (following.states.length === 0) return 'mismatch';
      set = following;
    }
    return set.accepts ? 'match' : 'mismatch';
  };
}

function createWalk({ start, size, reads, next, other, classes }: Automaton) {
  const seen = new Uint32Array(size);
  let round = 0;
  let remembered = 0;
  let known = new Map<string, StateSet>();

  /** Adds the states that can be reached without reading, those that read and the accepting one kept. */
  const reach = (from: number, into: number[]): void => {
    const open = [from];
    for (let state = open.pop(); state !== undefined; state = open.pop()) {
      if (state < 0 || seen[state] === round) continue;
      seen[state] = round;
      if (state === 0 || (reads[state] ?? -1) >= 0) into.push(state);
      else open.push(other[state] ?? -1, next[state] ?? -1);
    }
  };
  const remember = (states: number[]): StateSet => {
    states.sort((a, b) => a - b);
    const key = states.join();
    const found = known.get(key);
    if (found !== undefined) return found;
    remembered += states.length + 1;
    if (remembered > REMEMBERED_STATES_MAX) {
      known = new Map();
      remembered = 0;
    }
    const set = { states, accepts: states[0] === 0, ascii: [], beyond: new Map() };
    known.set(key, set);
    return set;
  };

  return {
    start: (): StateSet => {
      const first = known.get('');
      if (first !== undefined) return first;
      round++;
      const states: number[] = [];
      reach(start, states);
      const set = remember(states);
      known.set('', set);
      return set;
    },
    step: (set: StateSet, codePoint: number): StateSet => {
      round++;
      const character = String.fromCodePoint(codePoint);
      const holds: (boolean | undefined)[] = [];
      const states: number[] = [];
      for (const state of set.states) {
        if (state === 0) continue;
        const reading = reads[state] ?? -1;
        holds[reading] ??= classes[reading]?.(character) ?? false;
        if (holds[reading]) reach(next[state] ?? -1, states);
      }
      const following = states.length === 0 ? NOWHERE : remember(states);
      if (codePoint < 128) set.ascii[codePoint] = following;
      else {
        if (set.beyond.size >= REMEMBERED_CHARACTERS_MAX) set.beyond.clear();
        set.beyond.set(codePoint, following);
      }
      return following;
    },
  };
}

const NOWHERE: StateSet = { states: [], accepts: false, ascii: [], beyond: new Map() };
