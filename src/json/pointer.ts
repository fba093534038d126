/** Renders steps as a JSON Pointer (RFC 6901): `['a/b', 0]` is `/a~1b/0`, no steps is `''`. */
export function renderPointer(steps: readonly (string | number)[]): string {
  return steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
