/** Whether a promise is kept or broken within so many milliseconds. It is then not unhandled, but is to be asked nevertheless. */
export function settlesWithin(promise: Promise<unknown>, durationMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, durationMs, false);
    const settled = (): void => {
      clearTimeout(timer);
      resolve(true);
    };
    promise.then(settled, settled);
  });
}
