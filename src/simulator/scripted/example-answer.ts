import { createHash } from 'node:crypto';
import type { HeaderBlockCodec } from '../../codec/message-codec.ts';
import type { JsonValue } from '../../json/value.ts';
import type { OutputAnswer } from '../answer.ts';
import type { EndpointOperation } from '../endpoint.ts';

/** A schema-true answer, the same for the same seed and operation. */
export function exampleAnswer({ codec, selector }: EndpointOperation, seed: number): OutputAnswer {
  const value = codec.output?.example({ seed: seedOf(selector, seed) });
  return { kind: 'output', value, headerBlocks: exampleHeaderBlocks(codec.outputHeaders) };
}

/** The least that is valid, for an answer whose point is its header blocks. */
export function leastAnswer({ codec, selector }: EndpointOperation, seed: number): OutputAnswer {
  return { kind: 'output', value: codec.output?.example({ seed: seedOf(selector, seed), extent: 'required' }) };
}

/**
 * Header blocks of an answer that went well: yes where a block says yes or no (`Succeeded`), nil where a block may be nil;
 * others are left out, as SOAP allows.
 */
function exampleHeaderBlocks(blocks: readonly HeaderBlockCodec[]): Readonly<Record<string, JsonValue>> {
  const values: Record<string, JsonValue> = {};
  for (const { name, encode } of blocks) {
    const fitting = [true, null].find((value) => encode(value).ok);
    if (fitting !== undefined) values[name] = fitting;
  }
  return values;
}

/** Operations differ in their examples, so that an answer to the wrong one shows; small, since examples show it. */
function seedOf(selector: string, seed: number): number {
  return createHash('sha256').update(`${seed} ${selector}`).digest().readUInt32BE(0) % 1000;
}
