import type { AnswerView, SoapCall, SoapReply } from './call.ts';
import { type ExpectedReply, readReply } from './reply.ts';
import { createCallClock } from './stream/call-clock.ts';
import { passOn } from './stream/pass-on.ts';
import type { OpenReply } from './stream/stream-reply.ts';
import type { TranscodeReply } from './transcode-reply.ts';
import type { ReplyStream, TransportReply } from './transport.ts';

/** What the seam must know of an operation when it is called. */
export interface CallTarget extends ExpectedReply {
  readonly service: string;
  readonly operation: string;
  /** What the `soap` client passes as the name of the message: the operation's key for rpc, the stub's name for document. */
  readonly messageName: string;
  /** What the `soap` client is to find in the body of a reply: a member of the name that it looks for, else it tries others. */
  readonly replyBody: Readonly<Record<string, object>>;
  /** Absent: every reply is read the plain way. */
  readonly transcode?: TranscodeReply | undefined;
  /** Absent: no reply is read while it arrives. */
  readonly openReply?: OpenReply | undefined;
  /** Told how long reading a reply took, in milliseconds, also where it was of no use. */
  readonly onDecode?: (durationMs: number) => void;
  /** Told of a reply that held elements the WSDL does not know, and how many. */
  readonly onUnknownElements?: (count: number) => void;
}

/**
 * The one object that travels through the `soap` client for a call: in as its arguments, back as its response body. All
 * state of the call is here, so that clients are shared and calls are not.
 */
export class PendingCall {
  readonly call: SoapCall;
  readonly target: CallTarget;
  #received: TransportReply | undefined;
  #reply: SoapReply | undefined;
  #stream: PendingStream | undefined;

  constructor(call: SoapCall, target: CallTarget) {
    this.call = call;
    this.target = target;
  }

  /** The XML inside `soap:Body`. @throws when the client asks for the message of another operation */
  bodyXml(messageName: string): string {
    if (messageName !== this.target.messageName) {
      throw new Error(`the soap client asked for message ${messageName} of ${this.target.operation}`);
    }
    return this.call.bodyXml;
  }

  /** Reads a reply; one that was read before is not read again. @throws {BackendError} when it is unusable */
  read(received: TransportReply): SoapReply {
    if (this.#stream?.hasBegun === true) return this.reply;
    if (this.#reply === undefined || this.#received !== received) {
      this.#received = received;
      this.#reply = undefined;
      const startMs = performance.now();
      try {
        this.#reply = this.#transcode(received) ?? readReply(received, this.target, true);
      } finally {
        this.target.onDecode?.(performance.now() - startMs);
      }
    }
    return this.#reply;
  }

  /** How a large reply is read while it arrives; undefined where that is not asked for, or not possible. */
  get stream(): ReplyStream | undefined {
    const { answer, onStream } = this.call;
    const { openReply } = this.target;
    if (answer === undefined || onStream === undefined || openReply === undefined) return undefined;
    const onReply = (reply: SoapReply) => {
      this.#reply = reply;
    };
    this.#stream = new PendingStream(answer, openReply, onReply, onStream);
    return this.#stream;
  }

  #transcode(received: TransportReply): SoapReply | undefined {
    const { answer } = this.call;
    const transcoded = answer === undefined ? undefined : this.target.transcode?.(received, answer);
    if (transcoded === undefined) return undefined;
    const { json, headerBlocks } = transcoded;
    return { kind: 'output', value: undefined, headerBlocks, unknownElements: 0, answer: { json } };
  }

  /** The reply that was read last. @throws when none was: the client then called out of turn */
  get reply(): SoapReply {
    if (this.#reply === undefined) throw new Error(`the soap client has no reply of ${this.target.operation}`);
    return this.#reply;
  }
}

/** The stream of one call. A class, since every call of an operation with a list makes one and few of them are read so. */
class PendingStream implements ReplyStream {
  readonly clock = createCallClock();
  hasBegun = false;
  readonly #answer: AnswerView;
  readonly #openReply: OpenReply;
  readonly #onReply: (reply: SoapReply) => void;
  readonly #onBegin: (reply: SoapReply) => void;

  /** @param onReply - told of the reply, at its beginning and at its end @param onBegin - told of the first alone */
  constructor(
    answer: AnswerView,
    openReply: OpenReply,
    onReply: (reply: SoapReply) => void,
    onBegin: (reply: SoapReply) => void,
  ) {
    this.#answer = answer;
    this.#openReply = openReply;
    this.#onReply = onReply;
    this.#onBegin = onBegin;
  }

  async read(
    received: Omit<TransportReply, 'body'>,
    chunks: AsyncIterableIterator<Buffer>,
  ): Promise<Buffer | undefined> {
    const opened = await this.#openReply(received, chunks, this.#answer);
    if (opened.kind === 'whole') return opened.bytes;
    const { headerBlocks, json } = opened;
    // With the first piece at hand: until then a failure can still be told by a status.
    const passed = passOn(await json.next(), json, this.clock);
    const reply = { kind: 'output', value: undefined, headerBlocks } as const;
    this.hasBegun = true;
    const begun: SoapReply = { ...reply, unknownElements: 0, answer: { json: undefined, pieces: passed.pieces } };
    this.#onReply(begun);
    this.#onBegin(begun);
    await passed.over;
    this.#onReply({ ...reply, unknownElements: opened.unknownElements(), answer: { json: undefined } });
    return undefined;
  }
}
