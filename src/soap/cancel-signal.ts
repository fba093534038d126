/**
 * What calls need to know of being given up: the part of an AbortSignal that they use. An AbortSignal is one; making and
 * listening to those of {@link createCancellation} costs a tenth, which counts where there are two for each request.
 */
export interface CancelSignal {
  readonly aborted: boolean;
  /** A `TimeoutError` where time was over; anything else: the caller is gone. */
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once: true }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** A signal and how it is given. */
export interface Cancellation {
  readonly signal: CancelSignal;
  /** Gives the signal, once. Listeners are called in order. */
  cancel(reason?: unknown): void;
}

/** Makes a signal that has not been given. */
export function createCancellation(): Cancellation {
  return new LightCancellation();
}

/** The signal for those who take an AbortSignal alone, such as Node's timers and streams. */
export function asAbortSignal(signal: CancelSignal): AbortSignal {
  if (signal instanceof AbortSignal) return signal;
  const controller = new AbortController();
  const onAbort = () => controller.abort(signal.reason);
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort);
  return controller.signal;
}

/** One object for signal and control: a class, since each request makes two. */
class LightCancellation implements Cancellation, CancelSignal {
  aborted = false;
  reason: unknown = undefined;
  #listeners: (() => void)[] = [];

  get signal(): CancelSignal {
    return this;
  }

  addEventListener(_type: 'abort', listener: () => void): void {
    if (!this.aborted) this.#listeners.push(listener);
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    const at = this.#listeners.indexOf(listener);
    if (at >= 0) this.#listeners.splice(at, 1);
  }

  cancel(reason: unknown = new DOMException('This operation was aborted', 'AbortError')): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    const listeners = this.#listeners;
    this.#listeners = [];
    for (const listener of listeners) listener();
  }
}
