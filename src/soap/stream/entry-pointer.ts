import { pointerStep } from '../../codec/issue-place.ts';
import { DecodeError } from '../../codec/message-codec.ts';
import { BackendError } from '../call.ts';
import { invalidReply } from '../invalid-reply.ts';
import type { TransportReply } from '../transport.ts';

/**
 * The error as the whole reply would have it, where the end of one was read without the entries in front: pointers into the
 * list count them. Anything else as it is.
 * @param list - JSON name of the list
 * @param count - entries that were read already
 */
export function countEntries(error: unknown, reply: TransportReply, list: string, count: number): unknown {
  if (!(error instanceof BackendError && error.cause instanceof DecodeError)) return error;
  const { pointer, reason } = error.cause;
  const step = `${pointerStep(list)}/`;
  if (!pointer.startsWith(step)) return error;
  const [index = '', ...rest] = pointer.slice(step.length).split('/');
  const counted = [step + (Number(index) + count), ...rest].join('/');
  return invalidReply(reply, new DecodeError(counted, reason), error.isMismatch === true);
}
