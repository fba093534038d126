import { type AnswerPieces, BackendError } from '../call.ts';
import type { CallClock } from './call-clock.ts';

/** Pieces for who takes them, and word of when that is over. */
export interface PassedOn {
  readonly pieces: AnswerPieces;
  /** Resolves when the last piece was taken. @throws {BackendError} `aborted` when no more are wanted */
  readonly over: Promise<void>;
}

/** Hands pieces on, of which the first is here already. @param clock - stands still until the next one is asked for */
export function passOn(
  first: IteratorResult<Buffer, undefined>,
  rest: AsyncGenerator<Buffer, undefined>,
  clock: CallClock,
): PassedOn {
  let end: (error?: unknown) => void = () => undefined;
  const over = new Promise<void>((resolve, reject) => {
    end = (error) => (error === undefined ? resolve() : reject(error));
  });
  let waiting: IteratorResult<Buffer, undefined> | undefined = first;
  const pieces: AnswerPieces = {
    async next() {
      clock.go();
      try {
        const piece = waiting ?? (await rest.next());
        waiting = undefined;
        if (piece.done === true) end();
        else clock.stop();
        return piece;
      } catch (error) {
        end(error);
        throw error;
      }
    },
    async return() {
      // Not `rest.return()`: that waits for a piece on its way. The end of the call ends what it waits for.
      end(new BackendError('aborted', 'unknown', 'The answer is not wanted any more.'));
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => pieces,
  };
  return { pieces, over };
}
